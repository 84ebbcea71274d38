"""Putting another file in a board's place, when a person has said so."""

from pathlib import Path

from cofacil.board.errors import NotSaved
from cofacil.files import put_new
from cofacil.store.disk import cause, put_instead
from cofacil.store.high_water import Mark
from cofacil.store.leftovers import keep_leftovers
from cofacil.store.lock import BoardLock
from cofacil.store.verdict import State, judge


def replace_kept(place: Path, image: bytes) -> None:
    """Put a sound image in the place of any file, whose bytes are kept in the rescue file, and set its mark.

    Raises:
        NotSaved: when the disk would not; the file is as it was.
        BoardDamaged: when the image is no sound board.
    """
    found = judge(image, None, place.name)
    if found.header is None or found.state is not State.SOUND:
        raise found.trouble
    mark = Mark(found.header.meta.board, found.chain.count, found.chain.checksum)
    try:
        lock = BoardLock(place, for_writing=True)
        try:
            with lock:
                _put(place, image)
                lock.set_mark(mark)
        finally:
            lock.close()
    except OSError as trouble:
        raise NotSaved("file-left", file=place.name, why=cause(trouble)) from trouble


def _put(place: Path, image: bytes) -> None:
    if not place.exists():
        put_new(place, image)
    elif (before := place.read_bytes()) != image:
        keep_leftovers(place, before)
        put_instead(place, image)
