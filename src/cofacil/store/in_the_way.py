"""What is in the way of writing to a board where it lies, asked without changing anything."""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cofacil.board.notice import Notice
from cofacil.files import sync
from cofacil.store.disk import cause
from cofacil.store.lock import refusal_of, sidecar
from cofacil.store.lock_state import lock_cause, unwritable


def in_the_way(place: Path) -> tuple[Notice, ...]:
    """Return all that keeps a board from being written to, each to stand behind a colon; nothing where it can be."""
    try:
        fd = os.open(place, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as trouble:
        return (cause(trouble, place),)
    try:
        return tuple(dict.fromkeys((*_of_file(place), *_of_lock(sidecar(place)), *_of_folder(place, fd))))
    finally:
        os.close(fd)


def _of_file(place: Path) -> Iterator[Notice]:
    if os.access(place, os.W_OK):
        return
    is_read_only = False
    with suppress(OSError):
        is_read_only = bool(os.statvfs(place).f_flag & os.ST_RDONLY)
    yield cause(OSError(errno.EROFS if is_read_only else errno.EACCES, ""), place)


def _of_lock(lock: Path) -> Iterator[Notice]:
    try:
        here = lock.lstat()
    except FileNotFoundError:
        if not os.access(lock.parent, os.W_OK | os.X_OK):
            yield lock_cause(PermissionError(errno.EACCES, ""), lock)
    except OSError as trouble:
        yield cause(trouble, lock)
    else:
        if why := unwritable(lock, here):
            yield why


def _of_folder(place: Path, fd: int) -> Iterator[Notice]:
    """Yield what its folder refuses: nobody else locks the board's own file, and what is on the disk stays there."""
    try:
        with suppress(BlockingIOError):
            fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
            fcntl.flock(fd, fcntl.LOCK_UN)
    except OSError as trouble:
        yield cause(refusal_of(trouble), place)
    try:
        sync(fd)
    except OSError as trouble:
        yield cause(trouble, place)
