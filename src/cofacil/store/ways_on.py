"""What may be done with a damaged board, and how much of it each way keeps."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from cofacil.board.errors import Trouble
from cofacil.board.events import Event
from cofacil.room.ways import Backup, WaysOn
from cofacil.store.backup import backups_in
from cofacil.store.board_file import BoardFile
from cofacil.store.codec import to_events
from cofacil.store.high_water import Mark
from cofacil.store.salvage import Whole, whole_in
from cofacil.store.senseless import as_read
from cofacil.store.unlocked_read import read_whole
from cofacil.store.verdict import judge


def ways_on(path: str | Path, backups_of: Callable[[str], Path | None]) -> WaysOn | None:
    """Return what may be done with a board that is not what was saved, None for one that is; nothing is changed.

    `backups_of` finds the folder of backups of a board by its ULID; None where they are not this file's.

    Raises:
        BoardMissing: when there is none.
        Trouble: when the disk would not.
    """
    place = Path(os.path.realpath(path))
    data, mark = read_whole(place)
    found = as_read(judge(data, mark, place.name), place.name)
    if found.fault is None:
        return None
    whole = whole_in(data, mark)
    # A backup takes the place of the board that was saved here, and of no other.
    board = mark.board if mark else whole.meta.board if whole.meta else ""
    folder = backups_of(board) if board else None
    backups = tuple(_backups(folder, board)) if folder else ()
    return WaysOn(
        path=place,
        fault=found.fault,
        saved=_saved(whole, mark, backups),
        good=found.chain.count if found.header else None,
        whole=len(whole.docs) if whole.meta else None,
        backups=backups,
    )


def whole_events(path: str | Path) -> list[Event]:
    """Return what is whole of a damaged board, to be looked at.

    Raises:
        BoardMissing: when there is none.
        Trouble: when the disk would not.
    """
    docs = whole_in(*read_whole(Path(os.path.realpath(path)))).docs
    return to_events({str(number): doc for number, doc in enumerate(docs, 1)})


def _saved(whole: Whole, mark: Mark | None, backups: Sequence[Backup]) -> int:
    """Return how many changes there were: as was noted or the last of them says, else as many as there are lines that may have been one.

    Neither is enough alone: whoever saved the last may have ended before it was noted, and what was noted may be lost.
    """
    is_noted = mark is not None and (whole.meta is None or mark.board == whole.meta.board)
    known = mark.number if mark and is_noted else len(whole.docs) + len(whole.lost)
    return max(known, whole.last, len(whole.docs), *(backup.changes for backup in backups), 0)


def sound_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the sound backups in the folder of one board, the newest first."""
    return tuple(_backups(folder, folder.name))


def _backups(folder: Path, board: str) -> Iterator[Backup]:
    """Yield the sound backups of a board, the newest first."""
    for path in backups_in(folder):
        try:
            with closing(BoardFile.open(path, for_writing=False)) as copy:
                count = copy.storage.chain.count
                if copy.damage is None and copy.board_id == board:
                    yield Backup(path, path.stem, _made(path, copy.at(count).t if count else 0), count)
        except Trouble:
            continue  # one that cannot be read is no way on


def _made(path: Path, last: int) -> int:
    """Return when a backup was made: as the disk says, where that is the day it is named by; else its last change."""
    written = path.stat().st_mtime
    is_of_its_day = datetime.fromtimestamp(written, UTC).date().isoformat() == path.stem[:10]
    return int(written * 1000) if is_of_its_day else last
