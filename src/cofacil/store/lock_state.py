"""What is in the way of a board's lock: the file beside the board that holds it, left behind by another user perhaps."""

import errno
import os
import pwd
import stat
from pathlib import Path

from cofacil.board.notice import Notice
from cofacil.store.disk import LocksRefused, cause

_IN_THE_WAY = frozenset({errno.ELOOP, errno.EISDIR, errno.EACCES, errno.EPERM, errno.EROFS})


def means_no_lock(trouble: OSError) -> bool:
    """Say whether no lock is to be had until somebody has done something about it."""
    return isinstance(trouble, LocksRefused) or trouble.errno in _IN_THE_WAY


def lock_cause(trouble: OSError, lock: Path) -> Notice:
    """Return why the lock was not to be had, to stand behind a colon: whose file it is, and what to do about it."""
    if trouble.errno in {errno.ELOOP, errno.EISDIR}:
        return Notice.of("lock-no-file", lock=lock.name)
    if isinstance(trouble, LocksRefused) or trouble.errno not in {errno.EACCES, errno.EPERM}:
        return cause(trouble, lock)
    try:
        here = lock.lstat()
    except FileNotFoundError:
        return _of_folder(lock.parent, trouble)
    except OSError:
        return cause(trouble, lock)
    return unwritable(lock, here) or cause(trouble, lock)


def unwritable(lock: Path, here: os.stat_result) -> Notice | None:
    """Return why a lock that is there may not be written to, and what to do; None where it may."""
    if not stat.S_ISREG(here.st_mode):
        return Notice.of("lock-no-file", lock=lock.name)
    if os.access(lock, os.W_OK):
        return None
    if here.st_uid == os.geteuid():
        return Notice.of("lock-read-only", lock=lock.name)
    return Notice.of("lock-of-another", lock=lock.name, who=owner_of(here))


def owner_of(here: os.stat_result) -> str:
    """Return what the owner of a file is called here; their number where nobody is called by it."""
    try:
        return pwd.getpwuid(here.st_uid).pw_name
    except KeyError:
        return str(here.st_uid)


def _of_folder(folder: Path, trouble: OSError) -> Notice:
    """Return why no lock can be made: the folder is another's."""
    try:
        return Notice.of("lock-not-made", who=owner_of(folder.stat()))
    except OSError:
        return cause(trouble, folder)
