"""From the home screen onto a board: keys that are typed while it opens land on the board, and it opens once."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from sheets import looks, on_screen
from test_home import GARDEN
from textual.pilot import Pilot

from cofacil.example.meeting import example_log
from cofacil.room.clock import SystemClock
from cofacil.room.live import LiveRoom
from cofacil.room.ports import NoRooms, Shelved
from cofacil.room.practice import Practice
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.tui.app import BoardApp
from cofacil.tui.messages import BoardBegun
from cofacil.tui.modes.confirm import Confirm
from cofacil.tui.options import Options
from cofacil.tui.pages.people import PeopleView
from cofacil.tui.pages.sheet_view import SheetView


class SlowRooms(NoRooms):
    """A shelf with one board, which takes its time to open."""

    def __init__(self) -> None:
        self.lives: list[LiveRoom] = []

    def shelf(self) -> Sequence[Shelved]:
        return (GARDEN,)

    def called(self, title: str) -> Shelved | None:
        return GARDEN if title == "gate" else None

    async def open(self, path: Path) -> LiveRoom:  # noqa: ARG002
        await asyncio.sleep(0.2)
        live = LiveRoom(Room(example_log(Practice(), SystemClock().now()), SystemClock()))
        self.lives.append(live)
        await live.open()
        return live

    async def begin(self, title: str, purpose: str, place: str) -> LiveRoom:  # noqa: ARG002
        return await self.open(Path("begun"))

    async def example(self) -> LiveRoom:
        return await self.open(Path("example"))


@asynccontextmanager
async def at_home() -> AsyncIterator[tuple[BoardApp, SlowRooms, Pilot[None]]]:
    rooms = SlowRooms()
    app = BoardApp(rooms, Seat("Ana"), Options(looks(), "projector-light"))
    async with app.run_test(size=(80, 24)) as pilot:
        yield app, rooms, pilot
    for live in rooms.lives:
        await live.close()


async def test_two_quick_enters_open_a_board_once() -> None:
    async with at_home() as (app, rooms, pilot):
        await pilot.press("enter", "enter")
        await pilot.pause(0.5)
        assert len(rooms.lives) == 1
        assert app.live is rooms.lives[0]


async def test_a_key_typed_while_a_board_opens_lands_on_the_board() -> None:
    async with at_home() as (app, _rooms, pilot):
        await pilot.press("enter", "q")
        await pilot.pause(0.5)
        assert app.is_running
        assert app.board_view is not None
        assert isinstance(app.board_view.session.mode, Confirm)


async def test_nobody_begins_a_board_by_a_name_that_means_all_of_us() -> None:
    async with at_home() as (app, rooms, _pilot):
        page = app.pages.top()
        assert isinstance(page, SheetView)
        await page.ask_app(BoardBegun("Garden", "", "", "roOM "))
        assert "means all of us here" in page.sentence
        assert (app.seat.name, rooms.lives) == ("Ana", [])


async def test_enter_on_an_empty_line_begins_where_a_board_was_begun_and_is_only_back_later() -> None:
    async with at_home() as (app, _rooms, pilot):
        page = app.pages.top()
        assert isinstance(page, SheetView)
        await page.ask_app(BoardBegun("Garden", "", "", "Ana"))
        await pilot.pause()
        assert "Enter on an empty line: begin" in on_screen(people(app))
        await pilot.press("enter")
        await app.pages.open("people")
        await pilot.pause()
        assert "Enter on an empty line: back" in on_screen(people(app))
        await pilot.press("enter")
        assert app.pages.top() is app.board_view


def people(app: BoardApp) -> PeopleView:
    page = app.pages.top()
    assert isinstance(page, PeopleView)
    return page


async def test_a_title_that_a_board_of_the_shelf_bears_is_said_where_another_is_begun() -> None:
    async with at_home() as (app, _rooms, pilot):
        await app.pages.open("new_board")
        await pilot.press(*"gate", "enter")
        page = app.pages.top()
        assert isinstance(page, SheetView)
        assert "One is called so already." in on_screen(page)
