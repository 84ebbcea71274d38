"""Who may write now: one process, one thread; and how far the board was durable then."""

import errno
import fcntl
import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import Self

from cofacil.board.errors import BoardBusy
from cofacil.files import sync, write_at
from cofacil.store.disk import LocksRefused
from cofacil.store.high_water import MARK_LENGTH, Mark, read_mark

PATIENCE = 5.0
"""Seconds that a writer waits for its turn."""

_FIRST_WAIT = 0.000_2
_LONGEST_WAIT = 0.003
_NO_LOCKS = frozenset(
    {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.EACCES}
)
"""What a file system says that lets nobody lock a file of it: network mounts without locks, mostly."""

SIDECAR = ".lock"
"""What the name of the file beside a board ends in."""


def sidecar(board: Path) -> Path:
    """Return the file beside a board that holds its lock and its mark."""
    return board.with_name(board.name + SIDECAR)


class BoardLock:
    """The lock of one board: `with lock:` waits for it and lets it go; it may be nested in one thread.

    It is `flock` on a file of its own that is never deleted: a lock on the board would be lost with the first
    replacement of the file, and `lockf` with the first descriptor that anybody in this process closes.
    """

    def __init__(self, board: Path, *, for_writing: bool, patience: float = PATIENCE) -> None:
        self._board = board
        self._path = sidecar(board)
        self._for_writing = for_writing
        self._patience = patience
        self.threads = RLock()
        """What keeps the threads of this process apart, whether they write or only read."""
        self.depth = 0
        """How often it is taken by the thread that has `threads`; 0 when nobody of this process writes."""
        self._pid = os.getpid()
        self._read: tuple[bytes, Mark | None] = (b"", None)
        self._fd = self._open()

    def take(self) -> None:
        """Wait for the lock and take it.

        Raises:
            BoardBusy: when it was not to be had in time.
            LocksRefused: when no file can be locked there.
            OSError: when the file beside the board cannot be opened or made.
        """
        if not self.threads.acquire(blocking=False) and not self.threads.acquire(timeout=self._patience):
            raise BoardBusy("board-busy-here")
        if self.depth == 0:
            try:
                self._take()
            except BaseException:
                self.threads.release()
                raise
        self.depth += 1

    def let_go(self) -> None:
        """Undo one `take`."""
        self.depth -= 1
        try:
            if self.depth == 0:
                fcntl.flock(self._fd, fcntl.LOCK_UN)
        except OSError:
            # What was saved is saved; another descriptor is sure to hold no lock.
            self._drop()
        finally:
            self.threads.release()

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(self, *_: object) -> None:
        self.let_go()

    def is_free(self) -> bool:
        """Say whether nobody is writing at this moment; where that cannot be asked, nobody is."""
        with self.threads:
            if self.depth or self._fd < 0:
                return True
            try:
                fcntl.flock(self._fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            except OSError:
                return True
            fcntl.flock(self._fd, fcntl.LOCK_UN)
            return True

    def holder(self) -> int | None:
        """Return the number of the process that is writing, where the system tells."""
        return _holder(self._fd)

    def mark(self) -> Mark | None:
        """Read how far the board was durable; None where nobody has said so."""
        with self.threads:
            if self._fd < 0:
                self._fd = self._open()
            data = os.pread(self._fd, MARK_LENGTH, 0) if self._fd >= 0 else b""
            if data != self._read[0]:
                self._read = (data, read_mark(data))
            return self._read[1]

    def set_mark(self, mark: Mark) -> None:
        """Say how far the board is durable, behind its own fdatasync so that it is never ahead of the disk."""
        data = mark.to_bytes()
        # What was saved is saved: a mark that cannot be written lags behind, and that is allowed.
        try:  # noqa: SIM105  # every append passes here, and `suppress` takes as long as the writing
            write_at(self._fd, data, 0)
        except OSError:
            pass
        self._read = (data, mark)

    def forget_mark(self) -> None:
        """Take away what is noted, on the disk when this returns; the lock is held."""
        os.ftruncate(self._fd, 0)
        sync(self._fd)

    def marked(self) -> int:
        """Return when the mark was written last, in the system's nanoseconds; 0 where there is none."""
        return os.fstat(self._fd).st_mtime_ns if self._fd >= 0 else 0

    def doubt(self) -> None:
        """Open the sidecar anew before it is used again, unless it is held: its descriptor may be no good any more."""
        with self.threads:
            if not self.depth:
                self._drop()

    def begin_writing(self) -> None:
        """Take the lock as a writer from now on, which was only looked at so far."""
        with self.threads:
            if not self._for_writing:
                self._for_writing = True
                self._drop()

    def close(self) -> None:
        """Let go of the sidecar; it stays where it is."""
        with self.threads:
            self._drop()

    def _drop(self) -> None:
        fd, self._fd = self._fd, -1
        if fd >= 0:
            with suppress(OSError):
                os.close(fd)

    def _is_in_place(self) -> bool:
        """Say whether the sidecar that is open is the one that others open."""
        here = os.fstat(self._fd)
        try:
            there = os.stat(self._path)  # noqa: PTH116  # Path.stat takes twice as long, and every append asks
        except OSError:
            return False
        return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)

    def _take(self) -> None:
        if self._pid != os.getpid():
            # A child of a fork shares its parent's descriptor, and with it the lock.
            self._fd, self._pid = self._open(), os.getpid()
        if self._fd < 0:
            self._fd = self._open()
        while True:
            if not self._try():
                self._wait()
            if self._is_in_place():
                return
            self._drop()  # somebody deleted the sidecar, or put another there: the lock on it excludes nobody any more
            self._fd = self._open()

    def _wait(self) -> None:
        """Try again and again; the system's own waiting knows no end."""
        give_up = time.monotonic() + self._patience
        pace = 0.5 + os.urandom(1)[0] / 256  # so that waiters do not march in step
        wait = _FIRST_WAIT
        while time.monotonic() < give_up:
            time.sleep(wait * pace)
            wait = min(wait * 1.5, _LONGEST_WAIT)
            if self._try():
                return
        raise self._busy()

    def _try(self) -> bool:
        """Take the lock where nobody has it; say whether that is so."""
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as trouble:
            raise refusal_of(trouble) from trouble
        return True

    def _open(self) -> int:
        """Open the sidecar, made with the board's own mode so that a group can share both."""
        flags = (os.O_RDWR if self._for_writing else os.O_RDONLY) | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        if not self._for_writing:
            with suppress(OSError):
                return _a_file(os.open(self._path, flags))
            return -1
        with suppress(FileNotFoundError):
            return _a_file(os.open(self._path, flags))
        fd = os.open(self._path, flags | os.O_CREAT, 0o666)
        with suppress(OSError):
            os.fchmod(fd, self._board.stat().st_mode & 0o777)
        return fd

    def _busy(self) -> BoardBusy:
        if holder := self.holder():
            return BoardBusy("board-busy-with", process=holder, seconds=self._patience)
        return BoardBusy("board-busy", seconds=self._patience)


def _a_file(fd: int) -> int:
    """Return a descriptor of a file.

    Raises:
        IsADirectoryError: when it is a folder's, or another thing's.
    """
    if stat.S_ISREG(os.fstat(fd).st_mode):
        return fd
    os.close(fd)
    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))


def refusal_of(trouble: OSError) -> OSError:
    """Return what a refusal of a lock means: that none is to be had there, or only not now."""
    return LocksRefused(trouble.errno, trouble.strerror) if trouble.errno in _NO_LOCKS else trouble


def _holder(fd: int) -> int | None:
    try:
        inode = os.fstat(fd).st_ino
        rows = Path("/proc/locks").read_text().splitlines()
    except OSError:
        return None
    for row in rows:
        match row.split():
            case [_, "FLOCK", _, "WRITE", pid, where, *_] if where.rpartition(":")[2] == str(inode) and int(pid) > 0:
                return int(pid)
    return None
