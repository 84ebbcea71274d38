"""One window's part in a room with others: who is here, what is shown to everyone, whom this seat follows."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from textual.screen import Screen

from cofacil.board.kinds import Role
from cofacil.room.live import LiveRoom
from cofacil.room.presence import Attending, Place, Shown, Watching
from cofacil.room.requests import Ask, Wish
from cofacil.room.seats import Seat
from cofacil.tui.options import Options
from cofacil.tui.pages.page import Page
from cofacil.tui.paint.asked import told_words
from cofacil.tui.paint.brush import Brush
from cofacil.tui.typed import Typed
from cofacil.tui.view import View
from cofacil.tui.widgets.board_view import BoardView

WELCOME_BACK = "Welcome back. Your place is as you left it."


class Left(NamedTuple):
    """What a seat leaves behind that may come back: where it looked, and words that were not kept yet."""

    view: View
    draft: Typed


class Sitting(Protocol):
    """What this asks of its app."""

    options: Options

    @property
    def brush(self) -> Brush: ...

    @property
    def screen(self) -> Screen[Any]: ...

    def push_screen(self, screen: Page) -> Any: ...

    def pop_screen(self) -> Any: ...

    def call_later(self, callback: Callable[[], Any]) -> bool: ...

    def say(self, sentence: str) -> None: ...

    def take_seat(self, seat: Seat) -> None: ...


class Together:
    """Tells others where this window looks, and this window what others ask it to look at."""

    def __init__(self, app: Sitting) -> None:
        self._app = app
        self._place: Place | None = None
        self._view: BoardView | None = None
        self._seen: Shown | None = None
        self._asked: Ask | None = None
        self._led_to = ""
        """What whoever is followed had in hand when it was told last."""
        self._is_back = False

    def join(self, live: LiveRoom, view: BoardView, watching: Watching) -> None:
        """Take a seat in a room, in place of the one before."""
        self.leave()
        self._view = view
        self._place = live.presence.join(view.seat, watching)
        view.presence = lambda: live.presence.now
        view.looked = self._looked
        left = live.presence.left_by(view.seat)
        self._is_back = isinstance(left, Left)
        if isinstance(left, Left):
            view.view, view.draft, view.told = left.view.settled(live.board), left.draft, WELCOME_BACK

    async def welcome(self) -> None:
        """Show who joins from another computer where they are, unless they have only been away for a while."""
        view = self._view
        if view is None or not self._app.options.welcomes or self._is_back:
            return
        from cofacil.tui.pages.welcome import Welcome, WelcomeView  # noqa: PLC0415  # start-up time

        back = self._app.options.way_back
        page = WelcomeView(lambda: Welcome(view.board, view.seat, view.attending, view.clock(), back), self._app.brush)
        await self._app.push_screen(Page(page))

    def leave(self) -> None:
        """Give the seat up; who sat at another computer may come back to it."""
        view, place = self._view, self._place
        if view is None or place is None:
            return
        words = view.line.unkept if view.line else None
        words = view.draft if words is None else words
        if not self._app.options.is_known:
            words = Typed()  # whoever says the same name next need not be the same
        place.leave(Left(view.view, words) if view.seat.via == "ssh" else None)
        self._place = None

    def hear(self, attending: Attending) -> None:
        """Show who is here, and what they ask everyone to look at."""
        view, place = self._view, self._place
        if view is None or place is None:
            return
        if place.follows and (hand := attending.hand_of(place.follows)):
            self._led_to = hand
            view.view = view.view.to(view.board, hand)
            view.repaint()
        if place.seat.role is not view.seat.role and place.seat.name == view.seat.name:
            self._app.take_seat(place.seat)
        view.show_presence(attending)
        self._look_at(attending.shown)
        self._tell_asked(attending.ask_for(view.seat))

    def does(self, action: str) -> bool:
        """Do one of the things that need others; say whether it was one."""
        if action == "show_all":
            self._show_all()
        elif action == "follow":
            self._follow()
        elif action == "ask_to_write":
            self._ask_to_write()
        else:
            return False
        return True

    def _show_all(self) -> None:
        view, place = self._view, self._place
        if view is None or place is None:
            return
        in_hand = view.view.in_hand(view.board)
        is_shown = view.attending.shown is not None or self._seen is not None
        place.show("" if is_shown or in_hand is None else in_hand.id)

    def answer(self, ask: Ask, role: Role | None) -> str:
        """Answer somebody who asks; return what came of it."""
        if self._place is None or not self._place.answer(ask, role):
            return f"{ask.name} waits no more."
        if role is None:
            return f"{ask.name} is told: not now."
        return f"{ask.name} can write now." if ask.wish is Wish.WRITE else f"{ask.name} is let in."

    def _tell_asked(self, ask: Ask | None) -> None:
        """Say once that somebody asks, on whatever page is seen; say it no more once that is over."""
        view = self._view
        if view is None or ask == self._asked:
            return
        key = view.keymap.keys["join"]
        if self._asked is not None and view.told == told_words(self._asked, key):
            view.told = ""
            view.repaint()
        self._asked = ask
        if ask is None:
            return
        view.told = told_words(ask, key)
        top = self._app.screen
        is_on_board = isinstance(top, Page) and top.view is view
        self._app.say(view.told if is_on_board else told_words(ask, f"Esc, then {key}"))

    def _ask_to_write(self) -> None:
        view, place = self._view, self._place
        if view is None or place is None:
            return
        if view.seat.via != "ssh":
            view.say("Nobody can be asked: this window only looks.")
        elif not view.attending.leads:
            view.say("Nobody who could let you write is looking at the moment.")
        else:
            leads = " and ".join(view.attending.leads[:2])
            asks = place.ask_to_write()
            view.told = f"{leads} can see that you ask. Go on watching." if asks else "You have asked. Go on watching."
            view.repaint()

    def _follow(self) -> None:
        view, place = self._view, self._place
        if view is None or place is None:
            return
        name = next((name for name in view.attending.leads if name != view.seat.name), "")
        place.follows = "" if place.follows else name
        if place.follows:
            self.hear(view.attending)
            view.say(f"You follow {name}. f again, or an arrow, and you look for yourself.")
        else:
            view.say("You look for yourself." if name else "Nobody else is here whom you could follow.")

    def _looked(self) -> None:
        """Tell others what is in hand here; whoever looks elsewhere follows nobody any more."""
        view, place = self._view, self._place
        if view is None or place is None:
            return
        record = view.view.in_hand(view.board)
        hand = record.id if record else ""
        if place.follows and hand != self._led_to:
            place.follows = ""
        place.look(hand, view.line.editing if view.line else "")
        if view.line is None and self._seen != view.attending.shown:
            self._look_at(view.attending.shown)

    def _look_at(self, shown: Shown | None) -> None:
        """Open the card that is shown to everyone, once nobody can be typing here; close it when it has ended."""
        view = self._view
        if view is None or shown == self._seen:
            return
        top = self._app.screen
        is_on_board = isinstance(top, Page) and (top.view is view or self._seen is not None)
        if shown is not None and (view.line is not None or not is_on_board):
            return
        self._seen = shown
        self._app.call_later(self._turn)

    async def _turn(self) -> None:
        from cofacil.tui.pages.card import ShownView  # noqa: PLC0415  # start-up time

        view, shown = self._view, self._seen
        top = self._app.screen
        if isinstance(top, Page) and isinstance(top.view, ShownView):
            if shown is not None:
                top.view.show(shown)
                return
            await self._app.pop_screen()
        elif view is not None and shown is not None and shown.entity in view.board.records:
            can_end = view.seat.role.includes(Role.COFACILITATOR)
            await self._app.push_screen(Page(ShownView(view.board, shown, self._app.brush, can_end=can_end)))
