"""What the room needs from the world outside, given to it by `cli`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from cofacil.board.events import Draft, Event


class Log(Protocol):
    """The events of one board, in order: the only truth."""

    @property
    def is_writable(self) -> bool:
        """Say whether this process may append (a viewer's may not)."""
        ...

    @property
    def where(self) -> str:
        """Return where it is kept, in words for a person; "" when it is kept nowhere."""
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

    def append(self, make: Callable[[Sequence[Event]], Sequence[Draft]]) -> Sequence[Event]:
        """Hand `make` what others appended since the last read or append, append what it returns, durably.

        Returns:
            what others appended, then what was appended now: everything the caller has not folded yet.

        Raises:
            Refusal: passed through from `make`; nothing is written.
            NotSaved: nothing was written, and the sentence says why.
            BoardBusy: another process held the lock for more than five seconds.
            BoardDamaged: the file is not what was acknowledged.
        """
        ...

    def watcher(self) -> "Watcher | None":
        """Return what notices that the log may have grown from outside, None where nothing does."""
        ...

    def stamp(self) -> tuple[int, int, int]:
        """Return figures that differ when the log may have grown: cheap, and safe on any thread."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


class Watcher(Protocol):
    """Notices that the log may have grown; it only wakes, and reads nothing."""

    def fileno(self) -> int | None:
        """Return the descriptor that becomes readable, None where the system has no such thing."""
        ...

    def drain(self) -> bool:
        """Take the notices; say whether one was about this log."""
        ...

    def close(self) -> None: ...


class Clock(Protocol):
    """The time, and names for new things."""

    def now(self) -> int:
        """Return UTC milliseconds."""
        ...

    def new_id(self) -> str:
        """Return a new ULID."""
        ...


class Shelved(NamedTuple):
    """One board of the library, as the home screen and `cofacil list` tell of it."""

    name: str
    """The file's stem, which is what people type."""
    path: Path
    title: str
    purpose: str
    met: int | None
    """When its last meeting was opened, UTC milliseconds; None when it has not met."""
    here: int
    """How many people were there then."""
    promised: int
    """Open actions that somebody said "I will" to."""
    to_invite: int
    """Absences that are neither joined nor declined, the standing one left out."""
    open: int
    """Cards that are still open."""
    trouble: str = ""
    """A sentence, when the file could not be read."""
