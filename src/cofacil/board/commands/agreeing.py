"""What people agree to, and what comes of a deed that somebody else is named for: a suggestion, or an invitation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.agreement import agreed_now
from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.base import Command, card_on_wall, own_card, readable_card
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.links import ties_between
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId, Write
from cofacil.board.kinds import Mark, Role
from cofacil.board.model import Board, Who
from cofacil.board.quiet import is_hidden_from
from cofacil.board.records import Absence, CardId
from cofacil.board.slugs import folded
from cofacil.board.text import clean_day


@dataclass(frozen=True, slots=True)
class Agree(Command):
    """Says that those who are here agree to something, or no longer do; who was missing then is kept with it.

    Source: document 000, *decide only for those in the room, and invite the rest*.
    """

    card: CardId
    is_agreed: bool = True

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = readable_card(board, self.card, who) if self.is_agreed else card_on_wall(board, self.card)
        if (card.agreed is not None) == self.is_agreed:
            return Change("card.agree", ())
        return Change("card.agree", (card.write("agreed", agreed_now(board, now) if self.is_agreed else None),))


@dataclass(frozen=True, slots=True)
class Suggest(Command):
    """Says that something is a suggestion, for somebody who is not here to take or leave."""

    card: CardId
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = own_card(board, self.card, who)
        is_one = Mark.SUGGESTION in card.marks
        return Change("card.suggest", () if is_one else (card.write(f"mark.{Mark.SUGGESTION}", True),))


@dataclass(frozen=True, slots=True)
class Invite(Command):
    """Turns a deed that somebody was named for, who is not here, into an invitation to them, tied to it."""

    id: EntityId
    link: EntityId
    name: str
    about: EntityId
    when: str = ""
    """By when, an ISO date."""
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if self.id in board.records:
            return Change("absence.name", ())
        about, found = card_on_wall(board, self.about), _invited(board, self.name, who)
        writes: list[Write] = []
        if found is None:
            writes += NameAbsence(self.id, self.name).decide(board, who, now).writes
        if found is None or not ties_between(board, about.id, found.id):
            end = found.id if found else self.id
            writes.append(board.new(self.link, {"from": about.id, "to": end, "kind": "meets"}))
        if self.when:
            writes.append(about.write("when", clean_day(self.when)))
        return Change("absence.name", tuple(write for write in writes if write.before != write.after))


def invited(board: Board, name: str, other: EntityId) -> EntityId:
    """Return the absence by which somebody is invited: the one there is, else `other`."""
    found = _called(board, name)
    return next((one.id for one in found), other)


def _invited(board: Board, name: str, who: Who) -> Absence | None:
    """Return the absence of that name which somebody can see: a tie to another would tell whom it names."""
    return next((one for one in _called(board, name) if not is_hidden_from(board, one.id, who)), None)


def _called(board: Board, name: str) -> Iterator[Absence]:
    wanted = folded(name)
    return (one for one in board.absences if one.is_open and folded(one.who) == wanted)


@dataclass(frozen=True, slots=True)
class AddFrom(Command):
    """Writes down what somebody will do about something that is there already, and ties the two."""

    card: AddCard
    link: EntityId
    source: CardId
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        source = card_on_wall(board, self.source)
        change = self.card.decide(board, who, now)
        if not change.writes:
            return change
        if self.link in board.records:
            raise Refusal("tie-end-gone")
        tie = board.new(self.link, {"from": self.card.id, "to": source.id, "kind": "meets"})
        return Change(change.op, (*change.writes, tie))
