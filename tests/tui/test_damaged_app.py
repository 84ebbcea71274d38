"""From a damaged board to one that can be opened: the ways on are gone with a real file, and nothing is overwritten."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sheets import looks, on_screen
from textual.pilot import Pilot

from cofacil.board.commands.cards import AddCard
from cofacil.board.errors import NotSaved
from cofacil.board.kinds import Kind, Role
from cofacil.room.clock import SystemClock
from cofacil.room.practice import Practice
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Options
from cofacil.tui.pages.damaged import DamagedView
from cofacil.tui.pages.home import HomeView
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.wiring.new_board import Beginning, begin_board
from cofacil.wiring.open_boards import OpenBoards


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a board of which a backup has two offers, and its file, damaged at the third of four, the rest."""
    monkeypatch.setenv("COFACIL_HOME", str(tmp_path))
    path = tmp_path / "boards" / "garden.json"
    clock = SystemClock()
    log = begin_board(path, "Ana", Beginning("Garden"))
    room = Room(log, clock)
    room.pull()
    for number in range(1, 5):
        room.do(Seat("Ana"), AddCard(f"card/{clock.new_id()}", Kind.OFFER, f"pan {number}"))
        if number == 2:
            backup = tmp_path / "backups" / log.board_id / "2026-11-20.json"
            backup.parent.mkdir(parents=True)
            backup.write_bytes(path.read_bytes())
    log.close()
    path.write_bytes(path.read_bytes().replace(b"pan 3", b"pen 3"))
    return path


@asynccontextmanager
async def at_home(garden: Path) -> AsyncIterator[tuple[BoardApp, Pilot[None]]]:
    rooms = OpenBoards(garden.parent, garden.parent.parent / "cache", Practice(), "Ana")
    app = BoardApp(rooms, Seat("Ana"), Options(looks(), "projector-light"))
    async with app.run_test(size=(80, 24)) as pilot:
        yield app, pilot
    await rooms.close()


def texts(app: BoardApp) -> list[str]:
    assert app.live is not None
    return [card.text for card in app.live.board.columns[Kind.OFFER]]


async def pressed(app: BoardApp, pilot: Pilot[None], *keys: str) -> str:
    """Press keys on the page of a damaged board; return what the board then says in its last row."""
    await pilot.press("enter")
    assert isinstance(app.pages.top(), DamagedView)
    await pilot.press(*keys)
    await pilot.pause()
    assert app.board_view is not None
    assert app.pages.top() is app.board_view
    assert len(app.screen_stack) == 2
    return app.board_view.render_line(23).text


def files(garden: Path) -> dict[str, bytes]:
    """Return what stands in the folder of boards."""
    return {path.name: path.read_bytes() for path in garden.parent.iterdir()}


def put(path: Path) -> None:
    path.write_text("mine")


def lose_everything(garden: Path) -> None:
    garden.write_bytes(b"")
    for backup in (garden.parents[1] / "backups").rglob("*.json"):
        backup.unlink()


async def test_what_is_whole_is_looked_at_and_nothing_is_written(garden: Path) -> None:
    before = files(garden)
    async with at_home(garden) as (app, pilot):
        told = await pressed(app, pilot, "enter")
        assert texts(app) == ["pan 1", "pan 2", "pan 4"]
        assert "What is whole, to look at; nothing is written." in told
        assert app.board_view is not None
        assert app.board_view.session.seat.role is Role.VIEWER
        await pilot.press("a", "x", "enter")
        await pilot.pause()
        assert texts(app) == ["pan 1", "pan 2", "pan 4"]
    assert files(garden) == before


async def test_what_is_whole_becomes_a_new_file_beside_the_damaged_one(garden: Path) -> None:
    before = files(garden)["garden.json"]
    put(garden.with_name("garden-2.json"))
    async with at_home(garden) as (app, pilot):
        told = await pressed(app, pilot, "down", "enter")
        assert "Now in garden-3; the damaged file stays." in told
        assert texts(app) == ["pan 1", "pan 2", "pan 4"]
        assert app.live is not None
        assert app.live.is_writable
    assert (files(garden)["garden.json"], files(garden)["garden-2.json"]) == (before, b"mine")


async def test_a_backup_takes_the_place_and_what_stood_there_is_kept(garden: Path) -> None:
    before = files(garden)["garden.json"]
    async with at_home(garden) as (app, pilot):
        told = await pressed(app, pilot, "end", "enter", "enter")
        assert "The backup is the board now; the rest is kept." in told
        assert texts(app) == ["pan 1", "pan 2"]
    assert before in files(garden)["garden.json.rescue"]


async def test_a_way_that_fails_is_said_and_the_others_stay(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise NotSaved("only-why", why="000")

    monkeypatch.setattr("cofacil.store.salvage.salvage", full)
    async with at_home(garden) as (app, pilot):
        await pilot.press("enter", "down", "enter")
        page = app.pages.top()
        assert isinstance(page, DamagedView)
        assert "000." in on_screen(page)
        await pilot.press("up", "enter")
        await pilot.pause()
        assert texts(app) == ["pan 1", "pan 2", "pan 4"]


async def test_esc_goes_back_to_the_boards_and_a_board_with_no_way_on_says_so_there(garden: Path) -> None:
    async with at_home(garden) as (app, pilot):
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert isinstance(app.pages.top(), HomeView)
        lose_everything(garden)
        await pilot.press("enter")
        await pilot.pause()
        page = app.pages.top()
        assert isinstance(page, SheetView)
        assert isinstance(page, HomeView)
        assert re.search("“garden.json” is empty", on_screen(page))
