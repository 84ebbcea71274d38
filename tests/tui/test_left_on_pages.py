"""Words that were typed on a page and are not kept outlive the window, and stand there again."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from planned import begun
from riverside import ANA, Hall, riverside
from sheets import looks
from test_board_screen import Screen, ShakyLog
from test_left_lines import BOARD, files, window

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.moving import PutAway
from cofacil.board.commands.steps import PutAwayStep
from cofacil.board.commands.themes import PutAwayTheme
from cofacil.board.kinds import Kind
from cofacil.language.catchup import CatchUp, Part
from cofacil.room import draft_keeper
from cofacil.room.ports import NoRooms
from cofacil.store.draft_file import DraftFolder
from cofacil.tui.app import BoardApp
from cofacil.tui.modes.taken_up import reachable
from cofacil.tui.options import Options
from cofacil.tui.pages.catchup import CatchUpView
from cofacil.tui.pages.page import Page
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.pages.what_we_said import WhatWeSaidView


@pytest.fixture
def hall() -> Hall:
    return riverside()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(ShakyLog, "board_id", BOARD)
    monkeypatch.setattr(draft_keeper, "PAUSE", 0.01)
    return tmp_path


async def opened(screen: Screen, name: str) -> SheetView:
    await screen.app.pages.open(name)
    await screen.pilot.pause()
    page = screen.app.screen
    assert isinstance(page, Page)
    assert isinstance(page.view, SheetView)
    return page.view


def on(view: SheetView) -> str:
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))


@pytest.mark.parametrize(
    ("page", "keys", "way"),
    [
        ("people", "Rhys, spades", "? who is here"),
        ("closing", "I will sweep", "? close the meeting"),
        ("this_meeting", " and more", "? this meeting, or the next"),
        ("own_names", "\rTea", "? our words"),
    ],
)
async def test_half_a_line_on_a_page_stands_there_again_in_the_next_window(
    hall: Hall, home: Path, page: str, keys: str, way: str
) -> None:
    words = keys.strip()
    async with window(hall, home) as screen:
        view = await opened(screen, page)
        await screen.pilot.press(*("enter" if key == "\r" else key for key in keys))
        assert words in on(view)
        found: list[Path] = []
        for _try in range(100):
            if found := [file for file in files(home) if words in file.read_text()]:
                break
            await asyncio.sleep(0.01)
        assert found, "it is there before the window goes: a process that is killed says nothing more"
    async with window(hall, home) as screen:
        assert f"One line is not kept yet: {way} takes up what waits." in " ".join("\n".join(screen.rows).split())
        view = await opened(screen, page)
        assert words in on(view)
        assert view.takes_words


async def typed_in_a_step(screen: Screen, *keys: str) -> SheetView:
    view = await opened(screen, "steps")
    await screen.pilot.press(*keys)
    return view


async def test_a_step_that_is_half_changed_or_half_made_stands_in_its_form_again(hall: Hall, home: Path) -> None:
    begun(hall)
    for keys, words in ((("e", "down"), " of all"), (("a",), "Tea for all")):
        async with window(hall, home) as screen:
            await typed_in_a_step(screen, *keys, *words, "down", *" now?")
        async with window(hall, home) as screen:
            assert "? all steps of this meeting takes up what waits." in " ".join("\n".join(screen.rows).split())
            view = await opened(screen, "steps")
            assert view.takes_words
            assert words in on(view)
            assert " now?" in on(view)
            await screen.pilot.press("up", *["enter"] * 5)
        assert any(words in step.title and "now?" in step.question for step in hall.board.plan)
        assert not files(home)


async def test_a_step_that_was_added_behind_the_last_enter_waits_no_more(hall: Hall, home: Path) -> None:
    begun(hall)
    async with window(hall, home) as screen:
        view = await typed_in_a_step(screen, "a", *"Tea for all", "down", *"Tea?", *["down"] * 3)
        unkept = view.unkept()
        assert unkept is not None
        await screen.pilot.press("enter")
    assert hall.board.plan[-1].id == unkept.made or unkept.made in hall.board.records
    assert reachable(unkept, hall.board) is None


async def test_words_for_a_step_that_is_taken_away_are_those_of_a_card(hall: Hall, home: Path) -> None:
    begun(hall)
    step = hall.board.plan[1]
    async with window(hall, home) as screen:
        await typed_in_a_step(screen, "down", "e", "down", *" of all")
    hall.room.do(ANA, PutAwayStep(step.id))
    async with window(hall, home) as screen:
        view = await opened(screen, "steps")
        assert not view.takes_words
        await screen.pilot.press("escape", "a")
        assert screen.typed == f"{step.title} of all"


@pytest.fixture
def keeping(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let pages be kept as files, as at the board's own computer."""

    def kept(name: str, _page: CatchUp, _width: int) -> Path:
        return tmp_path / name

    monkeypatch.setattr(Options, "keep_page", staticmethod(kept))


