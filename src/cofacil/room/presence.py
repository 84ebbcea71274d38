"""Who is connected at this moment, and what they look at: never in the file."""

import asyncio
import time
from collections.abc import Callable, Sequence

from cofacil.board.events import EntityId
from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.room.attending import Attending, Beside, Present
from cofacil.room.few_at_a_time import FewAtATime
from cofacil.room.left_seats import Gone, LeftSeats
from cofacil.room.requests import Answer, Ask, Asks, Wish
from cofacil.room.seats import Seat
from cofacil.room.standing import Standing, left_words, whose
from cofacil.room.walls import (
    SAID_AGAIN,
    CardShown,
    Hold,
    Leading,
    Look,
    Neighbours,
    Signal,
    Wall,
    leader_of,
    shown_of,
    still,
)

PACE = 0.2
"""Seconds between two times that somebody is told: many who come at once are one picture."""
ASKS_AGAIN = 60.0
"""Seconds behind an answer in which nobody asks to write again."""


HearsPresence = Callable[[Attending], None]
"""Called with who is connected, whenever that is news."""


class Presence:
    """Knows every seat of one room, and tells each who comes and goes."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._shown: CardShown | None = None
        """The last card that was shown to everyone from here, or ended."""
        self._hold: Hold | None = None
        self._others: tuple[Signal, ...] = ()
        """What other processes of this computer say."""
        self._said = Signal()
        """What was said to them last."""
        self.neighbours: Neighbours | None = None
        self.left = LeftSeats(self.tell_all)
        """The seats that wait for whoever sat there."""
        self.standing = Standing(self)
        """What people from elsewhere may do here, and whom somebody has put out."""
        self.clock: Callable[[], int] = lambda: time.time_ns() // 1_000_000
        """Returns UTC milliseconds."""
        self._now: Attending | None = None
        self._to_tell: set[Place] = set()
        """Those who are told when the pace is over."""
        self._pace: asyncio.TimerHandle | None = None
        self._telling = FewAtATime()
        self.asks = Asks(self._tell_of_asks)

    def now(self) -> Attending:
        """Return who is connected; the same as long as nothing about it has changed."""
        if self._now is None:
            present = [place.present for place in self._places]
            signals = (self._own, *self._others)
            lost = tuple(dict.fromkeys(self.left.lost({one.seat.name for one in present})))
            beside = Beside.of(self._others)
            now = Attending.of(present, shown_of(signals), self.asks.waiting, Wall.of(signals), (*lost, *beside.lost))
            self._now = now._replace(is_shared=self.standing.doors.is_open or bool(beside.names), beside=beside)
        return self._now

    def forget_now(self) -> None:
        """Take notice that something has changed."""
        self._now = None

    def join(self, seat: Seat, hears: HearsPresence, *, is_wall: bool = False) -> "Place":
        """Take a seat, and be told from now on."""
        is_news = seat.is_elsewhere and seat.name not in self.now().by_screen
        gone = self.left.gone(seat)
        place = Place(self, self.standing.sits(seat), hears, is_wall=is_wall)
        self._places.append(place)
        self.forget_now()
        said = Notice.of(
            "back-by-screen" if gone is Gone.LOST else "here-by-page" if seat.is_by_page else "here-by-screen",
            who=seat.name,
        )
        self.tell(place, said if is_news and gone is not Gone.HANDED else None)
        if is_wall or is_news:
            self._signal()
        if (told := self.standing.said_away(place.seat)) is not None:
            place.hear(told)
        if is_wall or self.now().shown:
            place.hear()  # who comes later looks where the others look
        return place

    def leave(self, place: "Place", left: object = None, gone: Gone = Gone.LEFT) -> None:
        """Give a seat up; `left` waits a while for whoever comes back to it."""
        if place not in self._places:
            return
        self._forget(place)
        seat = place.present.seat
        if left is not None:
            self.left.leave(seat, left, gone)
        if gone is not Gone.HANDED:
            self.end_what_is_shown(seat)
        self._signal()
        self.forget_now()
        is_gone = seat.is_elsewhere and seat.name not in self.now().by_screen and gone is not Gone.HANDED
        said = Notice.of("lost-the-line", who=seat.name) if gone is Gone.LOST else left_words(seat)
        self.tell(place, said if is_gone else None)

    def turn_out(self, person: str) -> None:
        """Take every seat away that somebody has elsewhere: nothing that is done there counts any more."""
        for place in self.places:
            if place.seat.is_elsewhere and whose(place.seat) == person:
                self._forget(place)
                place.stop_asking()
                place.take_role(Role.VIEWER)
                self.left.forget(place.seat.name)
        self._signal()

    @property
    def places(self) -> tuple["Place", ...]:
        """Return the seats that are taken."""
        return tuple(self._places)

    def end_what_is_shown(self, seat: Seat) -> None:
        """Let everybody look for themselves again, whom somebody who goes has led."""
        if self._shown and self._shown.by == seat.name:
            self._shown = None
        if self._hold and self._hold.by == seat.name:
            self._hold = None

    def left_by(self, seat: Seat) -> object:
        """Return what this seat left when it was here last, once; None where that is too long ago."""
        left = self.left.take(seat)
        self.forget_now()
        return left

    def forget_left(self, name: str) -> None:
        """Let nothing wait any more that somebody of this name has left: whoever comes so is another one."""
        self.left.forget(name)
        self.tell_all()

    def rename(self, before: str, now: str) -> None:
        """Know somebody by another name, whom they are shown to and followed by among it."""
        for place in self._places:
            if place.follows == before:
                place.follows = now
            if place.leading is not None and place.leading.by == before:
                place.leading = place.leading._replace(by=now)
        if self._shown is not None and self._shown.by == before:
            self._shown = self._shown._replace(by=now)
        if self._hold is not None and self._hold.by == before:
            self._hold = self._hold._replace(by=now)
        self._signal()
        self.left.rename(before, now)

    def show(self, place: "Place", entity: EntityId) -> None:
        """Show a card to everyone; "" ends it, whoever began. Only for who facilitates: it turns everyone's screen."""
        if not place.present.seat.role.includes(Role.COFACILITATOR):
            return
        self._shown = CardShown(place.present.seat.name, entity, time.monotonic_ns())
        self._signal()
        self.tell_all()

    def hold(self, place: "Place") -> bool:
        """Hold the walls where they are, or let them go; say whether they are held now. Only for who facilitates."""
        wall = self.now().wall
        if not place.present.leads:
            return wall.is_held
        look = None if wall.is_held else wall.look or place.look_now
        self._hold = Hold(place.seat.name, time.monotonic_ns(), look)
        self._signal()
        self.tell_all()
        return look is not None

    def hear_others(self, others: Sequence[Signal]) -> None:
        """Take notice of what other processes of this computer say now."""
        before = self.now().shown, self.now().beside
        self._others = tuple(others)
        own = still(self._own, self._others)
        self._hold, self._shown = own.hold, own.shown
        self.lead()
        if (self.now().shown, self.now().beside) != before:
            self.tell_all()

    def leads(self, place: "Place") -> bool:
        """Say whether this is where a key was pressed last, of all windows of those who facilitate."""
        leader = leader_of((self._own, *self._others))
        return leader is not None and leader is place.leading

    def lead(self) -> None:
        """Tell walls, here and elsewhere, that somebody who facilitates looks elsewhere, or is another one."""
        self._signal()
        self.forget_now()
        for place in self._places:
            if place.present.is_wall or (place.present.leads and place.has_news):
                place.hear()

    def close(self) -> None:
        """Let other processes know nothing more."""
        self.left.close()
        if self.neighbours is not None:
            self.neighbours.close()
            self.neighbours = None

    @property
    def _own(self) -> Signal:
        """Return what is so in this process."""
        leading = leader_of(Signal(place.leading) for place in self._places if place.present.leads)
        walls = sum(place.present.is_wall for place in self._places)
        ways = {place.seat.name: place.seat.via for place in self._places if place.seat.is_elsewhere}
        ways |= {place.seat.name: "ssh" for place in self._places if place.seat.via == "ssh"}
        screens = tuple(name for name, via in ways.items() if via == "ssh")
        pages = tuple(name for name, via in ways.items() if via == "page")
        lost = tuple(dict.fromkeys(self.left.lost({one.seat.name for one in self._places})))
        return Signal(leading, self._hold, self._shown, walls, screens, pages, lost)

    def _signal(self) -> None:
        """Let other processes know what is so here, where that is another thing now."""
        if self.neighbours is None:
            return
        own = self._own
        if not self._others and not own.walls:
            own = own._replace(leading=None)  # no wall is there to follow each key; one that opens is heard at once
        if own != self._said:
            self._said = own
            self.neighbours.signal(own)

    def tell(self, about: "Place | None", said: Notice | None = None) -> None:
        """Tell everyone but the one it is about of what has changed since `forget_now`."""
        for place in self._places:
            if place is not about:
                place.hear(said)

    def tell_followers(self, about: "Place") -> None:
        """Tell those who follow somebody where they look now."""
        for place in self._places:
            if place.follows == about.present.seat.name:
                place.hear()

    def tell_soon(self, place: "Place") -> None:
        """Tell a seat how things are when the pace is over: many who come at once are one picture."""
        self._to_tell.add(place)
        if self._pace is None:
            self._pace = asyncio.get_running_loop().call_later(PACE, self._tell)

    def tell_all(self) -> None:
        """Tell everyone how things are, which somebody has changed."""
        self._signal()
        self.forget_now()
        self.tell(None)

    def _tell_of_asks(self, said: Notice | None) -> None:
        """Tell everyone how things are, and who can answer what has become of somebody who asked."""
        self.forget_now()
        self.tell_leads(None, said)

    def tell_leads(self, about: "Place | None", said: Notice | None) -> None:
        """Tell everyone but the one it is about how things are, and those who facilitate a sentence."""
        for place in self._places:
            if place is not about:
                place.hear(said if place.present.leads else None)

    def _tell(self) -> None:
        self._pace = None
        to_tell, self._to_tell = self._to_tell, set()
        for place in self._places:
            if place in to_tell:
                self._telling.call(place.tell, is_behind=place.seat.is_by_page)

    def _forget(self, place: "Place") -> None:
        self._places.remove(place)
        self._to_tell.discard(place)
        self._telling.drop(place.tell)
        self.forget_now()


