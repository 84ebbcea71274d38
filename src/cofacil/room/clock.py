"""The time, and names for new things: this computer's clock, and one that is moved by hand."""

import os
import time
from typing import Protocol

from cofacil.board.notice import Notice

_MINUTE = 60_000
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid(milliseconds: int, random: int) -> str:
    """Return a ULID: 48 bits of time, 80 bits of chance, in Crockford's base 32."""
    value = (milliseconds << 80) | random
    return "".join(_CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))


def clock_notice(last: int, now: int) -> Notice | None:
    """Return what to tell when a board's last change lies in the future: this computer's clock is wrong, or another's was."""
    minutes = (last - now) // _MINUTE
    return Notice.of("last-change-ahead", number=minutes) if minutes >= 1 else None


class Clock(Protocol):
    """The time, and names for new things."""

    def now(self) -> int:
        """Return UTC milliseconds."""
        ...

    def new_id(self) -> str:
        """Return a new ULID."""
        ...


class SystemClock:
    """The clock of this computer."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000

    def new_id(self) -> str:
        return ulid(self.now(), int.from_bytes(os.urandom(10), "big"))


class HandClock:
    """A clock that stands still until it is moved on: for tests, and for boards that are made up."""

    def __init__(self, now: int) -> None:
        self._now = now
        self._made = 0

    def now(self) -> int:
        return self._now

    def new_id(self) -> str:
        self._made += 1
        return ulid(self._now, self._made)

    def set_to(self, now: int) -> None:
        """Set it to a moment, UTC milliseconds."""
        self._now = now

    def pass_minutes(self, minutes: float) -> None:
        """Move it on, or back."""
        self._now += int(minutes * _MINUTE)
