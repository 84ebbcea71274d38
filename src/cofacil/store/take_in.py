"""A new board file of a log that came from elsewhere: the same events by the same names, their chain made anew."""

from collections.abc import Iterable
from pathlib import Path

from cofacil.board.errors import NotSaved, Refusal
from cofacil.board.events import Event
from cofacil.files import put_new
from cofacil.store.codec import to_doc
from cofacil.store.disk import cause, make_folder
from cofacil.store.layout import lay_out, new_meta
from cofacil.store.replace import replace_kept


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
