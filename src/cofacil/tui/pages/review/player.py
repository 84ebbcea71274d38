"""Playing a meeting: how fast it goes, and how long until something is seen next. Quiet stretches are made short."""

from typing import NamedTuple

SPEEDS = (1, 2, 5, 10, 20, 60, 120, 300, 600)
"""How many times as fast as it was."""
_USUAL = SPEEDS.index(20)
_LONGEST = 2_500
"""Milliseconds that a quiet stretch takes at most, however long it was."""
_SHORTEST = 40
"""Milliseconds that each thing that happened is seen at least: nobody sees more than 25 a second."""
_TICK = 250
"""Milliseconds between two pictures of the clock while nothing happens."""


class Player(NamedTuple):
    """How a meeting is played."""

    is_on: bool = False
    at: int = _USUAL
    """Which of `SPEEDS`."""

    @property
    def speed(self) -> int:
        return SPEEDS[self.at]

    def turned(self) -> "Player":
        """Return it going, or standing still."""
        return self._replace(is_on=not self.is_on)

    def stopped(self) -> "Player":
        return self._replace(is_on=False)

    def faster(self, by: int = 1) -> "Player":
        """Return it faster or slower by so many of `SPEEDS`."""
        return self._replace(at=max(0, min(len(SPEEDS) - 1, self.at + by)))

    def slower(self) -> "Player":
        return self.faster(-1)

    def lasts(self, stretch: int) -> int:
        """Return the milliseconds in which a stretch of so many goes by."""
        return max(_SHORTEST, min(_LONGEST, stretch // self.speed))

    def tick(self, stretch: int, left: int) -> int:
        """Return the milliseconds until there is something else to be seen, where so much of a stretch is left."""
        lasts = self.lasts(stretch)
        return max(_SHORTEST, min(_TICK, lasts * left // max(1, stretch)))

    def gone(self, stretch: int, passed: int) -> int:
        """Return how much of a stretch has gone by when so many milliseconds have passed."""
        return -(-stretch * passed // self.lasts(stretch))
