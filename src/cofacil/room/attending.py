"""Who is connected at a moment, as everybody in the room is told of it."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from cofacil.board.events import EntityId
from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.room.requests import Ask
from cofacil.room.seats import Seat
from cofacil.room.walls import CardShown, Signal, Wall


class Present(NamedTuple):
    """One seat, and what is in its hand."""

    seat: Seat
    hand: EntityId = ""
    editing: EntityId = ""
    """The card whose words are being changed, "" for none."""
    is_wall: bool = False
    """Whether it is the hall's: it looks where others look."""
    since: int = 0
    """When they sat down, UTC milliseconds."""

    @property
    def leads(self) -> bool:
        return self.seat.role.includes(Role.COFACILITATOR)


class Beside(NamedTuple):
    """Those who joined by another window of this computer, by name, each once."""

    screens: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    """Whose line broke, and whose seat waits for them."""

    @property
    def names(self) -> tuple[str, ...]:
        """Return who is, or was, in by that window."""
        return tuple(dict.fromkeys((*self.screens, *self.pages, *self.lost)))

    @classmethod
    def of(cls, others: Iterable[Signal]) -> "Beside":
        """Return those whom other windows tell of."""
        told = tuple(others)
        screens = dict.fromkeys(name for other in told for name in other.here)
        pages = dict.fromkeys(name for other in told for name in other.pages if name not in screens)
        lost = dict.fromkeys(name for other in told for name in other.lost if name not in screens and name not in pages)
        return cls(tuple(screens), tuple(pages), tuple(lost))


class Attending(NamedTuple):
    """Who is connected, what is shown to everyone, and what has just happened of it that is worth a word."""

    present: tuple[Present, ...] = ()
    shown: CardShown | None = None
    asks: tuple[Ask, ...] = ()
    """Those who wait to be let in, or to write."""
    said: Notice | None = None
    by_screen: tuple[str, ...] = ()
    """The names of those who joined from another computer or a phone, each once."""
    leads: tuple[str, ...] = ()
    """The names of those who facilitate, each once."""
    editing: Mapping[EntityId, tuple[str, ...]] = MappingProxyType({})
    """Who is changing the words of a card."""
    wall: Wall = Wall()
    """What the walls show."""
    lost: tuple[str, ...] = ()
    """The names of those whose line broke, and whose seat waits for them."""
    seats: tuple[tuple[str, Role, str], ...] = ()
    """Who sits elsewhere, with what they may do and how they came in: where that is another thing, all are told."""
    is_shared: bool = False
    """Whether others come in from elsewhere to this process."""
    beside: Beside = Beside()
    """Those who joined by another window of this computer."""

    @classmethod
    def of(
        cls,
        present: Sequence[Present],
        shown: CardShown | None = None,
        asks: tuple[Ask, ...] = (),
        wall: Wall = Wall(),  # noqa: B008  # it never changes
        lost: tuple[str, ...] = (),
    ) -> "Attending":
        """Return it with all that follows from who is present worked out: every screen asks for that."""
        editing: dict[EntityId, tuple[str, ...]] = {}
        for one in present:
            if one.editing:
                editing[one.editing] = (*editing.get(one.editing, ()), one.seat.name)
        by_screen = dict.fromkeys(one.seat.name for one in present if one.seat.is_elsewhere)
        leads = dict.fromkeys(one.seat.name for one in present if one.leads)
        seats = dict.fromkeys((one.seat.name, one.seat.role, one.seat.via) for one in present if one.seat.is_elsewhere)
        return cls(tuple(present), shown, asks, None, tuple(by_screen), tuple(leads), editing, wall, lost, tuple(seats))

    def others_who_lead(self, me: str) -> tuple[str, ...]:
        """Return who facilitates besides one: each of them can be followed."""
        return tuple(name for name in self.leads if name != me)

    def ask_for(self, seat: Seat) -> Ask | None:
        """Return what this seat is asked to answer first, None for nothing."""
        return next(iter(self.asks_for(seat)), None)

    def asks_for(self, seat: Seat) -> tuple[Ask, ...]:
        """Return all that this seat is asked to answer, who asked first coming first."""
        return self.asks if seat.role.includes(Role.COFACILITATOR) else ()

    def editor_of(self, entity: EntityId, me: str) -> str:
        """Return the name of somebody else who is changing a card, "" for nobody."""
        return next((name for name in self.editing.get(entity, ()) if name != me), "")

    def hand_of(self, name: str) -> EntityId:
        """Return what somebody has in hand, "" for nothing, or for nobody."""
        return next((one.hand for one in self.present if one.seat.name == name and one.leads), "")

    def seen_by(self, one: Present) -> tuple[object, ...]:
        """Return what a seat is told of, but for who changes the card in hand: where that is the same, it is not told."""
        # Who facilitates is told what the walls do, not each card that they look at.
        wall = self.wall if one.is_wall else self.wall._replace(look=None, at=0) if one.leads else None
        return self.seats, self.beside, self.lost, self.asks_for(one.seat), self.shown, one.seat, wall
