"""The app: wiring only. It joins a room, passes what is asked on to it, and what it tells on to the pages."""

import asyncio
from collections.abc import Callable, Coroutine
from importlib import import_module
from io import StringIO
from typing import Any, ClassVar

from rich.console import Console
from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver

from cofacil.board.errors import Trouble
from cofacil.board.kinds import Role
from cofacil.language.catalog import language_now
from cofacil.language.worded import worded
from cofacil.room.door import Door
from cofacil.room.live import LiveRoom
from cofacil.room.presence import Attending
from cofacil.room.room import Told
from cofacil.room.rooms import Rooms
from cofacil.room.seats import Seat
from cofacil.tui import messages as said
from cofacil.tui.answering import give_answer
from cofacil.tui.keys import Keymap
from cofacil.tui.options import Options
from cofacil.tui.pages.page import Page
from cofacil.tui.paint.brush import ASCII, Brush, Signs
from cofacil.tui.router import Pages
from cofacil.tui.themes import Look
from cofacil.tui.together import Together
from cofacil.tui.widgets.board_view import BoardView


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
        self.pages = Pages(self)
        self.board_view: BoardView | None = None
        self._leave_room: Callable[[], None] = _nothing
        self.together = Together(self)
        self.settled: Callable[[], None] = _nothing
        """Called behind the first frame, when all that a key may need is there."""
        self._asked: set[asyncio.Task[None]] = set()
        self._wear(options.look)

    @property
    def fault(self) -> str:
        """Return what broke, in the interpreter's own short words; "" when nothing did."""
        file = self.error_console.file
        lines = file.getvalue().strip().splitlines() if isinstance(file, StringIO) else []
        return next((line for line in reversed(lines) if line.strip() and not line.startswith("NOTE")), "")

    @property
    def brush(self) -> Brush:
        return Brush(self.look_now, ASCII if self.options.ascii else Signs(), language_now())

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
            self.board_view.seat = seat
            self.board_view.keeping.is_writable = seat.role is not Role.VIEWER

    async def enter(self, live: LiveRoom) -> None:
        """Show a board, and follow it from now on."""
        await self.push_screen(self._join(live))

    def _join(self, live: LiveRoom) -> Page:
        """Join a room, in place of the one before; return the page that shows it."""
        self._leave_room()
        self.live = live
        view = BoardView(self.seat_in(live), self.brush, self.keymap, lambda: live.now, live.new_id)
        view.is_wall = self.options.is_wall
        view.is_kept = bool(live.where)
        view.follows_hand = self.options.cursor
        view.keeping.is_writable = self.seat_in(live).role is not Role.VIEWER
        view.board = live.board
        view.view = view.view.settled(live.board)._replace(is_room=self.options.is_wall)
        view.told = self._greeting(live)
        self.board_view = view
        self._leave_room = live.subscribe(self._hear, self._hear_trouble)
        self.together.join(live, view, self._hear_presence)
        return Page(view)

    def seat_in(self, live: LiveRoom) -> Seat:
        """Return this person's seat: whoever may only read the file watches."""
        may_write = live.is_writable and not self.options.is_wall
        return self.seat if may_write else Seat(self.seat.name, Role.VIEWER, self.seat.via)

    def action_stay(self) -> None:
        self.say("Press q to leave. The board is kept.")

    # what pages ask

    @on(said.ChangeRequested)
    def ask_room(self, message: said.ChangeRequested) -> None:
        self._soon(self._ask_room(message))

    @on(said.LastDoneRequested)
    def look_up_last_done(self, message: said.LastDoneRequested) -> None:
        self._soon(self._look_up(message))

    @on(said.BoardChanged)
    def show_board(self, message: said.BoardChanged) -> None:
        self.show_told(message.told)

    @on(said.PresenceChanged)
    def show_presence(self, message: said.PresenceChanged) -> None:
        self.together.hear(message.attending)

    @on(said.Noticed)
    def show_notice(self, message: said.Noticed) -> None:
        self.say(message.sentence)

    @on(said.AskAnswered)
    def answer_ask(self, message: said.AskAnswered) -> None:
        self.say(self.together.answer(message.ask, message.role))

    @on(said.LeaveRequested)
    async def leave(self) -> None:
        await self._leave()

    @on(said.PageRequested)
    async def open_page(self, message: said.PageRequested) -> None:
        if message.name == "leave":
            await self._leave()
        elif not self.together.does(message.name):
            await self.pages.open(message.name)
        message.is_done()

    @on(said.BackRequested)
    async def go_back(self) -> None:
        await self.pages.back()

    @on(said.ActionChosen)
    async def do_action(self, message: said.ActionChosen) -> None:
        await self.pages.back()
        if self.board_view is not None:
            self.board_view.call_later(self.board_view.run, message.name)
        elif message.name == "leave":
            await self._leave()
        else:
            await self.pages.open(message.name)

    @on(said.ThemeChosen)
    def show_theme(self, message: said.ThemeChosen) -> None:
        self._wear(self.options.looks[message.name])
        if self.board_view is not None:
            self.board_view.brush = self.brush
        self.pages.show_brush(self.brush)
        if message.is_kept:
            self._keep_setting("theme", message.name)

    @on(said.ShelvedChosen)
    async def open_shelved(self, message: said.ShelvedChosen) -> None:
        await self.pages.enter(self.rooms.open(message.shelved.path))
        message.is_done()

    @on(said.PathTyped)
    async def open_path(self, message: said.PathTyped) -> None:
        await self.pages.enter_typed(message.path)
        message.is_done()

    @on(said.BoardBegun)
    async def begin_board(self, message: said.BoardBegun) -> None:
        if message.name:
            self.seat = Seat(message.name, self.seat.role, self.seat.via)
            self._keep_setting("name", message.name)
        if await self.pages.enter(self.rooms.begin(message.title, message.purpose, message.place)):
            await self.pages.open("people")
        message.is_done()

    # what the room tells

    def show_told(self, told: Told) -> None:
        """Show the board as it now is, on every page that shows it."""
        if self.board_view is not None and told.position >= self.board_view.board.position:
            fresh = told.position > self.board_view.board.position
            self.board_view.show_board(told if fresh else Told(told.board, (), told.position))
            self.pages.show_board(told)

    def _hear(self, told: Told) -> None:
        self.post_message(said.BoardChanged(told))

    def _hear_presence(self, attending: Attending) -> None:
        self.post_message(said.PresenceChanged(attending))

    def _hear_trouble(self, trouble: Trouble | None) -> None:
        if self.board_view is not None:
            self.call_later(self.board_view.keeping.say_unread, trouble)

    async def _ask_room(self, message: said.ChangeRequested) -> None:
        if self.live is None:
            message.answer.cancel()
        else:
            await give_answer(message.answer, self.live.submit(self.seat_in(self.live), message.command))

    async def _look_up(self, message: said.LastDoneRequested) -> None:
        if self.live is None:
            message.answer.set_result(None)
            return
        look_up = self.live.last_undone if message.is_redo else self.live.last_done
        await give_answer(message.answer, look_up(self.seat_in(self.live)))

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._asked.add(task)
        task.add_done_callback(self._asked.discard)

    async def _leave(self) -> None:
        if self._asked:
            await asyncio.wait(set(self._asked), timeout=5)
        self.exit()

    def on_unmount(self) -> None:
        self._leave_room()
        self.together.leave()

    def _greeting(self, live: LiveRoom) -> str:
        if self.options.notices or self.keymap.notices:
            return " ".join((*self.options.notices, *self.keymap.notices))
        if self.options.is_wall:
            return ""
        if not live.is_writable:
            return "This file cannot be changed here. You can look; nothing is written."
        if not live.where:
            return "An example: change what you like, nothing of it is kept."
        if live.board.meeting_at(live.now) is None:
            return "Nothing is written yet: the first change opens the meeting."
        return "The meeting is open."

    def _wear(self, look: Look) -> None:
        self.look_now = look
        self.register_theme(look.textual_theme())
        self.theme = look.name

    def say(self, sentence: str) -> None:
        """Say something in the last row of whatever is seen."""
        if self.board_view is not None:
            self.board_view.say(sentence)
        self.pages.say(sentence)

    def _keep_setting(self, name: str, value: object) -> None:
        try:
            self.options.keep_setting(name, value)
        except Trouble as trouble:
            self.say(worded(trouble))

    def _settle_down(self) -> None:
        self._soon(self._fetch_lines())

    async def _fetch_lines(self) -> None:
        """Fetch behind the first frame what a key may need."""
        for module in ("cofacil.tui.modes.opening", "cofacil.board.commands.meetings"):
            await asyncio.to_thread(import_module, module)
        self.settled()


def _nothing() -> None:
    """Do nothing."""
