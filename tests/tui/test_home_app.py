"""From the home screen onto a board: keys that are typed while it opens land on the board, and it opens once."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sheets import looks, on_screen
from test_home import GARDEN
from textual import events
from textual.pilot import Pilot

from cofacil.board.plan import Plan
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
from cofacil.tui.pages.home import HomeView
from cofacil.tui.pages.new_board import NewBoardView
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
        live = LiveRoom(Room(example_log(Practice(), SystemClock().now(), is_first=True), SystemClock()))
        self.lives.append(live)
        await live.open()
        return live

    async def begin(self, title: str, purpose: str, place: str, plan: Plan | None = None) -> LiveRoom:  # noqa: ARG002
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


class Door:
    """A way in that is open, and remembers that it was closed."""

    is_open = True
    is_ours = True

    async def close(self) -> None:
        self.is_open = False


async def leave(app: BoardApp, pilot: Pilot[None]) -> None:
    """Leave the board as people do, and wait until the page behind it is there."""
    assert app.board_view is not None
    await pilot.press("q", "enter")
    await until(lambda: app.return_code is not None or app.board_view is None)
    await pilot.pause()


async def test_leaving_a_board_that_was_opened_from_home_goes_home() -> None:
    async with at_home() as (app, rooms, pilot):
        await pilot.press("enter")
        await until(lambda: app.board_view is not None)
        await pilot.pause()
        app.door = Door()  # type: ignore[assignment]  # nothing more of it is asked here
        await leave(app, pilot)
        assert app.is_running
        assert len(app.screen_stack) == 1
        home = app.pages.top()
        assert isinstance(home, HomeView)
        assert on_screen(home).splitlines()[-1].lstrip().startswith("You have left the example.")
        assert not app.door.is_open  # type: ignore[union-attr]
        assert rooms.lives[0]._is_closed
        await pilot.press("enter")
        await until(lambda: app.board_view is not None)
        assert len(rooms.lives) == 2
        await leave(app, pilot)
        await pilot.press("q")
        await until(lambda: app.return_code is not None)


async def test_at_home_nothing_is_said_to_be_kept_that_is_not() -> None:
    async with at_home() as (app, _rooms, pilot):
        await pilot.press("enter")
        await until(lambda: app.board_view is not None)
        assert app.live is not None
        app.live.is_kept = True
        await pilot.press("a", "h", "m", "escape")
        await leave(app, pilot)
        home = app.pages.top()
        assert isinstance(home, HomeView)
        said = on_screen(home).splitlines()[-1].lstrip()
        assert said.startswith("You have left Riverside garden. One thing was not saved, and is lost.")


@pytest.mark.parametrize("ways", [("down",), ("down", "down")])
async def test_the_example_and_a_new_board_come_from_home_as_well(ways: tuple[str, ...]) -> None:
    async with at_home() as (app, _rooms, pilot):
        await pilot.press(*ways)
        if len(ways) == 2:
            await pilot.press("enter")
        else:
            home = app.pages.top()
            assert isinstance(home, SheetView)
            await home.ask_app(BoardBegun("Garden", "", "", "Ana"))
            await pilot.pause()
            await pilot.press("enter")
        await until(lambda: app.board_view is not None and app.pages.top() is app.board_view)
        await leave(app, pilot)
        assert isinstance(app.pages.top(), HomeView)
        assert "Nothing of it is kept." in on_screen(app.pages.top())  # type: ignore[arg-type]


async def test_what_was_typed_for_one_new_board_does_not_stand_in_the_next() -> None:
    async with at_home() as (app, _rooms, pilot):
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press(*"Garden")
        page = app.pages.top()
        assert isinstance(page, NewBoardView)
        await page.ask_app(BoardBegun("Garden", "", "", "Ana"))
        await pilot.pause()
        await pilot.press("enter")
        await until(lambda: app.pages.top() is app.board_view)
        await leave(app, pilot)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.pages.top(), NewBoardView)
        assert "Garden" not in on_screen(app.pages.top())  # type: ignore[arg-type]


async def test_keys_behind_leaving_are_heard_by_nothing() -> None:
    async with at_home() as (app, _rooms, pilot):
        await pilot.press("enter")
        await until(lambda: app.board_view is not None)
        await pilot.pause()
        for key, character in (("q", "q"), ("enter", "\r"), ("q", "q")):
            app.post_message(events.Key(key, character))
        await until(lambda: app.board_view is None)
        await pilot.pause(0.2)
        assert app.is_running


async def test_help_at_home_speaks_of_no_board_again() -> None:
    async with at_home() as (app, _rooms, pilot):
        await pilot.press("enter")
        await until(lambda: app.board_view is not None)
        await pilot.pause()
        await leave(app, pilot)
        await pilot.press("?")
        await pilot.pause()
        assert "Esc back to your boards" in on_screen(app.pages.top())  # type: ignore[arg-type]


async def test_who_opened_one_board_leaves_for_good() -> None:
    live = LiveRoom(Room(example_log(Practice(), SystemClock().now()), SystemClock()))
    await live.open()
    app = BoardApp(NoRooms(), Seat("Ana"), Options(looks(), "projector-light"), live)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("q", "enter")
        await until(lambda: app.return_code is not None)
    await live.close()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110  # what is waited for has no event
            await asyncio.sleep(0.01)


async def test_words_of_a_new_board_wait_while_another_board_is_opened_and_left() -> None:
    async with at_home() as (app, _rooms, pilot):
        await app.pages.open("new_board")
        await pilot.press(*"shed", "escape", "enter")
        await pilot.pause(0.5)
        await leave(app, pilot)
        await app.pages.open("new_board")
        await pilot.pause()
        assert "shed" in on_screen(new_board(app))


async def test_words_of_a_new_board_are_not_offered_again_once_it_is_one() -> None:
    async with at_home() as (app, _rooms, pilot):
        await app.pages.open("new_board")
        await pilot.press(*"shed", *["enter"] * 3)
        await until(lambda: app.board_view is not None)
        await pilot.press("enter")
        await leave(app, pilot)
        await app.pages.open("new_board")
        await pilot.pause()
        assert "shed" not in on_screen(new_board(app))


def new_board(app: BoardApp) -> NewBoardView:
    page = app.pages.top()
    assert isinstance(page, NewBoardView)
    return page
