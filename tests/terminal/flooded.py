"""A real board on a pseudo-terminal, in this process: whatever bytes come go through the real driver, and all its effects can be seen."""

import asyncio
import os
import pty
import termios
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from streams import AT_REST, Stream

from cofacil import paths
from cofacil.board.kinds import Kind, Role
from cofacil.room.practice import Practice
from cofacil.room.seats import Seat
from cofacil.settings import Settings
from cofacil.store.board_file import BoardFile
from cofacil.terminal.burst import GOES_ON
from cofacil.terminal.capability import Capability
from cofacil.terminal.keys import Keys
from cofacil.terminal.tty import TtyDriver
from cofacil.tui.app import BoardApp
from cofacil.wiring.open_boards import OpenBoards
from cofacil.wiring.run import options_of

_PATIENCE = 30.0
"""Seconds that a board may take to have done with what came: a busy computer has much else to do."""
_ANSWERS = 2.0
"""Seconds until it is asked once more."""


class CountingKeys(Keys):
    """Keys of a terminal that say how many bytes have come."""

    def __init__(self, board: "Flooded", *told: Any, **more: Any) -> None:
        super().__init__(*told, **more)
        self._board = board

    def feed(self, data: bytes) -> None:
        self._board.note_read(len(data))
        super().feed(data)


class Flooded:
    """A board that is open on a pseudo-terminal, opened again where it is left."""

    def __init__(self, rooms: OpenBoards, path: Path) -> None:
        self.path = path
        self.opened = 0
        """How often it was opened: keys may leave it as well."""
        self.sent = 0
        """Bytes that it was sent."""
        self.drawn = 0
        """Bytes that it drew."""
        self._read = 0
        """Bytes that it has read, or thrown away as it was left."""
        self._rooms = rooms
        self._master, self._slave = pty.openpty()
        termios.tcsetwinsize(self._slave, (24, 80))
        os.set_blocking(self._master, False)
        self._app: BoardApp | None = None
        self._running: asyncio.Task[object] | None = None

    async def open(self) -> None:
        """Show the board, and wait for its first frame."""
        board, self._read = self, self.sent

        class Driver(TtyDriver):
            capability = Capability.of({"TERM": "xterm-256color", "LANG": "C.UTF-8"}, is_tty=True)

            def make_keys(self) -> Keys:
                return CountingKeys(board, self.process_message, told_place=self.frame.found.learn)

        Driver.device = os.ttyname(self._slave)
        Driver.may_stop = staticmethod(lambda: False)
        live = await self._rooms.open(self.path)
        settings = Settings()
        options = options_of(settings, (), self._rooms, asks_name=False, is_wall=False)
        self._app = app = BoardApp(self._rooms, Seat("Ana", Role.HOST), options, live, Driver)
        self._running = asyncio.create_task(app.run_async())
        asyncio.get_running_loop().add_reader(self._master, self._drain)
        self.opened += 1
        async with asyncio.timeout(_PATIENCE):
            while not isinstance(app._driver, TtyDriver) or not app._driver.has_drawn:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            # What comes before there is a screen is typed ahead of it.
            await asyncio.sleep(GOES_ON + 0.05)

    async def feed(self, stream: Stream) -> None:
        """Send a stream in its pieces, each a read of its own, and wait until it has come to something."""
        for piece in stream.pieces:
            await self.send(piece)
            await self._taken()
        await self.settled()

    async def hand(self, stream: Stream) -> None:
        """Give the driver a stream in its pieces, as if they had been read: much sooner than through the terminal."""
        for piece in stream.pieces:
            if not await self._is_open():
                return
            keys = self._app._driver.keys if self._app and isinstance(self._app._driver, TtyDriver) else None
            if keys is not None:
                self.sent += len(piece)
                keys.feed(piece)
        await self.settled()

    async def send(self, data: bytes) -> None:
        self.sent += len(data)
        async with asyncio.timeout(_PATIENCE):
            while data and await self._is_open():
                with suppress(BlockingIOError):
                    data = data[os.write(self._master, data) :]
                await asyncio.sleep(0)

    async def rest(self) -> None:
        """End whatever is left open, so that keys are keys again."""
        for end in AT_REST:
            await self.send(end)
            await asyncio.sleep(0.12)
        await self.settled()

    async def settled(self) -> None:
        """Wait until everything that came has come to something."""
        await self._taken()
        async with asyncio.timeout(_PATIENCE):
            for _ in range(2):
                while not await self._answers():
                    pass

    async def _answers(self) -> bool:
        """Ask the page that is seen to answer behind all else; one that is left meanwhile never does."""
        app = self._app
        if app is None or not await self._is_open():
            return True
        done = asyncio.Event()
        app.call_later(self._ask_view, done)
        waits = asyncio.create_task(done.wait())
        assert self._running is not None
        ended, _waiting = await asyncio.wait(
            {waits, self._running}, timeout=_ANSWERS, return_when=asyncio.FIRST_COMPLETED
        )
        waits.cancel()
        return bool(ended)

    def _ask_view(self, done: asyncio.Event) -> None:
        views = self._app.screen.query("RowsView") if self._app else ()
        for view in views:
            view.call_later(done.set)
            return
        done.set()

    async def _taken(self) -> None:
        """Wait until the driver has read all that was sent."""
        async with asyncio.timeout(_PATIENCE):
            while await self._is_open() and self._read < self.sent:  # noqa: ASYNC110
                await asyncio.sleep(0)

    def note_read(self, count: int) -> None:
        self._read += count

    @property
    def seen(self) -> str:
        """Return what the page says that is seen."""
        views = self._app.screen.query("RowsView") if self._app and self._app.screen_stack else ()
        return "\n".join(view.render_line(y).text for view in views for y in range(view.size.height))

    async def _is_open(self) -> bool:
        """Say whether it is there; one that was left is opened again."""
        if self._running is not None and self._running.done():
            await self.close()
            await self.open()
        return self._running is not None

    async def close(self) -> None:
        """Close the screens, and see that nothing broke."""
        app, running, self._app, self._running = self._app, self._running, None, None
        if app is None or running is None:
            return
        if not running.done():
            app.exit()
        async with asyncio.timeout(_PATIENCE):
            await running
        assert not app.fault, app.fault
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._master)
        if app.live is not None:
            await self._rooms.close()

    def _drain(self) -> None:
        with suppress(BlockingIOError, OSError):
            self.drawn += len(os.read(self._master, 1 << 16))

    def end(self) -> None:
        os.close(self._master)
        os.close(self._slave)


