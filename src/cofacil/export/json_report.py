"""A board as JSON that stays the same from one cofacil to the next: fields are added, never renamed."""

import json
from datetime import UTC, date, datetime
from typing import Any

from cofacil.board.asked_after import last_answer
from cofacil.board.commands.questions import questions_of
from cofacil.board.course import number_of, pace, planned_end
from cofacil.board.deck import chosen_deck
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.model import Board
from cofacil.board.own_names import called, own_name
from cofacil.board.records import Absence, Agreement, Card, Step
from cofacil.board.timer import MINUTE
from cofacil.language.agreement_words import missing_names
from cofacil.language.days import date_of
from cofacil.language.facts import HIDDEN, STRUCK, Fact, FactKind, fact_of, facts
from cofacil.language.names import names_of, with_us
from cofacil.language.worded import worded
from cofacil.room.ports import Shelved

FORMAT = "cofacil-show/1"

SHOW_FIELDS = (
    ("format", f"{FORMAT}; the figure changes only when a field is taken away."),
    ("title, purpose, place", "What the board says of itself, or nothing."),
    ("called, columns", "What the group calls all this, or nothing; what it calls each kind, long and short."),
    ("changes, last_change", "How many changes it is made of, and when the last was; times are ISO 8601 in UTC."),
    ("meetings, meeting", "How many there were, and when the one that is open was opened, or null."),
    (
        "plan",
        "The steps of the meeting that is open, or null: title, step (the number of the one that runs, or null), until (when it was said to end), ends (when it ends at this pace, or null), and steps, each with title, minutes, question, guidance, column (a kind, absence or nothing), writing, took (minutes, or null while it has not begun).",
    ),
    (
        "deck",
        "Who is not in the room?: what this meeting is asked, or the next one where the group has chosen or added something on the board, else null: title (of the deck that was chosen, or null), and questions, each with text, source, when (any, always, second, bridge, agreeing, overrun, or away where it was put away), own (whether the group added it) and reworded.",
    ),
    ("here, people", "Names of those who are here; everybody the board knows, with what they bring."),
    (
        "cards",
        f"Lists by {', '.join(Kind)}. Each card: label, text, note, said (a name, or null for the room), will (names), by (a day or null), meets (labels), tags, marks (wicked: bigger than us, evidence, suggestion), agreed (at, here: names of those who agreed, missing: who was not in the room then; or null), answered (what was said last when it was asked after: answer, why, at; or null), finds_out (names), done, let_go, added. What is written quietly and not shown yet has {HIDDEN} as its text.",
    ),
    (
        "not_here",
        f"Who is missing: label, who, state ({', '.join(AbsenceState)}), always, knows, asks, by, where, answered (as of a card), speaks (a name, for those not born yet), asked (the question it was an answer to).",
    ),
)
SHELF_FIELDS = (
    ("name, path", "What to type to open it, and where its file is."),
    ("title, purpose", "What the board says of itself."),
    ("met, here", "When its last meeting was opened, or null, and how many people were there."),
    (
        "promised, to_invite, open",
        "What somebody said they will do or whom they will ask, people still to invite, cards still open.",
    ),
    ("plan, step", "The plan of the meeting that is open, and the number of the step that runs, or nothing and null."),
    ("copy_of", "The path of the board that it is a copy of, until somebody says what it is to be; else nothing."),
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
    meeting, today = board.meeting_at(now), date_of(now)
    return {
        "format": FORMAT,
        "title": board.title,
        "purpose": board.purpose,
        "place": board.place,
        "called": called(board),
        "columns": {str(kind): list(own_name(board, kind) or (kind.plural, kind.short)) for kind in Kind},
        "changes": board.position,
        "last_change": moment(board.last) if board.position else None,
        "meetings": board.meetings,
        "meeting": {"opened": moment(meeting.opened)} if meeting else None,
        "plan": _plan(board, now),
        "deck": _deck(board, now),
        "here": [board.name_of(slug) for slug in (board.here if meeting else ())],
        "people": [{"name": person.name, "brings": person.brings} for person in board.people],
        "cards": {str(kind): [_card(board, card, today) for card in board.columns[kind]] for kind in Kind},
        "not_here": [_absence(board, absence, today) for absence in board.absences],
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
        "plan": board.plan,
        "step": board.step or None,
        "copy_of": board.copy_of,
        "trouble": worded(board.trouble) if board.trouble else "",
    }


def _deck(board: Board, now: int) -> dict[str, Any] | None:
    prompts, chosen = questions_of(board, (), now), chosen_deck(board)
    if not prompts:
        return None
    return {
        "title": chosen.title if chosen else None,
        "questions": [
            {
                "text": prompt.text,
                "source": prompt.source,
                "when": prompt.when,
                "own": prompt.is_added,
                "reworded": prompt.is_changed,
            }
            for prompt in prompts
        ],
    }


def _plan(board: Board, now: int) -> dict[str, Any] | None:
    meeting, until = board.meeting_at(now), planned_end(board, now)
    if meeting is None or until is None:
        return None
    step, end = board.step, pace(board, now)
    return {
        "title": meeting.plan,
        "step": number_of(board, step) if step else None,
        "until": moment(until),
        "ends": moment(end.ends) if end else None,
        "steps": [_step(step, now) for step in board.plan],
    }


def _step(step: Step, now: int) -> dict[str, Any]:
    return {
        "title": step.title,
        "minutes": step.minutes,
        "question": step.question,
        "guidance": step.guidance,
        "column": step.word("column"),
        "writing": str(step.writing),
        "took": step.took(now) // MINUTE if step.began is not None else None,
    }


def _card(board: Board, card: Card, today: date) -> dict[str, Any]:
    found = facts(board, card, today)
    will, by = fact_of(found, FactKind.WILL), fact_of(found, FactKind.WILL, FactKind.BY)
    evidence = fact_of(found, FactKind.EVIDENCE)
    return {
        "label": board.label_of(card),
        # A program reads this: it says the same in every language.
        "text": HIDDEN if card.is_withheld else STRUCK if card.is_struck else card.text,
        "note": card.note,
        "said": _name(fact_of(found, FactKind.SAID)),
        "will": with_us(will.names, "the room") if will else [],
        "by": (by.when or None) if by else None,
        "meets": [fact.label for fact in found if fact.kind is FactKind.MEETS],
        "tags": list(card.tags),
        "marks": list(card.marks),
        "agreed": _agreed(board, card.agreed) if card.agreed and not card.is_withheld else None,
        "answered": _answered(board, card),
        "finds_out": with_us(evidence.names, "the room") if evidence else [],
        "done": card.is_done,
        "let_go": card.is_let_go,
        "added": moment(card.at),
    }


def _absence(board: Board, absence: Absence, today: date) -> dict[str, Any]:
    found = facts(board, absence, today)
    asks = fact_of(found, FactKind.ASKS, FactKind.ASKS_TOO)
    sometime = asks or fact_of(found, FactKind.SOMETIME)
    named = fact_of(found, FactKind.NAMED)
    return {
        "label": board.label_of(absence),
        "who": HIDDEN if absence.is_withheld else absence.who,
        "state": str(absence.state),
        "always": absence.is_standing,
        "knows": _name(fact_of(found, FactKind.KNOWS)),
        "asks": _name(asks),
        "by": (sometime.when or None) if sometime else None,
        "where": sometime.words[0] if sometime and sometime.words else None,
        "answered": _answered(board, absence),
        "speaks": _name(fact_of(found, FactKind.SPEAKS)),
        "asked": named.words[0] if named and named.words else None,
    }


def _agreed(board: Board, agreement: Agreement) -> dict[str, Any]:
    return {
        "at": moment(agreement.at),
        "here": list(names_of(board, agreement.here)),
        "missing": list(missing_names(board, agreement)),
    }


def _answered(board: Board, record: Card | Absence) -> dict[str, Any] | None:
    """Return what was answered last; a program reads it, so that it is the file's own word in every language."""
    found = None if record.is_withheld else last_answer(board, record)
    if found is None:
        return None
    why = "" if isinstance(record, Card) and record.is_struck else found.why
    return {"answer": str(found.answer), "why": why, "at": moment(found.meeting.opened)}


def _name(fact: Fact | None) -> str | None:
    return fact.names[0] if fact and fact.names else None
