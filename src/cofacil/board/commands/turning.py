"""Undo and redo as commands."""

from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command
from cofacil.board.events import Change, Event
from cofacil.board.history import REDO, UNDO, turn_back
from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who


@dataclass(frozen=True, slots=True)
class TurnBack(Command):
    """Undoes an event of one's own; what others changed since stays."""

    event: Event
    role: ClassVar[Role] = Role.PARTICIPANT
    is_sitting: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        return turn_back(self.event, board, who.person, now, UNDO)


@dataclass(frozen=True, slots=True)
class PutBack(Command):
    """Redoes: turns one's own undo round."""

    undo: Event
    role: ClassVar[Role] = Role.PARTICIPANT
    is_sitting: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        return turn_back(self.undo, board, who.person, now, REDO)
