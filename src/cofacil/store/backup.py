"""Copies of a board for the day that something goes wrong: seven days and four weeks of them."""

import os
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from cofacil.board.errors import BoardDamaged, BoardMissing, NotSaved, Refusal
from cofacil.files import make_private_folder, put_new, read_plain
from cofacil.store.board_file import BoardFile
from cofacil.store.disk import cause, make_folder
from cofacil.store.layout import CLOSER
from cofacil.store.lock import BoardLock
from cofacil.store.replace import replace_kept
from cofacil.store.tail_storage import TailStorage

DAYS = 7
WEEKS = 4

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d{6}))?\.json")
"""A day, and the time of day where that day has more than one."""


def back_up(board: BoardFile, folder: Path, now: int) -> Path | None:
    """Copy a board into its folder of backups, once a day; `now` is UTC milliseconds.

    Returns:
        the new copy, or None when this day has one.

    Raises:
        NotSaved: when there is no room for it.
    """
    copy = folder / f"{_moment(now):%Y-%m-%d}.json"
    if os.path.lexists(copy):
        return None
    board.storage.pull()
    return _kept(_image(board), copy)


def back_up_now(board: BoardFile, folder: Path, now: int) -> Path | None:
    """Copy a board into its folder of backups, whatever copies this day has.

    Returns:
        the new copy, or None when the last one is the same as the board.

    Raises:
        BoardDamaged: when the board is not sound; no copy is made of it.
        NotSaved: when there is no room for it.
    """
    image = _sound_image(board)
    last = next(iter(backups_in(folder)), None)
    if last is not None and _is_same(last, image):
        return None
    moment = _moment(now)
    copy = folder / f"{moment:%Y-%m-%d}.json"
    return _kept(image, folder / f"{moment:%Y-%m-%d-%H%M%S}.json" if os.path.lexists(copy) else copy)


def _is_same(copy: Path, image: bytes) -> bool:
    try:
        return read_plain(copy) == image
    except OSError:
        return False  # what cannot be read is no copy


def copy_to(board: BoardFile, folder: Path, now: int) -> Path:
    """Copy a board into any folder, under its name and the day, beside what is there already.

    Raises:
        BoardDamaged: when the board is not sound; no copy is made of it.
        NotSaved: when there is no room for it.
    """
    image, stem = _sound_image(board), f"{board.name}-{_moment(now):%Y-%m-%d}"
    copy, number = folder / f"{stem}.json", 1
    while os.path.lexists(copy):
        number += 1
        copy = folder / f"{stem}-{number}.json"
    try:
        make_folder(folder)
        put_new(copy, image, 0o600)
    except OSError as trouble:
        raise NotSaved("backup-not-made", folder=folder, why=cause(trouble, folder)) from trouble
    return copy


def _sound_image(board: BoardFile) -> bytes:
    board.storage.pull()
    if board.damage:
        raise BoardDamaged.of(board.damage)
    return _image(board)


def _image(board: BoardFile) -> bytes:
    storage = board.storage
    return storage.bytes_until(storage.chain.end) + CLOSER


def _kept(image: bytes, copy: Path) -> Path | None:
    folder = copy.parent
    try:
        make_private_folder(folder)
        put_new(copy, image, 0o600)
        for old in to_drop(backups_in(folder)):
            old.unlink(missing_ok=True)
    except FileExistsError:
        return None
    except OSError as trouble:
        raise NotSaved("backup-not-made", folder=folder, why=cause(trouble, folder)) from trouble
    return copy


def backups_in(folder: Path) -> Sequence[Path]:
    """Return the backups in a folder, the newest first; none where nobody may look into it."""
    names = os.listdir(folder) if is_open_to_us(folder) else ()  # noqa: PTH208  # names are all it takes
    found = filter(_day, map(folder.joinpath, names))
    return sorted(found, key=lambda path: path.stem, reverse=True)


def is_open_to_us(folder: Path) -> bool:
    """Say whether a folder is there, and may be looked into."""
    try:
        os.scandir(folder).close()
    except OSError:
        return False
    return True


def backup_called(name: str, folder: Path | None) -> Path:
    """Return the backup that a person means: a day of those in `folder`, or the path of a file.

    Raises:
        BoardMissing: naming those there are.
    """
    found = backups_in(folder) if folder else []
    for path in found:
        if path.stem == name:
            return path
    if (path := Path(name).expanduser()).is_file():
        return path
    raise BoardMissing("backup-missing", name=name, there=tuple(path.stem for path in found))


def to_drop(backups: Sequence[Path]) -> Sequence[Path]:
    """Return which backups have had their time: all but the last days, and the last of each of the weeks before."""
    days = list(dict.fromkeys(day for path in backups if (day := _day(path))))[:DAYS]
    weeks: dict[tuple[int, int], Path] = {}
    for path in backups:
        if (day := _day(path)) and day not in days:
            weeks.setdefault(day.isocalendar()[:2], path)
    of_late = (path for path in backups if _day(path) in days)
    staying = {*of_late, *sorted(weeks.values(), key=lambda path: path.stem, reverse=True)[:WEEKS]}
    return [path for path in backups if path not in staying]


def restore(path: str | Path, backup: Path) -> None:
    """Put a backup in the place of a board; what stood there goes into the rescue file beside it, whole.

    Raises:
        BoardDamaged: when the backup itself is not sound.
        Refusal: when it is a backup of another board.
        NotSaved: when there is no room for it; nothing has changed then.
    """
    place = Path(os.path.realpath(path))
    copy = TailStorage(backup, for_writing=False)
    try:
        image, damage, board = copy.bytes_until(copy.chain.end) + CLOSER, copy.damage, copy.header.meta.board
    finally:
        copy.close()
    if damage:
        raise BoardDamaged.of(damage)
    if _saved_board(place) not in {None, board}:
        raise Refusal("backup-of-another-board", file=backup.name)
    replace_kept(place, image)


def _saved_board(place: Path) -> str | None:
    """Return the ULID of the board that was saved at a place, where somebody noted it."""
    lock = BoardLock(place, for_writing=False)
    try:
        mark = lock.mark()
    finally:
        lock.close()
    return mark.board if mark else None


def _moment(now: int) -> datetime:
    return datetime.fromtimestamp(now / 1000, UTC)


def _day(path: Path) -> date | None:
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None
