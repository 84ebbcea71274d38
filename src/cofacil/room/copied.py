"""A copy of a board of which nobody has said what it is to be."""

from pathlib import Path
from typing import NamedTuple

from cofacil.room.ports import Way, WayOn


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
