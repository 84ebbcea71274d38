"""The one shared clock: a length, an end, a pause."""

from enum import StrEnum
from typing import NamedTuple

MINUTE = 60_000
LONGEST = 24 * 60
"""Minutes: a sitting is never longer than a day."""
UNSEEN = 60 * MINUTE
"""How long zero waits for somebody who sees it: behind that it is news to nobody."""


class TimerState(StrEnum):
    """How the timer stands at a moment."""

    OFF = "off"
    RUNNING = "running"
    PAUSED = "paused"
    TIME = "time"
    """It has reached zero and nobody has said so yet."""
    OVER = "over"
    """It has reached zero and somebody has seen it."""


class Timer(NamedTuple):
    """The timer's fields; how it stands is worked out from them and a moment. All times in milliseconds."""

    counts_up: bool = False
    length: int = 0
    started: int | None = None
    ends: int | None = None
    left: int | None = None
    """What was left when it was paused (counting up: what had passed)."""
    seen: int | None = None
    """The end that somebody acknowledged."""

    def state(self, now: int) -> TimerState:
        """Say how it stands; zero is no event, it is simply later than the end."""
        if self.left is not None:
            return TimerState.PAUSED
        if self.counts_up and self.started is not None:
            return TimerState.RUNNING
        if self.ends is None:
            return TimerState.OFF
        if self.ends > now:
            return TimerState.RUNNING
        is_old = now - self.ends >= UNSEEN
        return TimerState.OVER if self.seen == self.ends or is_old else TimerState.TIME

    def is_set(self, now: int) -> bool:
        """Say whether it goes, or stands still: there is something to lose."""
        return self.state(now) in {TimerState.RUNNING, TimerState.PAUSED}

    def remaining(self, now: int) -> int:
        """Return milliseconds left, or passed when it counts up."""
        if self.left is not None:
            return self.left
        if self.counts_up:
            return max(0, now - self.started) if self.started is not None else 0
        return max(0, self.ends - now) if self.ends is not None else 0

    def seen_at(self, now: int) -> tuple[object, ...]:
        """Return all that can be seen of it at a moment: as long as that is the same, so is every picture of it."""
        return digits(self.remaining(now), up=self.counts_up), self.state(now), self.length, self.counts_up

    def over(self, now: int) -> int:
        """Return milliseconds that have passed since it reached zero, 0 where it has not."""
        return now - self.ends if self.ends is not None and self.state(now) is TimerState.TIME else 0

    def next_change(self, now: int) -> int | None:
        """Return milliseconds until its figures differ, None while they stand still."""
        if self.state(now) is not TimerState.RUNNING:
            return None
        shown = self.remaining(now) % 1000
        return 1000 - shown if self.counts_up else shown or 1000


def digits(milliseconds: int, *, up: bool = False) -> str:
    """Return `06:12`, or `1:46:12` from a hundred minutes on; a second that has begun is still shown, as on a kitchen clock."""
    seconds = milliseconds // 1000 if up else -(-milliseconds // 1000)
    minutes, seconds = divmod(seconds, 60)
    if minutes < 100:
        return f"{minutes:02}:{seconds:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
