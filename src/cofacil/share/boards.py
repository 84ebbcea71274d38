"""The boards that are shared, by the name that is typed before the `@`, and who may come to each."""

from collections.abc import Awaitable, Callable, Iterable
from typing import NamedTuple, Protocol

from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.board.slugs import slug_of
from cofacil.room.left_seats import Gone
from cofacil.room.presence import Presence
from cofacil.room.seats import WayBack
from cofacil.share.driver import SshDriver
from cofacil.share.invitations import Invitations
from cofacil.share.kept_out import KeptOutList
from cofacil.share.known_guests import CameBy, KnownGuests
from cofacil.share.members import Members
from cofacil.share.public_key import fingerprint_of
from cofacil.terminal.capability import Capability

PLAIN = "+plain"
"""What a guest puts behind a board's name to have lines read out instead of a screen."""
ASK = "+ask"
"""What a guest puts behind it who asks to be let in, and wants to prove their key with it."""
REVIEW = "+review"
"""What a guest puts behind it who looks back on the board, and does not come to the meeting."""


class Guest(NamedTuple):
    """Somebody who has proved who they are, or was let in by a word."""

    name: str
    role: Role
    address: str
    key: str = ""
    """The member's key they proved; "" for who came by a word."""
    way_back: WayBack = WayBack.LINE
    """What they do once their line has broken."""
    came_by: CameBy = CameBy.KEY
    until: int = 0
    """How long they are known, UTC milliseconds; 0 for as long as is usual."""
    keys: tuple[str, ...] = ()
    """What their `ssh` offered as they came in."""
    is_back: bool = False
    """Whether they were here before, and have their seat again."""
    offered_key: str = ""
    """The key that they have proved now, and had offered as they came in first; a member's is in the file."""
    given: Role | None = None
    """What they may do by now, where that is another thing than what they come with."""

    @property
    def role_now(self) -> Role:
        return self.given or self.role

    @property
    def slug(self) -> str:
        return slug_of(self.name)

    @property
    def proved(self) -> tuple[str, ...]:
        """Return the keys that they have proved to hold."""
        return tuple(filter(None, (self.key, self.offered_key)))


class Stranger(NamedTuple):
    """Somebody nobody knows, who asks to be let in."""

    address: str
    fingerprint: str = ""
    """The key they have proved to hold, "" for none."""
    keys: tuple[str, ...] = ()
    """What their `ssh` has offered."""

    @property
    def proved(self) -> tuple[str, ...]:
        """Return the key that they have proved to hold."""
        return tuple(key for key in self.keys if self.fingerprint and fingerprint_of(key) == self.fingerprint)

    @property
    def known(self) -> Notice:
        """Return what is known of them, for whoever decides."""
        if self.fingerprint:
            return Notice.of("stranger-with-key", fingerprint=self.fingerprint)
        return Notice.of("stranger-without-key", address=self.address)


class Screens(Protocol):
    """One guest's screens, which run until they leave."""

    settled: Callable[[], None]
    """Called once they take keys: what is typed before has to wait."""
    waiting: int
    """How many lines that are not kept wait for whoever sat there, once they have ended."""

    @property
    def fault(self) -> str:
        """Return what broke, "" when nothing did."""
        ...

    async def run_async(self, *, size: tuple[int, int]) -> object: ...

    def give_up(self, gone: Gone) -> None:
        """Give the seat up at once, with all that waits there for whoever comes back to it."""
        ...

    def exit(self) -> None: ...


MakeScreens = Callable[[Guest, Capability, type[SshDriver]], Screens]
ReadLines = Callable[[], Awaitable[Iterable[str]]]
ReadAndMake = Callable[[Guest, Capability, type[SshDriver]], Awaitable[Screens]]


class People(NamedTuple):
    """Whom a name means on a board."""

    person: Callable[[str], str] = slug_of
    """Returns who somebody is there who sits down by a name."""
    ways_to_say: Callable[[str], Iterable[str]] = lambda name: (name,)
    """Returns every name by which they would be the same."""
    in_hall: Callable[[str], str] = lambda _name: ""
    """Returns the name of whoever is in the hall, and whom somebody would be who says a name; "" for nobody."""


class SharedBoard(NamedTuple):
    """One board: who may come in, and what they are shown."""

    name: str
    """What is typed before the `@`."""
    members: Members
    invitations: Invitations
    screens: MakeScreens
    reviews: ReadAndMake
    """Makes the screens of looking back on it, behind reading all that has happened."""
    lines: ReadLines
    """Returns what the board answers in plain lines, for who looks back without a screen."""
    presence: Presence
    """Who is in the room, and may let others in."""
    taken: Callable[[], frozenset[str]]
    """Names that nobody may take who comes by a room word, nor what looks like one: they are somebody else's."""
    known: KnownGuests
    """Who has come in as long as it is shared."""
    kept_out: KeptOutList
    """Whom nothing lets in for a while."""
    title: Callable[[], str] = str
    """What stands above it on the screen at this moment."""
    people: People = People()
    """Whom a name means on it."""


class Wanted(NamedTuple):
    """What an SSH user name stands for: a board, and how somebody wants to come in by it; never who they are."""

    board: str
    is_plain: bool = False
    is_asking: bool = False
    is_review: bool = False

    @classmethod
    def of(cls, username: str) -> "Wanted":
        board, ways = username, set()
        # Keyboards of phones begin with a capital letter.
        while board.casefold().endswith((PLAIN, ASK, REVIEW)):
            board, _, way = board.rpartition("+")
            ways.add(f"+{way.casefold()}")
        return cls(board, PLAIN in ways, ASK in ways, REVIEW in ways)
