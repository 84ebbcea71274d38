"""What all connections to one server share: the boards, how many are in, and who is told what."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple, Protocol, TypeAlias

import asyncssh

from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.look_alikes import seem_one
from cofacil.board.notice import Notice
from cofacil.board.slugs import slug_of
from cofacil.board.text import bare
from cofacil.language.both import in_both
from cofacil.language.elsewhere import said_elsewhere
from cofacil.language.worded import worded
from cofacil.room.which_board import Called, boards_meant
from cofacil.share.access_log import AccessLog
from cofacil.share.arrivals import Arrivals
from cofacil.share.boards import Guest, SharedBoard
from cofacil.share.known_guests import CameBy
from cofacil.share.limits import Counts, Limits
from cofacil.share.words import Words

PATIENCE = 2.0
"""Seconds in which the line of somebody whose name is said again has to answer."""
TAKEN_OVER = Notice.of("seat-taken-over")
Said: TypeAlias = Trouble | Notice
"""Something that a person is told, worded in the language of whoever reads it."""


_TELLS_AGAIN = 60.0
"""Seconds in which whoever shares is told of a crowd once."""


class NameTaken(Refusal):
    """Somebody else is called that."""


class IsInHall(Refusal):
    """Somebody of this name is in the hall: who says it is asked first whether that is them."""


class SeatedGuest(Protocol):
    """A guest at their screens."""

    board: SharedBoard
    way_in: str
    """ssh; page; review, for who only looks back."""

    @property
    def browser(self) -> str:
        """Return what the cookie of their browser comes to, "" where they have none."""
        ...

    @property
    def guest(self) -> Guest: ...

    async def answers(self, patience: float) -> bool:
        """Say whether somebody is at the other end of the line; one that says nothing for so many seconds is closed."""
        ...

    def hand_over(self, why: Said) -> None:
        """Give the seat up at once to the same person at another window, and end with a sentence."""
        ...

    def may_now(self, role: Role) -> None:
        """Take notice of what the members file lets them do by now."""
        ...

    def end(self, why: Said | None) -> None: ...

    async def ended(self) -> None: ...


class Waiting(Protocol):
    """A stranger who waits to be let in."""

    @property
    def address(self) -> str: ...

    def end(self, why: Said | None) -> None: ...

    async def ended(self) -> None: ...


class _Claim(NamedTuple):
    name: str
    """As it was said."""
    owner: object
    """The connection."""


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
        self.named: dict[tuple[str, str], _Claim] = {}
        """By board and slug, without its accents, those who have said themselves what they are called, and are connected."""

    def board_called(self, typed: str) -> SharedBoard | None:
        """Return the board that is called so: by its whole name or title, and no other by it; None for none.

        How a name begins is not enough: by a letter or two a stranger would find which boards there are.
        """
        if typed in self.boards:
            return self.boards[typed]
        meant = boards_meant(typed, [Called(board.name, board.title()) for board in self.boards.values()])
        return self.boards[meant[0]] if len(meant) == 1 else None

    async def claim(self, board: SharedBoard, name: str, owner: object, *ways: CameBy, is_sure: bool = True) -> bool:
        """Take a name for a connection whose guest was asked for it; say whether they have their own seat again.

        It is their own where they came in one of these `ways`, and showed nothing but their name: no key of theirs would
        tell another who says it. As long as somebody answers at that seat, it is theirs. Who `is_sure` has said that they are
        whoever is in the hall under this name, or is looked at by somebody before they come in.

        Raises:
            NameTaken: it is somebody else's.
            IsInHall: it is somebody's in the hall, and who says it is not sure: nothing of the name, or of a seat, is taken.
        """
        own = bare(slug_of(name))
        known = board.known.called(name)
        is_back = known is not None and known.came_by in ways and not board.known.has_own_key(known)
        is_back = is_back and not await self._answers(board, own)
        if not is_back and self._is_anothers(board, name):
            raise NameTaken("name-of-another", name=name)
        if not is_sure and (there := board.people.in_hall(name)):
            raise IsInHall("name-in-hall", name=there)
        self.named[board.name, own] = _Claim(name, owner)
        return is_back

    def _is_anothers(self, board: SharedBoard, name: str) -> bool:
        """Say whether somebody else has a name, or one that looks like it."""
        said_here = (claim.name for (where, _slug), claim in self.named.items() if where == board.name)
        held = (one.name for one in board.known.now() if board.known.holds(one))
        return any(seem_one(name, other) for other in (*board.taken(), *said_here, *held))

    def give_up(self, board: SharedBoard | None, name: str, owner: object) -> None:
        """Leave a name to whoever comes next, unless its owner is at another connection by now."""
        whose = (board.name if board is not None else "", bare(slug_of(name)))
        claim = self.named.get(whose)
        if claim is not None and claim.owner is owner:
            del self.named[whose]

    def why_out(
        self, board: SharedBoard, address: str, name: str, keys: Iterable[str] = (), browser: str = ""
    ) -> Notice | None:
        """Return what somebody is told who is kept out; None for others.

        They are known by their name however they say it, by a key that they have proved, or by their browser.
        """
        found = board.kept_out.whoever(board.people.ways_to_say(name), keys, time.time_ns() // 1_000_000, browser)
        if found is None:
            return None
        self.access_log.note(address, f"kept out: put out for today by {found.by}", name)
        return Notice.of("kept-out-today", by=found.by, name=found.name)

    def tell_of_key(self, board: SharedBoard, guest: Guest) -> None:
        """Tell whoever shares that somebody shows a key of who is kept out: it may be them, and anybody may show it."""
        out = board.kept_out.showed((*guest.proved, *guest.keys), time.time_ns() // 1_000_000)
        if out is not None and not guest.is_back:
            self.access_log.note(guest.address, "shows a key of somebody who is put out for today", guest.name)
            self.notice(Notice.of("key-of-who-is-out", name=guest.name, out=out.name))

    def owns(self, board: SharedBoard, name: str, owner: object) -> bool:
        """Say whether a name is still whose it was: the same person may have come in elsewhere meanwhile."""
        claim = self.named.get((board.name, bare(slug_of(name))))
        return claim is not None and claim.owner is owner

    def seats_of(self, board: SharedBoard, slug: str, way_in: str) -> tuple[SeatedGuest, ...]:
        """Return where somebody sits."""
        return tuple(
            one
            for one in self.seated
            if one.board is board and one.way_in == way_in and bare(one.guest.slug) == bare(slug)
        )

    async def _answers(self, board: SharedBoard, slug: str) -> bool:
        """Say whether somebody answers at a seat of this name; a line that does not is closed."""
        seats = (*self.seats_of(board, slug, "ssh"), *self.seats_of(board, slug, "page"))
        answered = await asyncio.gather(*(one.answers(PATIENCE) for one in seats))
        return any(answered)

    def take_over(self, board: SharedBoard, guest: Guest, way_in: str) -> None:
        """Close the lines at which the same person sat until now: what they left there is theirs again."""
        for old in self.seats_of(board, guest.slug, way_in):
            self.access_log.note(guest.address, f"takes over the seat from {old.guest.address}", guest.name)
            old.hand_over(TAKEN_OVER)

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
        self.words.guesses.came_in(seated.guest.address)
        self.counts.seats[seated.guest.slug] += 1
        self.seated.add(seated)

    def leave(self, seated: SeatedGuest, how: str = "left") -> None:
        """Take notice, once, that somebody sits there no more."""
        if seated not in self.seated:
            return
        self.counts.leave(self.counts.seats, seated.guest.slug)
        self.seated.discard(seated)
        self.access_log.note(seated.guest.address, how, seated.guest.name)
        self.gone()


def told_before(said: Said) -> str:
    """Return what somebody is told who is not in yet, whatever they read."""
    with said_elsewhere():
        return in_both(partial(worded, said))
