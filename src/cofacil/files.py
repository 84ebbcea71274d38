"""Files that are on the disk when the call returns, each written whole or not at all."""

import errno
import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def _full_sync(fd: int) -> None:
    fcntl.fcntl(fd, fcntl.F_FULLFSYNC)  # type: ignore[attr-defined,unused-ignore]  # macOS only


sync: Callable[[int], None] = _full_sync if hasattr(fcntl, "F_FULLFSYNC") else os.fdatasync
"""Return once the bytes of a file are on the disk. On macOS fsync alone leaves them in the drive's cache."""


def write_at(fd: int, data: bytes, at: int) -> None:
    """Write all of `data` at one place of a file."""
    done = os.pwrite(fd, data, at)
    while done < len(data):
        done += os.pwrite(fd, data[done:], at + done)


def put_new(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Make a file that was not there, whole or not at all.

    Raises:
        FileExistsError: when there is a file already; it is left as it is.
    """
    aside = _write_aside(path, data, mode)
    try:
        os.link(aside, path)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        aside.rename(path)  # a file system without hard links
    finally:
        aside.unlink(missing_ok=True)
    _sync_folder(path.parent)


def put_instead(path: Path, data: bytes, like: os.stat_result | None = None, *, is_synced: bool = True) -> None:
    """Replace a file, or make it, so that whoever looks finds the one or the other.

    It is its owner's alone, or has the owner and the mode of `like`. Where it is not `is_synced` it outlives this
    process, and not the computer.
    """
    aside = _write_aside(path, data, 0o600, is_synced=is_synced)
    try:
        if like is not None:
            with suppress(OSError):
                os.chown(aside, like.st_uid, like.st_gid)
            aside.chmod(like.st_mode & 0o7777)
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    if is_synced:
        _sync_folder(path.parent)


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can look into, and so those above it that are missing."""
    if not folder.is_dir():
        make_private_folder(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir(0o700)


def _write_aside(path: Path, data: bytes, mode: int, *, is_synced: bool = True) -> Path:
    """Write a new file beside `path`, on the disk when this returns; nothing of it is left when that fails."""
    aside = path.with_name(f".{path.name[:200]}.{os.urandom(4).hex()}.new")
    fd = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        try:
            write_at(fd, data, 0)
            if is_synced:
                sync(fd)
        finally:
            os.close(fd)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return aside


def _sync_folder(folder: Path) -> None:
    """Return once the names in a folder are on the disk; some file systems know no such thing."""
    with suppress(OSError):
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
