"""What the tests of pages share: brushes, sizes, a board with hostile words on it, and an app that is nothing but a page."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.links import TieLink
from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.commands.people import AddPerson
from cofacil.board.errors import Trouble
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import Board
from cofacil.language.catalog import language_now
from cofacil.paths import shipped_themes
from cofacil.room.clock import HandClock
from cofacil.room.room import News, Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog
from cofacil.tui import messages
from cofacil.tui.keys import Keymap
from cofacil.tui.pages.below import Below, Clock, Submit
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import ASCII, DRAWN, Brush, brush_of
from cofacil.tui.paint.window import Window
from cofacil.tui.themes import Look, load_themes

SIZES = ((60, 18), (80, 24), (120, 40), (160, 45), (40, 12), (300, 80))
NOW = int(datetime(2026, 11, 22, 18, 57, tzinfo=UTC).timestamp() * 1000)
DAY = 86_400_000
KEYS = Keymap.of({}).keys
"""The keys of a group that has chosen none."""
OWN_KEYS = Keymap.of({"timer": "k", "show_all": "x", "leave": "c", "help": "o"}).keys
"""The keys of a group that has chosen its own."""
HOSTILE = ("[/b]", "[@click=app.quit]x[/]", "👩‍🚀🌻", "漢字会議")


@cache
def looks() -> dict[str, Look]:
    found, _ = load_themes(shipped_themes(), Path("/nowhere"))
    return dict(found)


def brush(*, is_ascii: bool = False) -> Brush:
    return brush_of(looks()["projector-light"], ASCII if is_ascii else DRAWN, language_now())


def below(  # all that a page is given of a board
    board: Board,
    now: Clock,
    ask: Submit,
    *,
    role: Role = Role.HOST,
    begins: bool = False,
    keys: Mapping[str, str] = KEYS,
) -> Below:
    """Return what a page over a board is given."""
    return Below(board, brush(), keys, now, ask, role, begins)


def window(width: int, height: int, *, is_ascii: bool = False) -> Window:
    return Window(width, height, brush(is_ascii=is_ascii))


def words(sheet: Sheet) -> str:
    """Return the page as it is read, one row a line."""
    return "\n".join(strip.text.rstrip() for strip in sheet.rows)


def is_whole(sheet: Sheet, width: int, height: int) -> bool:
    """Say whether every cell of the screen is painted once, and every spot lies on it."""
    cells = [sum(segment.cell_length for segment in strip) for strip in sheet.rows]
    spots = all(0 < spot.y < height - 2 and 0 <= spot.left < spot.right <= width for spot in sheet.spots)
    return spots and cells == [width] * height


def is_plain(sheet: Sheet) -> bool:
    """Say whether a terminal that knows ASCII alone can show it."""
    return words(sheet).isascii()


class Meeting:
    """A room in memory in which things are said."""

    def __init__(self, title: str = "Riverside garden", purpose: str = "How do we share the garden?") -> None:
        self.clock = HandClock(NOW)
        self.room = Room(MemoryLog(), self.clock)
        self.trouble: Trouble | None = None
        self.submitted: list[Command] = []
        self.do(FoundBoard(f"absence/{self.clock.new_id()}", title, purpose, ""))

    @property
    def board(self) -> Board:
        return self.room.board

    def do(self, command: Command, by: str = "Ana") -> News:
        return self.room.do(Seat(by), command)

    async def ask(self, *commands: Command) -> News:
        """Answer a page that asks for a change, or raise the trouble that is set."""
        self.submitted += commands
        if self.trouble:
            raise self.trouble
        (command,) = commands
        return self.do(command)

    def card(self, text: str, said: str = "Tom", note: str = "", kind: Kind = Kind.OFFER) -> str:
        card = f"card/{self.clock.new_id()}"
        self.do(AddCard(card, kind, text, said=said, note=note))
        return card

    def absence(self, who: str) -> str:
        absence = f"absence/{self.clock.new_id()}"
        self.do(NameAbsence(absence, who, "Who could not get in here today?"))
        return absence

    def people(self, *everyone: tuple[str, str]) -> None:
        for name, brings in everyone:
            self.do(AddPerson(name, brings))

    def link(self, one: str, other: str) -> None:
        self.do(TieLink(f"link/{self.clock.new_id()}", one, other))


class Bare(App[None]):
    """Nothing but one page."""

    def __init__(self, view: SheetView) -> None:
        super().__init__()
        self.animation_level = "none"
        self.view = view
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.view.focus(scroll_visible=False)

    @on(messages.CardActionChosen)
    @on(messages.ShelvedChosen)
    @on(messages.LookBackRequested)
    @on(messages.PageRequested)
    @on(messages.PathTyped)
    @on(messages.PlaceDropped)
    @on(messages.BoardBegun)
    @on(messages.WayChosen)
    def turn(self, message: messages.AwaitedMessage) -> None:
        message.is_done()

    def hear(self, message: Message) -> None:
        ours = type(message).__module__ == messages.__name__
        if ours and not any(message is other for other in self.heard):
            self.heard.append(message)


@asynccontextmanager
async def shown(view: SheetView, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[Bare, Pilot[None]]]:
    app = Bare(view)
    async with app.run_test(size=size, message_hook=app.hear) as pilot:
        yield app, pilot


def on_screen(view: SheetView) -> str:
    """Return what a page shows at this moment."""
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))
