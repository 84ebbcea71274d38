"""What comes back by itself from earlier meetings, and what of it has waited untouched through a whole one."""

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from cofacil.board.changed_part import changed_part
from cofacil.board.coming_back import coming_back
from cofacil.board.events import EntityId
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card, Meeting

Carried: TypeAlias = Card | Absence
_NOTHING: frozenset[EntityId] = frozenset()
_OWNER = "owner."
_MANY = 64
"""Columns that are held: some boards, each as it was lately for several seats."""


class _Column(NamedTuple):
    """A column, and what is held against it."""

    cards: tuple[Card, ...]
    opened: int
    """When the meeting was opened, UTC milliseconds."""
    since: int
    """When the one before it was."""


_last: dict[tuple[Kind, str], tuple[_Column, frozenset[EntityId]]] = {}
"""Each column of a meeting as it was asked for last: of the next one only what has changed is looked at."""
_lately: dict[tuple[int, str], tuple[tuple[Card, ...], frozenset[EntityId]]] = {}


def meeting_now(board: Board) -> Meeting | None:
    """Return the meeting that all is held against: the one that is open, else the last there was."""
    return board.meeting or (board.held[-1] if board.held else None)


def carried_into(board: Board) -> str:
    """Return the id of that meeting, "" for none: where it stays the same, so does the day that each thing comes from."""
    now = meeting_now(board)
    return now.id if now else ""


def meeting_before(board: Board) -> Meeting | None:
    """Return the meeting ahead of that one, None for the first."""
    now = meeting_now(board)
    earlier = board.held[: board.held.index(now)] if now in board.held else ()
    return earlier[-1] if earlier else None


def comes_from(board: Board, record: Carried) -> int | None:
    """Return when the earlier meeting was in which something was said, UTC milliseconds; None for what is of this one.

    Those who are missing from every meeting come from none.
    """
    now = meeting_now(board)
    if now is None or (isinstance(record, Absence) and record.is_standing):
        return None
    said_in = board.records.get(f"meeting/{record.meeting}") if record.meeting else None
    if isinstance(said_in, Meeting):
        return None if said_in.id == now.id else said_in.opened
    return record.at if record.at < now.opened else None


def came_back(board: Board) -> tuple[Carried, ...]:
    """Return all that was open when the meeting before ended and still is, column by column."""
    return tuple(record for record in coming_back(board) if comes_from(board, record) is not None)


def waits(board: Board, card: Carried) -> bool:
    """Say whether a card has come back twice and nobody has touched it in between: it stands in one row with others.

    What somebody has promised, or what has a day, is never folded away; nor is who is invited, whom each meeting asks after.
    Source: document 002, a relationship and not a single evening; SCREENS, *carried twice, untouched*.
    """
    before = meeting_before(board)
    return before is not None and isinstance(card, Card) and _waits(card, before.opened)


def _waits(card: Card, before: int) -> bool:
    """Say it of a card where the meeting before this one opened then: what nobody has touched since was said earlier."""
    fields = card.fields
    if card.touched >= before or fields.get("done") or fields.get("when") or not card.is_open:
        return False
    return not any(name.startswith(_OWNER) for name in fields)


def is_past(board: Board, card: Card) -> bool:
    """Say whether a card was done with, or let go, before this meeting: what is closed does not come back."""
    now = meeting_now(board)
    return now is not None and _is_past(card, now.opened)


def _is_past(card: Card, now: int) -> bool:
    done = card.fields.get("done")
    at = done.get("at") if isinstance(done, dict) else None
    return isinstance(at, int) and at < now


def older(board: Board, kind: Kind) -> frozenset[EntityId]:
    """Return the cards of a column that stand in its one row of older things: what waits, and what is past.

    It is the same object as long as the column holds the same cards, and the meeting is the same.
    """
    now, cards = meeting_now(board), board.columns[kind]
    if now is None or len(board.held) < 2 or not cards:  # in a first meeting nothing is older
        return _NOTHING
    key = (id(cards), now.id)
    if (found := _lately.get(key)) is not None:
        return found[1]
    if len(_lately) >= _MANY:
        _lately.clear()
        _last.clear()
    before, opened = meeting_before(board), now.opened
    held = _Column(cards, opened, before.opened if before else 0)
    made = _older(held, _last.get((kind, now.id)))
    _lately[key] = (cards, made)  # what is held has this id to itself
    _last[(kind, now.id)] = (held, made)
    return made


def _older(column: _Column, last: tuple[_Column, frozenset[EntityId]] | None) -> frozenset[EntityId]:
    """Return them by what has changed since the column was asked for last; it is the same object where they are the same."""
    cards, opened, since = column
    if last is None or last[0][1:] != column[1:]:
        return _among(cards, opened, since) or _NOTHING
    (known, _opened, _since), made = last
    first, end_then, end_now = changed_part(known, cards)
    left = made.intersection(card.id for card in known[first:end_then])
    entered = _among(cards[first:end_now], opened, since)
    return made if left == entered else (made - left) | entered


def _among(cards: Iterable[Card], opened: int, since: int) -> frozenset[EntityId]:
    return frozenset(card.id for card in cards if _is_past(card, opened) or _waits(card, since))
