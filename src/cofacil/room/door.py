"""The way in to a board for those at other computers, as the screen of whoever shares it sees it."""

from typing import NamedTuple, Protocol

from cofacil.board.kinds import Role
from cofacil.room.live import LiveRoom


class Joining(NamedTuple):
    """How somebody joins a shared board from another computer."""

    command: str
    """The one line to type: `ssh -p 8022 riverside@192.168.1.24`."""
    url: str
    """The same for a picture that a camera reads."""
    word: str
    """What opens the door to anybody in the room, "" while there is none."""
    seats: int
    """How many may come in by it."""
    until: int
    """UTC milliseconds."""
    fingerprint: str
    """What a guest's `ssh` shows the first time."""
    is_local: bool
    """Whether only this computer can join so far."""
    may_ask: bool = False
    """Whether who has no word may ask to be let in."""


class Invitation(NamedTuple):
    """What is sent to one person who is invited: the line to type, and a word that works once."""

    name: str
    role: Role
    command: str
    word: str
    until: int
    """UTC milliseconds."""
    fingerprint: str
    """What their `ssh` shows the first time."""


class Door(Protocol):
    """Opens and closes the way in, and says what others need to find it."""

    @property
    def is_open(self) -> bool: ...

    @property
    def is_ours(self) -> bool:
        """Say whether it is opened and closed from this screen."""
        ...

    async def open(self, live: LiveRoom, *, to_all: bool) -> None:
        """Let others in to a board; from this computer only, unless `to_all`.

        Raises:
            Trouble: the door cannot be opened, and the sentence says why.
        """
        ...

    async def close(self) -> None:
        """Let nobody in any more, and give everybody their terminal back."""
        ...

    async def joining(self, *, anew: bool = False) -> Joining:
        """Return how to join, with a word for everybody in the room; another one where `anew`, which ends the one before.

        Raises:
            Trouble: no word can be kept.
        """
        ...

    async def invite(self, name: str, role: Role) -> Invitation:
        """Make a word for one person, until the end of today.

        Raises:
            Trouble: nobody can be invited so, or no word can be kept.
        """
        ...
