"""Undo and redo as commands."""

from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, Event
from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who
from cofacil.board.undo import IMPORT, REDO, UNDO, can_undo, makes_one, reversal


@dataclass(frozen=True, slots=True)
class Undo(Command):
    """Undoes an event of one's own, or for who leads an import; what others changed since stays."""

    event: Event
    role: ClassVar[Role] = Role.PARTICIPANT
    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def only_names(self) -> bool:
        return makes_one(self.event)

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if not (self.event.op == IMPORT and Role(who.role).includes(Role.COFACILITATOR)):
            _refuse_others(self.event, board, who)
        if not can_undo(self.event):
            raise Refusal("lived-through-already")
        return reversal(self.event, board, who.person, now, UNDO)


@dataclass(frozen=True, slots=True)
class Redo(Command):
    """Redoes: reverses one's own undo."""

    undo: Event
    role: ClassVar[Role] = Role.PARTICIPANT
    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def only_names(self) -> bool:
        return makes_one(self.undo)

    def decide(self, board: Board, who: Who, now: int) -> Change:
        _refuse_others(self.undo, board, who)
        if self.undo.op != UNDO:
            raise Refusal("not-undone")
        return reversal(self.undo, board, who.person, now, REDO)


def _refuse_others(event: Event, board: Board, who: Who) -> None:
    if board.one(event.by) != board.one(who.person):
        raise Refusal("not-your-doing")
