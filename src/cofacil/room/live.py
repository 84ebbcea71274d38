"""The live room: a room on one worker thread, and everyone who watches it told on the event loop."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from cofacil.board.commands.base import Command
from cofacil.board.errors import NotSaved, Trouble
from cofacil.board.events import Event
from cofacil.board.model import Board
from cofacil.room.presence import Presence
from cofacil.room.room import Room, Told
from cofacil.room.seats import Seat
from cofacil.room.watching import Noticing

Result = TypeVar("Result")
Watching = Callable[[Told], None]
Troubled = Callable[[Trouble | None], None]
"""Called with why the log cannot be read, and with None once it can be again."""
AT_ONCE, APART = 4, 0.008
"""How many are told at once, and after how many seconds the next: about as long as painting for those few takes."""
READ_AGAIN = 1.0
"""Seconds between two tries to read what could not be read."""


class LiveRoom:
    """Owns the one thread that touches the log; answers the asker, and tells every subscriber."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="room")
        self._loop = asyncio.get_running_loop()
        self._watching: list[tuple[Watching, Troubled | None]] = []
        self._trouble: Trouble | None = None
        self._read_again: asyncio.TimerHandle | None = None
        self._noticing: Noticing | None = None
        self._is_closed = False
        self.presence = Presence()
        self.board: Board = room.board
        """The board as it was last told, before any veil."""

    @property
    def is_writable(self) -> bool:
        return self._room.is_writable

    @property
    def where(self) -> str:
        """Return where the board is kept, "" for nowhere."""
        return self._room.log.where

    @property
    def board_id(self) -> str:
        return self._room.log.board_id

    @property
    def now(self) -> int:
        """Return UTC milliseconds, by the room's own clock."""
        return self._room.clock.now()

    def new_id(self) -> str:
        """Return a new ULID for something that a command will make."""
        return self._room.clock.new_id()

    async def open(self) -> Board:
        """Begin to notice other processes, and read the log: nothing is written unnoticed in between."""
        self._noticing = Noticing(self._room.log, self._soon_pull)
        await self._work(self._pull)
        return self.board

    async def submit(self, seat: Seat, command: Command) -> Told:
        """Let a command be decided and kept; everyone is told before this returns.

        Raises:
            Trouble: its sentence is for the person who asked.
        """
        return await self._work(self._do, seat, command)

    async def last_done(self, seat: Seat) -> Event | None:
        return await self._work(self._room.last_done, seat)

    async def last_undone(self, seat: Seat) -> Event | None:
        return await self._work(self._room.last_undone, seat)

    def subscribe(self, watching: Watching, troubled: Troubled | None = None) -> Callable[[], None]:
        """Call `watching` on the event loop after every change, `troubled` when others' changes cannot be read; return what ends that."""
        watcher = (watching, troubled)
        self._watching.append(watcher)

        def leave() -> None:
            with suppress(ValueError):
                self._watching.remove(watcher)

        return leave

    async def close(self) -> None:
        """Let go of the log, behind whatever is still being kept."""
        if self._is_closed:
            return
        if self._noticing:
            self._noticing.stop()
        if self._read_again:
            self._read_again.cancel()
        closing = self._work(self._room.log.close)
        self._is_closed = True
        await closing
        self._worker.shutdown(wait=False)

    def _work(self, function: Callable[..., Result], *arguments: object) -> Awaitable[Result]:
        """Let the worker do something; who stops waiting for it does not stop it."""
        if self._is_closed:
            raise NotSaved("This board has been closed here. Nothing was written.")
        return asyncio.shield(self._loop.run_in_executor(self._worker, lambda: function(*arguments)))

    def _do(self, seat: Seat, command: Command) -> Told:
        told = self._room.do(seat, command)
        self._loop.call_soon_threadsafe(self._publish, told)
        return told

    def _pull(self) -> None:
        told = self._room.pull()
        if told.events or self._trouble:
            self._loop.call_soon_threadsafe(self._publish, told)

    def _publish(self, told: Told) -> None:
        self.board = told.board
        self._publish_trouble(None)
        if told.events:
            self._tell(tuple(self._watching), told)

    def _tell(self, watchers: Sequence[tuple[Watching, Troubled | None]], told: Told) -> None:
        """Tell a few at a time: who asked has an answer of their own, and must not wait behind everybody's picture."""
        for watcher in watchers[:AT_ONCE]:
            if watcher in self._watching:  # who has left meanwhile may be looking at another board
                watcher[0](told)
        if len(watchers) > AT_ONCE:
            self._loop.call_later(APART, self._tell, watchers[AT_ONCE:], told)

    def _publish_trouble(self, trouble: Trouble | None) -> None:
        """Tell everyone why the log cannot be read, when that is news; try again until it can."""
        if self._read_again:
            self._read_again.cancel()
        self._read_again = (
            self._loop.call_later(READ_AGAIN, self._soon_pull) if trouble and not self._is_closed else None
        )
        if str(trouble) == str(self._trouble):
            return
        self._trouble = trouble
        for _, troubled in tuple(self._watching):
            if troubled:
                troubled(trouble)

    def _soon_pull(self) -> None:
        with suppress(RuntimeError):  # the worker has been shut down: we are leaving
            self._worker.submit(self._pull_quietly)

    def _pull_quietly(self) -> None:
        try:
            self._pull()
        except Trouble as trouble:
            self._loop.call_soon_threadsafe(self._publish_trouble, trouble)
        except OSError as error:
            unread = Trouble("board-unread", reason=error.strerror or str(error))
            self._loop.call_soon_threadsafe(self._publish_trouble, unread)
