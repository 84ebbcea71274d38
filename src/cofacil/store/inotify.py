"""Noticing what happens in a folder on Linux: inotify, by the C library itself."""

import ctypes
import os
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

_MODIFY, _CLOSED, _MOVED, _CREATE, _DELETE = 0x2, 0x8, 0x40 | 0x80, 0x100, 0x200
_MASK = _MODIFY | _MOVED | _CREATE | _DELETE
_OVERFLOW, _IGNORED = 0x4000, 0x8000
_HEAD = struct.Struct("iIII")
_ROOM = 65_536
Concerns = Callable[[int, bytes], bool]
"""Says whether what has happened to a file of that name is worth a look."""


class Inotify:
    """Watches the folder of a board: a file that is replaced would take a watch of its own along."""

    def __init__(self, fd: int, concerns: Concerns) -> None:
        self._fd = fd
        self._is_ours = concerns

    @classmethod
    def open(cls, board: Path, mark: Path) -> Self | None:
        """Watch a board and the file of its mark; None where the system has no inotify, or none to spare."""
        of_board, of_mark = os.fsencode(board.name), os.fsencode(mark.name)
        # An append is durable only when the mark says so: to read before would be to find nothing.
        return cls._watch(
            board.parent, _MASK, lambda mask, name: name == of_mark or (name == of_board and not mask & _MODIFY)
        )

    @classmethod
    def of_folder(cls, folder: Path, but: str) -> Self | None:
        """Watch all files of a folder but one, also whether who writes them goes; None as above."""
        own = os.fsencode(but)
        return cls._watch(folder, _MASK | _CLOSED, lambda _mask, name: name not in {own, b"." + own})

    @classmethod
    def _watch(cls, folder: Path, mask: int, concerns: Concerns) -> Self | None:
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None, use_errno=True)
            fd = library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
            if fd < 0:
                return None
            if library.inotify_add_watch(fd, os.fsencode(folder), mask) < 0:
                os.close(fd)
                return None
            return cls(fd, concerns)
        return None

    def fileno(self) -> int | None:
        return self._fd if self._fd >= 0 else None

    def drain(self) -> bool:
        # Once: what does not fit keeps the descriptor readable, and to read until nothing is left is one call more each time.
        with suppress(BlockingIOError):
            return self._fd >= 0 and self._concerns(os.read(self._fd, _ROOM))
        return False

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
            if mask & (_OVERFLOW | _IGNORED) or self._is_ours(mask, name):
                return True
        return False
