"""Keeping everybody from writing to a board's file while something is decided about it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cofacil.board.errors import BoardBusy, Trouble
from cofacil.store.lock import PATIENCE, BoardLock
from cofacil.store.open_file import OpenFile


@contextmanager
def held_still(place: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Have nobody write to a file meanwhile, by whichever of its names.

    What cannot be locked is not held, and somebody else may write to it: so may who owns a folder that can only be read here,
    and in which nobody has made a lock yet.

    The file is not judged: it may be a damaged one.

    Raises:
        BoardBusy: when others would not let go of it.
    """
    with ExitStack() as held:
        try:
            file = OpenFile(place, for_writing=False)  # first: beside a file that is not there nothing is made
            held.callback(file.close)
            lock = _lock(place, patience)
            held.callback(lock.close)
            held.enter_context(lock)
            file.take_links(file.now(), patience)
        except BoardBusy:
            raise
        except (OSError, Trouble):
            pass  # whoever cannot be kept out is not
        yield


def _lock(place: Path, patience: float) -> BoardLock:
    """Return the lock of a board; who may only read it can hold it as well."""
    try:
        return BoardLock(place, for_writing=True, patience=patience)
    except PermissionError:
        return BoardLock(place, for_writing=False, patience=patience)
