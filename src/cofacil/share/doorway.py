"""What stands behind a door: the boards by the name that is typed before the `@`, and who may come to each."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from cofacil.board.kinds import Role
from cofacil.board.names import slug_of
from cofacil.share.driver import SshDriver
from cofacil.share.members import Members
from cofacil.share.words import Words
from cofacil.terminal.capability import Capability

PLAIN = "+plain"
"""What a guest puts behind a door's name to have lines read out instead of a screen."""


class Guest(NamedTuple):
    """Somebody who has proved who they are, or was let in by a word."""

    name: str
    role: Role
    address: str
    key: str = ""
    """The member's key they proved; "" for who came by a word."""

    @property
    def slug(self) -> str:
        return slug_of(self.name)


class Screens(Protocol):
    """One guest's screens, which run until they leave."""

    settled: Callable[[], None]
    """Called once they take keys: what is typed before has to wait."""

    @property
    def fault(self) -> str:
        """Return what broke, "" when nothing did."""
        ...

    async def run_async(self, *, size: tuple[int, int]) -> object: ...

    def exit(self) -> None: ...


MakeScreens = Callable[[Guest, Capability, type[SshDriver]], Screens]


class Doorway(NamedTuple):
    """One board: who may come in, and what they are shown."""

    members: Members
    words: Words
    screens: MakeScreens
    taken: Callable[[], frozenset[str]]
    """Names (as slugs) that nobody may take who comes by a room word: they are somebody else's."""


def door_of(username: str) -> tuple[str, bool]:
    """Return the door's name in an SSH user name, and whether lines are wanted."""
    return username.removesuffix(PLAIN), username.endswith(PLAIN)
