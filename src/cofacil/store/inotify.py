"""Noticing what happens in a folder on Linux: inotify, by the C library itself."""

import ctypes
import os
import struct
from contextlib import suppress
from pathlib import Path
from typing import Self

_MODIFY, _MOVED, _CREATE, _DELETE = 0x2, 0x40 | 0x80, 0x100, 0x200
_MASK = _MODIFY | _MOVED | _CREATE | _DELETE
_OVERFLOW, _IGNORED = 0x4000, 0x8000
_HEAD = struct.Struct("iIII")
_ROOM = 65_536


class Inotify:
    """Watches the folder of a board: a file that is replaced would take a watch of its own along."""

    def __init__(self, fd: int, board: Path, mark: Path) -> None:
        self._fd = fd
        self._board = os.fsencode(board.name)
        self._mark = os.fsencode(mark.name)

    @classmethod
    def open(cls, board: Path, mark: Path) -> Self | None:
        """Watch a board and the file of its mark; None where the system has no inotify, or none to spare."""
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None, use_errno=True)
            fd = library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
            if fd < 0:
                return None
            if library.inotify_add_watch(fd, os.fsencode(board.parent), _MASK) < 0:
                os.close(fd)
                return None
            return cls(fd, board, mark)
        return None

    def fileno(self) -> int | None:
        return self._fd if self._fd >= 0 else None

    def drain(self) -> bool:
        touched = False
        with suppress(BlockingIOError):
            while self._fd >= 0 and (data := os.read(self._fd, _ROOM)):
                touched |= self._concerns(data)
        return touched

    def close(self) -> None:
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1

    def _concerns(self, data: bytes) -> bool:
        at = 0
        while at < len(data):
            _, mask, _, length = _HEAD.unpack_from(data, at)
            at += _HEAD.size + length
            name = data[at - length : at].rstrip(b"\0")
            # An append is durable only when the mark says so: to read before would be to find nothing.
            if mask & (_OVERFLOW | _IGNORED) or name == self._mark or (name == self._board and not mask & _MODIFY):
                return True
        return False
