"""What can be done about a board that cannot be opened as it is: a damaged one, or a copy of which nobody has said what it is to be."""

from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from cofacil.board.notice import Notice


class Backup(NamedTuple):
    """A sound copy of a board that may take its place."""

    path: Path
    day: str
    """What it is called: the day it was made, as an ISO date in UTC."""
    made: int
    """UTC milliseconds."""
    changes: int
    """How many it holds."""


class Way(Enum):
    """What can be done about a damaged board, or a copy of one; nothing overwrites a file of which nothing is kept."""

    LOOK = auto()
    """Look at what is whole; nothing is written."""
    NEW_FILE = auto()
    """Write what is whole to a file of its own."""
    BACKUP = auto()
    """Put a backup in the board's place, whose bytes are kept beside it."""
    OWN = auto()
    """Make a copy a board of its own."""
    MOVED = auto()
    """Take a copy for the board itself, which is here now."""
    JOIN = auto()
    """Join a copy and the board in a new file; both stay."""


class WayOn(NamedTuple):
    """One way on from a damaged board, or from a copy."""

    way: Way
    backup: Backup | None = None
    """The one that is put in its place, where that is the way."""


class WaysOn(NamedTuple):
    """A board that is not what was saved, and what may be done about that; each way keeps a part of its changes."""

    path: Path
    fault: Notice
    saved: int
    """How many changes there were, as far as that can be known."""
    good: int | None
    """How many stand before the damage, which is what taking the file as it is keeps; None where it is no board."""
    whole: int | None
    """How many are whole, also behind the damage; None where there is nothing to make a board of."""
    backups: tuple[Backup, ...] = ()
    """The newest first."""

    @property
    def each(self) -> tuple[WayOn, ...]:
        """Return the ways on that there are."""
        whole = (WayOn(Way.LOOK), WayOn(Way.NEW_FILE)) if self.whole is not None else ()
        return (*whole, *(WayOn(Way.BACKUP, backup) for backup in self.backups))


class Copied(NamedTuple):
    """A copy of a board of which nobody has said what it is to be, and what may be said."""

    path: Path
    original: Path
    """The board itself."""
    title: str
    conflict: str = ""
    """What has made it, as with `Shelved`."""

    @property
    def each(self) -> tuple[WayOn, ...]:
        """Return the ways on that there are."""
        return WayOn(Way.OWN), WayOn(Way.MOVED), WayOn(Way.JOIN)
