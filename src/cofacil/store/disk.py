"""Writing that is on the disk when it returns, and what went wrong in words."""

import errno
import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_CAUSES = {
    errno.ENOSPC: "the disk is full. Free some room and try again",
    errno.EDQUOT: "your share of the disk is used up. Free some room and try again",
    errno.EFBIG: "the file may not grow any larger here; somebody set a limit on the size of files, or the disk did",
    errno.EIO: "the disk is failing. Copy the board to another disk",
    errno.EROFS: "the disk is read-only here. Copy the board to a place where you may write",
    errno.EACCES: "you may not write there. Ask whoever owns the file, or copy it to a place of your own",
    errno.EPERM: "you may not write there. Ask whoever owns the file, or copy it to a place of your own",
    errno.ENOENT: "the folder is not there",
    errno.ENOTDIR: "a part of the path is a file and no folder",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EMFILE: "this process has too many files open",
}


def cause(trouble: OSError) -> str:
    """Say in words why the system would not, without a full stop."""
    if trouble.errno in _CAUSES:
        return _CAUSES[trouble.errno]
    return f"the system says: {trouble.strerror or trouble}"


def _full_sync(fd: int) -> None:
    fcntl.fcntl(fd, fcntl.F_FULLFSYNC)  # type: ignore[attr-defined,unused-ignore]  # macOS only


sync: Callable[[int], None] = _full_sync if hasattr(fcntl, "F_FULLFSYNC") else os.fdatasync
"""Return once the bytes of a file are on the disk. On macOS fsync alone leaves them in the drive's cache."""


def read_range(fd: int, start: int, stop: int) -> bytes:
    """Read the bytes from `start` to `stop`, or to the end of the file."""
    data = os.pread(fd, max(0, stop - start), start)
    if len(data) == stop - start or not data:
        return data
    return data + read_range(fd, start + len(data), stop)


def write_at(fd: int, data: bytes, at: int) -> None:
    """Write all of `data` at one place of a file."""
    done = os.pwrite(fd, data, at)
    while done < len(data):
        done += os.pwrite(fd, data[done:], at + done)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there yet.

    Raises:
        NotADirectoryError: when a file stands where a folder has to be.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as trouble:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from trouble


def sync_folder(folder: Path) -> None:
    """Return once the names in a folder are on the disk; some file systems know no such thing."""
    with suppress(OSError):
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def write_aside(path: Path, data: bytes, mode: int) -> Path:
    """Write a new file beside `path`, on the disk when this returns; nothing of it is left when that fails."""
    aside = path.with_name(f".{path.name[:200]}.{os.urandom(4).hex()}.new")
    fd = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        try:
            write_at(fd, data, 0)
            sync(fd)
        finally:
            os.close(fd)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return aside


def put_new(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Make a file that was not there, whole or not at all.

    Raises:
        FileExistsError: when there is a file already; it is left as it is.
    """
    aside = write_aside(path, data, mode)
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
    sync_folder(path.parent)


def put_instead(path: Path, data: bytes) -> None:
    """Replace a file by another, so that whoever looks finds the one or the other."""
    known = path.stat()
    aside = write_aside(path, data, 0o600)
    try:
        with suppress(OSError):
            os.chown(aside, known.st_uid, known.st_gid)
        aside.chmod(known.st_mode & 0o7777)
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
