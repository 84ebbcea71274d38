"""The app: wiring only. It joins a room, passes what is asked on to it, and what it tells on to the pages."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from io import StringIO
from typing import ClassVar

from rich.console import Console
from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver

from cofacil.board.commands.base import Command
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.text import clean_name
from cofacil.language.catalog import _, language_now
from cofacil.language.worded import worded
from cofacil.room.clock import clock_notice
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Door, Rooms
from cofacil.room.presence import Attending
from cofacil.room.room import News
from cofacil.room.seats import Seat
from cofacil.tui import messages
from cofacil.tui.keys import Keymap
from cofacil.tui.last_row import NOTHING, Said, happened, until_a_meeting, while_a_meeting
from cofacil.tui.options import Options
from cofacil.tui.page_stack import PageStack
from cofacil.tui.pages.page import Page
from cofacil.tui.paint.brush import ASCII, COLOURLESS, DRAWN, Brush, brush_of
from cofacil.tui.seated import Seated
from cofacil.tui.themes import Look
from cofacil.tui.together import Together
from cofacil.tui.widgets.board_view import BoardView

_LAST_ANSWERS = 5.0
"""Seconds that who leaves waits for what is still being kept."""


class BoardApp(App[None]):
    """One person's screens over a room."""

    TITLE = "cofacil"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q,ctrl+c", "stay", "Stay", show=False, priority=True)]

    def __init__(
        self,
        rooms: Rooms,
        seat: Seat,
        options: Options,
        live: LiveRoom | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        self.animation_level = "none"
        if "debug" not in self.features:
            # A traceback shows people's words with it, on a wall perhaps: `fault` says in a line what broke.
            self.error_console = Console(file=StringIO(), width=100, color_system=None)
        self.rooms = rooms
        self.seat = seat
        self.options = options
        self.keymap = Keymap.of(options.keymap)
        self.live = live
        self.door: Door | None = None
        """The way in to this board, for who may open it: whoever sits at this computer."""
        self.pages = PageStack(self)
        self.board_view: BoardView | None = None
        self._leave_room: Callable[[], None] = _nothing
        self.together = Together(self)
        self.settled: Callable[[], None] = _nothing
        """Called behind the first frame, when all that a key may need is there."""
        self._seated: Seated | None = None
        self._wear(options.look)

    @property
    def fault(self) -> str:
        """Return what broke, in the interpreter's own short words; "" when nothing did."""
        file = self.error_console.file
        lines = file.getvalue().strip().splitlines() if isinstance(file, StringIO) else []
        return next((line for line in reversed(lines) if line.strip() and not line.startswith("NOTE")), "")

    @property
    def brush(self) -> Brush:
        signs = ASCII if self.options.ascii else DRAWN if self.options.has_colours else COLOURLESS
        return brush_of(self.look_now, signs, language_now())

    def get_default_screen(self) -> Page:
        """Return the page at the bottom: an empty one of Textual's own would be laid out for nothing."""
        return self._join(self.live) if self.live is not None else self.pages.home()

    async def on_mount(self) -> None:
        # Textual shows nothing until this has returned: the first frame is the whole page, not a blank one.
        page = self.screen
        if isinstance(page, Page):
            await page.filled.wait()
        await self.together.welcome()
        self.call_after_refresh(self._settle_down)

    def take_seat(self, seat: Seat) -> None:
        """Sit elsewhere: somebody was let write who only watched."""
        self.seat = seat
        if self.board_view is not None:
            self.board_view.session.seat = seat

    async def enter(self, live: LiveRoom) -> None:
        """Show a board, and follow it from now on."""
        await self.push_screen(self._join(live))

    def _join(self, live: LiveRoom) -> Page:
        """Join a room, in place of the one before; return the page that shows it."""
        self._leave_room()
        self.live = live
        self._seated = seated = Seated(live, lambda: self.seat_in(live), self._hear)
        view = BoardView(self.seat_in(live), self.brush, self.keymap, seated)
        view.follows_hand = self.options.cursor
        session = view.session
        session.is_wall, session.is_kept = self.options.is_wall, live.is_kept
        session.board = live.board
        session.view = session.view.settled(live.board)._replace(is_room=self.options.is_wall)
        session.last_row = session.last_row.say(self._greeting(live))
        self.board_view = view
        self._leave_room = live.subscribe(self._hear, self._hear_trouble)
        self.together.join(live, view, self._hear_presence)
        return Page(view)

    def seat_in(self, live: LiveRoom) -> Seat:
        """Return this person's seat: whoever may only read the file watches."""
        may_write = live.is_writable and not self.options.is_wall
        return self.seat if may_write else Seat(self.seat.name, Role.VIEWER, self.seat.via)

    def action_stay(self) -> None:
        self.say(_("Press {key} to leave. The board is kept.", key=self.keymap.keys["leave"]))

    # what pages ask

    @on(messages.BoardChanged)
    def show_board(self, message: messages.BoardChanged) -> None:
        self.show_news(message.news)

    @on(messages.PresenceChanged)
    def show_presence(self, message: messages.PresenceChanged) -> None:
        self.together.hear(message.attending)

    @on(messages.Noticed)
    def show_notice(self, message: messages.Noticed) -> None:
        self.say(message.sentence)

    @on(messages.AskAnswered)
    def answer_ask(self, message: messages.AskAnswered) -> None:
        self.say(self.together.answer(message.ask, message.role))

    @on(messages.LeaveRequested)
    async def leave(self) -> None:
        if self._seated is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._seated.answered(), _LAST_ANSWERS)
        self.exit()

    @on(messages.TogetherRequested)
    def do_together(self, message: messages.TogetherRequested) -> None:
        self.together.do(message.action)
        message.is_done()

    @on(messages.PageRequested)
    async def open_page(self, message: messages.PageRequested) -> None:
        await self.pages.open(message.name)
        message.is_done()

    @on(messages.BackRequested)
    async def go_back(self) -> None:
        await self.pages.back()

    @on(messages.ActionChosen)
    async def do_action(self, message: messages.ActionChosen) -> None:
        await self.pages.back()
        if self.board_view is not None:
            self.board_view.call_later(self.board_view.session.run, message.name)
        elif message.name == "leave":
            await self.leave()
        else:
            await self.pages.open(message.name)

    @on(messages.ThemeChosen)
    def show_theme(self, message: messages.ThemeChosen) -> None:
        self._wear(self.options.looks[message.name])
        if self.board_view is not None:
            self.board_view.session.brush = self.brush
        self.pages.show_brush(self.brush)
        if message.is_kept:
            self._keep_setting("theme", message.name)

    @on(messages.ShelvedChosen)
    async def open_shelved(self, message: messages.ShelvedChosen) -> None:
        await self.pages.enter(self.rooms.open(message.shelved.path))
        message.is_done()

    @on(messages.PathTyped)
    async def open_path(self, message: messages.PathTyped) -> None:
        await self.pages.enter_typed(message.path)
        message.is_done()

    @on(messages.BoardBegun)
    async def begin_board(self, message: messages.BoardBegun) -> None:
        try:
            name = clean_name(message.name) if message.name else ""
        except Refusal as refusal:
            self.say(worded(refusal))
            message.is_done()
            return
        if name:
            self.seat = Seat(name, self.seat.role, self.seat.via)
            self._keep_setting("name", name)
        if await self.pages.enter(self.rooms.begin(message.title, message.purpose, message.place)):
            await self.pages.open("first_people")
        message.is_done()

    # what the room tells

    def show_news(self, news: News) -> None:
        """Show the board as it now is, on every page that shows it."""
        if self.board_view is not None:
            session = self.board_view.session
            before = session.last_row.news
            session.hear(news)
            self.pages.show_board(session.board, NOTHING if session.last_row.news is before else session.last_row.news)

    async def ask(self, *commands: Command) -> News:
        """Have commands kept for a page that is not the board, and show what came of them.

        Raises:
            Trouble: one of them was not.
        """
        assert self._seated is not None  # noqa: S101  # pages that ask are opened over a board
        news = await self._seated.submit(*commands)
        self.show_news(news)
        return news

    def _hear(self, news: News) -> None:
        self.post_message(messages.BoardChanged(news))

    def _hear_presence(self, attending: Attending) -> None:
        self.post_message(messages.PresenceChanged(attending))

    def _hear_trouble(self, trouble: Trouble | None) -> None:
        if self.board_view is not None:
            self.call_later(self.board_view.session.hear_trouble, trouble)

    def on_unmount(self) -> None:
        self._leave_room()
        self.together.leave()

    def _greeting(self, live: LiveRoom) -> Said:
        if self.options.notices or self.keymap.notices:
            return happened(" ".join(map(worded, (*self.options.notices, *self.keymap.notices))), live.now)
        if self.options.is_wall:
            return NOTHING
        if doubt := clock_notice(live.board.last, live.now):
            return happened(worded(doubt), live.now)
        if not live.is_writable:
            return happened(_("This file cannot be changed here. You can look; nothing is written."), live.now)
        if not live.is_kept:
            return happened(_("An example: change what you like, nothing of it is kept."), live.now)
        if live.board.meeting_at(live.now) is None:
            return until_a_meeting(_("Nothing is written yet: the first change opens the meeting."))
        return while_a_meeting(_("The meeting is open."))

    def _wear(self, look: Look) -> None:
        self.look_now = look
        self.register_theme(look.textual_theme())
        self.theme = look.name

    def say(self, said: Said | str) -> None:
        """Say something in the last row of whatever is seen."""
        if self.board_view is not None:
            self.board_view.session.say(said)
        self.pages.say(said)

    def _keep_setting(self, name: str, value: object) -> None:
        try:
            self.options.keep_setting(name, value)
        except Trouble as trouble:
            self.say(worded(trouble))

    async def _settle_down(self) -> None:
        """Fetch behind the first frame what a key may need."""
        for module in ("cofacil.tui.router", "cofacil.board.commands.meetings"):
            await asyncio.to_thread(import_module, module)
        self.settled()


def _nothing() -> None:
    """Do nothing."""
