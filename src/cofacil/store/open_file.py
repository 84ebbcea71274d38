"""The open file of a board: one descriptor, opened anew when another file has taken its place."""

import errno
import fcntl
import os
import stat
import time
from contextlib import suppress
from pathlib import Path

from cofacil.board.errors import BoardBusy, BoardDamaged, BoardMissing, NotSaved, ReadOnly, Trouble
from cofacil.board.notice import Notice
from cofacil.files import sync, write_at
from cofacil.store.disk import cause, cause_unread, read_range
from cofacil.store.layout import CLOSER

_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_LINKS_WAIT = 0.002
"""Seconds between two tries to hold a file that has several names."""
_NONE = (-1, -1)
"""The inode of no file."""


class OpenFile:
    """A board's file, for reading and, where the system lets us, for writing."""

    def __init__(self, path: Path, *, for_writing: bool) -> None:
        """Open the file.

        Raises:
            BoardMissing: when there is none.
            BoardDamaged: when it is a folder, a device, or a link that leads round in a circle.
            ReadOnly: when it may not even be read.
        """
        self.path = path
        self.fd = -1
        self._inode = _NONE
        self._has_links = False
        self.is_forbidden = False
        """Whether the system does not let us write at the moment: that may be over when it is asked again."""
        self.obstacle: Trouble | None = None if for_writing else ReadOnly("opened-to-look")
        self.open()

    def open(self) -> None:
        """Open what stands at the path now, in place of what was open before."""
        here = self.now()
        if not stat.S_ISREG(here.st_mode):
            raise self._no_file()
        before, self.fd, self._has_links = self.fd, self._open(), False
        if before not in {-1, self.fd}:  # one that was closed from elsewhere has given its number to the new one
            with suppress(OSError):
                os.close(before)
        opened = os.fstat(self.fd)
        self._inode = (opened.st_dev, opened.st_ino)

    def now(self) -> os.stat_result:
        """Return what stands at the path now.

        Raises:
            BoardMissing: when nothing does.
            BoardDamaged: when it is a link that leads round in a circle.
            ReadOnly: when it may not even be looked at.
        """
        try:
            return os.stat(self.path)  # noqa: PTH116  # Path.stat takes twice as long, and every append asks
        except (FileNotFoundError, NotADirectoryError) as trouble:
            if self.fd >= 0:
                raise BoardMissing("board-gone-since", file=self.path.name) from trouble
            raise BoardMissing("board-gone", path=self.path) from trouble
        except OSError as trouble:
            if trouble.errno == errno.ELOOP:
                raise self._no_file() from trouble
            raise ReadOnly("file-unread", file=self.path.name, why=cause_unread(trouble, self.path)) from trouble

    def _no_file(self) -> BoardDamaged:
        """Return that no file stands there; of a board that was open, that it did."""
        if self.fd >= 0:
            return BoardDamaged("board-no-file-since", file=self.path.name)
        return BoardDamaged("board-no-file", file=self.path.name)

    def is_replaced(self, here: os.stat_result) -> bool:
        """Say whether another file stands at the path than the one that is open, or that one is to be opened anew."""
        return (here.st_dev, here.st_ino) != self._inode

    def read(self, start: int, stop: int) -> bytes:
        return read_range(self.fd, start, stop)

    def read_all(self) -> bytes:
        return read_range(self.fd, 0, os.fstat(self.fd).st_size)

    def put(self, data: bytes, at: int) -> None:
        """Write over the closing line at a byte, with a new one at the end of `data`; on the disk, or not at all."""
        try:
            write_at(self.fd, data, at)
            sync(self.fd)
        except OSError:
            with suppress(OSError):
                self.close_at(at)
            raise

    def close_at(self, end: int) -> None:
        """Leave the closing line at a byte and nothing behind it; a cut between the steps can be put right as well."""
        os.ftruncate(self.fd, end + len(CLOSER))
        write_at(self.fd, CLOSER, end)

    def take_links(self, here: os.stat_result, patience: float) -> None:
        """Hold the file itself as well where it has several names, each with a lock of its own beside it.

        Raises:
            BoardBusy: when who writes by another name would not let go of it.
        """
        give_up = time.monotonic() + patience
        while here.st_nlink > 1 and not self.is_replaced(here) and not self._has_links:
            try:
                fcntl.flock(self.fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > give_up:
                    raise BoardBusy("board-busy", seconds=patience) from None
                time.sleep(_LINKS_WAIT)
            except OSError:
                return  # a disk that knows no such lock knows hardly any links
            else:
                self._has_links = True

    def let_links_go(self) -> None:
        """Undo `take_links`."""
        if self._has_links:
            self._has_links = False
            with suppress(OSError):
                fcntl.flock(self.fd, fcntl.LOCK_UN)

    def doubt(self) -> None:
        """Take notice that the descriptor may be no good any more: the file is opened anew before it is believed."""
        self._inode = _NONE

    def ask_again(self) -> None:
        """Open the file for writing once more where that was forbidden; nothing changes where it still is."""
        if self.is_forbidden:
            self.is_forbidden, self.obstacle = False, None
            self.open()

    def forbid(self, trouble: OSError, why: Notice | None = None) -> None:
        """Note that nothing may be written here, and why; `why` is given where that is sure.

        Raises:
            NotSaved: when it is not a matter of being allowed to.
        """
        if why is None and trouble.errno not in _FORBIDDEN:
            raise NotSaved("nothing-can-be-saved", why=cause(trouble, self.path)) from trouble
        self.is_forbidden = True
        self.obstacle = ReadOnly("file-to-look-at", file=self.path.name, why=why or cause(trouble, self.path))

    def close(self) -> None:
        if self.fd >= 0:
            os.close(self.fd)
        self.fd = -1

    def _open(self) -> int:
        if self.obstacle is None:
            try:
                return os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
            except OSError as trouble:
                self.forbid(trouble)
        try:
            return os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as trouble:
            raise ReadOnly("file-unread", file=self.path.name, why=cause_unread(trouble, self.path)) from trouble
