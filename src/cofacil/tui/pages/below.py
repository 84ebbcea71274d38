"""What a page that stands over a board is given of it."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Protocol

from cofacil.board.commands.base import Command
from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.room.room import News
from cofacil.tui.keys import Keymap
from cofacil.tui.paint.brush import Brush
from cofacil.tui.session import Session


class Submit(Protocol):
    """Has commands decided and kept; raises a Trouble where they are not."""

    def __call__(self, *commands: Command) -> Awaitable[News]: ...


class Clock(Protocol):
    """Returns the time now, in UTC milliseconds."""

    def __call__(self) -> int: ...


class Over(Protocol):
    """What such a page needs of the app that it is opened over."""

    keymap: Keymap

    @property
    def brush(self) -> Brush: ...

    async def ask(self, *commands: Command) -> News: ...


@dataclass(frozen=True, slots=True)
class Below:
    """A board, and how it is asked for a change."""

    board: Board
    brush: Brush
    keys: Mapping[str, str]
    """From an action of the board to the group's key for it."""
    clock: Clock
    submit: Submit
    role: Role = Role.VIEWER
    begins: bool = False
    """Whether a meeting begins with the page: then another part may follow."""

    @classmethod
    def of(cls, app: Over, session: Session, *, begins: bool = False) -> "Below":
        """Return what this seat's pages are given now."""
        role = session.seat.role
        return cls(session.board, app.brush, app.keymap.keys, session.clock, app.ask, role, begins)