@pytest.mark.usefixtures("keeping")
async def test_words_that_were_changed_on_the_page_for_who_was_away_stand_there_again(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        view = await opened(screen, "catchup")
        await screen.pilot.press("e", *" And tea.", "enter", "down", "e", *" Half a li")
        assert " And tea." in " ".join(on(view).split())
    async with window(hall, home) as screen:
        view = await opened(screen, "catchup")
        assert " And tea." in " ".join(on(view).split())
        assert " Half a li" in " ".join(on(view).split())
        assert view.takes_words
        await screen.pilot.press("enter", "escape")
        assert "are in no file yet" in on(view)
        await screen.pilot.press("escape")
        await screen.pilot.pause()
    assert not files(home), "who leaves them has thrown them away"


@pytest.mark.usefixtures("keeping")
async def test_a_line_that_is_on_the_page_no_more_stands_behind_it_with_its_new_words(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        view = await opened(screen, "catchup")
        assert isinstance(view, CatchUpView)
        at, line = next((at, line) for at, line in enumerate(view.reading.page.lines) if line.part is Part.ITEM)
        view.reading = replace(view.reading, at=at)
        await screen.pilot.press("e", *" And tea.", "enter")
    card = next(card for card in hall.board.cards() if card.text in line.text)
    hall.room.do(ANA, PutAway(card.id))
    async with window(hall, home) as screen:
        view = await opened(screen, "catchup")
        assert isinstance(view, CatchUpView)
        assert view.reading.page.lines[-1].text == f"{line.text} And tea."


async def test_words_of_a_new_board_stand_there_again_in_the_next_window(home: Path) -> None:
    for is_again in (False, True):
        options = Options(looks(), "projector-light", drafts=DraftFolder(home / "drafts"))
        app = BoardApp(NoRooms(), ANA, options)
        async with app.run_test(size=(80, 24)) as pilot:
            first = app.screen
            assert isinstance(first, Page)
            assert isinstance(first.view, SheetView)
            assert ("What you typed of a new board is not kept yet" in on(first.view)) == is_again
            await app.pages.open("new_board")
            await pilot.pause()
            page = app.screen
            assert isinstance(page, Page)
            assert isinstance(page.view, SheetView)
            if not is_again:
                await pilot.press(*"Shed", "enter", *"Who has the key?")
                for _try in range(100):
                    if any("Who has the key?" in file.read_text() for file in files(home)):
                        break
                    await asyncio.sleep(0.01)
                else:
                    pytest.fail("it is not there before the window goes")
            assert "Shed" in on(page.view)
            assert "▌ Who has the key?" in on(page.view)
            await app.pages.begun.settle()
    assert files(home)


async def test_what_is_kept_from_a_page_waits_no_more(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        await opened(screen, "people")
        await screen.pilot.press(*"Rhys")
        assert screen.session.lines.unkept()
        await screen.pilot.press("enter")
        await screen.pilot.pause()
        assert "rhys" in screen.live.board.here
        assert screen.session.lines.unkept() == ()
    assert not files(home)


async def test_words_for_a_meeting_that_is_closed_by_now_are_those_of_a_card(hall: Hall, home: Path) -> None:
    async with window(hall, home) as screen:
        await opened(screen, "closing")
        await screen.pilot.press(*"I will sweep")
    hall.room.do(ANA, CloseMeeting())
    async with window(hall, home) as screen:
        assert "a takes up what waits." in screen.text
        await screen.press("a")
        assert screen.typed == "I will sweep"


async def test_a_word_about_a_promise_stands_with_it_again(hall: Hall, home: Path) -> None:
    hall.room.do(ANA, AddCard("card/tom", Kind.ACTION, "I bring a saw", owners=("Ana",)))
    hall.room.do(ANA, AddCard("card/mo", Kind.ACTION, "I bring a rake", owners=("Ana",)))
    hall.room.do(ANA, CloseMeeting())
    hall.clock.pass_minutes(28 * 24 * 60)
    hall.room.do(ANA, OpenMeeting("meeting/second"))
    async with window(hall, home) as screen:
        view = await opened(screen, "what_we_said")
        assert isinstance(view, WhatWeSaidView)
        at = next(at for at, record in enumerate(view.page.records) if record.id == "card/mo")
        view.page = view.page.to(at)
        await screen.pilot.press(*"half of it")
    async with window(hall, home) as screen:
        view = await opened(screen, "what_we_said")
        assert "half of it" in on(view)
        assert "I bring a rake" in on(view)


async def test_the_new_name_of_a_theme_stands_below_it_again_or_is_offered_where_it_is_gone(
    hall: Hall, home: Path
) -> None:
    hall.room.do(ANA, AddCard("card/hose", Kind.OFFER, "a hose", tags=("Water",)))
    async with window(hall, home) as screen:
        await opened(screen, "gathered")
        await screen.pilot.press("e", *" and rain")
    async with window(hall, home) as screen:
        assert "Water and rain" in on(await opened(screen, "gathered"))
    hall.room.do(ANA, PutAwayTheme("water"))
    async with window(hall, home) as screen:
        await opened(screen, "gathered")
        assert [line.fields["text"] for line in screen.session.lines.left] == ["Water and rain"]
