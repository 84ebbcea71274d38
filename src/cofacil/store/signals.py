"""What processes of this computer that show one board say to each other: a small file of each, in a folder for its owner alone.

It is of this moment, and never in the board. Each holds a lock on its file as long as it runs, however it ends: what stands
in a file that nobody holds is of nobody any more.
"""

import asyncio
import fcntl
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from cofacil.board.kinds import COLUMNS
from cofacil.board.text import NAME_LIMIT, strip_text
from cofacil.room.walls import CardShown, Hold, Leading, Look, Signal
from cofacil.store.inotify import Inotify

NET_SECONDS = 5.0
"""How often the folder is looked at in case a notice was missed."""
POLL_SECONDS = 0.2
"""How often it is looked at where there are no notices."""
_PAGE, _LOST = "page", "lost"
_PARTS = 100
"""More parts than closing will ever have."""
_MOST = 2**18
"""Bytes of a file that are read: the names of all who may be in, and more."""
Hears = Callable[[tuple[Signal, ...]], None]
"""Called with what the others say, when that is another thing now."""


class BoardSignals:
    """Says what is so in this process to the others that show a board, and hears what they say."""

    def __init__(self, folder: Path, board: Path, hears: Hears) -> None:
        self._folder = folder
        self._board = hashlib.sha256(os.fsencode(board)).hexdigest()[:16]
        self._hears = hears
        self._path = folder / f"{self._board}.{os.getpid()}-{os.urandom(4).hex()}"
        self._fd = -1
        self._heard: dict[str, Signal] = {}
        self._loop = asyncio.get_running_loop()
        self._is_closed = not _make_own(folder)
        self._watcher = None if self._is_closed else Inotify.of_folder(folder, but=self._path.name)
        self._descriptor = self._watcher.fileno() if self._watcher else None
        self._net: asyncio.TimerHandle | None = None
        if self._descriptor is not None:
            self._loop.add_reader(self._descriptor, self._noticed)
        if not self._is_closed:
            # Not at once: whoever asked for this does not hear yet.
            self._net = self._loop.call_later(0, self._look_again)

    def signal(self, own: Signal) -> None:
        """Let the others know what is so here; where no file can be written they know nothing of it."""
        if self._is_closed or (self._fd < 0 and own == Signal()):
            return
        data = _encoded(own)
        with suppress(OSError):
            if self._fd < 0 or not os.fstat(self._fd).st_nlink:
                self._make()
            os.pwrite(self._fd, data, 0)
            os.ftruncate(self._fd, len(data))

    def close(self) -> None:
        """Say nothing more, and hear nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._net is not None:
            self._net.cancel()
        if self._descriptor is not None:
            self._loop.remove_reader(self._descriptor)
        if self._watcher is not None:
            self._watcher.close()
        if self._fd >= 0:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            os.close(self._fd)

    def _make(self) -> None:
        """Make the file, locked before anybody can find it: who finds one unlocked takes it for left behind."""
        aside = self._path.with_name(f".{self._path.name}")
        fd = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        aside.rename(self._path)
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = fd

    def _noticed(self) -> None:
        if self._watcher is not None and self._watcher.drain():
            self._look()

    def _look_again(self) -> None:
        self._look()
        seconds = POLL_SECONDS if self._descriptor is None else NET_SECONDS
        if not self._is_closed:
            self._net = self._loop.call_later(seconds, self._look_again)

    def _look(self) -> None:
        before, self._heard = self._heard, dict(self._read())
        if self._heard != before:
            self._hears(tuple(self._heard.values()))

    def _read(self) -> Iterator[tuple[str, Signal]]:
        """Yield what each of the others says; what nobody says any more is cleared away."""
        try:
            names = os.listdir(self._folder)  # noqa: PTH208  # names are all it takes
        except OSError:
            return
        for name in names:
            if name.startswith(f"{self._board}.") and name != self._path.name:
                try:
                    signal = _signal_in(self._folder / name)
                except (OSError, ValueError):
                    signal = self._heard.get(name)  # it is just being written: a notice will come behind that
                if signal is not None:
                    yield name, signal


def _make_own(folder: Path) -> bool:
    """Make a folder for its owner alone; say whether it is there, and nobody else's."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(0o700, exist_ok=True)
        found = folder.stat()
    except OSError:
        return False
    return found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _signal_in(path: Path) -> Signal | None:
    """Return what a process says in its file, None where that process has ended: then the file is cleared away.

    Raises:
        OSError: it cannot be read.
        ValueError: it is not whole, or nothing that we say.
    """
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        with suppress(BlockingIOError):
            fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)
            return None
        return _decoded(os.pread(fd, _MOST, 0))
    finally:
        os.close(fd)


def _encoded(own: Signal) -> bytes:
    # A window that was opened by an older cofacil takes the names that stand alone, those by screen.
    here = [*own.here, *([name, _PAGE] for name in own.pages), *([name, _LOST] for name in own.lost)]
    return json.dumps([own.leading, own.hold, own.shown, own.walls, here], separators=(",", ":")).encode()


def _decoded(data: bytes) -> Signal:
    """Return what stands in a file.

    Raises:
        ValueError: that is not whole, or nothing that we say.
    """
    match json.loads(data):
        case [leading, hold, shown, int(walls), *rest] if len(rest) <= 1:
            # A window that was opened by an older cofacil says nothing of who is here.
            here = rest[0] if rest and isinstance(rest[0], list) else []
            return Signal(_leading(leading), _hold(hold), _shown(shown), walls, *_by_way(here))
        case _:
            raise ValueError("nothing that we say")


def _by_way(said: list[object]) -> tuple[tuple[str, ...], ...]:
    """Return the names of those who are here by screen, by page, and whose line broke, each once."""
    ways: dict[str, dict[str, None]] = {"": {}, _PAGE: {}, _LOST: {}}
    for one in said:
        match one:
            case str(name):
                ways[""][_name(name)] = None
            case [str(name), str(way)] if way in ways:
                ways[way][_name(name)] = None
    return tuple(tuple(names) for names in ways.values())


def _leading(said: object) -> Leading | None:
    match said:
        case None:
            return None
        case [str(by), look, int(at)] if (found := _look(look)) is not None:
            return Leading(_name(by), found, at)
        case _:
            raise ValueError("nobody leads so")


def _hold(said: object) -> Hold | None:
    match said:
        case None:
            return None
        case [str(by), int(at), look]:
            return Hold(_name(by), at, _look(look))
        case _:
            raise ValueError("nobody holds so")


def _shown(said: object) -> CardShown | None:
    match said:
        case None:
            return None
        case [str(by), str(entity), int(at)]:
            return CardShown(_name(by), entity, at)
        case _:
            raise ValueError("nobody shows so")


def _look(said: object) -> Look | None:
    match said:
        case None:
            return None
        case [int(column), str(hand), bool(is_room), bool(is_wide), bool(is_timer), *rest] if column in COLUMNS:
            # A window that was opened by an older cofacil says nothing of closing.
            closing = rest[0] if rest and type(rest[0]) is int and 0 < rest[0] < _PARTS else 0
            return Look(column, hand, is_room, is_wide, is_timer, closing)
        case _:
            raise ValueError("nobody looks so")


def _name(by: str) -> str:
    return strip_text(by)[:NAME_LIMIT]
