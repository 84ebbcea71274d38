"""Which board is meant: a name, the beginning of one, or a path."""

import os
from contextlib import suppress
from pathlib import Path

from cofacil import paths
from cofacil.board.errors import BoardMissing
from cofacil.board.text import shorten


def find_board(name: str) -> Path:
    """Return where a board is.

    Raises:
        BoardMissing: naming what comes near.
    """
    place = Path(name).expanduser() if os.sep in name else paths.boards() / f"{name}.json"
    with suppress(OSError):
        if place.is_file():
            return place
    # Only who mistyped, or typed the beginning of a name, waits for the rest of the library.
    from cofacil.store.library import BoardLibrary

    try:
        return BoardLibrary(paths.boards()).find(name)
    except OSError:
        raise BoardMissing(f"There is no board called “{shorten(name, 40)}”; no file can be.") from None
