"""Where cards are: moving, done with, put away, brought back, struck out."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command, card_on_wall, mark, own_card
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId, Write
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import Board, Who
from cofacil.board.positions import LONGEST, between, evenly, is_key
from cofacil.board.records import Absence, Card, CardId, Record


@dataclass(frozen=True, slots=True)
class MoveCard(Command):
    """Moves a card to another place or column; its label stays."""

    card: CardId
    to: Kind
    ahead_of: CardId | None = None
    """The card it will stand above; None puts it at the end."""

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = card_on_wall(board, self.card)
        op = "card.place" if card.kind is self.to else "card.move"
        if self.ahead_of == card.id:
            return Change(op, ())
        column = board.columns[self.to]
        at = _index(column, board.records.get(self.ahead_of or ""))
        below, above = column[:at], column[at:]
        if card.kind is self.to:  # it does not stand beside itself
            below = below[:-1] if below and below[-1].id == card.id else below
            above = above[1:] if above and above[0].id == card.id else above
        place = _between(below[-1].place[0] if below else None, above[0].place[0] if above else None)
        writes = _laid_anew(card, below, above) if place is None else [card.write("pos", place)]
        writes.append(card.write("kind", str(self.to)))
        return Change(op, tuple(write for write in writes if write.before != write.after))


def _index(column: tuple[Card, ...], card: Record | None) -> int:
    """Return where a card stands in its column, or its end when it is not there any more."""
    if not isinstance(card, Card):
        return len(column)
    at = bisect_left(column, card.place, key=lambda other: other.place)
    return at if column[at : at + 1] == (card,) else len(column)


def _between(below: str | None, above: str | None) -> str | None:
    """Return a key between two, None where there is none short enough: two merged copies may hold equal keys."""
    if not all(key is None or (is_key(key) and len(key) <= LONGEST) for key in (below, above)):
        return None
    if below is not None and above is not None and below >= above:
        return None
    key = between(below, above)
    return key if len(key) <= LONGEST else None


def _laid_anew(card: Card, below: Iterable[Card], above: Iterable[Card]) -> list[Write]:
    column = [*(other for other in below if other.id != card.id), card, *(c for c in above if c.id != card.id)]
    return [other.write("pos", key) for other, key in zip(column, evenly(len(column)), strict=True)]


@dataclass(frozen=True, slots=True)
class MarkDone(Command):
    """Says that an action is done, a question answered, an offer taken up, an issue settled."""

    card: CardId

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = card_on_wall(board, self.card)
        if card.is_done:
            return Change("card.done", ())
        return Change("card.done", (card.write("done", {"at": now, "how": card.kind.done_word}),))


@dataclass(frozen=True, slots=True)
class Reopen(Command):
    """Takes *done* back."""

    card: CardId

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = card_on_wall(board, self.card)
        return Change("card.reopen", (card.write("done", None),) if card.is_done else ())


@dataclass(frozen=True, slots=True)
class PutAway(Command):
    """Takes a card, or somebody who was named missing, off the wall; the words are kept."""

    what: EntityId
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        gone = mark(who, now)
        if self.what.startswith("absence/"):
            absence = board.absence(self.what)
            if absence.is_standing:
                raise Refusal("absence-stays", label=absence.label)
            if not Role(who.role).includes(Role.COFACILITATOR):
                raise Refusal("absence-not-yours")
            return Change("absence.set", () if absence.is_gone else (absence.write("gone", gone),))
        card = own_card(board, self.what, who)
        return Change("card.put_away", (card.write("gone", gone),))


@dataclass(frozen=True, slots=True)
class BringBack(Command):
    """Puts on the wall again what was put away."""

    what: EntityId

    def decide(self, board: Board, who: Who, now: int) -> Change:
        record: Card | Absence = board.absence(self.what) if self.what.startswith("absence/") else board.card(self.what)
        op = "card.bring_back" if isinstance(record, Card) else "absence.set"
        return Change(op, (record.write("gone", None),) if record.is_gone else ())


@dataclass(frozen=True, slots=True)
class StrikeOut(Command):
    """Hides a card's words everywhere at once, for good, at somebody's wish."""

    card: CardId
    role: ClassVar[Role] = Role.PARTICIPANT
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = own_card(board, self.card, who)
        return Change("card.strike", () if card.is_struck else (card.write("struck", mark(who, now)),))
