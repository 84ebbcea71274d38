"""The boards on this computer in plain labelled lines."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cofacil import paths
from cofacil.export.plain_lines import clean, clock
from cofacil.room.ports import Shelved


def shelf_lines(shelf: Sequence[Shelved], folder: Path) -> Iterator[str]:
    """Yield one line a board, and where they are kept."""
    yield f"Boards: {len(shelf)}"
    for board in shelf:
        yield f"{clean(board.name)}: {'; '.join(_parts(board))}"
    if not shelf:
        yield "To begin: cofacil new TITLE. To look at an example: cofacil demo"
    yield f"Kept in: {clean(paths.tilde(folder))}"


def met_words(board: Shelved) -> str:
    return f"met {clock(board.met)}, {board.here} here" if board.met else "has not met yet"


def _parts(board: Shelved) -> Iterator[str]:
    if board.trouble:
        yield "cannot be read"
        return
    yield clean(board.title) or "no title"
    if board.purpose:
        yield clean(board.purpose)
    yield met_words(board)
    yield f"said I will {board.promised}, to invite {board.to_invite}, open {board.open}"
