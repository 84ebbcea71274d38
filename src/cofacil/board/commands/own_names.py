"""The names that a group gives: to its columns, and to all this."""

from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command
from cofacil.board.events import Change
from cofacil.board.kinds import Kind
from cofacil.board.model import Board, Who
from cofacil.board.own_names import CALLED_LIMIT, clean_column_name, field_of
from cofacil.board.text import clean_text, has_ink


@dataclass(frozen=True, slots=True)
class NameColumn(Command):
    """Calls a column by the group's own name, long and short; with neither it is called as we call it again."""

    kind: Kind
    long: str = ""
    short: str = ""
    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        field = field_of(self.kind)
        if not self.long and not self.short:
            write = board.about.write(field, None)
        else:
            write = board.about.write(field, list(clean_column_name(board, self.kind, self.long, self.short)))
        return Change("board.set", (write,) if write.before != write.after else ())


@dataclass(frozen=True, slots=True)
class CallAllThis(Command):
    """Says what the group calls what it does here; "" takes that back."""

    called: str
    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        name = clean_text(self.called, limit=CALLED_LIMIT) if has_ink(self.called) else None
        write = board.about.write("called", name)
        return Change("board.set", (write,) if write.before != write.after else ())
