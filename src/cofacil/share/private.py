"""Files for their owner alone: written whole or not at all, and not believed when others can get at them."""

import errno
import os
import shlex
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from cofacil import files
from cofacil.board.errors import BoardBusy, Refusal, Trouble
from cofacil.paths import tilde

Read = TypeVar("Read")

PATIENCE = 5.0
"""Seconds that one who wants to change a file waits for its lock."""


class NotPrivate(Trouble):
    """Others can get at what is for its owner alone."""


def read_private(path: Path) -> bytes:
    """Read a file of a folder, both of which only their owner can get at.

    Raises:
        NotPrivate: when somebody else can.
        OSError: when it cannot be read; FileNotFoundError when there is none.
    """
    _check(path.parent, path.parent.stat(), 0o700)
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as trouble:
        if trouble.errno == errno.ELOOP:
            raise NotPrivate("private-file-is-link", file=tilde(path)) from None
        raise
    with files.opened_plain(fd, path) as file:
        _check(path, os.fstat(fd), 0o600)
        return file.read()


def read_own(path: Path, parsed: Callable[[bytes], Read], nothing: Read) -> Read:
    """Return what cofacil has left in such a file: `nothing` where there is none, or where it has not written that.

    `parsed` raises ValueError, RecursionError or Refusal for what cofacil would not have written.

    Raises:
        Trouble: it cannot be read, or others can get at it.
    """
    try:
        return parsed(read_private(path))
    except FileNotFoundError:
        return nothing
    except OSError as trouble:
        raise Trouble("private-file-unread", file=tilde(path), reason=trouble) from trouble
    except (ValueError, RecursionError, Refusal):
        return nothing


def put_new(path: Path, data: bytes) -> None:
    """Make a file for its owner alone that was not there.

    Raises:
        FileExistsError: when there is one already; it is left as it is.
    """
    files.put_new(path, data, 0o600)


def put_instead(path: Path, data: bytes) -> None:
    """Replace a file, or make it, for its owner alone, so that whoever looks finds the one or the other."""
    files.put_instead(path, data)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep others who lock it from changing a file meanwhile.

    Raises:
        BoardBusy: when somebody else would not let go of it.
    """
    with ExitStack() as held:
        try:
            held.enter_context(files.locked(path, PATIENCE))
        except TimeoutError:
            raise BoardBusy("private-file-busy", file=tilde(path)) from None
        yield


def _check(path: Path, found: os.stat_result, mode: int) -> None:
    # What root owns is root's to change anyway.
    if found.st_uid not in {0, os.geteuid()}:
        raise NotPrivate("private-file-of-others", file=tilde(path))
    if found.st_mode & 0o077:
        keep_out = f"chmod {mode:o} {shlex.quote(str(path))}"
        raise NotPrivate("private-file-open", file=tilde(path), command=keep_out)
