"""A new board file of a log that came from elsewhere: the same events by the same names, their chain made anew."""

from collections.abc import Collection, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from cofacil.board.commands.importing import FROM
from cofacil.board.errors import NotSaved, Refusal, Trouble
from cofacil.board.events import Event
from cofacil.board.fold import fold
from cofacil.board.model import EMPTY
from cofacil.store.board_file import BoardFile
from cofacil.store.codec import to_doc
from cofacil.store.disk import cause, make_folder
from cofacil.store.layout import lay_out, new_meta, read_header
from cofacil.store.replace import make_board

_HEAD = 65_536
"""Bytes in which what a board says of itself stands."""


def copies_of(board: str, folder: Path) -> list[str]:
    """Return the names of the boards in a folder that are this one already."""
    return [path.stem for path in sorted(folder.glob("*.json")) if path.is_file() and _is_board(path, board)]


def has_all(path: Path, events: Iterable[Event]) -> bool:
    """Say whether everything that happened stands in a board file already; one that cannot be read has nothing."""
    try:
        with closing(BoardFile.open(path, for_writing=False)) as log:
            return log.damage is None and {event.e for event in events} <= {event.e for event in log.read(0)}
    except (OSError, Trouble):
        return False


class Held(NamedTuple):
    """A board that has things of a file already."""

    name: str
    number: int
    """How many of them."""


def held_already(keys: Collection[str], folder: Path) -> Held | None:
    """Return the board in a folder that has most of what a file holds, by the keys of its things; None where none has half of it."""
    files = (path for path in sorted(folder.glob("*.json")) if path.is_file())
    held = [Held(path.stem, len(_known_in(path).intersection(keys))) for path in files]
    most = max(held, key=lambda board: board.number, default=None)
    return most if most and most.number and most.number * 2 >= len(keys) else None


def _known_in(path: Path) -> frozenset[str]:
    """Return the keys of what was taken in on a board and is still there; a file that cannot be read has none."""
    try:
        if b'"import"' not in path.read_bytes():  # most boards have taken in nothing, and need not be folded
            return frozenset()
        with closing(BoardFile.open(path, for_writing=False)) as log:
            board = fold(EMPTY, log.read(0))
            return frozenset(record.word(FROM) for record in board.records.values() if not record.is_gone)
    except (OSError, Trouble):
        return frozenset()


def _is_board(path: Path, board: str) -> bool:
    try:
        with path.open("rb") as stream:
            header = read_header(stream.read(_HEAD))
    except OSError:
        return False
    if header is None:  # another program may have laid it out in its own way
        with suppress(OSError, Trouble), closing(BoardFile.open(path, for_writing=False)) as log:
            return log.board_id == board
        return False
    return header.meta.board == board


def take_in(path: Path, board: str, created: int, events: Iterable[Event]) -> None:
    """Write the file, whole or not at all.

    Raises:
        Refusal: when there is something at that path already.
        NotSaved: when nothing can be written there.
    """
    image = lay_out(new_meta(board, created), b"", [to_doc(event) for event in events])
    try:
        make_folder(path.parent)
        make_board(path, image)
    except FileExistsError as trouble:
        raise Refusal("place-taken", path=path) from trouble
    except OSError as trouble:
        raise NotSaved("board-not-made", path=path, why=cause(trouble, path)) from trouble
