"""What all connections to one server share: the boards, how many are in, and who is told what."""

from collections.abc import Callable, Mapping
from typing import Protocol

import asyncssh

from cofacil.board.slugs import slug_of
from cofacil.share.access_log import AccessLog
from cofacil.share.boards import Guest, SharedBoard
from cofacil.share.limits import Counts, Limits

TAKEN = "There is already somebody called {} here. Add a letter of your family name."
"""What somebody is told whose name is somebody else's."""


class Seated(Protocol):
    """A guest at their screens."""

    board: SharedBoard

    @property
    def guest(self) -> Guest: ...

    def end(self, words: str) -> None: ...

    async def ended(self) -> None: ...


class Waiting(Protocol):
    """A stranger who waits to be let in."""

    @property
    def address(self) -> str: ...

    def end(self, words: str) -> None: ...

    async def ended(self) -> None: ...


class Lobby:
    """Knows who is in, and what may come in."""

    def __init__(self, boards: Mapping[str, SharedBoard], access_log: AccessLog, limits: Limits | None = None) -> None:
        self.boards = boards
        self.access_log = access_log
        self.counts = Counts(limits or Limits())
        self.notice: Callable[[str], object] = lambda _sentence: None
        """Tells the host a sentence."""
        self.gone: Callable[[], object] = lambda: None
        """Called behind everybody who left."""
        self.seated: set[Seated] = set()
        self.waiting: set[Waiting] = set()
        self.connections: set[asyncssh.SSHServerConnection] = set()
        self.named: set[tuple[str, str]] = set()
        """Board and slug of those who have said themselves what they are called, and are connected."""

    def claim(self, board: SharedBoard, name: str) -> bool:
        """Take a name for who was asked for it; say whether it was free."""
        slug = slug_of(name)
        if slug in board.taken() or (board.name, slug) in self.named:
            return False
        self.named.add((board.name, slug))
        return True

    def give_up(self, board: SharedBoard | None, name: str) -> None:
        """Leave a name to whoever comes next."""
        if board is not None:
            self.named.discard((board.name, slug_of(name)))

    def wait(self, stranger: Waiting) -> None:
        self.counts.asking[stranger.address] += 1
        self.waiting.add(stranger)

    def wait_no_more(self, stranger: Waiting) -> None:
        self.counts.leave(self.counts.asking, stranger.address)
        self.waiting.discard(stranger)

    def sit(self, seated: Seated) -> None:
        self.counts.seats[seated.guest.slug] += 1
        self.seated.add(seated)

    def leave(self, seated: Seated) -> None:
        self.counts.leave(self.counts.seats, seated.guest.slug)
        self.seated.discard(seated)
        self.access_log.note(seated.guest.address, "left", seated.guest.name)
        self.gone()
