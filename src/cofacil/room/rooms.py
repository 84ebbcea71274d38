"""What the home screen can do: look along the shelf, open a board, begin one, look at an example."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from cofacil.board.errors import Refusal
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Shelved


class Rooms(Protocol):
    """Opens boards as live rooms; given to the screens by `cli`."""

    @property
    def folder(self) -> Path:
        """Return where boards are kept."""
        ...

    def shelf(self) -> Sequence[Shelved]:
        """Return every board, the one that met last first."""
        ...

    async def open(self, path: Path) -> LiveRoom:
        """Open a board that is there.

        Raises:
            Trouble: it is not there, damaged, or cannot be read.
        """
        ...

    async def begin(self, title: str, purpose: str, place: str) -> LiveRoom:
        """Begin a board of its own, and open it.

        Raises:
            Trouble: it could not be kept.
        """
        ...

    async def example(self) -> LiveRoom:
        """Open a finished example, of which nothing is kept."""
        ...


class NoRooms:
    """For who joined one board: there is no shelf to look along."""

    folder = Path()

    def shelf(self) -> Sequence[Shelved]:
        return ()

    async def open(self, path: Path) -> LiveRoom:  # noqa: ARG002
        raise Refusal("Only this board is shared with you.")

    async def begin(self, title: str, purpose: str, place: str) -> LiveRoom:  # noqa: ARG002
        raise Refusal("Only this board is shared with you.")

    async def example(self) -> LiveRoom:
        raise Refusal("Only this board is shared with you.")
