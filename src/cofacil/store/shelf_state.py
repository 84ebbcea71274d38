"""How everything is that belongs to the boards of one folder: copies of one board, backups, what lies about, the index."""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

from cofacil.board.errors import Trouble
from cofacil.store.backup import backups_in
from cofacil.store.board_file import BoardFile
from cofacil.store.library import ARCHIVE, SUFFIX
from cofacil.store.lock import SIDECAR

_BOARD = re.compile(rb'"board"[ \t\r\n]*:[ \t\r\n]*"([0-9A-Z]{26})"')
_BEGINNING = 4096
"""Bytes of a file in which it says which board it is."""


def boards_by_id(paths: Iterable[Path]) -> Mapping[str, tuple[Path, ...]]:
    """Return the files of each board, by its ULID; more than one are copies of each other."""
    found: dict[str, tuple[Path, ...]] = {}
    for path in filter(Path.is_file, paths):
        with suppress(OSError):
            if board := board_in(path):
                found[board] = (*found.get(board, ()), path)
    return found


def board_in(path: Path) -> str:
    """Return the ULID of the board in a file, "" where it says none, or is no file.

    Raises:
        OSError: it is not there, or cannot be read.
    """
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        told = _BOARD.search(os.read(fd, _BEGINNING)) if stat.S_ISREG(os.fstat(fd).st_mode) else None
    finally:
        os.close(fd)
    return told[1].decode() if told else ""


def unsound_backups(boards: Iterable[str], backups_of: Callable[[str], Path]) -> Iterator[tuple[Path, Trouble]]:
    """Yield the newest backup of each board where it is not sound, and why."""
    for board in boards:
        for newest in backups_in(backups_of(board))[:1]:
            try:
                with closing(BoardFile.open(newest, for_writing=False)) as copy:
                    if copy.damage:
                        yield newest, Trouble.of(copy.damage)
            except Trouble as trouble:
                yield newest, trouble


def left_over(folder: Path) -> Iterator[Path]:
    """Yield what lies beside the boards and belongs to none: what a copy that was cut off, or a deleted board, left."""
    for place in (folder, folder / ARCHIVE):
        if not place.is_dir():
            continue
        names = {path.name for path in place.iterdir()}
        for name in sorted(names):
            is_lock = name.endswith(f"{SUFFIX}{SIDECAR}") and name.removesuffix(SIDECAR) not in names
            if is_lock or (name.startswith(".") and name.endswith(".new")):
                yield place / name