@asynccontextmanager
async def flooded(home: Path, name: str = "flooded") -> AsyncIterator[Flooded]:
    """Begin a board in a home of its own, and show it on a terminal that can be sent anything."""
    rooms = OpenBoards(paths.boards(), paths.cache_folder(), Practice(), "Ana")
    live = await rooms.begin(name, "", "")
    await rooms.close()
    path = home / "boards" / f"{name}.json"
    assert path.exists()
    assert live.board is not None
    made = Flooded(rooms, path)
    try:
        await made.open()
        yield made
    finally:
        await made.close()
        made.end()
        await rooms.close()


def words_in(path: Path) -> str:
    """Return all words that any change of a board has brought, also those that are hidden until they are shown."""
    log = BoardFile.open(path, for_writing=False)
    try:
        assert log.damage is None
        return "\n".join(str(write.after) for event in log.read(0) for write in event.writes)
    finally:
        log.close()


async def texts(home: Path, path: Path) -> list[tuple[str, list[str]]]:
    """Return the cards of a board as it is read anew, a list for each kind."""
    rooms = OpenBoards(home / "boards", paths.cache_folder(), Practice(), "Ana")
    live = await rooms.open(path)
    found = [(str(kind), [card.text for card in live.board.columns[kind]]) for kind in Kind]
    await rooms.close()
    return found
