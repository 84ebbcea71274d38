"""Where cards are: moving, done with, put away, brought back, struck out."""

from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command, card_on_wall, mark, own_card
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId, Write
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import Board, Who
from cofacil.board.order import LONGEST, between, evenly
from cofacil.board.records import Absence, Card, CardId


@dataclass(frozen=True, slots=True)
class MoveCard(Command):
    """Moves a card to another place or column; its label stays."""

    card: CardId
    to: Kind
    ahead_of: CardId | None = None
    """The card it will stand above; None puts it at the end."""

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = card_on_wall(board, self.card)
        others = [other for other in board.columns[self.to] if other.id != card.id]
        at = next((n for n, other in enumerate(others) if other.id == self.ahead_of), len(others))
        below = others[at - 1].place[0] if at else None
        above = others[at].place[0] if at < len(others) else None
        place = _between(below, above)
        op = "card.place" if card.kind is self.to else "card.move"
        if place is None:
            return Change(op, tuple(w for w in _laid_anew(card, self.to, others, at) if w.before != w.after))
        writes = (card.write("kind", str(self.to)), card.write("pos", place))
        return Change(op, tuple(write for write in writes if write.before != write.after))


def _between(below: str | None, above: str | None) -> str | None:
    """Return a key between two, None where there is none short enough: two merged copies may hold equal keys."""
    if below is not None and above is not None and below >= above:
        return None
    key = between(below, above)
    return key if len(key) <= LONGEST else None


def _laid_anew(card: Card, to: Kind, others: list[Card], at: int) -> list[Write]:
    column = [*others[:at], card, *others[at:]]
    writes = [other.write("pos", key) for other, key in zip(column, evenly(len(column)), strict=True)]
    return [card.write("kind", str(to)), *writes]


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
                raise Refusal(f"{absence.label} stays: those not born yet are missing from every meeting.")
            if not Role(who.role).includes(Role.COFACILITATOR):
                raise Refusal("Ask who facilitates to put that away.")
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

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = own_card(board, self.card, who)
        return Change("card.strike", () if card.is_struck else (card.write("struck", mark(who, now)),))
