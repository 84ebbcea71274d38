"""A new board file of a log that came from elsewhere: the same events by the same names, their chain made anew."""

from collections.abc import Iterable
from pathlib import Path

from cofacil.board.errors import NotSaved, Refusal
from cofacil.board.events import Event
from cofacil.files import put_new
from cofacil.store.codec import to_doc
from cofacil.store.disk import cause, make_folder
from cofacil.store.layout import lay_out, new_meta, read_header
from cofacil.store.replace import replace_kept

_HEAD = 65_536
"""Bytes in which what a board says of itself stands."""


def copies_of(board: str, folder: Path) -> list[str]:
    """Return the names of the boards in a folder that are this one already."""
    return [path.stem for path in sorted(folder.glob("*.json")) if path.is_file() and _is_board(path, board)]


def _is_board(path: Path, board: str) -> bool:
    try:
        with path.open("rb") as stream:
            header = read_header(stream.read(_HEAD))
    except OSError:
        return False
    return header is not None and header.meta.board == board


def take_in(path: Path, board: str, created: int, events: Iterable[Event]) -> None:
    """Write the file, whole or not at all.

    Raises:
        Refusal: when there is something at that path already.
        NotSaved: when nothing can be written there.
    """
    image = lay_out(new_meta(board, created), {}, [to_doc(event) for event in events])
    try:
        make_folder(path.parent)
        put_new(path, image)
        replace_kept(path, image)  # which only sets the mark: the bytes are the same
    except FileExistsError as trouble:
        raise Refusal("place-taken", path=path) from trouble
    except OSError as trouble:
        raise NotSaved("board-not-made", path=path, why=cause(trouble)) from trouble
