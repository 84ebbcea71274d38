"""The app: wiring only. It joins a room, passes what is asked on to it, and what it tells on to the pages."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, ClassVar

from rich.console import Console
from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.events import Event, Key, MouseDown, MouseScrollDown, MouseScrollUp, Paste

from cofacil.board.commands.base import Command
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.naming import the_one
from cofacil.board.text import clean_name
from cofacil.language.catalog import _, language_now
from cofacil.language.worded import worded
from cofacil.room.attending import Attending
from cofacil.room.clock import clock_notice
from cofacil.room.drafts import DraftPlace
from cofacil.room.left_seats import Gone
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Door, Rooms
from cofacil.room.room import News
from cofacil.room.seats import Seat
from cofacil.room.ways import Copied, WaysOn
from cofacil.tui import messages
from cofacil.tui.beginning import FIRST
from cofacil.tui.file_gone import hear_trouble
from cofacil.tui.keys import Keymap
from cofacil.tui.last_row import NOTHING, Said, happened, told, until_a_meeting, while_a_meeting
from cofacil.tui.no_meeting import no_meeting_words
from cofacil.tui.options import Options
from cofacil.tui.page_stack import PageStack
from cofacil.tui.pages.page import Page
from cofacil.tui.paint.brush import ASCII, COLOURLESS, DRAWN, Brush, brush_of
from cofacil.tui.parting import left_words
from cofacil.tui.role_change import close_what_is_not_theirs
from cofacil.tui.seated import Seated
from cofacil.tui.themes import Look
from cofacil.tui.together import Together
from cofacil.tui.widgets.board_view import BoardView

if TYPE_CHECKING:
    from cofacil.tui.looking_back import ReadBook

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
        self.book: ReadBook | None = None
        """Reads what the board tells, once for all guests who look back on it; None for who reads it alone."""
        self.ways: WaysOn | Copied | None = None
        """The ways on that are offered over the home screen, where the board that was wanted is damaged, or a copy."""
        self.pages = PageStack(self)
        self.board_view: BoardView | None = None
        self._leave_room: Callable[[], None] = _nothing
        self.together = Together(self)
        self.settled: Callable[[], None] = _nothing
        """Called behind the first frame, when all that a key may need is there."""
        self._seated: Seated | None = None
        self._said_behind = ""
        """What is said once the page on top is gone: of what it has come to."""
        self.parting = ""
        """What is said in the shell once the board was left."""
        self.waiting = 0
        """How many lines that are not kept wait since the window has gone."""
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
        return self._join(self.live) if self.live is not None else self.pages.first.page()

    async def on_mount(self) -> None:
        # Textual shows nothing until this has returned: the first frame is the whole page, not a blank one.
        page = self.screen
        if isinstance(page, Page):
            await page.filled.wait()
        await self.together.welcome()
        if self.ways is not None:
            await self.pages.show_ways(self.ways)
        elif self.options.begins:
            await self.pages.beginning.begin(is_asked=False)
            await self.pages.ask_to_share_again()
        if self.options.first is not None:
            self.say(worded(self.options.first))
        self.call_after_refresh(self._settle_down)

    def take_seat(self, seat: Seat) -> None:
        """Sit here as somebody who may do another thing now: what is open stays, what only who facilitates sees goes."""
        self.seat = seat
        if self.board_view is not None and self.live is not None:
            session = self.board_view.session
            session.seat = seat
            session.board = self.live.board_for(seat)
            self.call_later(close_what_is_not_theirs, self, session)

    async def enter(self, live: LiveRoom) -> None:
        """Show a board, and follow it from now on."""
        await self.push_screen(self._join(live))

    def _join(self, live: LiveRoom) -> Page:
        """Join a room, in place of the one before; return the page that shows it."""
        self._leave_room()
        if self.board_view is not None:
            self.board_view.session.lines.close()
        self.live = live
        self._seated = seated = Seated(live, lambda: view.session.seat, self._hear)
        view = self._view(live, seated)
        session = view.session
        session.is_kept = live.is_kept
        session.board = live.board_for(session.seat)
        view_now = session.view.settled(session.board).at_step(session.board)
        session.view = view_now._replace(is_room=self.options.is_wall)
        waits = session.lines.wait_in(self._place_in(live), session.board, may_write=session.may_write)
        session.last_row = session.last_row.say(happened(waits, live.now()) if waits else self._greeting(live))
        session.waits = waits
        self.board_view = view
        self._leave_room = live.subscribe(self._hear, self._hear_trouble, lambda: session.seat)
        self.together.join(live, view, self._hear_presence)
        live.note_screen(session.seat, is_there=True)
        return Page(view)

    def _view(self, live: LiveRoom, seated: Seated) -> BoardView:
        seat = self.seat_in(live).at(live.board)
        if not self.options.is_wall:
            return BoardView(seat, self.brush, self.keymap, seated)
        from cofacil.tui.pages.wall import WallView  # noqa: PLC0415  # start-up time

        return WallView(seat, self.brush, self.keymap, seated)

    def _place_in(self, live: LiveRoom) -> DraftPlace | None:
        """Return where words wait that are typed here and not kept; of who only watches, from when they could write."""
        if self.options.is_wall or not (live.is_kept and live.is_writable):
            return None
        return self.options.drafts.place(live.board_id, self.seat_in(live))

    def seat_in(self, live: LiveRoom) -> Seat:
        """Return this person's seat: whoever may only read the file watches."""
        may_write = live.is_writable and not self.options.is_wall
        return self.seat if may_write else Seat(self.seat.name, Role.VIEWER, self.seat.via)

    def give_up(self, gone: Gone) -> None:
        """Give the seat up at once: all that is here waits for whoever comes back to it."""
        self.together.leave(gone)
        if self.board_view is not None:
            self.board_view.session.lines.close()

    def action_stay(self) -> None:
        if self.board_view is not None and not self.board_view.session.is_all_kept:
            self.say(_("Press {key} to leave: it asks first. Not all is kept yet.", key=self.keymap.keys["leave"]))
            return
        self.say(_("Press {key} to leave. The board is kept.", key=self.keymap.keys["leave"]))

    # what pages ask

    @on(messages.BoardChanged)
    def show_board(self, message: messages.BoardChanged) -> None:
        if self.screen_stack:  # while an app ends, news still comes: of others who leave with it
            self.show_news(message.news)

    @on(messages.PresenceChanged)
    def show_presence(self, message: messages.PresenceChanged) -> None:
        if self.screen_stack:
            self.together.hear(message.attending)

    @on(messages.Noticed)
    def show_notice(self, message: messages.Noticed) -> None:
        live = self.live if message.is_news else None
        self.say(told(message.sentence, live.now()) if live is not None else message.sentence)

    @on(messages.AskAnswered)
    def answer_ask(self, message: messages.AskAnswered) -> None:
        self.say(self.together.answer(message.ask, message.role))

    @on(messages.LeaveRequested)
    async def leave(self, message: messages.LeaveRequested) -> None:
        if self._seated is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._seated.answered(), _LAST_ANSWERS)
        if not (message.loses or await self._is_safe()):
            return
        if self.live is not None and self.pages.first.is_there:
            await self._go_home(self.live)
        else:
            if self.live is not None and self.board_view is not None:
                self.parting = self._parting_words(self.live, self.board_view)
            await self.pages.begun.settle()
            self.exit()

    @staticmethod
    def _parting_words(live: LiveRoom, view: BoardView) -> str:
        return left_words(live, (desk := view.session.desk()).waiting, desk.unsaved, desk.unread)

    async def _go_home(self, live: LiveRoom) -> None:
        """Leave a board that was opened from home: nobody loses more by it than by closing the window."""
        said = self._parting_words(live, self.board_view) if self.board_view is not None else left_words(live)
        await self._leave_lines()
        self._leave_room()
        self.together.leave()
        self._leave_room, self._seated, self.board_view, self.live = _nothing, None, None, None
        await self.pages.back_to_first()
        if self.door is not None:
            await self.door.close()
        with suppress(TimeoutError):
            await asyncio.wait_for(live.close(), _LAST_ANSWERS)
        self.pages.first.show_behind(live, said)

    async def _leave_lines(self) -> None:
        """Let what was typed and is not kept wait in its file."""
        if self.board_view is None:
            return
        lines = self.board_view.session.lines
        with suppress(TimeoutError):
            await asyncio.wait_for(lines.settle(), _LAST_ANSWERS)
        self.waiting = lines.waiting
        lines.close()

    async def _is_safe(self) -> bool:
        """Say whether nothing is lost by leaving; what is lost is said, and whoever leaves by the board is asked about it."""
        view = self.board_view
        if view is None or self.options.is_wall:
            return True
        await view.session.lines.settle()
        if not view.session.desk().unsaved and view.session.only_here == 0:
            return True
        view.stay()
        key = self.keymap.keys["leave"]
        if (trouble := view.session.lines.trouble) is not None:
            self.say(_("Your words cannot wait: {why} Leaving loses them.", why=worded(trouble.cause)))
        else:
            self.say(_("Not all is saved. {key} on the board says what leaving loses.", key=key))
        return False

    @on(messages.TogetherRequested)
    def do_together(self, message: messages.TogetherRequested) -> None:
        self.together.do(message.action, message.about)
        message.is_done()

    @on(messages.PageRequested)
    async def open_page(self, message: messages.PageRequested) -> None:
        await self.pages.open(message.name)
        self.together.looked()
        message.is_done()

    @on(messages.LookedElsewhere)
    def tell_walls(self) -> None:
        self.together.looked()

    @on(messages.BackRequested)
    async def go_back(self) -> None:
        await self.pages.back()
        said, self._said_behind = self._said_behind, ""
        if said:
            self.say(said)

    @on(messages.LetterBehindEsc)
    def pass_letter_on(self, message: messages.LetterBehindEsc) -> None:
        if self.pages.top() is not message.page:
            self.post_message(Key(message.letter, message.letter))

    @on(messages.NextRequested)
    async def show_next_part(self) -> None:
        await self.pages.beginning.next_part()

    @on(messages.ActionChosen)
    async def do_action(self, message: messages.ActionChosen) -> None:
        await self.pages.back()
        if self.board_view is not None:
            self.board_view.call_later(self.board_view.session.run, message.name)
        elif message.name == "leave":
            await self.leave(messages.LeaveRequested())
        else:
            await self.pages.open(message.name)

    @on(messages.CardActionChosen)
    def do_on_card(self, message: messages.CardActionChosen) -> None:
        if self.board_view is None:
            message.is_done()
        else:
            # In the order of the board's own keys: what it comes to may ask for another page.
            self.board_view.call_later(self.pages.do_on_card, self.board_view.session, message)

    @on(messages.ThemeChosen)
    def show_theme(self, message: messages.ThemeChosen) -> None:
        self._wear(self.options.looks[message.name])
        if self.board_view is not None:
            self.board_view.session.brush = self.brush
        self.pages.show_brush(self.brush)
        if message.is_kept and self._keep_setting("theme", message.name):
            self._said_behind = _("{theme} is kept: it looks so from now on.", theme=self.look_now.shown_title)

    @on(messages.ShelvedChosen)
    async def open_shelved(self, message: messages.ShelvedChosen) -> None:
        await self.pages.enter_file(message.shelved.path, begins=message.begins, shares=message.shares)
        message.is_done()

    @on(messages.LookBackRequested)
    async def look_back(self, message: messages.LookBackRequested) -> None:
        from cofacil.tui.looking_back import look_back  # noqa: PLC0415  # start-up time

        try:
            await look_back(self, message.shelved.path)
        except Trouble as trouble:
            self.say(worded(trouble))
        message.is_done()

    @on(messages.FoundChosen)
    async def open_found(self, message: messages.FoundChosen) -> None:
        await self.pages.enter_file(message.path, holding=message.entity)
        message.is_done()

    @on(messages.WayChosen)
    async def go_on(self, message: messages.WayChosen) -> None:
        await self.pages.go_on(message.path, message.chosen)
        message.is_done()

    @on(messages.PathTyped)
    async def open_path(self, message: messages.PathTyped) -> None:
        await self.pages.first.show_typed(message.path)
        message.is_done()

    @on(messages.PlaceDropped)
    def drop_place(self, message: messages.PlaceDropped) -> None:
        self.pages.first.drop(message.shelved)
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
            self._be(Seat(name, self.seat.role, self.seat.via), name)
        if await self.pages.enter(self.rooms.begin(message.title, message.purpose, message.place, message.plan)):
            self.pages.begun.forget()
            await self.pages.beginning.begin_with(FIRST)
        message.is_done()

    def say_who(self, name: str) -> str:
        """Let whoever types here be called so from now on; return why it cannot be, "" where it is."""
        assert self.live is not None  # noqa: S101  # a board is what asks
        board = self.live.board
        try:
            name = the_one(board, name).name
        except Refusal as refusal:
            return worded(refusal)
        self._be(Seat(name, self.seat.role, self.seat.via), name)
        if self.board_view is not None:
            self.together.be(self.seat.at(board))
            lines = self.board_view.session.lines
            lines.close()  # from now on words wait for whoever this is
            lines.wait_in(self._place_in(self.live), board)
        return ""

    def _be(self, seat: Seat, name: str) -> None:
        """Sit here as somebody who has said who they are; it is not asked again."""
        self.seat = seat
        self.options = self.options._replace(asks_name=False)
        self._keep_setting("name", name)

    # what the room tells

    def show_news(self, news: News) -> None:
        """Show the board as it now is, on every page that shows it."""
        if self.board_view is not None:
            session = self.board_view.session
            before = session.last_row.news
            session.hear(news)
            self.together.stay_oneself()
            self.pages.show_board(session.board, NOTHING if session.last_row.news is before else session.last_row.news)
            self.together.look_again()

    async def on_event(self, event: Event) -> None:
        """Take notice of keys and clicks, whatever page they are for."""
        if isinstance(event, Key | MouseDown | Paste | MouseScrollDown | MouseScrollUp):
            self.together.pressed()
        await super().on_event(event)

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
            self.call_later(hear_trouble, self.pages, self.board_view, trouble, self.live)

    async def on_unmount(self) -> None:
        self._leave_room()
        self.together.leave()
        if self.live is not None and self.board_view is not None:
            self.live.note_screen(self.board_view.session.seat, is_there=False)
        await self._leave_lines()

    def _greeting(self, live: LiveRoom) -> Said:
        if self.options.notices or self.keymap.notices:
            return happened(" ".join(map(worded, (*self.options.notices, *self.keymap.notices))), live.now())
        if self.options.is_wall:
            return NOTHING
        if doubt := clock_notice(live.board.last, live.now()):
            return happened(worded(doubt), live.now())
        if (why_not := live.why_not_writable) is not None:
            return happened(worded(why_not), live.now())
        if not live.is_kept:
            return happened(_("An example: change what you like, nothing of it is kept."), live.now())
        if live.board.meeting_at(live.now()) is None:
            return until_a_meeting(no_meeting_words(live.board, live.now()))
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

    def _keep_setting(self, name: str, value: object) -> bool:
        """Keep a setting, and say whether it was; why not is said in the last row."""
        try:
            self.options.keep_setting(name, value)
        except Trouble as trouble:
            self.say(worded(trouble))
            return False
        return True

    async def _settle_down(self) -> None:
        """Fetch behind the first frame what a key may need."""
        for module in ("cofacil.tui.router", "cofacil.board.commands.meetings", "cofacil.tui.paint.quiet"):
            await asyncio.to_thread(import_module, module)
        self.settled()


def _nothing() -> None:
    """Do nothing."""
