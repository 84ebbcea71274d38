"""A board as JSON that stays the same from one cofacil to the next: fields are added, never renamed."""

import json
from datetime import UTC, datetime
from typing import Any

from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.room.ports import Shelved

FORMAT = "cofacil-show/1"

SHOW_FIELDS = (
    ("format", f"{FORMAT}; the figure changes only when a field is taken away."),
    ("title, purpose, place", "What the board says of itself, or nothing."),
    ("changes, last_change", "How many changes it is made of, and when the last was; times are ISO 8601 in UTC."),
    ("meetings, meeting", "How many there were, and when the one that is open was opened, or null."),
    ("here, people", "Names of those who are here; everybody the board knows, with what they bring."),
    (
        "cards",
        "Lists by question, offer, action, issue. Each card: label, text, note, said (a name, or null for the room), will (names), by (a day or null), meets (labels), tags, done, added.",
    ),
    (
        "not_here",
        "Who is missing: label, who, state (noticed, bridged, invited, joined, declined), always, knows, asks, by, where, asked (the question it was an answer to).",
    ),
)
SHELF_FIELDS = (
    ("name, path", "What to type to open it, and where its file is."),
    ("title, purpose", "What the board says of itself."),
    ("met, here", "When its last meeting was opened, or null, and how many people were there."),
    ("promised, to_invite, open", "Open actions somebody said I will to, people still to invite, cards still open."),
    ("trouble", "A sentence when the file cannot be read whole, else nothing."),
)


def printed(report: object) -> str:
    """Return a report as it is printed: in ASCII, so that nothing in it can reach a terminal as a command."""
    return json.dumps(report, indent=1)


def moment(milliseconds: int | None) -> str | None:
    """Return a moment as ISO 8601 in UTC, to the second."""
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def board_report(board: Board, now: int) -> dict[str, Any]:
    """Return everything `cofacil show --json` prints; names of people and labels, never inner ids."""
    meeting = board.meeting_at(now)
    return {
        "format": FORMAT,
        "title": board.title,
        "purpose": board.purpose,
        "place": board.place,
        "changes": board.position,
        "last_change": moment(board.last) if board.position else None,
        "meetings": board.meetings,
        "meeting": {"opened": moment(meeting.opened)} if meeting else None,
        "here": [board.name_of(slug) for slug in (meeting.here if meeting else ())],
        "people": [{"name": person.name, "brings": person.brings} for person in board.people],
        "cards": {str(kind): [_card(board, card) for card in board.columns[kind]] for kind in Kind},
        "not_here": [_absence(board, absence) for absence in board.absences],
    }


def shelf_report(board: Shelved) -> dict[str, Any]:
    """Return one board of `cofacil list --json`."""
    return {
        "name": board.name,
        "path": str(board.path),
        "title": board.title,
        "purpose": board.purpose,
        "met": moment(board.met),
        "here": board.here,
        "promised": board.promised,
        "to_invite": board.to_invite,
        "open": board.open,
        "trouble": board.trouble,
    }


def _card(board: Board, card: Card) -> dict[str, Any]:
    ends = (link.end if link.start == card.id else link.start for link in board.links_of(card.id))
    return {
        "label": board.label_of(card),
        "text": card.text,
        "note": card.note,
        "said": board.name_of(card.said) if card.said else None,
        "will": [board.name_of(owner) for owner in card.owners],
        "by": card.when or None,
        "meets": [board.label_of(board.records[end]) for end in ends],
        "tags": list(card.tags),
        "done": card.is_done,
        "added": moment(card.at),
    }


def _absence(board: Board, absence: Absence) -> dict[str, Any]:
    return {
        "label": board.label_of(absence),
        "who": absence.who,
        "state": str(absence.state),
        "always": absence.is_standing,
        "knows": board.name_of(absence.knows) if absence.knows else None,
        "asks": board.name_of(absence.asks) if absence.asks else None,
        "by": absence.when or None,
        "where": absence.where or None,
        "asked": absence.prompt or None,
    }
