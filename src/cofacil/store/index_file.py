"""The file of the index: its owner's alone, in a folder of its own; thrown away only while nobody else looks at it."""

import fcntl
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Self

from cofacil.files import make_private_folder

NAME = "boards.sqlite3"
_GUARD = "boards.guard"
_BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file."""


class IndexFile:
    """A file that is there, empty perhaps, and that nobody throws away as long as this is open."""

    def __init__(self, path: Path, guard: int) -> None:
        self.path = path
        self._guard = guard

    @classmethod
    def open(cls, folder: Path) -> "Self | None":
        """Return the file in a folder, made with the folder where it is not there; None where that cannot be."""
        try:
            make_private_folder(folder)
            _be_own(folder)
            guard = _open(folder / _GUARD)
        except OSError:
            return None
        try:
            fcntl.flock(guard, fcntl.LOCK_SH | fcntl.LOCK_NB)
            os.close(_open(folder / NAME))
        except OSError:
            os.close(guard)
            return None
        return cls(folder / NAME, guard)

    def make_anew(self) -> bool:
        """Throw the file away, with what SQLite keeps beside it; say whether that could be done.

        Another process that has it open would write the rest of what it was about to keep into the new one.
        """
        try:
            fcntl.flock(self._guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for beside in ("", *_BESIDE):
                self.path.with_name(NAME + beside).unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def close(self) -> None:
        with suppress(OSError):
            os.close(self._guard)


def _be_own(folder: Path) -> None:
    """Let only its owner look into a folder, whoever made it.

    Raises:
        OSError: it is somebody else's, or cannot be written to.
    """
    here = folder.stat(follow_symlinks=False)
    if not stat.S_ISDIR(here.st_mode) or here.st_uid != os.geteuid():
        raise PermissionError
    if here.st_mode & 0o077:
        folder.chmod(0o700)


def _open(path: Path) -> int:
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        here = os.fstat(fd)
        if not stat.S_ISREG(here.st_mode) or here.st_uid != os.geteuid() or here.st_nlink > 1:
            raise PermissionError
        if here.st_mode & 0o777 != 0o600:
            os.fchmod(fd, 0o600)
    except BaseException:
        os.close(fd)
        raise
    return fd
