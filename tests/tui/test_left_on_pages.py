"""Words that were typed on a page and are not kept outlive the window, and stand there again."""

import asyncio
from pathlib import Path

import pytest
from riverside import ANA, Hall, riverside
from test_board_screen import Screen, ShakyLog
from test_left_lines import BOARD, files, window

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.themes import PutAwayTheme
from cofacil.board.kinds import Kind
from cofacil.room import draft_keeper
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
