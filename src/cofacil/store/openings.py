"""Which files of boards are open now: each process of this computer holds a small file for each that it shows, however it ends.

It is known of one person's processes, as it is which file each board is (`store/places.py`): whoever has the file open under
another account, or with another COFACIL_HOME, does not hear that another file is the board for us, and goes on in theirs.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cofacil.files import is_same_file, make_private_folder

_MOST = 2**16
"""Bytes of a path that are read; no system has longer ones."""


class Opening:
    """A file of a board that this process has open."""

    def __init__(self, place: Path, fd: int) -> None:
        self._place = place
        self._fd = fd

    def close(self) -> None:
        """Let the others know that it is open here no more."""
        fd, self._fd = self._fd, -1
        if fd >= 0:
            with suppress(OSError):
                self._place.unlink(missing_ok=True)
            os.close(fd)


class Openings:
    """Says which files are open here, and whether one is open anywhere; where nothing can be written, nobody knows."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hold(self, board: Path) -> Opening | None:
        """Let others know that a file is open, until that is closed or this process ends; None where that cannot be told."""
        name = f"{os.getpid()}-{os.urandom(4).hex()}"
        aside, fd = self._folder / f".{name}", -1
        try:
            make_private_folder(self._folder)
            fd = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            # Locked before anybody can find it: who finds one unlocked takes it for left behind.
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.write(fd, os.fsencode(os.path.realpath(board)))
            return Opening(aside.rename(self._folder / name), fd)
        except OSError:
            if fd >= 0:
                os.close(fd)
            with suppress(OSError):
                aside.unlink(missing_ok=True)
            return None

    def has(self, board: Path) -> bool:
        """Say whether a file is open in any window of this computer, by whichever of its names."""
        return any(is_same_file(place, board) for place in self._open())

    def _open(self) -> Iterator[Path]:
        try:
            names = os.listdir(self._folder)  # noqa: PTH208  # names are all it takes
        except OSError:
            return
        for name in names:
            if not name.startswith("."):
                with suppress(OSError):
                    if said := _said_in(self._folder / name):
                        yield Path(os.fsdecode(said))


def _said_in(place: Path) -> bytes:
    """Return what a process says in its file, b"" where that has ended: then the file is cleared away.

    Raises:
        OSError: it cannot be read.
    """
    fd = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        with suppress(BlockingIOError):
            fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
            place.unlink(missing_ok=True)
            return b""
        return os.pread(fd, _MOST, 0)
    finally:
        os.close(fd)