class Place:
    """One seat that is taken."""

    def __init__(self, presence: Presence, seat: Seat, hears: HearsPresence, *, is_wall: bool = False) -> None:
        self._presence = presence
        self._hears = hears
        self._said: Notice | None = None
        self._asking: asyncio.Future[Answer] | None = None
        self._asks_again = 0.0
        self._seen: tuple[object, ...] = ()
        """What was told here last."""
        self._editor = ""
        """Who was changing the card in hand when it was painted last, or told."""
        self.present = Present(seat, is_wall=is_wall, since=presence.clock())
        self.look_now = Look()
        """Where this window looks, as far as all may see it."""
        self.leading: Leading | None = None
        """The same, once a key was pressed here: who has pressed none leads nobody."""
        self.follows = ""
        """The name of whom this seat follows, "" while it looks for itself."""

    @property
    def seat(self) -> Seat:
        return self.present.seat

    @property
    def leads(self) -> bool:
        return self.present.leads

    @property
    def is_wall(self) -> bool:
        return self.present.is_wall

    @property
    def standing(self) -> Standing:
        return self._presence.standing

    @property
    def has_news(self) -> bool:
        """Say whether something is another thing now than this seat was told last."""
        return self._presence.now().seen_by(self.present) != self._seen

    @property
    def is_waiting(self) -> bool:
        """Say whether this seat has asked to write and has no answer yet: another of the same name is another one."""
        return self._asking is not None and not self._asking.done()

    def ask_to_write(self) -> bool:
        """Ask those who facilitate to be let write; say whether they are asked: not again right behind a no."""
        if self.is_waiting or time.monotonic() < self._asks_again:
            return False
        self._asking = self._presence.asks.ask(self.seat.name, Wish.WRITE)
        self._asking.add_done_callback(self._hear_answer)
        return True

    def answer(self, ask: Ask, role: Role | None) -> bool:
        """Answer somebody who asks; say whether they still waited for it. Only for who facilitates."""
        if not self.seat.role.includes(Role.COFACILITATOR):
            return False
        is_answered = self._presence.asks.answer(ask, role, self.seat.name)
        if is_answered:
            self._presence.tell_leads(self, Answer(role, self.seat.name).told(ask))
        return is_answered

    def rename(self, seat: Seat) -> None:
        """Be the same person by another name."""
        before, self.present = self.seat.name, self.present._replace(seat=seat)
        if before != seat.name:
            self._presence.rename(before, seat.name)
        self._presence.forget_now()
        self._presence.tell(self)

    def look(self, hand: EntityId, editing: EntityId) -> None:
        """Say what is in hand here, and what is being changed."""
        before, self.present = self.present, self.present._replace(hand=hand, editing=editing)
        if before != self.present:
            self._presence.forget_now()
        self._editor = self._editor_now()
        if before.editing != editing:
            self._presence.tell(self)
        elif before.hand != hand:
            self._presence.tell_followers(self)

    def press(self) -> None:
        """Take notice that a key was pressed here: of those who facilitate, walls follow who did so last."""
        now = time.monotonic_ns()
        is_known = self.leading is not None and now - self.leading.at < SAID_AGAIN
        if self.present.leads and not (is_known and self._presence.leads(self)):
            self.leading = Leading(self.seat.name, self.look_now, now)
            self._presence.lead()

    def look_for_all(self, look: Look) -> None:
        """Say where this window looks, as far as all may see it."""
        if look == self.look_now:
            return
        self.look_now = look
        if self.leading is not None:
            self.leading = self.leading._replace(look=look)
            self._presence.lead()

    def hold(self) -> bool:
        """Hold the walls where they are, or let them go; say whether they are held now."""
        return self._presence.hold(self)

    def show(self, entity: EntityId) -> None:
        """Show a card to everyone; "" ends it."""
        self._presence.show(self, entity)

    def hear(self, said: Notice | None = None) -> None:
        """Be told soon of how things are then, and of what has happened."""
        self._said = said or self._said
        self._presence.tell_soon(self)

    def tell(self, said: Notice | None = None) -> None:
        """Tell this seat at once how things are, where that is news here."""
        said, self._said = said or self._said, None
        now = self._presence.now()
        seen, self._seen = self._seen, now.seen_by(self.present)
        editor, self._editor = self._editor, self._editor_now()
        if said or self.follows or seen != self._seen or editor != self._editor:
            self._hears(now._replace(said=said))

    def leave(self, left: object = None, gone: Gone = Gone.LEFT) -> None:
        """Give the seat up, for good or to come back to what was `left`."""
        self.stop_asking()
        self._presence.leave(self, left, gone)

    def stop_asking(self) -> None:
        """Ask no more to be let write."""
        if self._asking is not None:
            self._asking.cancel()

    def _hear_answer(self, answered: asyncio.Future[Answer]) -> None:
        """Take the role that was given, until this seat is left."""
        if answered.cancelled():
            return
        role, by = answered.result()
        self._asks_again = time.monotonic() + ASKS_AGAIN
        if role is not None:
            self._presence.standing.given(self, role, by, Notice.of("let-write", who=by))
        else:
            self.hear(Notice.of("not-let-write", who=by))

    def take_role(self, role: Role) -> None:
        """Be let do another thing from this moment on; whoever leads no more, leads and shows nothing any more."""
        has_led = self.present.leads
        self.present = self.present._replace(seat=self.seat._replace(role=role))
        if role is not Role.VIEWER:
            self.stop_asking()
        self._presence.forget_now()
        if has_led and not self.present.leads:
            self.leading = None
            self._presence.end_what_is_shown(self.seat)
            self._presence.lead()

    def _editor_now(self) -> str:
        return self._presence.now().editor_of(self.present.hand, self.seat.name)
