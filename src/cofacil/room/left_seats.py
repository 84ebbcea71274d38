"""Seats that were given up, and wait for whoever sat there: of this moment, never in the file."""

import asyncio
import time
from collections.abc import Callable, Container, Iterator
from enum import Enum, auto
from typing import NamedTuple

from cofacil.board.events import EntityId
from cofacil.room.seats import Seat

COMES_BACK = 600.0
"""Seconds in which a seat that comes back finds what it left; longer where the meeting of then is still open."""


class Gone(Enum):
    """How a seat was given up."""

    LEFT = auto()
    """By whoever sat there, or by who may end it."""
    LOST = auto()
    """The line broke: it waits for whoever sat there."""
    HANDED = auto()
    """The same person has it in another window from now on."""


class _Left(NamedTuple):
    at: float
    """By the clock that never goes back."""
    gone: Gone
    meeting: EntityId
    """The meeting that was open then, "" for none."""
    what: object
    """What was left there."""


class LeftSeats:
    """Knows what was left, by name and way in: whatever the role is meanwhile."""

    def __init__(self, changed: Callable[[], object]) -> None:
        self._changed = changed
        self._left: dict[tuple[str, str], _Left] = {}
        self._later: asyncio.TimerHandle | None = None
        self.meeting: Callable[[], EntityId] = str
        """Returns the meeting that is open, "" while none is: as long as it lasts, what was left there waits."""

    def leave(self, seat: Seat, what: object, gone: Gone) -> None:
        """Let something wait for whoever comes back."""
        self._left = {whose: left for whose, left in self._left.items() if self._waits(left)}
        self._left[seat.name, seat.via] = _Left(time.monotonic(), gone, self.meeting(), what)
        if gone is Gone.LOST and self._later is None:
            self._look_later()

    def take(self, seat: Seat) -> object:
        """Return what a seat left when it was here last, once; None where that is too long ago."""
        left = self._left.pop((seat.name, seat.via), None)
        return left.what if left is not None and self._waits(left) else None

    def gone(self, seat: Seat) -> Gone | None:
        """Return how a seat was given up that waits, None where nothing waits."""
        left = self._left.get((seat.name, seat.via))
        return left.gone if left is not None and self._waits(left) else None

    def forget(self, name: str) -> None:
        """Let nothing wait any more that somebody of this name has left."""
        self._left = {whose: left for whose, left in self._left.items() if whose[0] != name}

    def rename(self, before: str, now: str) -> None:
        """Know somebody by another name."""
        self._left = {(now if name == before else name, via): left for (name, via), left in self._left.items()}

    def lost(self, here: Container[str]) -> Iterator[str]:
        """Yield the names of those whose line broke, as long as their seat waits and they are not here."""
        for (name, _via), left in self._left.items():
            if left.gone is Gone.LOST and name not in here and self._waits(left):
                yield name

    def close(self) -> None:
        """Look no more who waits."""
        if self._later is not None:
            self._later.cancel()
            self._later = None

    def _waits(self, left: _Left) -> bool:
        is_same_meeting = bool(left.meeting) and left.meeting == self.meeting()
        return is_same_meeting or time.monotonic() - left.at < COMES_BACK

    def _look_later(self) -> None:
        """Tell of a seat that waits no more: nobody does anything at that moment."""
        self._later = asyncio.get_running_loop().call_later(COMES_BACK, self._look)

    def _look(self) -> None:
        self._later = None
        self._changed()
        if next(self.lost(()), None) is not None:
            self._look_later()
