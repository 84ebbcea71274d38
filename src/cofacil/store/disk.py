"""What a board's file asks of a disk, and why the disk would not."""

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from cofacil import files
from cofacil.board.notice import Notice

if TYPE_CHECKING:
    from cofacil.store.folder_kind import FolderKind

_CAUSES = {
    errno.ENOSPC: Notice.of("disk-full", again=True),
    errno.EDQUOT: Notice.of("share-of-disk-used-up", again=True),
    errno.EFBIG: Notice.of("file-too-large"),
    errno.EIO: Notice.of("disk-failing"),
    errno.EROFS: Notice.of("disk-read-only"),
    errno.EACCES: Notice.of("may-not-write"),
    errno.EPERM: Notice.of("may-not-write"),
    errno.ENOENT: Notice.of("folder-missing"),
    errno.ENOTDIR: Notice.of("file-in-the-path"),
    errno.ENAMETOOLONG: Notice.of("path-too-long"),
    errno.EMFILE: Notice.of("too-many-files"),
}
_SILENT = frozenset(
    {
        errno.ETIMEDOUT,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.ENETDOWN,
        errno.ENETUNREACH,
        errno.ENOTCONN,
        errno.ECONNABORTED,
        errno.ECONNRESET,
        errno.ECONNREFUSED,
        errno.ESHUTDOWN,
    }
)
"""What only comes where a line leads to the disk."""


_NO_FILE = frozenset({errno.ELOOP, errno.EISDIR, errno.ENXIO})
"""What is said of a link where none is followed, or that leads nowhere, of a folder, and of a pipe."""


class LocksRefused(OSError):
    """No file can be locked where this one lies."""


def cause_unread(trouble: OSError, at: Path | None = None) -> Notice:
    """Return why the system would not let a file be read, as `cause` does."""
    return Notice.of("may-not-read") if trouble.errno in {errno.EACCES, errno.EPERM} else cause(trouble, at)


def cause(trouble: OSError, at: Path | None = None) -> Notice:
    """Return why the system would not, to stand behind a colon; its place `again` says whether a person is to try again.

    `at` is the file it was asked of: where it is no folder of this computer's own disk, that is said.
    """
    if isinstance(trouble, LocksRefused):
        return Notice.of("locks-refused", folder=_said(at))
    if isinstance(trouble, files.SyncRefused):
        return Notice.of("sync-refused", folder=_said(at))
    if trouble.errno in _NO_FILE and isinstance(trouble.filename, str | bytes):
        return Notice.of("no-file-there", file=os.path.basename(os.fsdecode(trouble.filename)))  # noqa: PTH119  # it may be bytes
    if trouble.errno == errno.ESTALE:
        return Notice.of("folder-changed", folder=_said(at), again=True)
    is_silent = trouble.errno in _SILENT
    if is_silent or (trouble.errno == errno.EIO and at is not None and _kind_of(at).is_far):
        return Notice.of("folder-silent", folder=_said(at), again=True)
    return _CAUSES.get(trouble.errno or 0) or Notice.of("system-says", words=trouble.strerror or str(trouble))


def _said(at: Path | None) -> Notice | str:
    """Return what the folder of a file is, for a sentence; "" for one of this computer's own disk."""
    return (_kind_of(at).said if at is not None else None) or ""


def _kind_of(at: Path) -> "FolderKind":
    from cofacil.store.folder_kind import kind_of  # noqa: PLC0415  # a disk that does what it is asked is looked at by nobody

    return kind_of(at)


def read_range(fd: int, start: int, stop: int) -> bytes:
    """Read the bytes from `start` to `stop`, or to the end of the file."""
    data = os.pread(fd, max(0, stop - start), start)
    if len(data) == stop - start or not data:
        return data
    return data + read_range(fd, start + len(data), stop)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there yet.

    Raises:
        NotADirectoryError: when a file stands where a folder has to be.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as trouble:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder)) from trouble


def put_instead(path: Path, data: bytes) -> None:
    """Replace a file by another of the same owner and mode, so that whoever looks finds the one or the other."""
    files.put_instead(path, data, like=path.stat())
