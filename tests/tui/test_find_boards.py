"""Finding on all boards from the first page: painted at every size, by keys, and onto the board that was found."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sheets import HOSTILE, NOW, SIZES, is_plain, is_whole, looks, on_screen, window, words
from textual.pilot import Pilot

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.commands.moving import PutAway
from cofacil.board.kinds import Kind
from cofacil.room.clock import SystemClock, ulid
from cofacil.room.finding import Answer, FoundOn, Hit, Place, ReadAs
from cofacil.room.practice import Practice
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Options
from cofacil.tui.pages.find_boards import FindBoardsView, Finding, Row, _looked, paint_finding
from cofacil.tui.pages.home import HomeView
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.typed import Typed
from cofacil.wiring.open_boards import OpenBoards

TEXT = "I know the school caretaker, he has the other key"
HIT = Hit(
    "card/1", "offer", "O4", TEXT, (Place(18, 27),), "", (), ("Priya",), (), "2026-11-27", NOW, NOW, 2, "open", 7.0
)
FOUND = FoundOn("riverside", Path("/b/riverside.json"), "Riverside garden", NOW, 1, (HIT,))


def finding(*hits: Hit, **more: object) -> Finding:
    board = FOUND._replace(hits=hits, number=len(hits))
    rows = tuple(Row(board, hit) for hit in hits)
    return Finding(NOW, Typed.of("caretakr"), rows, len(hits), 1, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("count", [0, 1, 60])
def test_every_cell_is_painted_and_what_is_in_hand_is_always_seen(width: int, height: int, count: int) -> None:
    hits = [HIT._replace(entity=f"card/{n}", text=f"{TEXT} {n}") for n in range(count)]
    for hand in {0, max(0, count - 1)}:
        sheet = paint_finding(finding(*hits, hand=hand), window(width, height))
        assert is_whole(sheet, width, height)
        assert not count or hand in {spot.choice for spot in sheet.spots}
    assert is_plain(paint_finding(finding(*hits), window(width, height, is_ascii=True)))


def test_hostile_words_are_words() -> None:
    for text in (*HOSTILE, "x" * 2_000, "漢" * 300):
        hit = HIT._replace(text=text, places=(Place(0, 1), Place(len(text) - 1, len(text))), label="", who=(text[:20],))
        for width, height in SIZES:
            assert is_whole(paint_finding(finding(hit), window(width, height)), width, height)


def test_it_says_what_was_found_where_and_what_a_slip_was_read_as() -> None:
    text = words(paint_finding(finding(HIT, read_as=(ReadAs("caretakr", ("caretaker",)),)), window(80, 24)))
    for line in (
        " ▌ O4    I know the school caretaker, he has the other key",
        "         Riverside garden: offer; Priya; by 27 Nov; 22 Nov; meeting 2",
        " Found: 1, on 1 board.  “caretakr” stands nowhere; read as caretaker.",
        " ↑ ↓ choose   Enter open its board   Esc back",
    ):
        assert line in text


def test_what_was_found_far_behind_is_shown_with_a_little_before_it() -> None:
    long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen caretaker and more"
    hit = HIT._replace(text=long, places=(Place(long.index("caretaker"), long.index("caretaker") + 9),))
    assert "caretaker" in words(paint_finding(finding(hit), window(60, 18)))


def test_what_stands_in_a_note_alone_is_shown() -> None:
    hit = HIT._replace(places=(), more="by the lantern", more_places=(Place(7, 14),))
    assert "by the lantern" in words(paint_finding(finding(hit), window(80, 24)))


# on real boards


@asynccontextmanager
async def at_home(tmp_path: Path) -> AsyncIterator[tuple[BoardApp, Pilot[None]]]:
    clock, folder = SystemClock(), tmp_path / "boards"
    folder.mkdir()
    for number, name in enumerate(("garden", "food")):
        log = BoardFile.create(folder / f"{name}.json", clock.now(), ulid(clock.now(), number))
        room = Room(log, clock)
        room.pull()
        room.do(Seat("Ana"), FoundBoard("absence/1", name.capitalize()))
        for card, text in (("one", "Who opens the gate?"), ("two", f"A lantern for the {name}"), ("gone", "A wombat")):
            room.do(Seat("Ana"), AddCard(f"card/{name}{card}", Kind.QUESTION, text))
        room.do(Seat("Ana"), PutAway(f"card/{name}gone"))
        log.close()
    rooms = OpenBoards(folder, tmp_path / "cache", Practice(), "Ana")
    app = BoardApp(rooms, Seat("Ana"), Options(looks(), "projector-light"))
    async with app.run_test(size=(80, 24)) as pilot:
        yield app, pilot
    await rooms.close()


def top(app: BoardApp) -> SheetView | None:
    view = app.pages.top()
    return view if isinstance(view, SheetView) else None


async def found(app: BoardApp, pilot: Pilot[None], typed: str, number: int) -> FindBoardsView:
    await pilot.press("slash", *typed)
    view = top(app)
    assert isinstance(view, FindBoardsView)
    for _ in range(200):
        if not view.finding.is_looking and len(view.finding.rows) == number:
            break
        await asyncio.sleep(0.02)
    assert len(view.finding.rows) == number
    return view


async def test_enter_opens_the_board_with_what_was_found_in_hand(tmp_path: Path) -> None:
    async with at_home(tmp_path) as (app, pilot):
        view = await found(app, pilot, "lantrn", 2)
        assert "read as lantern" in on_screen(view)
        chosen = view.finding.rows[1]
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.board_view is not None
        assert app.board_view.session.hand == chosen.hit.entity
        assert app.live is not None
        assert app.live.name == chosen.board.name
        await pilot.press("q", "enter")
        for _ in range(100):
            if isinstance(top(app), HomeView):
                break
            await asyncio.sleep(0.02)
        assert isinstance(top(app), HomeView)


async def test_what_was_put_away_is_said_to_be(tmp_path: Path) -> None:
    async with at_home(tmp_path) as (app, pilot):
        await found(app, pilot, "wombat", 2)
        await pilot.press("enter")
        await pilot.pause()
        assert app.board_view is not None
        assert "Q3 is put away: it is not on the wall." in app.board_view.session.sentence


async def test_esc_goes_back_and_nothing_found_opens_nothing(tmp_path: Path) -> None:
    async with at_home(tmp_path) as (app, pilot):
        view = await found(app, pilot, "zzz", 0)
        await asyncio.sleep(0.2)
        assert "Nothing on your boards has these words." in on_screen(view)
        await pilot.press("enter")
        assert view.sentence == "Nothing to go to yet. Type other words, or Esc."
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(top(app), HomeView)


async def test_what_an_earlier_look_finds_is_not_shown_behind_a_later_one(tmp_path: Path) -> None:
    async with at_home(tmp_path) as (app, pilot):
        view = await found(app, pilot, "lantern", 2)
        view._show(view._asked - 1, Finding(NOW, rows=(Row(FOUND, HIT),), number=1, boards=1))
        assert len(view.finding.rows) == 2
        await pilot.press("backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
        assert not view.finding.is_looking
        assert "Type words" in on_screen(view)


def test_a_slow_search_is_shown_as_it_comes_and_told_to_stop() -> None:
    shown: list[Finding] = []

    def tell(finding: Finding) -> bool:
        shown.append(finding)
        return len(shown) < 2

    many = (FOUND._replace(name=str(n)) for n in range(10))
    ticks = iter(range(1_000))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cofacil.tui.pages.find_boards.time.monotonic", lambda: float(next(ticks)))
        _looked(lambda: Answer(many, is_ranked=False), tell, lambda: NOW)
    assert [len(finding.rows) for finding in shown] == [1, 2]
