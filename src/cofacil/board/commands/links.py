"""Links: an offer meets a question, somebody knows somebody."""

from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId
from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who

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
        if self.id in board.records or any(self.end in (link.start, link.end) for link in board.links_of(self.start)):
            return Change("link.tie", ())
        return Change("link.tie", (board.new(self.id, {"from": self.start, "to": self.end, "kind": self.kind}),))
