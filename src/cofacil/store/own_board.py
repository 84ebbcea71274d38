"""A copy of a board becomes a board of its own: another id, and its chain made anew; what happened on it stays as it is."""

from contextlib import closing
from pathlib import Path

from cofacil.store.board_file import BoardFile
from cofacil.store.codec import parse
from cofacil.store.layout import Meta, lay_out


def make_own(path: Path, board: str) -> None:
    """Give a board file another id, `board`, whole or not at all: whoever looks finds the one board or the other, sound.

    Raises:
        BoardMissing, BoardDamaged, BoardBusy, ReadOnly, NewerFormat: it cannot be written to; it is as it was.
        NotSaved: the disk would not; it is as it was.
    """
    with closing(BoardFile.open(path, for_writing=True)) as file, file.storage as storage:
        header = storage.header
        docs = parse(storage.span(0, storage.chain.count)).values()
        for doc in docs:
            del doc["x"]
        storage.become(lay_out(Meta({**header.meta.doc, "board": board}), header.others, tuple(docs)))
