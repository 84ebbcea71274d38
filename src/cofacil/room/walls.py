"""What the windows for the hall show: where somebody who facilitates looks, in this process or in another of this computer."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from cofacil.board.events import EntityId

LOOKS_FOR = 300 * 10**9
"""Nanoseconds behind their last key in which somebody is taken to look around."""
SAID_AGAIN = 30 * 10**9
"""Nanoseconds behind which who leads says again that they press keys: until then everybody knows."""


class Look(NamedTuple):
    """Where a window looks, as far as all may see it: nothing that is typed, searched or opened for oneself."""

    column: int = 1
    hand: EntityId = ""
    is_room: bool = False
    is_wide: bool = False
    is_timer: bool = False
    """Whether the large timer is open."""
    closing: int = 0
    """Which part of closing is gone through, counted from 1; 0 while none is."""


class Leading(NamedTuple):
    """Where somebody who facilitates looks."""

    by: str
    look: Look
    at: int
    """When they pressed a key last: nanoseconds of the clock that all processes of this computer share."""


class Hold(NamedTuple):
    """Somebody holds the walls where they are, or has let them go."""

    by: str
    at: int
    look: Look | None = None
    """Where they are held, None once they are let go."""


class CardShown(NamedTuple):
    """A card that somebody shows to everyone."""

    by: str
    entity: EntityId
    """"" once it is ended."""
    at: int = 0


class Signal(NamedTuple):
    """What the windows of one process say to those of others that show the same board."""

    leading: Leading | None = None
    hold: Hold | None = None
    shown: CardShown | None = None
    walls: int = 0
    """Walls that are open there."""
    here: tuple[str, ...] = ()
    """The names of those who have joined there by screen, each once."""
    pages: tuple[str, ...] = ()
    """The names of those who read the page that is shown there, and have no screen, each once."""
    lost: tuple[str, ...] = ()
    """The names of those whose line there broke, and whose seat waits for them."""


class Neighbours(Protocol):
    """The other processes of this computer that show the same board."""

    def signal(self, own: Signal) -> None:
        """Let them know what is so here."""
        ...

    def close(self) -> None:
        """Say nothing more, and hear nothing."""
        ...


class Wall(NamedTuple):
    """What the walls show at a moment."""

    by: str = ""
    """Whom they follow, or who holds them; "" while nobody leads."""
    look: Look | None = None
    at: int = 0
    """When whoever they follow pressed a key last."""
    is_held: bool = False
    walls: int = 0

    @classmethod
    def of(cls, signals: Iterable[Signal]) -> "Wall":
        """Return what comes of what all say: who held them last, else who pressed a key last."""
        signals = tuple(signals)
        walls = sum(signal.walls for signal in signals)
        hold = max((signal.hold for signal in signals if signal.hold), key=lambda hold: hold.at, default=None)
        if hold is not None and hold.look is not None:
            return cls(hold.by, hold.look, hold.at, is_held=True, walls=walls)
        leader = leader_of(signals)
        return cls(leader.by, leader.look, leader.at, walls=walls) if leader else cls(walls=walls)

    def is_led(self, now: int) -> bool:
        """Say whether somebody looks around, or holds it: else it goes where something is changed."""
        return self.look is not None and (self.is_held or now - self.at < LOOKS_FOR)


def leader_of(signals: Iterable[Signal]) -> Leading | None:
    """Return who pressed a key last, None where nobody who facilitates has."""
    leading = (signal.leading for signal in signals if signal.leading)
    return max(leading, key=lambda one: one.at, default=None)


def shown_of(signals: Iterable[Signal]) -> CardShown | None:
    """Return the card that is shown to everyone, None while none is: who showed or ended one last is heard."""
    shown = max((signal.shown for signal in signals if signal.shown), key=lambda shown: shown.at, default=None)
    return shown if shown is not None and shown.entity else None


def still(own: Signal, others: Iterable[Signal]) -> Signal:
    """Return what is still so here: what others have said later than we ends it for good."""
    others = tuple(others)
    hold, shown = own.hold, own.shown
    if hold and any(other.hold and other.hold.at > hold.at for other in others):
        hold = None
    if shown and any(other.shown and other.shown.at > shown.at for other in others):
        shown = None
    return own._replace(hold=hold, shown=shown)
