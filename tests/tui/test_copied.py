"""A copy of a board on the screen: named on the first page, asked about as it is opened, and what comes of each answer."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sheets import HOSTILE, SIZES, is_whole, looks, on_screen, window, words
from textual.pilot import Pilot

from cofacil import paths
from cofacil.board.commands.meetings import OpenMeeting
from cofacil.board.errors import NotSaved
from cofacil.board.kinds import Role
from cofacil.room.live import LiveRoom
from cofacil.room.practice import Practice
from cofacil.room.seats import Seat
from cofacil.room.ways import Copied, Way, WayOn
from cofacil.store.indexed_library import IndexedLibrary
from cofacil.store.lock import sidecar
from cofacil.store.openings import Openings
from cofacil.store.places import Places
from cofacil.store.shelf_state import board_in
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Options
from cofacil.tui.pages.copied import CopiedView, CopyAsked, paint_copied
from cofacil.tui.pages.damaged import gone_on
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.wiring.new_board import Beginning, begin_board
from cofacil.wiring.open_boards import OpenBoards
from troubles import tells


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COFACIL_HOME", str(tmp_path / "home"))
    log = begin_board(paths.boards() / "garden.json", "Ana", Beginning("The garden"))
    log.close()
    return log.path


@asynccontextmanager
async def first_page(size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[BoardApp, Pilot[None]]]:
    rooms = OpenBoards(paths.boards(), paths.cache_folder(), Practice(), "Ana")
    app = BoardApp(rooms, Seat("Ana", Role.HOST), Options(looks(), "projector-light"))
    async with app.run_test(size=size) as pilot:
        yield app, pilot
    await rooms.close()


def bytes_of(file: Path) -> bytes:
    return file.read_bytes()


def has_lock(file: Path) -> bool:
    return sidecar(file).exists()


def seen(app: BoardApp) -> str:
    view = app.pages.top()
    assert isinstance(view, SheetView)
    return on_screen(view)


async def asked(app: BoardApp, pilot: Pilot[None]) -> str:
    """Open the copy, which is in hand; return what is on the screen."""
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(app.pages.top(), CopiedView)
    return seen(app)


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_the_first_page_names_it_and_tells_boards_of_one_title_apart(garden: Path, size: tuple[int, int]) -> None:
    shutil.copy2(garden, garden.with_name("copy.json"))
    begin_board(paths.boards() / "garden-2.json", "Ana", Beginning("The garden")).close()
    begin_board(paths.boards() / "meadow.json", "Ana", Beginning("The meadow")).close()
    async with first_page(size) as (app, _pilot):
        shown = seen(app)
        assert "copy.json: a copy of garden.json" in shown
        assert shown.count("garden-2.json") == 1
        assert "meadow.json" not in shown
        assert "Enter asks whether it is a board of its own." in shown


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_a_conflicted_copy_is_named_as_one_and_joining_is_in_hand(garden: Path, size: tuple[int, int]) -> None:
    shutil.copy2(garden, garden.with_name("garden (Bo's conflicted copy 2026-01-02).json"))
    async with first_page(size) as (app, pilot):
        assert "a conflicted copy of garden.json (Dropbox)" in seen(app)
        await pilot.press("down")
        shown = await asked(app, pilot)
        assert "the name that Dropbox gives a copy of" in " ".join(shown.split())
        assert "▌ 3  Join both in a new file" in shown
        await pilot.press("enter")
        await pilot.pause()
        assert app.board_view is not None
        assert "Both are joined in the-garden" in app.board_view.session.sentence
    assert len(IndexedLibrary(paths.boards(), paths.cache_folder()).names()) == 3


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_it_is_asked_what_a_copy_is_to_be_and_esc_answers_nothing(garden: Path, size: tuple[int, int]) -> None:
    copy = Path(shutil.copy2(garden, garden.with_name("copy.json")))
    before = bytes_of(copy)
    async with first_page(size) as (app, pilot):
        shown = await asked(app, pilot)
        assert "“copy.json” is a copy of The garden." in shown
        assert "1  Make it a board of its own" in shown
        assert "2  It is the same board, moved" in shown
        assert "3  Join both in a new file" in shown
        await pilot.press("escape")
        await pilot.pause()
        assert app.live is None
        assert "copy.json: a copy of garden.json" in seen(app)
    assert bytes_of(copy) == before
    assert not has_lock(copy)


async def test_a_board_of_its_own_is_open_and_is_asked_about_no_more(garden: Path) -> None:
    copy, board = Path(shutil.copy2(garden, garden.with_name("copy.json"))), board_in(garden)
    async with first_page() as (app, pilot):
        await asked(app, pilot)
        await pilot.press("1")
        await pilot.pause()
        assert app.live is not None
        assert app.live.name == "copy"
        assert app.board_view is not None
        assert "A board of its own now; the other stays as it is." in app.board_view.session.sentence
    assert board_in(copy) not in {board, ""}
    assert board_in(garden) == board
    async with first_page() as (app, _pilot):
        assert "a copy of" not in seen(app)
        assert "copy.json" in seen(app)


async def test_the_same_board_moved_is_open_and_the_other_file_is_the_copy(garden: Path) -> None:
    copy = Path(shutil.copy2(garden, garden.with_name("copy.json")))
    before = bytes_of(copy)
    async with first_page() as (app, pilot):
        await asked(app, pilot)
        await pilot.press("2")
        await pilot.pause()
        assert app.live is not None
        assert app.live.name == "copy"
    assert bytes_of(copy) == before
    async with first_page() as (app, _pilot):
        assert "garden.json: a copy of copy.json" in seen(app)


async def test_what_was_joined_is_the_board(garden: Path) -> None:
    shutil.copy2(garden, garden.with_name("copy.json"))
    async with first_page() as (app, pilot):
        await asked(app, pilot)
        await pilot.press("3")
        await pilot.pause()
        assert app.live is not None
        assert app.live.name == "the-garden"
    async with first_page() as (app, _pilot):
        assert seen(app).count("a copy of the-garden.json") == 2


@asynccontextmanager
async def another_window(place: Path) -> AsyncIterator[LiveRoom]:
    """Another window of this computer, on a board."""
    rooms = OpenBoards(paths.boards(), paths.cache_folder(), Practice(), "Bo")
    yield await rooms.open(place)
    await rooms.close()


def by_a_hard_link(garden: Path) -> Path:
    (place := garden.with_name("hard.json")).hardlink_to(garden)
    return place


def by_a_symlink(garden: Path) -> Path:
    (place := garden.parent.parent / "soft.json").symlink_to(garden)
    return place


def by_its_name(garden: Path) -> Path:
    return garden


def is_copy(copy: Path) -> bool:
    return Places.here().original(copy, board_in(copy)) is not None


@pytest.mark.parametrize("way", [Way.MOVED, Way.JOIN])
@pytest.mark.parametrize("named", [by_its_name, by_a_hard_link, by_a_symlink])
async def test_as_long_as_the_board_is_open_no_other_file_becomes_it(
    garden: Path, way: Way, named: Callable[[Path], Path]
) -> None:
    copy, opened = Path(shutil.copy2(garden, garden.with_name("copy.json"))), named(garden)
    async with another_window(opened), first_page((60, 18)) as (app, _pilot):
        before = bytes_of(copy), bytes_of(garden), IndexedLibrary(paths.boards(), paths.cache_folder()).names()
        await app.pages.go_on(copy, WayOn(way))
        assert app.live is None
        assert "Open in another window: close The garden there first" in seen(app)
        after = bytes_of(copy), bytes_of(garden), IndexedLibrary(paths.boards(), paths.cache_folder()).names()
        assert after == before
        assert is_copy(copy)


def damage(garden: Path) -> bytes:
    garden.write_bytes(damaged := garden.read_bytes().replace(b"The garden", b"The warden"))
    return damaged


async def test_as_long_as_a_damaged_board_is_open_no_file_of_what_is_whole_becomes_it(garden: Path) -> None:
    async with another_window(garden), first_page((60, 18)) as (app, _pilot):
        damaged = damage(garden)
        boards = paths.boards()
        before = IndexedLibrary(boards, paths.cache_folder()).names()
        await app.pages.go_on(garden, WayOn(Way.NEW_FILE))
        assert app.live is None
        assert "Open in another window: close " in seen(app)
        assert bytes_of(garden) == damaged
        assert IndexedLibrary(boards, paths.cache_folder()).names() == before


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_on_the_page_it_is_said_and_behind_the_window_it_can_be_chosen(
    garden: Path, size: tuple[int, int]
) -> None:
    shutil.copy2(garden, garden.with_name("copy.json"))
    async with first_page(size) as (app, pilot):
        async with another_window(garden):
            await asked(app, pilot)
            for key in "23":
                await pilot.press(key)
                await pilot.pause()
                assert isinstance(app.pages.top(), CopiedView)
                assert "Open in another window: close The garden there first" in seen(app)
        await pilot.press("2")
        await pilot.pause()
        assert app.live is not None
        assert app.live.name == "copy"


async def test_a_board_of_its_own_harms_nobody_who_has_the_other_open(garden: Path) -> None:
    shutil.copy2(garden, garden.with_name("copy.json"))
    async with another_window(garden) as other, first_page() as (app, pilot):
        await asked(app, pilot)
        await pilot.press("1")
        await pilot.pause()
        assert app.live is not None
        assert app.live.name == "copy"
        await other.submit(Seat("Bo", Role.HOST), OpenMeeting("meeting/1"))
        assert other.board.meeting is not None


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("conflict", ["", "Dropbox"])
def test_every_cell_is_painted_and_what_is_in_hand_is_always_seen(width: int, height: int, conflict: str) -> None:
    copy = Copied(Path(f"/x/{HOSTILE[0][1:]}.json"), Path("/y/\x1b[31mc.json"), HOSTILE[1], conflict)
    for hand in range(3):
        sheet = paint_copied(CopyAsked(copy, hand), window(width, height))
        assert is_whole(sheet, width, height)
        assert hand in {spot.choice for spot in sheet.spots}
        assert "\x1b" not in words(sheet)


def test_what_is_said_on_the_board_that_it_led_to_is_whole_at_60_columns() -> None:
    for way in Copied(Path("/x/a.json"), Path("/x/b.json"), "A").each:
        assert len(gone_on(way, "riverside-garden")) <= 60


async def test_a_window_that_is_opened_as_another_file_becomes_the_board_holds_nothing(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, claim = Path(shutil.copy2(garden, garden.with_name("copy.json"))), Places.claim

    def and_then_another(places: Places, path: Path, board: str) -> None:
        claim(places, path, board)
        places.note(copy, board)

    monkeypatch.setattr(Places, "claim", and_then_another)
    rooms = OpenBoards(paths.boards(), paths.cache_folder(), Practice(), "Bo")
    with tells(NotSaved, "“garden.json” is only a copy now"):
        await rooms.open(garden)
    assert not Openings(paths.openings_folder()).has(garden)
    await rooms.close()
