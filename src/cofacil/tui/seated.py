"""A seat in a room, as one window asks it: for changes, and for what was done last."""

import asyncio
from collections.abc import Awaitable, Callable

from cofacil.board.commands.base import Command
from cofacil.board.errors import NotSaved
from cofacil.board.events import Event
from cofacil.room.live import Hears, LiveRoom
from cofacil.room.room import News
from cofacil.room.seats import Seat


class Seated:
    """Asks a room for whoever sits at this window; they are answered, and not told besides."""

    def __init__(self, live: LiveRoom, seat: Callable[[], Seat], hears: Hears) -> None:
        self._live = live
        self._seat = seat
        self._hears = hears
        self._waiting = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.now, self.new_id = live.now, live.new_id

    async def submit(self, *commands: Command) -> News:
        """Have commands decided and kept, one after the other.

        Raises:
            Trouble: one of them was not.
        """
        self._waiting += 1
        self._idle.clear()
        try:
            return await self._live.submit(self._seat(), *commands, asker=self._hears)
        except OSError as trouble:
            raise NotSaved("not-saved", why=trouble) from trouble
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._idle.set()

    async def last(self, *, is_redo: bool) -> Event | None:
        """Return what this person did last, or undid last.

        Raises:
            Trouble: it could not be read.
        """
        return await self._read(self._live.last_undone if is_redo else self._live.last_done)

    async def staying(self) -> Event | None:
        """Return what this person did last, where that can never be undone.

        Raises:
            Trouble: it could not be read.
        """
        return await self._read(self._live.last_staying)

    async def _read(self, look_up: Callable[[Seat], Awaitable[Event | None]]) -> Event | None:
        try:
            return await look_up(self._seat())
        except OSError as trouble:
            raise NotSaved("not-saved", why=trouble) from trouble

    async def answered(self) -> None:
        """Wait until nothing is asked any more."""
        await self._idle.wait()
