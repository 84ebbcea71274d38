"""Who is connected at this moment, and what they look at: never in the file."""

import asyncio
import time
from collections.abc import Callable
from typing import NamedTuple

from cofacil.board.events import EntityId
from cofacil.board.kinds import Role
from cofacil.room.seats import Seat

PACE = 0.2
"""Seconds between two times that somebody is told: many who come at once are one picture."""
COMES_BACK = 600.0
"""Seconds in which a seat that comes back finds what it left."""


class Present(NamedTuple):
    """One seat, and what is in its hand."""

    seat: Seat
    hand: EntityId = ""
    editing: EntityId = ""
    """The card whose words are being changed, "" for none."""


class Shown(NamedTuple):
    """A card that somebody shows to everyone."""

    by: str
    entity: EntityId


class Attending(NamedTuple):
    """Who is connected, what is shown to everyone, and what the last row says of it."""

    present: tuple[Present, ...] = ()
    shown: Shown | None = None
    said: str = ""

    @property
    def by_screen(self) -> tuple[str, ...]:
        """Return the names of those who joined from another computer, each once."""
        return tuple(dict.fromkeys(one.seat.name for one in self.present if one.seat.via == "ssh"))

    def editor_of(self, entity: EntityId, me: str) -> str:
        """Return the name of somebody else who is changing a card, "" for nobody."""
        return next((one.seat.name for one in self.present if one.editing == entity != "" and one.seat.name != me), "")

    def hand_of(self, name: str) -> EntityId:
        """Return what somebody has in hand, "" for nothing, or for nobody."""
        return next((one.hand for one in self.present if one.seat.name == name), "")


Watching = Callable[[Attending], None]


class Presence:
    """Knows every seat of one room, and tells each who comes and goes."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._shown: Shown | None = None
        self._left: dict[Seat, tuple[float, object]] = {}

    @property
    def now(self) -> Attending:
        return Attending(tuple(place.present for place in self._places), self._shown)

    def join(self, seat: Seat, watching: Watching) -> "Place":
        """Take a seat, and be told from now on."""
        is_news = seat.via == "ssh" and seat.name not in self.now.by_screen
        place = Place(self, seat, watching)
        self._places.append(place)
        self.tell(place, f"{seat.name} is here by screen." if is_news else "")
        return place

    def leave(self, place: "Place", left: object = None) -> None:
        """Give a seat up; `left` waits a while for whoever comes back to it."""
        if place not in self._places:
            return
        self._places.remove(place)
        seat = place.present.seat
        if left is not None:
            now = time.monotonic()
            fresh = {other: kept for other, kept in self._left.items() if now - kept[0] < COMES_BACK}
            self._left = {**fresh, seat: (now, left)}
        if self._shown and self._shown.by == seat.name:
            self._shown = None
        is_gone = seat.via == "ssh" and seat.name not in self.now.by_screen
        self.tell(place, f"{seat.name} has left the screen." if is_gone else "")

    def left_by(self, seat: Seat) -> object:
        """Return what this seat left when it was here last, once; None where that is too long ago."""
        when, left = self._left.pop(seat, (0.0, None))
        return left if time.monotonic() - when < COMES_BACK else None

    def show(self, place: "Place", entity: EntityId) -> None:
        """Show a card to everyone; "" ends it, whoever began. Only for who facilitates: it turns everyone's screen."""
        if not place.present.seat.role.includes(Role.COFACILITATOR):
            return
        self._shown = Shown(place.present.seat.name, entity) if entity else None
        self.tell(None)

    def tell(self, about: "Place | None", words: str = "") -> None:
        """Tell everyone but the one it is about."""
        for place in self._places:
            if place is not about:
                place.hear(words)

    def tell_followers(self, about: "Place") -> None:
        """Tell those who follow somebody where they look now."""
        for place in self._places:
            if place.follows == about.present.seat.name:
                place.hear("")


class Place:
    """One seat that is taken."""

    def __init__(self, presence: Presence, seat: Seat, watching: Watching) -> None:
        self._presence = presence
        self._watching = watching
        self._telling: asyncio.TimerHandle | None = None
        self._words = ""
        self.present = Present(seat)
        self.follows = ""
        """The name of whom this seat follows, "" while it looks for itself."""

    def look(self, hand: EntityId, editing: EntityId) -> None:
        """Say what is in hand here, and what is being changed."""
        before, self.present = self.present, self.present._replace(hand=hand, editing=editing)
        if before.editing != editing:
            self._presence.tell(self)
        elif before.hand != hand:
            self._presence.tell_followers(self)

    def show(self, entity: EntityId) -> None:
        """Show a card to everyone; "" ends it."""
        self._presence.show(self, entity)

    def hear(self, words: str) -> None:
        """Be told soon of how things are then."""
        self._words = words or self._words
        if self._telling is None:
            self._telling = asyncio.get_running_loop().call_later(PACE, self._tell)

    def leave(self, left: object = None) -> None:
        """Give the seat up, for good or to come back to what was `left`."""
        if self._telling is not None:
            self._telling.cancel()
        self._presence.leave(self, left)

    def _tell(self) -> None:
        words, self._words, self._telling = self._words, "", None
        self._watching(self._presence.now._replace(said=words))
