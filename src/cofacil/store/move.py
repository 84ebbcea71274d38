"""Giving a board's file another place, with what lies beside it, while nobody writes to it."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from cofacil.board.errors import NotSaved, Refusal
from cofacil.files import make_private_folder
from cofacil.store.disk import cause, make_folder
from cofacil.store.high_water import Mark
from cofacil.store.leftovers import rescue_file
from cofacil.store.lock import PATIENCE, BoardLock, sidecar


def move_board(place: Path, target: Path, *, patience: float = PATIENCE) -> None:
    """Move a board to a place where nothing is, and what is noted of it and was cut off it as well.

    Raises:
        Refusal: there is something at that place; nothing has changed.
        NotSaved: the disk would not; the board is where it was.
        BoardBusy: somebody would not let go of it.
    """
    place = Path(os.path.realpath(place))
    lock = BoardLock(place, for_writing=True, patience=patience)
    try:
        with lock:
            _be_free(target)
            _move_with_mark(place, target, lock.mark(), patience)
            with suppress(OSError):
                sidecar(place).unlink()
    except FileExistsError as trouble:
        raise Refusal("place-taken", path=target) from trouble
    except OSError as trouble:
        raise NotSaved("board-not-moved", file=place.name, why=cause(trouble, place)) from trouble
    finally:
        lock.close()
    with suppress(OSError):
        rescue_file(place).rename(rescue_file(target))


def _move_with_mark(place: Path, target: Path, mark: Mark | None, patience: float) -> None:
    if mark is None:
        _move(place, target)
        return
    beside = BoardLock(target, for_writing=True, patience=patience)
    try:
        with beside:
            beside.set_mark(mark)
            _move(place, target)
    finally:
        beside.close()


def make_place(folder: Path, *, is_private: bool) -> None:
    """Make the folder that a board is to be moved to.

    Raises:
        NotSaved: it cannot be made.
    """
    try:
        if is_private:
            make_private_folder(folder)
        else:
            make_folder(folder)
    except OSError as trouble:
        raise NotSaved("board-not-moved", file=folder.name, why=cause(trouble, folder)) from trouble


def _be_free(target: Path) -> None:
    for path in (target, rescue_file(target)):
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _move(place: Path, target: Path) -> None:
    """Move a file so that whoever looks finds it at the one place or at both, and never over another."""
    try:
        os.link(place, target)
    except FileExistsError:
        raise
    except OSError:
        _be_free(target)
        place.rename(target)  # a file system without hard links, or another one
        return
    place.unlink()
