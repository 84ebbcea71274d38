"""A log in memory: for the demo, which is kept nowhere, and for tests."""

import os
import time
from collections.abc import Callable, Sequence

from cofacil.board.events import Draft, Event

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def ulid(milliseconds: int, random: int) -> str:
    """Return a ULID: 48 bits of time, 80 bits of chance, in Crockford's base 32."""
    value = (milliseconds << 80) | random
    return "".join(_CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))


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
        self._now += int(minutes * 60_000)


class MemoryLog:
    """The events of a board that is kept nowhere."""

    is_writable = True
    where = ""
    board_id = ""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        self._events = list(events)
        self._handed = 0

    def read(self, after: int) -> Sequence[Event]:
        self._handed = len(self._events)
        return tuple(self._events[after:])

    def at(self, position: int) -> Event:
        return self._events[position - 1]

    def append(self, make: Callable[[Sequence[Event]], Sequence[Draft]]) -> Sequence[Event]:
        others = tuple(self._events[self._handed :])
        made = [self._event(len(self._events) + n, draft) for n, draft in enumerate(make(others))]
        self._events += made
        self._handed = len(self._events)
        return (*others, *made)

    def watcher(self) -> None:
        """Nothing else can write here."""

    def stamp(self) -> tuple[int, int, int]:
        return (0, len(self._events), 0)

    def close(self) -> None:
        """Nothing is held."""

    def _event(self, number: int, draft: Draft) -> Event:
        change = draft.change
        e = ulid(draft.t, number)
        return Event(
            e, draft.t, draft.by, change.op, change.writes, draft.meeting, draft.via, of=change.of, clash=change.clash
        )
