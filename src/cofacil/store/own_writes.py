"""What this process wrote to a board itself, so that it wakes nobody here."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self, TypeAlias

from cofacil.store.lock import sidecar

Stamp: TypeAlias = tuple[int, int, int, int]
"""What differs when a board may have changed: its inode and size, when it was written to and when its mark was, in nanoseconds.

A change is durable once the mark has moved, which may be after the last look at the board itself.
"""


def stamp_of(board: Path) -> Stamp:
    """Return the stamp of a board as it stands there now; zeros where nothing does."""
    try:
        here = os.stat(board)  # noqa: PTH116  # Path.stat takes twice as long, and every notice asks
    except OSError:
        return (0, 0, 0, 0)
    marked = 0
    with suppress(OSError):
        marked = os.stat(sidecar(board)).st_mtime_ns  # noqa: PTH116  # likewise
    return (here.st_ino, here.st_size, here.st_mtime_ns, marked)


class OwnWrites:
    """Knows how this process left a board that it wrote to, and whether it is writing now: `with own:` while it is."""

    def __init__(self) -> None:
        self.last: Stamp | None = None
        """How the board stood right behind the last write from here; nobody else had written since the one before."""
        self._is_writing = False
        self._behind: dict[Callable[[], None], None] = {}

    def __enter__(self) -> Self:
        self._is_writing = True
        return self

    def __exit__(self, *_: object) -> None:
        self._is_writing = False
        # Whoever asks puts themselves here before they look whether something is being written: nobody is missed.
        while self._behind:
            with suppress(KeyError):
                self._behind.popitem()[0]()

    def are_done(self, behind: Callable[[], None]) -> bool:
        """Say whether nothing is being written here; else `behind` is called right behind that, on the thread that writes."""
        self._behind[behind] = None
        if self._is_writing:
            return False
        self._behind.pop(behind, None)
        return True
