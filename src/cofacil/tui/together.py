"""One window's part in a room with others: who is here, what is shown to everyone, whom this seat follows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from textual.screen import Screen

from cofacil.board.errors import Refusal
from cofacil.board.events import EntityId
from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.board.quiet import is_hidden
from cofacil.board.text import shorten
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.room.attending import Attending
from cofacil.room.drafts import Unkept
from cofacil.room.left_seats import Gone
from cofacil.room.live import LiveRoom
from cofacil.room.presence import HearsPresence, Place
from cofacil.room.requests import Ask, Wish
from cofacil.room.seats import Seat
from cofacil.room.standing import ONLY_WATCH
from cofacil.room.walls import CardShown, Look
from cofacil.tui.last_row import NOTHING, Said, happened, told, while_asked, while_unseen, while_waiting
from cofacil.tui.modes.mode import Mode
from cofacil.tui.options import Options
from cofacil.tui.page_state import page_state
from cofacil.tui.pages.page import Page
from cofacil.tui.paint.ask_words import ask_sentence, ask_sentence_elsewhere
from cofacil.tui.paint.brush import Brush
from cofacil.tui.session import Session
from cofacil.tui.view import View
from cofacil.tui.wall_session import WallSession
from cofacil.tui.widgets.board_view import BoardView

_SHORT = 24
"""Letters of each of two names that fit in two rows of 60 cells beside what is said of them."""


class Left(NamedTuple):
    """What a seat leaves behind that may come back: where it looked, and all that was typed there and is not kept."""

    view: View
    mode: Mode | None = None
    """The line that was open, with the cursor in it."""
    lines: tuple[Unkept, ...] = ()
    follows: str = ""


class Sitting(Protocol):
    """What this asks of its app."""

    options: Options

    @property
    def brush(self) -> Brush: ...

    @property
    def screen(self) -> Screen[Any]: ...

    @property
    def screen_stack(self) -> list[Screen[Any]]: ...

    def push_screen(self, screen: Page) -> Any: ...

    def pop_screen(self) -> Any: ...

    def call_later(self, callback: Callable[[], Any]) -> bool: ...

    def say(self, said: Said | str) -> None: ...

    def take_seat(self, seat: Seat) -> None: ...


class Together:
    """Tells others where this window looks, and this window what others ask it to look at."""

    def __init__(self, app: Sitting) -> None:
        self._app = app
        self._place: Place | None = None
        self._view: BoardView | None = None
        self._seen: CardShown | None = None
        self._told: CardShown | None = None
        """The card for everyone of which it was said last that it waits."""
        self._asks: tuple[Ask, ...] = ()
        """Those who were told of here last."""
        self._led_to = ""
        """What whoever is followed had in hand when it was told last."""
        self._is_back = False

    @property
    def _session(self) -> Session | None:
        return self._view.session if self._view is not None and self._place is not None else None

    @property
    def leads(self) -> bool:
        """Say whether whoever sits here facilitates at this moment."""
        return self._place is not None and self._place.present.leads

    @property
    def place(self) -> Place | None:
        """Return the seat in the room, None while none is taken."""
        return self._place

    def join(self, live: LiveRoom, view: BoardView, hears: HearsPresence) -> None:
        """Take a seat in a room, in place of the one before."""
        self.leave()
        self._view, session = view, view.session
        self._place = live.presence.join(session.seat, hears, is_wall=session.is_wall)
        session.attending = live.presence.now
        view.on_looked = self.looked
        if self._place.seat.role is not session.seat.role:
            self._app.take_seat(self._place.seat)  # they were let do another thing while they were away
        left = live.presence.left_by(session.seat)
        place = View.of_text(self._app.options.place) if self._app.options.place else None
        if not isinstance(left, Left) and place is not None:
            left = Left(place)
        if isinstance(left, Left):
            self._come_back(session, left)

    def _come_back(self, session: Session, left: Left) -> None:
        """Have everything as it was left."""
        self._is_back = True
        session.view = left.view.settled(session.board)
        session.mode = session.lines.come_back(left.lines, left.mode, session.board)
        if self._place is not None and left.follows in session.attending().leads:
            self._place.follows, session.is_following = left.follows, True
            self._led_to = session.hand
        # By name: a key brings back to the seat that it was shown for first, and whoever shows it may be another.
        name = shorten(session.seat.name, _SHORT)
        if session.mode is not None:
            welcome = _("Welcome back, {name}. Your place and your words are as you left them.", name=name)
        elif session.waits:
            welcome = _("Welcome back, {name}. {waits}", name=name, waits=session.waits)
        else:
            welcome = _("Welcome back, {name}. Your place is as you left it.", name=name)
        session.last_row = session.last_row.say(happened(welcome, session.clock()))

    async def welcome(self) -> None:
        """Show who joins from another computer where they are, unless they have only been away for a while."""
        session = self._session
        if session is None or not self._app.options.welcomes or self._is_back:
            return
        from cofacil.tui.pages.welcome import Greeting, WelcomeView  # noqa: PLC0415  # start-up time

        def greeting() -> Greeting:
            back = self._app.options.way_back
            return Greeting(session.board, session.seat, session.attending(), session.clock(), back)

        await self._app.push_screen(Page(WelcomeView(greeting, self._app.brush, session.keymap.keys)))

    def leave(self, gone: Gone = Gone.LEFT) -> None:
        """Give the seat up; who sat at another computer may come back to it."""
        session, place = self._session, self._place
        if session is None or place is None:
            return
        left = Left(session.view, session.mode, session.lines.unkept(), place.follows)
        place.leave(left if session.seat.via == "ssh" else None, gone)
        self._place = None

    def stay_oneself(self) -> None:
        """Be called as the board calls this person now, in this window and for everybody: they are the same."""
        if (session := self._session) is not None:
            self.be(session.seat.at(session.board))

    def be(self, seat: Seat) -> None:
        """Sit here as somebody, in this window and for everybody."""
        session, place = self._session, self._place
        if session is None or seat == session.seat:
            return
        session.seat = seat
        if place is not None:
            place.rename(seat)

    def hear(self, attending: Attending) -> None:
        """Show who is here, and what they ask everyone to look at."""
        session, place = self._session, self._place
        if session is None or place is None:
            return
        if place.follows and place.follows not in (*attending.leads, *attending.lost):
            name, place.follows, session.is_following = place.follows, "", False
            session.say(_("{name} does not facilitate here any more: you look for yourself.", name=name))
        if place.follows and (hand := attending.hand_of(place.follows)):
            self._led_to = hand
            session.look(session.view.to(session.board, hand))
        could_write = session.may_write
        if place.seat.role is not session.seat.role and place.seat.name == session.seat.name:
            session.last_row = session.last_row.at_key()  # what a key came to may be so no more
            self._app.take_seat(place.seat)
        if isinstance(session, WallSession):
            session.look_where(attending.wall, attending.shown)
        said = _with_what_waits(attending.said, session, could_write=could_write)
        session.hear_presence(said)
        self._look_at(attending.shown)
        self._tell_asks(attending.asks_for(session.seat), said)
        top = self._app.screen
        if isinstance(top, Page) and top.view is not self._view:
            top.view.repaint()  # what it says of others may be so no more

    def do(self, action: str, about: str = "") -> None:
        """Do one of the things that need others; `about` is whom it is about, where that was chosen.

        Raises:
            KeyError: nothing of that name does.
        """
        if about:
            self._follow(about)
        else:
            TOGETHER[action](self)

    def answer(self, ask: Ask, role: Role | None) -> str:
        """Answer somebody who asks; return what came of it."""
        if self._place is None or not self._place.answer(ask, role):
            return _("{name} waits no more.", name=ask.name)
        if role is None:
            return _("{name} is told: not now.", name=ask.name)
        if ask.wish is Wish.WRITE:
            return _("{name} can write now.", name=ask.name)
        return _("{name} is let in.", name=ask.name)

    def _tell_asks(self, asks: tuple[Ask, ...], said: str) -> None:
        """Say on whatever page is seen that somebody asks, for as long as they do; and what has become of who did."""
        session, before = self._session, self._asks
        if session is None or asks == before:
            return
        self._asks, top = asks, self._app.screen
        is_elsewhere = isinstance(top, Page) and top.view is not self._view
        if said and is_elsewhere and not set(before) <= set(asks):
            self._app.say(told(said, session.clock()))  # it is read before who asks still
        new, key = [ask for ask in asks if ask not in before], session.keymap.keys["join"]
        if is_elsewhere:
            self._say_on_pages(_asked_elsewhere(asks, key, *new[-1:]))
        if new:
            session.say(while_asked(ask_sentence(new[-1], key, len(asks)), new[-1]))

    def _say_on_pages(self, said: Said) -> None:
        """Say that somebody asks on every page over the board: whoever goes back from one comes to the next."""
        from cofacil.tui.pages.sheet_view import SheetView  # noqa: PLC0415  # start-up time

        for page in self._app.screen_stack:
            if isinstance(page, Page) and isinstance(page.view, SheetView):
                page.view.say_asked(said)

    def _show_all(self) -> None:
        """Show everyone the card in hand; end it where one is shown."""
        session, place = self._session, self._place
        if session is None or place is None:
            return
        is_shown = session.attending().shown is not None or self._seen is not None
        if not is_shown and is_hidden(session.board, session.hand):
            label = session.board.label_of(session.board.records[session.hand])
            session.say(worded(Refusal("card-written-quietly", label=label)))
            return
        place.show("" if is_shown else session.hand)
        self._look_at(session.attending().shown)

    def _ask_to_write(self) -> None:
        session, place = self._session, self._place
        if session is None or place is None:
            return
        leads = session.attending().leads
        if session.seat.via != "ssh":
            session.say(_("Nobody can be asked: this window only looks."))
        elif not leads:
            session.say(_("Nobody who could let you write is looking at the moment."))
        elif place.ask_to_write():
            session.say(while_waiting(_sees_words(leads), lambda: place.is_waiting))
        elif place.is_waiting:
            session.say(while_waiting(_("You have asked. Go on watching."), lambda: place.is_waiting))
        else:
            session.say(_("You have asked a moment ago. You can ask again in a while."))

    def _follow(self, chosen: str = "") -> None:
        session, place = self._session, self._place
        if session is None or place is None:
            return
        others = session.attending().others_who_lead(session.seat.name)
        # Who was chosen may have left, or lead no more, by now.
        name = chosen if chosen in others else next(iter(others), "")
        place.follows = "" if place.follows and not chosen else name
        session.is_following = bool(place.follows)
        if place.follows:
            self.hear(session.attending())
            key = session.keymap.keys["follow"]
            session.say(
                _("You follow {name}. {key} again, or an arrow, and you look for yourself.", name=name, key=key)
            )
        elif name:
            session.say(_("You look for yourself."))
        else:
            session.say(_("Nobody else is here whom you could follow."))

    def pressed(self) -> None:
        """Take notice that a key was pressed here: the wall follows who did so last."""
        if self._place is not None:
            self._place.press()

    def look_again(self) -> None:
        """Look at what is shown to everyone, which may have come before the board that it is on."""
        if self._session is not None:
            self._look_at(self._session.attending().shown)

    def _hold_wall(self) -> None:
        """Hold the walls where they are while one looks around here, or let them follow again."""
        session, place = self._session, self._place
        if session is None or place is None:
            return
        if not session.attending().wall.walls:
            session.say(_("No wall is open. `cofacil open` with --wall opens one, in another window."))
            return
        key = session.keymap.keys["hold_wall"]
        if place.hold():
            session.say(_("The wall stays where it is while you look around. {key} lets it go.", key=key))
        else:
            session.say(_("The wall follows you again. {key} holds it.", key=key))

    def _look_for_all(self, session: Session) -> Look:
        """Return where this window looks, as far as all may see it."""
        view, top = session.view, self._app.screen
        look = Look(view.column, _told(session, session.hand), view.is_room, view.is_wide)
        look = top.view.for_all(look) if isinstance(top, Page) else look
        return look._replace(hand=_told(session, look.hand))

    def looked(self) -> None:
        """Tell others what is in hand here; whoever looks elsewhere follows nobody any more."""
        session, place = self._session, self._place
        if session is None or place is None:
            return
        if place.follows and session.hand != self._led_to:
            place.follows, session.is_following = "", False
        place.look(_told(session, session.hand), _told(session, session.mode.editing if session.mode else ""))
        place.look_for_all(self._look_for_all(session))
        if self._app.options.keep_place is not None:
            self._app.options.keep_place(session.view.text)
        shown = session.attending().shown
        if session.mode is None and self._seen != shown:
            self._look_at(shown)

    def _look_at(self, shown: CardShown | None) -> None:
        """Open the card that is shown to everyone, once nobody can be typing here; close it when it has ended."""
        session = self._session
        if session is None or session.is_wall or shown == self._seen:
            return
        if shown is not None and shown.entity not in session.board.records:
            return
        top = self._app.screen
        is_on_board = isinstance(top, Page) and (top.view is self._view or self._seen is not None)
        if shown is not None and (session.mode is not None or not is_on_board):
            self._tell_shown(session, shown)
            return
        self._seen = shown
        self._app.call_later(self._show_or_end)

    def _tell_shown(self, session: Session, shown: CardShown) -> None:
        """Say once that a card for everyone waits, on whatever page is seen, as long as it does."""
        if shown == self._told:
            return
        self._told, top = shown, self._app.screen
        label = session.board.label_of(session.board.records[shown.entity])
        words = _("{name} asks everyone to look at {label}. Esc shows it.", name=shown.by, label=label)
        said = while_unseen(words, shown, lambda: self._seen)
        if isinstance(top, Page) and top.view is not self._view:
            self._app.say(said)
        session.say(said)

    async def _show_or_end(self) -> None:
        from cofacil.tui.pages.card import ShownView  # noqa: PLC0415  # start-up time

        session, shown = self._session, self._seen
        top = self._app.screen
        if isinstance(top, Page) and isinstance(top.view, ShownView):
            if shown is not None:
                top.view.show(shown)
                return
            await self._app.pop_screen()
        elif session is not None and shown is not None and shown.entity in session.board.records:
            can_end = session.seat.role.includes(Role.COFACILITATOR)
            page = ShownView(session.board, shown, self._app.brush, session.keymap.keys, session.clock, can_end=can_end)
            page.is_watching = not session.may_write
            page.state = lambda: page_state(session)
            await self._app.push_screen(Page(page))


def _asked_elsewhere(asks: Sequence[Ask], key: str, newest: Ask | None = None) -> Said:
    """Return what a page over the board says of who asks: of the newest, else of the first who waits; nothing where nobody does."""
    if not asks:
        return NOTHING
    ask = newest or asks[0]
    return while_asked(ask_sentence_elsewhere(ask, key, len(asks)), ask)


def _told(session: Session, entity: EntityId) -> EntityId:
    """Return what others are told of that is in hand: nothing that is written quietly, which would say whose it is."""
    return "" if is_hidden(session.board, entity) else entity


def _sees_words(leads: Sequence[str]) -> str:
    if len(leads) == 1:
        return _("{one} can see that you ask. Go on watching.", one=leads[0])
    one, other = (shorten(name, _SHORT) for name in leads[:2])
    return _("{one} and {other} can see that you ask. Go on watching.", one=one, other=other)


TOGETHER: Mapping[str, Callable[[Together], None]] = {
    "show_all": Together._show_all,  # noqa: SLF001  # the same file
    "hold_wall": Together._hold_wall,  # noqa: SLF001
    "follow": Together._follow,  # noqa: SLF001
    "ask_to_write": Together._ask_to_write,  # noqa: SLF001
}
"""What needs others, by the names of `room.actions`."""


def _with_what_waits(said: Notice | None, session: Session, *, could_write: bool) -> str:
    """Return what is told to who sits here; behind it that words of theirs wait, where they may do another thing now."""
    words = worded(said) if said else ""
    if session.may_write and not could_write:
        waits = session.lines.greeting(session.board, may_write=True)
        return " ".join(filter(None, (words, waits)))
    if said and said.name in ONLY_WATCH and session.lines.unkept():
        return f"{words} {_('What you have typed waits.')}"
    return words
