"""Somebody who reads a board by the page, and their windows."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NamedTuple

from cofacil.board.commands.base import Command
from cofacil.board.errors import NotSaved, Trouble
from cofacil.board.kinds import Role
from cofacil.language.catalog import _, language_now
from cofacil.language.happened import tell
from cofacil.language.worded import worded
from cofacil.made_lately import MadeLately
from cofacil.room.attending import Attending
from cofacil.room.left_seats import Gone
from cofacil.room.live import LiveRoom
from cofacil.room.presence import Place
from cofacil.room.room import News
from cofacil.room.seats import Seat
from cofacil.share.boards import Guest, SharedBoard
from cofacil.share.invitations import until_tonight
from cofacil.share.lobby import Lobby, Said
from cofacil.web.letters import heard_in
from cofacil.web.limits import Pace
from cofacil.web.moment import begun, moment_of
from cofacil.web.pages import Parted
from cofacil.web.parts import Parts, board_parts
from cofacil.web.reader import Reader, Shown
from cofacil.web.reader import Said as Told
from cofacil.web.stream import Stream

VIA = "page"
FLICKERS = 20.0
"""Seconds in which a phone whose stream has ended may be back before its seat is given up."""
READS_ON = 600.0
"""Seconds in which somebody without a stream, who reloads, is taken to be here still."""
COMES_BACK = 600.0
"""Seconds in which somebody who has gone has their seat again by their browser alone."""
_READS_HOW = 1.0
"""Seconds in which windows ask for the page that says how it ended, as their host stops."""
_READS_NEW = 0.8
"""Seconds in which nobody has read a sentence: what is sent again within them is a second press."""
_LEFT = object()

_sentences: MadeLately[str] = MadeLately(64)


class PageBoard(NamedTuple):
    """A board that is shared, and the room that it is open in."""

    shared: SharedBoard
    live: LiveRoom


class Farewell(NamedTuple):
    """How a seat has ended."""

    kind: Parted
    by: str = ""
    words: str = ""
    """Why, in a sentence, where it is another one than that of the kind."""


class Seated:
    """One reader at one board, as long as their cookie is known; they sit there while a window of theirs reads."""

    way_in = VIA

    def __init__(
        self, lobby: Lobby, board: PageBoard, guest: Guest, forget: Callable[["Seated"], object], claim: object = None
    ) -> None:
        """`claim` is what holds their name in the lobby, None where it is theirs by a word of their own."""
        self._lobby = lobby
        self.board = board.shared
        self.live = board.live
        self._guest = guest
        self._forget = forget
        self._claim = claim
        self.browser = ""
        """What their cookie comes to."""
        self.token = ""
        """What every form of theirs bears."""
        self.language = ""
        self.said = Told()
        """What came of the last form, until the page that shows it is asked for."""
        self.farewell: Farewell | None = None
        self.pace: Pace | None = None
        self._seat = Seat(guest.name, guest.role_now, VIA)
        self._place: Place | None = None
        self._unsubscribe: Callable[[], None] = _nothing
        self._trouble: Trouble | None = None
        self._streams: list[Stream] = []
        self._timer: asyncio.TimerHandle | None = None
        self._has_streamed = self._was_here = False
        self._has_looked = False
        """Whether their browser has asked for a page by its cookie."""
        self._read_new: tuple[tuple[str, str], float] = ("", ""), 0.0
        """The form of which it was said last whom it would add, and when."""
        self._gone = asyncio.Event()
        self._had_windows = False
        """Whether a window was open as it ended."""

    @property
    def guest(self) -> Guest:
        return self._guest

    @property
    def seat(self) -> Seat:
        """Return the seat with the name and the role that it has now."""
        return self._place.seat if self._place is not None else self._seat

    @property
    def is_here(self) -> bool:
        return self._place is not None

    # coming and going

    def come(self) -> bool:
        """Sit down, or stay; say whether there is a seat."""
        if self._place is None:
            if self._claim is not None and not self._lobby.owns(self.board, self._guest.name, self._claim):
                self._end(Farewell(Parted.LOST))
            if self.farewell is not None or not self._lobby.counts.lets_sit(self._guest.slug):
                return False
            self._sit()
        self._expect(READS_ON if not self._has_streamed else FLICKERS)
        return True

    def _sit(self) -> None:
        self._seat = self._seat.at(self.live.board)
        self._place = self.live.presence.join(self._seat, self._hear_presence)
        self.live.presence.left_by(self._seat)
        self._unsubscribe = self.live.subscribe(self._hear, self._hear_trouble, lambda: self.seat, is_behind=True)
        self.live.note_screen(self._seat, is_there=True)
        self._lobby.sit(self)
        self._know()

    def _know(self) -> None:
        """Have them known, so that their seat is theirs also where their browser forgets them, or the host's process dies."""
        known, guest = self.board.known, self._guest
        until = guest.until or until_tonight(self.live.now())
        found = known.come(guest.name, guest.role_now, guest.came_by, until, is_back=guest.is_back or self._was_here)
        if found.role is not self._seat.role and self._place is not None:
            self._seat = self._seat._replace(role=found.role)
            self._place.rename(self._seat)
        self._was_here = True

    def _stand_up(self, *, is_lost: bool = False, is_handed: bool = False) -> None:
        """Give the seat up; who was only lost has it again when they are back."""
        if self._place is None:
            return
        self._seat = self._place.seat
        self._unsubscribe()
        gone = Gone.HANDED if is_handed else Gone.LOST if is_lost else Gone.LEFT
        self._place.leave(_LEFT if is_lost else None, gone)
        self._place = None
        self.live.note_screen(self._seat, is_there=False)
        self._lobby.leave(self, "lost the line" if is_lost else "left")
        if is_lost:
            self.board.known.lost(self._guest.name)
        elif not is_handed:
            self.board.known.left(self._guest.name)

    def _expect(self, seconds: float) -> None:
        """Give the seat up where nothing is heard from here for so long; while a window listens, something is."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        if not self._streams:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._is_lost)

    def _is_lost(self) -> None:
        if self._place is not None:
            self._stand_up(is_lost=True)
            self._expect(COMES_BACK)
        else:
            self._end(Farewell(Parted.LOST))

    def leave(self) -> None:
        """Leave for good, as whoever reads asked."""
        self._end(Farewell(Parted.LEFT))

    def end(self, why: Said | None) -> None:
        """Be shown out: sharing has ended, or somebody who facilitates says so."""
        if why is None or why.name == "sharing-ended":
            self._end(Farewell(Parted.STOPPED))
            return
        by = str(dict(why.places).get("by") or dict(why.places).get("who") or "")
        with heard_in(self.language):
            self._end(Farewell(Parted.PUT_OUT if why.name.startswith("put-out") else Parted.LOST, by, worded(why)))

    def may_now(self, role: Role) -> None:
        """Take notice of what the members file lets them do by now."""
        self._guest = self._guest._replace(role=role, given=None)

    def hand_over(self, why: Said) -> None:
        """Give the seat up at once to the same person, who has come in anew."""
        self._stand_up(is_handed=True)
        self.end(why)

    async def answers(self, patience: float) -> bool:  # noqa: ARG002  # a line that is dead is closed by the system
        """Say whether somebody reads here now: nobody does where the answer that let them in was lost on its way."""
        return self.is_here and self._has_looked

    def _end(self, farewell: Farewell) -> None:
        if self.farewell is not None:
            return
        self.farewell = farewell
        self._stand_up()
        self._had_windows = bool(self._streams)
        for stream in self._streams:
            stream.end("/parted")
        if self._timer is not None:
            self._timer.cancel()
        self._lobby.give_up(self.board, self._guest.name, self._claim)
        self._timer = asyncio.get_running_loop().call_later(COMES_BACK, self._forget, self)

    @property
    def has_read_how(self) -> bool:
        """Say whether the page was sent that says how it ended."""
        return self._gone.is_set()

    def read_how(self) -> None:
        """Take notice that the page was sent that says how it ended."""
        self._gone.set()

    async def ended(self) -> None:
        """Wait until a window that was open has read how it ended; not for long, where its phone sleeps."""
        if not self._had_windows:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(_READS_HOW):
                await self._gone.wait()

    def close(self) -> None:
        """Wait for nothing any more."""
        if self._timer is not None:
            self._timer.cancel()
        for stream in self._streams:
            stream.end()

    def read_new(self, form: Mapping[str, str]) -> None:
        """Take notice that it is said of a form, before it is taken, whom it would add."""
        self._read_new = _typed_in(form), asyncio.get_running_loop().time()

    def has_read_new(self, form: Mapping[str, str]) -> bool:
        """Say whether that was said of this very form, and could be read: a second press comes too soon for that."""
        typed, since = self._read_new
        return typed == _typed_in(form) and asyncio.get_running_loop().time() - since >= _READS_NEW

    # what is told

    def open_stream(self, most: int, patience: float) -> Stream:
        """Return what tells one more window; the oldest of too many is told no more."""
        while len(self._streams) >= most:
            self._streams.pop(0).end()
        stream = Stream(self._parts, self.live.now, patience)
        self._streams.append(stream)
        self._has_streamed = self._has_looked = True
        self._expect(0)
        return stream

    def close_stream(self, stream: Stream) -> None:
        """Take notice that a window is there no more."""
        if stream in self._streams:
            self._streams.remove(stream)
        if self.farewell is None:
            self._expect(FLICKERS)

    @property
    def streams(self) -> int:
        return len(self._streams)

    def wake(self) -> None:
        """Tell the windows how things are: time has passed over something."""
        for stream in self._streams:
            stream.wake()

    def _hear(self, news: News) -> None:
        if not self._streams:
            return
        me = self.seat.who(news.board).person if self.seat.role is not Role.VIEWER else ""
        with heard_in(self.language):
            said = _told(news, me)
        for stream in self._streams:
            stream.wake(said)

    def _hear_presence(self, attending: Attending) -> None:
        with heard_in(self.language):
            said = worded(attending.said) if attending.said else ""
        for stream in self._streams:
            stream.wake(said)

    def _hear_trouble(self, trouble: Trouble | None) -> None:
        self._trouble = trouble
        self.wake()

    def _parts(self) -> Parts:
        with heard_in(self.language):
            return board_parts(self._shown())

    def shown(self, said: Told | None = None) -> Shown:
        """Return all that a page of this reader is made of, at this moment: it was asked for."""
        self._has_looked = True
        now = self.live.now()
        return self._shown()._replace(now=now, said=said or Told(), new_id=self.live.new_id())

    def _shown(self) -> Shown:
        live, seat = self.live, self.seat
        board, now = live.board_for(seat), begun(live.now())
        attending = live.presence.now()
        is_waiting = any(ask.name == seat.name for ask in attending.asks)
        trouble = worded(self._trouble) if self._trouble else ""
        reader = Reader(seat, self.token, is_waiting, bool(attending.leads))
        return Shown(board, reader, attending, now, moment_of(board, now).prompt, trouble=trouble)

    # what is asked

    async def do(self, command: Command) -> str:
        """Have a command decided and kept; return what came of it, in words.

        Raises:
            Trouble: it was not.
        """
        try:
            news = await self.live.submit(self.seat, command, asker=self._hear)
        except OSError as trouble:
            raise NotSaved("not-saved", why=trouble) from trouble
        self.wake()
        with suppress(Trouble):
            return tell(news.own or news.events, news.board, self.seat.who(news.board).person, "", "")
        return ""

    def ask_to_write(self) -> str:
        """Ask those who facilitate to be let write; return what came of it, in words."""
        leads = self.live.presence.now().leads
        if self._place is None or not leads:
            return _("Nobody who could let you write is looking at the moment.")
        if self._place.ask_to_write():
            return _("{one} can see that you ask. Go on watching.", one=leads[0])
        if any(ask.name == self.seat.name for ask in self.live.presence.now().asks):
            return _("You have asked. Go on watching.")
        return _("You have asked a moment ago. You can ask again in a while.")


def _typed_in(form: Mapping[str, str]) -> tuple[str, str]:
    return form.get("kind", ""), form.get("words", "")


def _told(news: News, me: str) -> str:
    """Return what has happened in a sentence: the same one for all who read it, but for whose doing it was."""
    me = me if any(event.by == me for event in news.events) else ""
    key = (id(news.events), id(news.board), me, language_now())
    if (found := _sentences.made(key)) is None:
        sentence = tell(news.events, news.board, me, "", "") if news.events else ""
        found = _sentences.put(key, (news.events, news.board), sentence)
    return found


def _nothing() -> None:
    """Do nothing."""
