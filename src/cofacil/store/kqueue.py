"""Noticing what happens to a board's files on macOS and the BSDs: kqueue."""

import os
import select
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

_SYSTEM: Any = select
"""Where the system has a kqueue, which type checkers on Linux do not believe."""
_TO_WATCH = getattr(os, "O_EVTONLY", os.O_RDONLY) | os.O_CLOEXEC
_AT_ONCE = 64


class Kqueue:
    """Watches the mark of a board, which every append moves, and the folder, where either file may be replaced."""

    def __init__(self, queue: Any, board: Path, mark: Path) -> None:
        self._queue = queue
        self._board = board
        self._mark = mark
        self._folder_fd = self._mark_fd = -1
        self._here = self._inodes()

    @classmethod
    def open(cls, board: Path, mark: Path) -> Self | None:
        """Watch a board and the file of its mark; None where the system has no kqueue, or none to spare."""
        with suppress(OSError, AttributeError):
            watcher = cls(_SYSTEM.kqueue(), board, mark)
            try:
                watcher._begin()
            except OSError:
                watcher.close()
                raise
            return watcher
        return None

    def fileno(self) -> int | None:
        return None if self._queue.closed else int(self._queue.fileno())

    def drain(self) -> bool:
        touched = False
        while not self._queue.closed and (notices := self._queue.control(None, _AT_ONCE, 0)):
            touched |= any(notice.ident == self._mark_fd for notice in notices)
        before, self._here = self._here, self._inodes()
        if self._here != before:
            self._watch_mark()
        return touched or self._here != before

    def close(self) -> None:
        self._queue.close()
        for fd in (self._folder_fd, self._mark_fd):
            if fd >= 0:
                os.close(fd)
        self._folder_fd = self._mark_fd = -1

    def _begin(self) -> None:
        self._folder_fd = os.open(self._board.parent, _TO_WATCH)
        self._watch(self._folder_fd)
        self._watch_mark()

    def _watch_mark(self) -> None:
        """Watch the mark's file that stands there now; closing the one before ends what was watched of it."""
        if self._mark_fd >= 0:
            os.close(self._mark_fd)
            self._mark_fd = -1
        with suppress(FileNotFoundError):
            self._mark_fd = os.open(self._mark, _TO_WATCH)
            self._watch(self._mark_fd)

    def _watch(self, fd: int) -> None:
        happens = _SYSTEM.KQ_NOTE_WRITE | _SYSTEM.KQ_NOTE_EXTEND | _SYSTEM.KQ_NOTE_DELETE | _SYSTEM.KQ_NOTE_RENAME
        flags = _SYSTEM.KQ_EV_ADD | _SYSTEM.KQ_EV_CLEAR
        watched = _SYSTEM.kevent(fd, filter=_SYSTEM.KQ_FILTER_VNODE, flags=flags, fflags=happens)
        self._queue.control([watched], 0, 0)

    def _inodes(self) -> tuple[int, int]:
        return (_inode(self._board), _inode(self._mark))


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0
