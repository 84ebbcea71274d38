"""The pages around the board: which one is on top, and how to get to each."""

import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from textual.screen import Screen

from cofacil.board.commands.base import Command
from cofacil.board.errors import BoardCopied, BoardDamaged, Trouble
from cofacil.board.events import EntityId
from cofacil.board.model import Board
from cofacil.language.catalog import _, ngettext
from cofacil.language.worded import worded
from cofacil.paths import tilde
from cofacil.room.actions import ACTIONS
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Door, Rooms
from cofacil.room.room import News
from cofacil.room.seats import Seat
from cofacil.room.ways import Copied, WayOn, WaysOn
from cofacil.tui.beginning import Beginning
from cofacil.tui.begun_board import PLACE, BegunBoard
from cofacil.tui.ending import Ending
from cofacil.tui.file_gone import write_anew
from cofacil.tui.first_page import FirstPage
from cofacil.tui.group_pages import group_page
from cofacil.tui.hold import hold, off_the_wall
from cofacil.tui.keys import Keymap
from cofacil.tui.last_row import NOTHING, Moment, Said
from cofacil.tui.messages import CardActionChosen
from cofacil.tui.options import Options
from cofacil.tui.page_state import page_state
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.page import Page
from cofacil.tui.paint.brush import Brush
from cofacil.tui.session import Session
from cofacil.tui.themes import Look
from cofacil.tui.together import Together
from cofacil.tui.widgets.board_view import BoardView
from cofacil.tui.widgets.rows_view import RowsView

if TYPE_CHECKING:
    from cofacil.tui.looking_back import ReadBook
    from cofacil.tui.pages.people import PeopleView
    from cofacil.tui.pages.sheet_view import SheetView


USUAL_PLAN = "first-meeting"
"""The plan that is in hand for a new board, where nobody has chosen yet."""
_TURNS = frozenset({"help", "show_all"})
"""What opens another page over the board, and so in place of a card's."""
_OF_NO_CARD = frozenset({"undo", "redo", "help"})
"""What is done whether the card still stands on the board or not."""


class Paged(Protocol):
    """What the pages ask of the app they are opened over."""

    rooms: Rooms
    seat: Seat
    options: Options
    keymap: Keymap
    look_now: Look
    live: LiveRoom | None
    door: Door | None
    book: "ReadBook | None"
    together: Together
    board_view: BoardView | None

    @property
    def brush(self) -> Brush: ...

    @property
    def screen(self) -> Screen[Any]: ...

    @property
    def screen_stack(self) -> list[Screen[Any]]: ...

    def push_screen(self, screen: Page) -> Any: ...

    def switch_screen(self, screen: Page) -> Any: ...

    def pop_screen(self) -> Any: ...

    async def enter(self, live: LiveRoom) -> None: ...

    def seat_in(self, live: LiveRoom) -> Seat: ...

    async def ask(self, *commands: Command) -> News: ...

    def say(self, said: Said | str) -> None: ...

    def say_who(self, name: str) -> str: ...


