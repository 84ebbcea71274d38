"""What all connections to one server share: the boards, how many are in, and who is told what."""

import time
from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

import asyncssh

from cofacil.board.errors import Refusal, Trouble
from cofacil.board.look_alikes import seem_one
from cofacil.board.notice import Notice
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.room.which_board import Called, boards_meant
from cofacil.share.access_log import AccessLog
from cofacil.share.arrivals import Arrivals
from cofacil.share.boards import Guest, SharedBoard
from cofacil.share.limits import Counts, Limits
from cofacil.share.words import Words

Said: TypeAlias = Trouble | Notice
"""Something that a person is told, worded in the language of whoever reads it."""


_TELLS_AGAIN = 60.0
"""Seconds in which whoever shares is told of a crowd once."""


class NameTaken(Refusal):
    """Somebody else is called that."""


class SeatedGuest(Protocol):
    """A guest at their screens."""

    board: SharedBoard

    @property
    def guest(self) -> Guest: ...

    def end(self, why: Said | None) -> None: ...

    async def ended(self) -> None: ...


class Waiting(Protocol):
    """A stranger who waits to be let in."""

    @property
    def address(self) -> str: ...

    def end(self, why: Said | None) -> None: ...

    async def ended(self) -> None: ...


class Lobby:
    """Knows who is in, and what may come in."""

    def __init__(self, boards: Mapping[str, SharedBoard], access_log: AccessLog, limits: Limits | None = None) -> None:
        self.boards = boards
        self.access_log = access_log
        self.counts = Counts(limits or Limits())
        self.arrivals = Arrivals(self.counts.limits.arriving, self.counts.limits.typing_left_alone)
        self.notice: Callable[[Said], object] = lambda _said: None
        """Tells the host something."""
        self.words = Words(access_log, self._tell)
        self._tells_of_crowd = 0.0
        self.gone: Callable[[], object] = lambda: None
        """Called behind everybody who left."""
        self.seated: set[SeatedGuest] = set()
        self.waiting: set[Waiting] = set()
        self.connections: set[asyncssh.SSHServerConnection] = set()
        self.named: set[tuple[str, str]] = set()
        """Board and name of those who have said themselves what they are called, and are connected."""

    def board_called(self, typed: str) -> SharedBoard | None:
        """Return the board that is called so: by its whole name or title, and no other by it; None for none.

        How a name begins is not enough: by a letter or two a stranger would find which boards there are.
        """
        if typed in self.boards:
            return self.boards[typed]
        meant = boards_meant(typed, [Called(board.name, board.title()) for board in self.boards.values()])
        return self.boards[meant[0]] if len(meant) == 1 else None

    def claim(self, board: SharedBoard, name: str) -> None:
        """Take a name for who was asked for it.

        Raises:
            NameTaken: it is somebody else's.
        """
        said_here = (other for where, other in self.named if where == board.name)
        if any(seem_one(name, other) for other in (*board.taken(), *said_here)):
            raise NameTaken("name-of-another", name=name)
        self.named.add((board.name, name))

    def give_up(self, board: SharedBoard | None, name: str) -> None:
        """Leave a name to whoever comes next."""
        if board is not None:
            self.named.discard((board.name, name))

    def _tell(self, said: Said) -> None:
        self.notice(said)  # whoever is told may have changed since

    def turns_away(self, address: str) -> Notice:
        """Note that somebody has to go from the door, and tell whoever shares once a minute; return what they are told."""
        self.access_log.note(address, "turned away: too many are at the door")
        now = time.monotonic()
        if now >= self._tells_of_crowd:
            self._tells_of_crowd = now + _TELLS_AGAIN
            self.notice(Notice.of("crowd-at-the-door"))
        return Notice.of("door-crowded")

    def wait(self, stranger: Waiting) -> None:
        self.counts.asking[stranger.address] += 1
        self.waiting.add(stranger)

    def wait_no_more(self, stranger: Waiting) -> None:
        self.counts.leave(self.counts.asking, stranger.address)
        self.waiting.discard(stranger)

    def sit(self, seated: SeatedGuest) -> None:
        self.counts.seats[seated.guest.slug] += 1
        self.seated.add(seated)

    def leave(self, seated: SeatedGuest) -> None:
        self.counts.leave(self.counts.seats, seated.guest.slug)
        self.seated.discard(seated)
        self.access_log.note(seated.guest.address, "left", seated.guest.name)
        self.gone()


def name_asked_again(refusal: Refusal) -> str:
    """Return why somebody cannot be called that, and the question once more."""
    return f"{worded(refusal)} {_('What is your name? ')}"
