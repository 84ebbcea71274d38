"""What all connections of one door share: the boards behind it, how many are in, and who is told what."""

from collections.abc import Callable, Mapping
from typing import Protocol

import asyncssh

from cofacil.share.doorway import Doorway, Guest
from cofacil.share.journal import Journal
from cofacil.share.limits import Counts, Limits


class Seated(Protocol):
    """A guest at their screens."""

    guest: Guest
    doorway: Doorway

    def end(self, words: str) -> None: ...

    async def ended(self) -> None: ...


class House:
    """Knows who is in, and what may come in."""

    def __init__(self, doorways: Mapping[str, Doorway], journal: Journal, limits: Limits | None = None) -> None:
        self.doorways = doorways
        self.journal = journal
        self.counts = Counts(limits or Limits())
        self.notice: Callable[[str], object] = lambda _sentence: None
        """Tells the host a sentence."""
        self.gone: Callable[[], object] = lambda: None
        """Called behind everybody who left."""
        self.seated: set[Seated] = set()
        self.connections: set[asyncssh.SSHServerConnection] = set()
        self.named: set[tuple[str, str]] = set()
        """Door and slug of those who came by a room word and are connected."""

    def sit(self, seated: Seated) -> None:
        self.counts.seats[seated.guest.slug] += 1
        self.seated.add(seated)

    def leave(self, seated: Seated) -> None:
        self.counts.leave(self.counts.seats, seated.guest.slug)
        self.seated.discard(seated)
        self.journal.note(seated.guest.address, "left", seated.guest.name)
        self.gone()
