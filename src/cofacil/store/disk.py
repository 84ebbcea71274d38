"""What a board's file asks of a disk, and what went wrong in words."""

import errno
import os
from pathlib import Path

from cofacil import files

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
