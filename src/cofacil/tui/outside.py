"""What a session asks of what is around it: its room, and its window."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from cofacil.board.commands.base import Command
from cofacil.board.events import Event
from cofacil.room.room import News
from cofacil.tui.modes.mode import Errand


class RoomPort(Protocol):
    """What a session asks of the room."""

    def now(self) -> int:
        """Return UTC milliseconds."""
        ...

    def new_id(self) -> str:
        """Return a new ULID."""
        ...

    async def submit(self, *commands: Command) -> News:
        """Have commands decided and kept, one after the other.

        Raises:
            Trouble: one of them was not.
        """
        ...

    async def last(self, *, is_redo: bool) -> Event | None:
        """Return what this person did last, or undid last."""
        ...

    async def staying(self) -> Event | None:
        """Return what this person did last, where that can never be undone."""
        ...


class WindowPort(Protocol):
    """What a session needs of the window it is in."""

    def repaint(self) -> None: ...

    def schedule(self) -> None:
        """Call `say_time_is_up`, and ask `next_tick` anew: time makes a difference at another moment now."""
        ...

    def soon(self, work: Callable[[], Awaitable[None]], seconds: float = 0) -> None:
        """Do something behind the keys that wait already; with `seconds`, after them and between whatever keys come then."""
        ...

    async def run(self, errand: Errand) -> None:
        """Do what is asked for outside the board; return when keys may go on."""
        ...

    def looked(self) -> None:
        """Take notice that something else is in hand, or being changed, or that a mode has opened or closed."""
        ...
