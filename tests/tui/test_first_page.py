"""A file that somebody gave: the first page offers the same three things for it, and remembers where it lies."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sheets import looks, on_screen
from textual import events
from textual.pilot import Pilot

from cofacil import paths
from cofacil.board.kinds import Role
from cofacil.room.practice import Practice
from cofacil.room.seats import Seat
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Options
from cofacil.tui.pages.home import HomeView
from cofacil.tui.pages.review.view import ReviewView
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.wiring.new_board import Beginning, begin_board
from cofacil.wiring.open_boards import OpenBoards


def new_board(path: Path) -> Path:
    log = begin_board(path, "Ana", Beginning(f"The {path.stem} board"))
    log.close()
    return log.path


def are_there(*files: Path) -> bool:
    return all(file.is_file() for file in files)


def bytes_of(file: Path) -> bytes:
    return file.read_bytes()


def no_board(file: Path) -> None:
    file.write_text("no board")


def moved(file: Path, to: Path) -> Path:
    return file.rename(to)


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COFACIL_HOME", str(tmp_path / "home"))
    return new_board(tmp_path / "from a friend" / "given.json")


@asynccontextmanager
async def first_page(size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[BoardApp, Pilot[None]]]:
    rooms = OpenBoards(paths.boards(), paths.cache_folder(), Practice(), "Ana")
    app = BoardApp(rooms, Seat("Ana", Role.HOST), Options(looks(), "projector-light"))
    async with app.run_test(size=size) as pilot:
        yield app, pilot
    await rooms.close()


async def type_path(pilot: Pilot[None], path: Path | str) -> None:
    await pilot.press("end", "enter")
    if f"{path}":
        pilot.app.post_message(events.Paste(f"{path}"))  # as people do who have a long one
        await pilot.pause()
    await pilot.press("enter")
    await pilot.pause(0.3)


def seen(app: BoardApp) -> str:
    page = app.pages.top()
    assert isinstance(page, SheetView)
    return on_screen(page)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_a_file_that_was_given_is_offered_as_any_other_board_and_says_where_it_lies(
    given: Path, size: tuple[int, int]
) -> None:
    before = bytes_of(given)
    async with first_page(size) as (app, pilot):
        await type_path(pilot, given)
        assert app.live is None
        page = seen(app)
        assert "given.json" in page
        assert "3 look back" in page or "3 back" in page
        assert "On this list as long as it is there; Del takes it off." in page
        await pilot.press("3")
        await pilot.pause(0.3)
        assert isinstance(app.pages.top(), ReviewView)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.pages.top(), HomeView)
    assert bytes_of(given) == before


async def test_it_stands_on_the_list_the_next_time_while_it_can_be_reached(given: Path) -> None:
    async with first_page() as (app, pilot):
        await type_path(pilot, given)
    async with first_page() as (app, pilot):
        assert "given.json" in seen(app)
    aside = moved(given, given.with_name("away.json"))
    async with first_page() as (app, pilot):
        assert "given.json" not in seen(app)
    moved(aside, given)
    async with first_page() as (app, pilot):
        await pilot.press("2")
        await pilot.pause(0.3)
        assert app.live is not None
        await pilot.press("q", "enter")
        await pilot.pause(0.5)
        page = app.pages.top()
        assert isinstance(page, HomeView)
        assert page.home.board is not None
        assert page.home.board.path == given


async def test_del_takes_it_off_the_list_and_leaves_the_file_and_the_shelf(given: Path) -> None:
    own = new_board(paths.boards() / "own.json")
    async with first_page() as (app, pilot):
        await type_path(pilot, given)
        assert "Del off this list" in seen(app)
        await pilot.press("delete")
        await pilot.pause()
        assert "Off the list; the file stays where it is." in seen(app)
        assert "given.json" not in seen(app)
        await pilot.press("home", "delete")
        await pilot.pause()
    assert are_there(given, own)


async def test_a_file_of_the_shelf_itself_is_put_in_hand_and_stands_there_once(given: Path) -> None:
    own = new_board(paths.boards() / "own.json")
    async with first_page() as (app, pilot):
        await type_path(pilot, own)
        page = app.pages.top()
        assert isinstance(page, HomeView)
        assert page.home.board is not None
        assert page.home.board.path == own
        assert len(page.home.shelf) == 1
    assert not are_there(paths.elsewhere())
    assert are_there(given)


@pytest.mark.parametrize("what", ["nothing there.json", "torn.json", ""])
async def test_what_is_no_board_is_said_and_not_remembered(given: Path, what: str) -> None:
    no_board(given.with_name("torn.json"))
    async with first_page() as (app, pilot):
        await type_path(pilot, given.with_name(what) if what else given.parent)
        assert app.live is None
        assert "Where is the file?" in seen(app)
        assert "On this list" not in seen(app)
    assert not are_there(paths.elsewhere())
