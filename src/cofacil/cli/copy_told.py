"""What every command says of a file that is a copy of another board, where it does its work all the same."""

import sys
from contextlib import suppress
from pathlib import Path

from cofacil import paths
from cofacil.store.noted_places import NotedPlaces


def tell_if_copy(path: Path, board: str | None = None) -> None:
    """Say on stderr what a file is a copy of, and what can be done about it; nothing of a board itself.

    `board` is the id that it bears, where that is known.
    """
    if board is not None and NotedPlaces(paths.places(), paths.boards()).is_at(path, board):
        return  # as nearly always: nothing more is imported for it
    from cofacil.export.plain_lines import clean
    from cofacil.language.worded import worded
    from cofacil.store.places import Places
    from cofacil.store.shelf_state import board_in

    with suppress(OSError):  # it may have gone meanwhile, and nobody may be there to be told
        copied = Places.here().copied(path, board_in(path) if board is None else board)
        if copied is not None:
            sys.stderr.write(f"{clean(worded(copied))}\n")
            sys.stderr.flush()
