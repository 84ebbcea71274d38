"""Noticing what others write to a board file: a notice where the system gives one, a look at the file as a net.

What this process wrote itself wakes nobody.
"""

import asyncio
import os
import select
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol, Self, TypeAlias

from cofacil.store.inotify import Inotify
from cofacil.store.kqueue import Kqueue
from cofacil.store.lock import sidecar

NET_SECONDS = 1.0
"""How often the file is looked at in case a notice was missed."""
POLL_SECONDS = 0.1
"""How often it is looked at where there are no notices."""
Stamp: TypeAlias = tuple[int, int, int, int]
"""What differs when a board may have changed: its inode and size, when it was written to and when its mark was, in nanoseconds.

A change is durable once the mark has moved, which may be after the last look at the board itself.
"""


class Watcher(Protocol):
    """What the system tells of a board's files."""

    def fileno(self) -> int | None:
        """Return the descriptor that becomes readable, None once it is closed."""
        ...

    def drain(self) -> bool:
        """Take the notices; say whether one was about this board: an append that is durable, or another file in its place."""
        ...

    def close(self) -> None:
        """Watch no more."""
        ...


def watcher_of(board: Path) -> Watcher | None:
    """Watch a board in the way of this system; None where it has none, or none to spare."""
    kind = Kqueue if hasattr(select, "kqueue") else Inotify
    return kind.open(board, sidecar(board))


def stamp_of(board: Path) -> Stamp:
    """Return the stamp of a board as it stands there now; zeros where nothing does."""
    try:
        here = os.stat(board)  # noqa: PTH116  # Path.stat takes twice as long, and every notice asks
    except OSError:
        return (0, 0, 0, 0)
    marked = 0
    with suppress(OSError):
        marked = os.stat(sidecar(board)).st_mtime_ns  # noqa: PTH116  # likewise
    return (here.st_ino, here.st_size, here.st_mtime_ns, marked)


class OwnWrites:
    """Knows how this process left a board that it wrote to, and whether it is writing now: `with own:` while it is."""

    def __init__(self) -> None:
        self.last: Stamp | None = None
        """How the board stood right behind the last write from here; nobody else had written since the one before."""
        self._is_writing = False
        self._behind: dict[Callable[[], None], None] = {}

    def __enter__(self) -> Self:
        self._is_writing = True
        return self

    def __exit__(self, *_: object) -> None:
        self._is_writing = False
        # Whoever asks puts themselves here before they look whether something is being written: nobody is missed.
        while self._behind:
            with suppress(KeyError):
                self._behind.popitem()[0]()

    def are_done(self, behind: Callable[[], None]) -> bool:
        """Say whether nothing is being written here; else `behind` is called right behind that, on the thread that writes."""
        self._behind[behind] = None
        if self._is_writing:
            return False
        self._behind.pop(behind, None)
        return True


class Changes:
    """Calls `wake` on the event loop when others may have written to a board; reads nothing itself."""

    def __init__(
        self, board: Path, own: OwnWrites, wake: Callable[[], None], beside: Callable[[], object] | None = None
    ) -> None:
        self._board = board
        self._own = own
        self._wake = wake
        self._beside = beside
        """Returns what differs when something else is so that is known of the board, and not in it."""
        self._seen_beside = beside() if beside else None
        self._loop = asyncio.get_running_loop()
        self._watcher = watcher_of(board)
        self._descriptor = self._watcher.fileno() if self._watcher else None
        self._every = POLL_SECONDS if self._descriptor is None else NET_SECONDS
        self._is_stopped = False
        self._seen = stamp_of(board)
        self._net = self._loop.call_later(self._every, self._look_again)
        if self._descriptor is not None:
            self._loop.add_reader(self._descriptor, self._noticed)

    def stop(self) -> None:
        """Notice nothing more."""
        self._is_stopped = True
        self._net.cancel()
        if self._descriptor is not None:
            self._loop.remove_reader(self._descriptor)
            self._descriptor = None
        if self._watcher:
            self._watcher.close()

    def _noticed(self) -> None:
        if self._watcher and self._watcher.drain():
            self._look()

    def _look(self) -> None:
        """Wake, unless the board stands as it was left from here."""
        if self._is_stopped:
            return
        before = self._own.last
        self._seen = stamp_of(self._board)
        if not self._own.are_done(self._look_behind):
            return
        if self._own.last is not before:
            self._look()  # something was written from here meanwhile: the stamp may be of the middle of that
        elif self._seen != before:
            self._wake()

    def _look_behind(self) -> None:
        """Look once more, from the thread that has just written."""
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._look)

    def _look_again(self) -> None:
        if stamp_of(self._board) != self._seen:
            self._look()
        if self._beside and (beside := self._beside()) != self._seen_beside:
            self._seen_beside = beside
            self._wake()
        self._net = self._loop.call_later(self._every, self._look_again)