class PageStack:
    """Opens pages over each other, and takes the top one away again."""

    def __init__(self, app: Paged) -> None:
        self._app = app
        self.begun = BegunBoard(lambda: app.options.drafts.place(PLACE, app.seat))
        self.first = FirstPage(app, self.enter_file, self.begun)
        self._ending = Ending(app, lambda: self._session)
        self.beginning = Beginning(app, lambda: self._session, self._made, self.back)

    async def open(self, name: str) -> None:
        """Open a page by its name.

        Raises:
            KeyError: no page is called that.
        """
        if name in _NO_PAGES:
            await _NO_PAGES[name](self)
            return
        page = self._made(name)
        if page is not None:
            await self._app.push_screen(page)

    def _made(self, name: str) -> Page | None:
        page, _colon, about = name.partition(":")
        view = self._of_group(page, about) if about else _PAGES[name](self)
        if view is None:
            return None
        self._dress(view, page)
        return Page(view)

    def _dress(self, view: "SheetView", name: str) -> None:
        """Tell a page how things are on the board below it, and let what waited for it stand there."""
        view.is_kept = self._app.live is None or self._app.live.is_kept
        view.is_watching = self._session is not None and not self._session.may_write
        view.moment, view.state, view.unread = self._moment, self._state, self._unread
        if self._session is not None:
            view.noticed = self._session.lines.changed
            self._session.lines.opens(name, view)

    async def back_to_first(self) -> None:
        """Take every page away but the first."""
        while len(self._app.screen_stack) > 1:
            await self._app.pop_screen()

    async def back(self) -> None:
        """Take the top page away; the first one stays."""
        self.beginning.leave()
        if len(self._app.screen_stack) > 1:
            await self._app.pop_screen()

    async def enter(self, opening: Awaitable[LiveRoom]) -> bool:
        """Open a board over the home screen; what stands against it is said there. Say whether it opened."""
        try:
            live = await opening
        except Trouble as trouble:
            self.say(worded(trouble))
            return False
        await self._app.enter(live)
        return True

    async def enter_file(
        self, path: Path, *, begins: bool = False, shares: bool = False, holding: EntityId = ""
    ) -> None:
        """Open the board at a path, to begin its next meeting or with something in hand where that is wanted; where it is damaged, offer the ways on."""
        try:
            live = await self._app.rooms.open(path)
        except (BoardDamaged, BoardCopied) as trouble:
            await self._offer_ways(path, trouble)
        except Trouble as trouble:
            self.say(worded(trouble))
        else:
            await self._app.enter(live)
            if begins:
                await self.beginning.begin()
            elif self._session and holding:
                hold(self._session, holding)
            if shares:
                await self.share_again()

    async def go_on(self, path: Path, chosen: WayOn) -> None:
        """Go one of the ways on from a damaged board; where that fails, it is said and the others stay."""
        from cofacil.tui.pages.damaged import gone_on  # noqa: PLC0415  # start-up time

        try:
            live = await self._app.rooms.go_on(path, chosen)
        except Trouble as trouble:
            self.say(worded(trouble))
            return
        # Not waited for: the page waits for the board, and is gone only when it has ended.
        self._app.pop_screen()
        await self._app.enter(live)
        self._app.say(gone_on(chosen, live.name))

    async def ask_to_share_again(self) -> None:
        """Ask whether a board is shared again that was shared as its process died."""
        app = self._app
        was = app.door.was_open(app.live) if app.door is not None and app.live is not None else None
        if was is not None and app.live is not None:
            from cofacil.tui.pages.share_again import ShareAgainView  # noqa: PLC0415  # start-up time

            title = app.live.board.title or app.live.name
            await app.push_screen(Page(ShareAgainView(title, was, app.brush, app.keymap.keys)))

    async def share_again(self) -> None:
        """Open the door again as it was open before, and say what came of it."""
        door, live = self._app.door, self._app.live
        if door is None or live is None:
            return
        try:
            await door.open_again(live)
        except Trouble as trouble:
            self._app.say(worded(trouble))
        else:
            key = self._app.keymap.keys["join"]
            self._app.say(_("Shared again as it was: who was in can come back. {key} shows how to join.", key=key))

    async def show_ways(self, ways: WaysOn | Copied) -> None:
        """Show the ways on from a damaged board, or from a copy."""
        from cofacil.tui.pages.copied import ways_view  # noqa: PLC0415  # start-up time

        await self._app.push_screen(Page(ways_view(ways, self._app.brush, self._app.keymap.keys)))

    async def _offer_ways(self, path: Path, trouble: Trouble) -> None:
        try:
            ways = await self._app.rooms.ways_on(path)
        except Trouble as other:
            self.say(worded(other))
            return
        if ways is not None and ways.each:
            await self.show_ways(ways)
        else:
            self.say(worded(trouble))

    async def do_on_card(self, session: Session, message: CardActionChosen) -> None:
        """Do something with the card of the top page; where that asks for words, or for another page, it is done on the board."""
        try:
            session.look(session.view.to(session.board, message.entity))
            if session.hand != message.entity and message.action not in _OF_NO_CARD:
                self.say(off_the_wall(session, message.entity))
                return
            turns = message.action in _TURNS and ACTIONS[message.action].is_for(session.seat.role)
            if turns or not message.action:
                self._app.pop_screen()
                message.is_done()  # the app goes on when the page has gone, which waits for this; keys wait behind this
            if message.action:
                await session.run(message.action)
            if session.mode is not None:
                self._app.pop_screen()
            elif not turns:
                self.show_board(session.board, NOTHING)
                scene = session.scene()
                self.say(scene.trouble or scene.sentence)
        finally:
            message.is_done()

    def top(self) -> RowsView | None:
        page = self._app.screen
        return page.view if isinstance(page, Page) else None

    def say(self, said: Said | str) -> None:
        """Say something in the last row of the top page, where it has one of its own."""
        view = self.top()
        if view is not None and hasattr(view, "say"):
            view.say(said)

    def show_board(self, board: Board, news: Said) -> None:
        """Show the board as it now is on the top page, and what has just happened."""
        view = self.top()
        if view is not None and view is not self._app.board_view:
            view.hear(board, "")
            if news.words:
                self.say(news)

    def show_brush(self, brush: Brush) -> None:
        """Paint every page anew with another look: those below are seen again."""
        from cofacil.tui.pages.sheet_view import SheetView  # noqa: PLC0415  # start-up time

        for page in self._app.screen_stack:
            if isinstance(page, Page) and isinstance(page.view, SheetView):
                page.view.wear(brush)

    def _moment(self) -> Moment | None:
        session = self._session
        return session.moment._replace(now=session.clock()) if session else None

    def _state(self) -> str:
        return page_state(self._session) if self._session is not None else ""

    def _unread(self) -> str:
        return self._session.unread if self._session is not None else ""

    # each page, as it is made; None where this seat, or this moment, has none

    def _help(self) -> "SheetView":
        from cofacil.tui.pages.help import HelpView  # noqa: PLC0415  # start-up time

        app, live = self._app, self._app.live
        role = app.seat_in(live).role if live else app.seat.role
        view = HelpView(
            role,
            app.brush,
            app.keymap.keys,
            live.description if live else tilde(app.rooms.folder),
            is_home=live is None,
        )
        if live is not None and live.is_kept:
            view.call_it(live.name)
        if live is not None:
            view.name_all(live.board)
        if live is not None and live.board.meeting is None:
            view.without("close_meeting", _("No meeting is open."))
        return view

    def _find_boards(self) -> "SheetView":
        from cofacil.tui.pages.find_boards import FindBoardsView  # noqa: PLC0415  # start-up time

        app = self._app
        return FindBoardsView(app.rooms.search, _system_now, app.brush, app.keymap.keys)

    def _themes(self) -> "SheetView":
        from cofacil.tui.pages.themes import ThemesView  # noqa: PLC0415  # start-up time

        app = self._app
        return ThemesView(app.options.looks, app.look_now.name, app.brush, app.keymap.keys)

    def _begin(self) -> "SheetView":
        from cofacil.tui.pages.new_board import NewBoardView  # noqa: PLC0415  # start-up time

        app = self._app
        view = NewBoardView(app.brush, app.keymap.keys, app.options.asks_name, app.seat.name, self.begun.begun)
        view.called = app.rooms.called
        plans, faults = app.rooms.plans()
        view.offer(plans, USUAL_PLAN)
        view.sentence = " ".join(map(worded, faults))
        self.begun.opens(view)
        return view

    def _people(self) -> "PeopleView | None":
        from cofacil.tui.pages.people import PeopleView  # noqa: PLC0415  # start-up time

        if (session := self._session) is None:
            return None
        app = self._app
        view = PeopleView(Below.of(app, session, begins=self.beginning.is_on), can_write=session.may_write)
        view.count_in(session.attending, lambda: app.together.place)
        return view

    def _big_timer(self) -> "SheetView | None":
        from cofacil.tui.pages.timer import TimerView  # noqa: PLC0415  # start-up time

        if (session := self._session) is None:
            return None
        view = TimerView(Below.of(self._app, session), session.prompt)
        view.last_row = session.last_row.at_key()
        return view

    def _plans(self) -> "SheetView | None":
        from cofacil.tui.pages.plans import PlansView  # noqa: PLC0415  # start-up time

        app, live, session = self._app, self._app.live, self._session
        if live is None or session is None:
            return None
        plans, faults = live.practice.plans()
        view = PlansView(Below.of(app, session), plans)
        view.new_id = live.new_id
        view.sentence = " ".join(map(worded, faults))
        return view

    def _card(self) -> "SheetView | None":
        from cofacil.tui.pages.card import WholeView  # noqa: PLC0415  # start-up time

        app, session = self._app, self._session
        hand = session.view.in_hand(session.board) if session else None
        if session is None or hand is None:
            return None
        return WholeView(session.board, hand.id, app.brush, app.keymap.keys, session.clock, session.seat.role)

    def _promises(self) -> "SheetView | None":
        from cofacil.tui.pages.promises import PromisesView  # noqa: PLC0415  # start-up time

        app, session = self._app, self._session
        return PromisesView(Below.of(app, session)) if session else None

    def _steps(self) -> "SheetView | None":
        from cofacil.tui.pages.steps import StepsView  # noqa: PLC0415  # start-up time

        app, session = self._app, self._session
        if session is None:
            return None
        view = StepsView(Below.of(app, session))
        if ACTIONS["next_step"].is_for(session.seat.role):
            view.let_lead(session.new_id)
        return view

    async def _goodbye(self) -> None:
        """Show the page for whoever was away in place of closing, and say that the meeting is closed."""
        view = self._ending.goodbye()
        if view is None:
            return
        # Not waited for: the page waits for this one, and is gone only when that has been opened.
        self._app.pop_screen()
        self._dress(view, "catchup")
        await self._app.push_screen(Page(view))
        view.say(self._ending.goodbye_words())

    def _of_group(self, page: str, about: str = "") -> "SheetView | None":
        return group_page(page, self._app, self._session, about) if self._session else None

    def _invite(self) -> "SheetView | None":
        from cofacil.tui.pages.invite import InviteView  # noqa: PLC0415  # start-up time

        app, door, session = self._app, self._app.door, self._session
        if door is None or session is None or not door.is_open:
            return None
        return InviteView(door, app.brush, app.keymap.keys, session.board, session.attending)

    # what is more, or less, than a page

    async def _join(self) -> None:
        """Show how to join, or to share; only who may let others in knows the words."""
        from cofacil.tui.pages.join import JoinView  # noqa: PLC0415  # start-up time

        door, live = self._app.door, self._app.live
        if door is None or live is None or not self._app.together.leads:
            self._app.say(_("Whoever facilitates can show how to join this board."))
            return
        view = JoinView(door, live, self._app.brush, self._app.keymap.keys, self._app.seat_in(live).name)
        view.is_kept = live.is_kept
        view.moment, view.state, view.unread = self._moment, self._state, self._unread
        await view.look_up()
        await self._app.push_screen(Page(view))

    async def _look_back(self) -> None:
        from cofacil.tui.looking_back import look_back_here  # noqa: PLC0415  # start-up time

        await look_back_here(self._app)

    async def _about(self) -> None:
        """Say where the board is kept, and how much has happened on it."""
        live = self._app.live
        if live is None:
            return
        count = live.board.position
        if live.is_kept:
            words = ngettext(
                "{number:,} thing has happened on this board so far. {where}.",
                "{number:,} things have happened on this board so far. {where}.",
                count,
                where=live.description,
            )
        else:
            words = ngettext(
                "{number:,} thing has happened on this board so far. Nowhere: nothing of this example is kept.",
                "{number:,} things have happened on this board so far. Nowhere: nothing of this example is kept.",
                count,
            )
        self._app.say(words)

    @property
    def _session(self) -> Session | None:
        return self._app.board_view.session if self._app.board_view is not None else None


