"""A copy of a board: what may be said of it, and doing that."""

from pathlib import Path

from cofacil import paths
from cofacil.board.errors import Refusal
from cofacil.room.clock import SystemClock
from cofacil.room.ports import Copied, Way, WaysOn
from cofacil.store.library import BoardLibrary, look_at
from cofacil.store.places import Places
from cofacil.store.shelf_state import board_in


def copied_or_damaged(places: Places, path: Path) -> WaysOn | Copied | None:
    """Return the ways on from a board that cannot be opened as it is; backups are offered of the board itself alone.

    Raises:
        BoardMissing: when there is none.
        Trouble: when the disk would not.
    """
    from cofacil.store.ways_on import ways_on

    ways = ways_on(path, lambda board: backups_of(places, path, board))
    return ways if ways is not None else copy_at(places, path)


def backups_of(places: Places, path: Path, board: str) -> Path | None:
    """Return the folder of a board's backups, None where a file is only a copy of it."""
    return None if places.original(path, board) else paths.backups(board)


def copy_at(places: Places, path: Path) -> Copied | None:
    """Return what a file is a copy of, None for none of which nobody has said what it is to be."""
    try:
        original = places.original(path, board_in(path))
    except OSError:
        return None
    if original is None:
        return None
    from cofacil.store.conflict_names import service_of

    told = look_at(original.stem, original)[0]
    return Copied(path, original, told.title, service_of(path.stem, original.stem))


def settled(places: Places, library: BoardLibrary, path: Path, way: Way) -> Path:
    """Have a copy be what somebody says that it is; return the board that comes of it.

    Raises:
        Trouble: it is no copy any more, or cannot be written, or joined; both files are as they were.
    """
    copy = copy_at(places, path)
    if copy is None:
        raise Refusal("not-a-copy", file=path.name)
    if way is Way.OWN:
        from cofacil.store.own_board import make_own

        board = SystemClock().new_id()
        make_own(path, board)
        places.note(path, board)
        return path
    if way is Way.MOVED:
        places.note(path, board_in(path))
        return path
    return _joined(places, library, copy)


def _joined(places: Places, library: BoardLibrary, copy: Copied) -> Path:
    from cofacil.store.merge_files import merge_files, write_merged

    new = write_merged(merge_files(copy.original, copy.path), library.place_for(copy.title))
    places.follow((copy.original, copy.path), new)
    return new
