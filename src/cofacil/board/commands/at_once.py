"""Several commands that are one act of one person: they are kept together or not at all, and one undo takes them back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, Event, Write
from cofacil.board.fold import fold
from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who


@dataclass(frozen=True, slots=True)
class AtOnce(Command):
    """Does several things, each decided against the board as it is behind the one before."""

    op: str
    """What all of it is called in the log."""
    commands: tuple[Command, ...]
    role: ClassVar[Role] = Role.PARTICIPANT

    @classmethod
    def of(cls, op: str, *commands: Command) -> Command:
        """Return commands as one; a single one is what it is."""
        return commands[0] if len(commands) == 1 else cls(op, commands)

    def decide(self, board: Board, who: Who, now: int) -> Change:
        writes: list[Write] = []
        for command in self.commands:
            if not Role(who.role).includes(command.role):
                raise Refusal("ask-who-facilitates")
            change = command.decide(board, who, now)
            writes += change.writes
            board = fold(board, [Event("", now, who.person, change.op, change.writes)])
        return Change(self.op, tuple(_as_one(writes)))


def _as_one(writes: Iterable[Write]) -> Iterable[Write]:
    """Return writes with one for each field, and what is made with all that was written to it since."""
    made: dict[tuple[str, str], Write] = {}
    for write in writes:
        whole, before = made.get((write.entity, "")), made.get((write.entity, write.field))
        if write.field and whole is not None and isinstance(whole.after, dict):
            fields = {**whole.after, write.field: write.after}
            made[write.entity, ""] = whole._replace(
                after={name: value for name, value in fields.items() if value is not None}
            )
        elif before is not None:
            made[write.entity, write.field] = before._replace(after=write.after)
        else:
            made[write.entity, write.field] = write
    return (write for write in made.values() if write.before != write.after)
