"""A copy of a board: what may be said of it, and doing that; and a board whose file is gone or damaged, written to a new one."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cofacil import paths
from cofacil.board.errors import BoardBusy, Refusal
from cofacil.room.clock import SystemClock
from cofacil.room.log import Log
from cofacil.room.ways import Copied, Way, WaysOn
from cofacil.store.board_file import BoardFile
from cofacil.store.library import BoardLibrary, look_at
from cofacil.store.places import Places
from cofacil.store.shelf_state import board_in

if TYPE_CHECKING:
    from cofacil.store.merge_files import MergedFiles
    from cofacil.store.salvage import Salvaged

_TIMES = 20
"""How often two files are read to be joined, where somebody writes to one again and again."""


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
        Trouble: it is no copy any more, the board is open, or it cannot be written, or joined; both files are as they were.
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
        with places.handing_over((copy.original,), copy.title or copy.original.stem):
            places.note(path, board_in(path))
        return path
    return joined(places, (copy.original, copy.path), library.place_for(copy.title)).path


class Joined(NamedTuple):
    """Two copies of a board that became one file."""

    path: Path
    merged: "MergedFiles"
    follows: bool
    """Whether it is the board from now on."""


def joined(places: Places, olds: tuple[Path, Path], new: Path) -> Joined:
    """Join two copies in a new file, which is the board from now on where one of them was.

    Raises:
        Trouble: the board is open, they are no copies of one board, or it could not be written; there is no new file then.
    """
    from cofacil.store.merge_files import merge_files, write_merged

    title = look_at(olds[0].stem, olds[0])[0].title or olds[0].stem
    for _time in range(_TIMES):
        before = [_stamp(old) for old in olds]
        merged = merge_files(*olds)
        with places.handing_over(olds, title):
            if [_stamp(old) for old in olds] == before:  # else the old file alone would have what was written meanwhile
                place = write_merged(merged, new)
                return Joined(place, merged, places.follow(olds, place))
    raise BoardBusy("board-written-meanwhile")


def _stamp(path: Path) -> object:
    try:
        here = path.stat()
    except OSError:
        return None
    return here.st_ino, here.st_size, here.st_mtime_ns


def salvaged(places: Places, path: Path, new: Path) -> "Salvaged":
    """Write what is whole of a damaged board to a new file, which is the board from now on where the damaged one was.

    Raises:
        Trouble: the board is open, nothing of it is whole, or it could not be written; there is no new file then.
    """
    from cofacil.store.salvage import salvage

    with places.handing_over((path,), look_at(path.stem, path)[0].title or path.stem):
        found = salvage(path, new)
        places.follow((path,), found.path)
    return found


def written_anew(places: Places, shelf: Path, log: Log) -> BoardFile:
    """Write a board whose file is gone to a new file, which is the board from now on, and open that.

    It stands where it stood; else, where that place is taken or is another disk's now, on the shelf or in one's own folder.

    Raises:
        Trouble: it could not be written.
    """
    if not isinstance(log, BoardFile):
        raise Refusal("only-this-board")
    folders = [folder for folder in (log.path.parent, shelf, Path.home()) if folder.is_dir()]
    near = [folder for folder in folders if folder != log.path.parent or log.is_of_this_disk(folder)]
    new = log.written_anew(BoardLibrary((near or [Path.home()])[0]).place_for(log.name))
    places.note(new.path, new.board_id)
    return new
