"""Files that are on the disk when the call returns, each written whole or not at all."""

import errno
import fcntl
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def _full_sync(fd: int) -> None:
    fcntl.fcntl(fd, fcntl.F_FULLFSYNC)  # type: ignore[attr-defined,unused-ignore]  # macOS only


_surest: Callable[[int], None] = _full_sync if hasattr(fcntl, "F_FULLFSYNC") else os.fdatasync
"""On macOS fsync alone leaves the bytes in the drive's cache."""
_NOT_KNOWN = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY})
"""What a file system says that knows no such thing: it has not tried, and nothing is lost."""
_NO_SUCH_FOLDER_SYNC = _NOT_KNOWN | {errno.EBADF, errno.EISDIR, errno.EACCES, errno.EPERM}
"""What is said of a folder: some know no sync of one, some may not be opened to be read; its files are on the disk."""


_BETWEEN_TRIES = 0.01
"""Seconds between two tries to have a lock."""


class SyncRefused(OSError):
    """Where a file lies nobody says when its bytes are on the disk."""


class NoPlainFile(OSError):
    """A folder, a pipe or a device stands where a file belongs: whoever reads it may wait, or read, for ever."""


def real(path: Path) -> Path:
    """Return what a path leads to; one that leads to itself, or nowhere, is what it is: `Path.resolve` raises there."""
    return Path(os.path.realpath(path))


def is_same_file(one: Path, other: Path) -> bool:
    """Say whether two names are one file: links are."""
    if one == other:
        return True
    with suppress(OSError, ValueError):  # a name that holds a zero byte is none
        return one.samefile(other)
    return False


def be_plain(fd: int, path: Path) -> None:
    """Refuse what is open when it is no file.

    Raises:
        NoPlainFile: naming its place.
    """
    mode = os.fstat(fd).st_mode
    if not stat.S_ISREG(mode):
        why = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO
        raise NoPlainFile(why, os.strerror(why), str(path))


def opened_plain(fd: int, path: Path) -> BinaryIO:
    """Return what is open as a file to read; it is closed where it is none.

    Raises:
        NoPlainFile: naming its place.
    """
    try:
        be_plain(fd, path)
    except OSError:
        os.close(fd)
        raise
    return os.fdopen(fd, "rb")


def read_plain(path: Path) -> bytes:
    """Return what stands in a file.

    Raises:
        NoPlainFile: when it is none.
        OSError: when it cannot be read.
    """
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with opened_plain(fd, path) as file:
        return file.read()


def append_plain(path: Path, data: bytes) -> None:
    """Add to the end of a file for its owner alone, which is made where it is not there.

    Raises:
        NoPlainFile: when it is none.
        OSError: when it cannot be written.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    fd = os.open(path, flags, 0o600)
    try:
        be_plain(fd, path)
        os.write(fd, data)
    finally:
        os.close(fd)


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Keep others who lock it from changing a file meanwhile.

    It is `flock` on a file beside it that is never deleted: a lock on the file itself would go with its replacement.

    Raises:
        TimeoutError: when somebody else would not let go of it for so many seconds.
        OSError: when nothing can be locked there.
    """
    lock = path.with_name(f"{path.name}.lock")
    fd = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    try:
        be_plain(fd, lock)
        _wait_for_lock(fd, patience)
        yield
    finally:
        os.close(fd)


@contextmanager
def locked_if_possible(path: Path, patience: float) -> Iterator[bool]:
    """Keep others from changing a file meanwhile where that can be had; give whether it was."""
    with ExitStack() as held:
        try:
            held.enter_context(locked(path, patience))
        except OSError:
            yield False
        else:
            yield True


def _wait_for_lock(fd: int, patience: float) -> None:
    give_up = time.monotonic() + patience
    while True:
        try:
            return fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > give_up:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT)) from None
        time.sleep(_BETWEEN_TRIES)


def sync(fd: int) -> None:
    """Return once the bytes of a file are on the disk.

    Raises:
        SyncRefused: when the file system knows no way to say so.
    """
    try:
        _surest(fd)
    except OSError as trouble:
        if trouble.errno not in _NOT_KNOWN:
            raise
        _sync_plainly(fd)


def _sync_plainly(fd: int) -> None:
    """Ask in the oldest way, which some know that know no other."""
    try:
        os.fsync(fd)
    except OSError as trouble:
        if trouble.errno not in _NOT_KNOWN:
            raise
        raise SyncRefused(trouble.errno, trouble.strerror) from trouble


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
    try:
        _sync_folder(path.parent)
    except OSError:
        # Nobody was told of it yet: it is there for good, or not at all.
        path.unlink(missing_ok=True)
        raise


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
        # The file is on the disk under both names: behind a power cut too, whoever looks finds the one or the other.
        with suppress(OSError):
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
    try:
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
    except OSError as trouble:
        if trouble.errno not in _NO_SUCH_FOLDER_SYNC:
            raise