_PAGES: Mapping[str, "Callable[[PageStack], SheetView | None]"] = {
    "help": PageStack._help,  # noqa: SLF001  # the same file
    "colours": PageStack._themes,  # noqa: SLF001
    "find_boards": PageStack._find_boards,  # noqa: SLF001
    "new_board": PageStack._begin,  # noqa: SLF001
    "people": PageStack._people,  # noqa: SLF001
    "this_meeting": lambda stack: stack.beginning.this_meeting(),
    "what_we_said": lambda stack: stack.beginning.what_we_said(),
    "came_back": lambda stack: stack.beginning.came_back(),
    "big_timer": PageStack._big_timer,  # noqa: SLF001
    "whole": PageStack._card,  # noqa: SLF001
    "steps": PageStack._steps,  # noqa: SLF001
    "plans": PageStack._plans,  # noqa: SLF001
    "promises": PageStack._promises,  # noqa: SLF001
    "invite": PageStack._invite,  # noqa: SLF001
    "gathered": lambda stack: stack._of_group("gathered"),  # noqa: SLF001
    "questions": lambda stack: stack._of_group("questions"),  # noqa: SLF001
    "own_names": lambda stack: stack._of_group("own_names"),  # noqa: SLF001
    "closing": lambda stack: stack._ending.close_meeting(),  # noqa: SLF001
    "catchup": lambda stack: stack._ending.catch_up(),  # noqa: SLF001
    "keep_as_page": lambda stack: stack._ending.keep_as_page(),  # noqa: SLF001
}
"""What opens over the board, by its name."""
_NO_PAGES: Mapping[str, Callable[[PageStack], Awaitable[object]]] = {
    "join": PageStack._join,  # noqa: SLF001
    "example": lambda stack: stack.enter(stack._app.rooms.example()),  # noqa: SLF001
    "write_anew": lambda stack: write_anew(stack._app),  # noqa: SLF001
    "about": PageStack._about,  # noqa: SLF001
    "look_back": PageStack._look_back,  # noqa: SLF001
    "goodbye": PageStack._goodbye,  # noqa: SLF001
    "share_again": PageStack.share_again,
    "meeting": lambda stack: stack.beginning.change_or_begin(),
}
"""What is asked for by a name like a page, and is looked up first, another board, or a sentence."""
PAGE_NAMES = frozenset((*_PAGES, *_NO_PAGES))


def _system_now() -> int:
    return time.time_ns() // 1_000_000
