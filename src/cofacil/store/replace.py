"""Putting another file in a board's place, when a person has said so."""

import os
from contextlib import suppress
from pathlib import Path

from cofacil.board.errors import NotSaved
from cofacil.files import put_new, read_plain
from cofacil.store.disk import cause, put_instead
from cofacil.store.high_water import Mark
from cofacil.store.leftovers import keep_leftovers
from cofacil.store.lock import PATIENCE, BoardLock, sidecar
from cofacil.store.verdict import State, judge


def make_board(place: Path, image: bytes, mode: int = 0o666, *, patience: float = PATIENCE) -> None:
    """Make a board of a sound image, with its mark, whole or not at all: where nobody can lock it, none is made.

    Raises:
        FileExistsError: when there is something at that place.
        OSError: when the disk would not.
        BoardDamaged: when the image is no sound board.
    """
    mark = _mark_of(image, place)
    if os.path.lexists(place):
        raise FileExistsError
    lock = BoardLock(place, for_writing=True, patience=patience)
    try:
        # The mark of a board that was deleted here says nothing of the new one.
        with lock:
            put_new(place, image, mode)
            lock.set_mark(mark)
            with suppress(OSError):
                sidecar(place).chmod(place.stat().st_mode & 0o777)
    finally:
        lock.close()


def replace_kept(place: Path, image: bytes) -> None:
    """Put a sound image in the place of any file, whose bytes are kept in the rescue file, and set its mark.

    Raises:
        NotSaved: when the disk would not; the file is as it was.
        BoardDamaged: when the image is no sound board.
    """
    mark = _mark_of(image, place)
    try:
        lock = BoardLock(place, for_writing=True)
        try:
            with lock:
                _put(place, image)
                lock.set_mark(mark)
        finally:
            lock.close()
    except OSError as trouble:
        raise NotSaved("file-left", file=place.name, why=cause(trouble, place)) from trouble


def _mark_of(image: bytes, place: Path) -> Mark:
    """Return the mark of an image.

    Raises:
        BoardDamaged: when it is no sound board.
    """
    found = judge(image, None, place.name)
    if found.header is None or found.state is not State.SOUND:
        raise found.trouble
    return Mark(found.header.meta.board, found.chain.count, found.chain.checksum)


def _put(place: Path, image: bytes) -> None:
    if not place.exists():
        put_new(place, image)
    elif (before := read_plain(place)) != image:
        keep_leftovers(place, before)
        put_instead(place, image)
