"""Links: an offer meets a question, somebody knows somebody; and that one no longer does."""

from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command, mark
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId
from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who
from cofacil.board.records import Card, Link

KINDS_OF_TIE = ("meets", "answers", "knows")


@dataclass(frozen=True, slots=True)
class TieLink(Command):
    """Ties two things on the wall: this one meets that one."""

    id: EntityId
    start: EntityId
    end: EntityId
    kind: str = "meets"
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if self.kind not in KINDS_OF_TIE:
            raise Refusal("tie-unknown")
        ends = [board.records.get(end) for end in (self.start, self.end)]
        if any(end is None or end.is_gone or not end.word("label") for end in ends):
            raise Refusal("tie-end-gone")
        if self.start == self.end:
            raise Refusal("tie-to-itself")
        if self.id in board.records or ties_between(board, self.start, self.end):
            return Change("link.tie", ())
        return Change("link.tie", (board.new(self.id, {"from": self.start, "to": self.end, "kind": self.kind}),))


@dataclass(frozen=True, slots=True)
class Untie(Command):
    """Takes away whatever ties two things, whichever of them it was tied from."""

    start: EntityId
    end: EntityId
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        links = ties_between(board, self.start, self.end)
        if not Role(who.role).includes(Role.COFACILITATOR) and not all(_is_own(board, link, who) for link in links):
            raise Refusal("tie-of-another")
        return Change("link.untie", tuple(link.write("gone", mark(who, now)) for link in links))


def ties_between(board: Board, start: EntityId, end: EntityId) -> tuple[Link, ...]:
    """Return the ties between two things; a merge may have left more than one."""
    return tuple(link for link in board.links_of(start) if end in (link.start, link.end))


def _is_own(board: Board, link: Link, who: Who) -> bool:
    """Say whether somebody tied it themselves, or one end is their own."""
    ends = (board.records.get(end) for end in (link.start, link.end))
    return link.by == who.person or any(isinstance(end, Card) and board.is_own(end, who.person) for end in ends)
