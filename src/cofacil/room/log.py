"""The log behind a room: what a room asks of whatever keeps its events, a file or anything else."""

from collections.abc import Callable, Sequence
from typing import Protocol

from cofacil.board.events import Draft, Event
from cofacil.board.notice import Notice


class Log(Protocol):
    """The events of one board, in order: the only truth."""

    @property
    def name(self) -> str:
        """Return what the board is called among others, short enough to type; "" where it is kept nowhere."""
        ...

    @property
    def description(self) -> str:
        """Return where it is kept, as people write it: a path, an address; "" where it is kept nowhere."""
        ...

    @property
    def is_writable(self) -> bool:
        """Say whether this process may append (a viewer's may not)."""
        ...

    @property
    def why_not_writable(self) -> Notice | None:
        """Return why it may not, and what can be done about it; None where it may."""
        ...

    @property
    def board_id(self) -> str:
        """Return the board's ULID, the same in every copy of it; "" for one that is kept nowhere."""
        ...

    def read(self, after: int) -> Sequence[Event]:
        """Return the events behind position `after`, as far as they are durable. Position 0 is the beginning."""
        ...

    def at(self, position: int) -> Event:
        """Return the one event at `position`, 1 for the first."""
        ...

    def history(self, after: int, upto: int) -> Sequence[Event]:
        """Return the events behind `after` up to `upto`, once more: whoever reads on from what was read last misses none."""
        ...

    def append(self, make: Callable[[Sequence[Event]], Sequence[Draft]]) -> Sequence[Event]:
        """Hand `make` what others appended since the last read or append, append what it returns, durably.

        Returns:
            what others appended, then what was appended now: everything the caller has not folded yet.

        Raises:
            Refusal: passed through from `make`; nothing is written.
            NotSaved: nothing was written; its `cause` says why.
            BoardBusy: another process held the lock for more than five seconds.
            BoardDamaged: the log is not what was acknowledged.
        """
        ...

    def changes(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Call `wake` when others may have appended; what was appended here wakes nobody.

        It is asked on an event loop. `wake` may be called on any thread, and returns at once.

        Returns:
            what ends that.
        """
        ...

    def close(self) -> None:
        """Let go of whatever is held."""
        ...
