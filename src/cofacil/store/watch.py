"""Noticing what other processes write: inotify on the folder, by the C library itself."""

import ctypes
import os
import struct
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Self

_MODIFY, _MOVED, _CREATE, _DELETE = 0x2, 0x40 | 0x80, 0x100, 0x200
_MASK = _MODIFY | _MOVED | _CREATE | _DELETE
_OVERFLOW, _IGNORED = 0x4000, 0x8000
_HEAD = struct.Struct("iIII")
_ROOM = 65_536


class Watcher:
    """A descriptor that becomes readable when something in a folder changes.

    The folder is watched and not the file, since a file that is replaced takes its watch along.
    """

    def __init__(self, fd: int, names: Collection[str]) -> None:
        self._fd = fd
        self._names = frozenset(os.fsencode(name) for name in names)

    @classmethod
    def open(cls, folder: Path, names: Collection[str]) -> Self | None:
        """Watch some names in a folder; None where the system has no inotify, or none to spare."""
        with suppress(OSError, AttributeError):
            library = ctypes.CDLL(None, use_errno=True)
            fd = library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
            if fd < 0:
                return None
            if library.inotify_add_watch(fd, os.fsencode(folder), _MASK) < 0:
                os.close(fd)
                return None
            return cls(fd, names)
        return None

    def fileno(self) -> int | None:
        """Return the descriptor to wait for, None once it is closed."""
        return self._fd if self._fd >= 0 else None

    def drain(self) -> bool:
        """Take the notices; say whether one was about one of the names."""
        touched = False
        with suppress(BlockingIOError):
            while self._fd >= 0 and (data := os.read(self._fd, _ROOM)):
                touched |= self._concerns(data)
        return touched

    def close(self) -> None:
        """Stop watching."""
        if self._fd >= 0:
            os.close(self._fd)
        self._fd = -1

    def _concerns(self, data: bytes) -> bool:
        at = 0
        while at < len(data):
            _, mask, _, length = _HEAD.unpack_from(data, at)
            at += _HEAD.size + length
            if mask & (_OVERFLOW | _IGNORED) or data[at - length : at].rstrip(b"\0") in self._names:
                return True
        return False
