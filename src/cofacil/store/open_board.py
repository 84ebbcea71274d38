"""A board's file that is open: the other windows of this computer see that it is, and it sees whether it is the board still."""

from pathlib import Path
from typing import Protocol

from cofacil.board.errors import NotSaved
from cofacil.store.openings import Opening


class Noted(Protocol):
    """What is asked of whoever knows which file each board is."""

    def hold(self, path: Path) -> Opening | None: ...

    def stamp(self) -> object: ...

    def copied_since(self, path: Path, board: str) -> NotSaved | None: ...


class OpenBoard:
    """Knows whether another file has become the board meanwhile: what is written here then is in a copy, and not saved."""

    def __init__(self, places: Noted, path: Path, board: str) -> None:
        self._places = places
        self._path = path
        self._board = board
        self._seen: object = None
        self._is_copy = False
        self._opening: Opening | None = places.hold(path)

    def stamp(self) -> object:
        """Return what differs when it may be the board no more, or once again."""
        return self._places.stamp()

    def check(self) -> None:
        """Look whether it is the board still; every append asks, so nothing is read where nothing was noted.

        Raises:
            NotSaved: somebody has said that another file is.
        """
        stamp = self._places.stamp()
        if stamp == self._seen and not self._is_copy:
            return
        copied = self._places.copied_since(self._path, self._board)
        self._seen, self._is_copy = stamp, copied is not None
        if copied is not None:
            raise copied

    def close(self) -> None:
        """Let the others know that it is open here no more."""
        if self._opening is not None:
            self._opening.close()
