"""A log in memory: for the example, which is kept nowhere, and for tests."""

from collections.abc import Callable, Sequence

from cofacil.board.events import Draft, Event
from cofacil.board.notice import Notice
from cofacil.room.clock import ulid


class MemoryLog:
    """The events of a board that is kept nowhere."""

    is_writable = True
    why_not_writable: Notice | None = None
    name = description = ""
    board_id = ""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        self._events = list(events)
        self._handed = 0

    def read(self, after: int) -> Sequence[Event]:
        self._handed = len(self._events)
        return tuple(self._events[after:])

    def at(self, position: int) -> Event:
        return self._events[position - 1]

    def history(self, after: int, upto: int) -> Sequence[Event]:
        return tuple(self._events[after:upto])

    def append(self, make: Callable[[Sequence[Event]], Sequence[Draft]]) -> Sequence[Event]:
        others = tuple(self._events[self._handed :])
        made = [self._event(len(self._events) + n, draft) for n, draft in enumerate(make(others))]
        self._events += made
        self._handed = len(self._events)
        return (*others, *made)

    def changes(self, wake: Callable[[], None]) -> Callable[[], None]:  # noqa: ARG002
        """Nobody else can append here."""
        return _nothing

    def close(self) -> None:
        """Nothing is held."""

    def _event(self, number: int, draft: Draft) -> Event:
        change = draft.change
        e = ulid(draft.t, number)
        return Event(
            e, draft.t, draft.by, change.op, change.writes, draft.meeting, draft.via, of=change.of, clash=change.clash
        )


def _nothing() -> None:
    """There is nothing to end."""
