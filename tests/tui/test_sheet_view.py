"""What every page around the board does alike: a click begins and ends on one thing, and keys are those of the group."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from riverside import DEE, riverside
from sheets import NOW, OWN_KEYS, Bare, Meeting, below, brush, on_screen, shown, window, words
from test_home import FOOD, GARDEN
from textual.pilot import Pilot

from cofacil.board.commands.timer import StartTimer
from cofacil.room.attending import Attending, Present
from cofacil.room.walls import CardShown
from cofacil.tui.messages import BackRequested, LeaveRequested, PageRequested, ShelvedChosen, TogetherRequested
from cofacil.tui.pages.card import ShownView
from cofacil.tui.pages.home import HomeView
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.pages.timer import BigTimer, TimerView, paint_timer
from cofacil.tui.pages.welcome import Greeting, WelcomeView
from cofacil.tui.paint.too_small import paint_too_small
from cofacil.tui.paint.window import Window


class Boards:
    """The first page with two boards, and a mouse over it."""

    def __init__(self, app: Bare, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    def over(self, words: str) -> tuple[int, int]:
        """Return the middle of some words."""
        rows = on_screen(self.app.view).splitlines()
        y = next(y for y, row in enumerate(rows) if words in row)
        return rows[y].index(words) + len(words) // 2, y

    async def drag(self, here: str, there: str) -> None:
        await self.pilot.mouse_down(offset=self.over(here))
        await self.pilot.mouse_up(offset=self.over(there))


@asynccontextmanager
async def boards() -> AsyncIterator[Boards]:
    view = HomeView((GARDEN, FOOD), Path("/b"), brush(), OWN_KEYS, lambda: NOW)
    async with shown(view) as (app, pilot):
        yield Boards(app, pilot)


async def test_a_page_that_opens_is_painted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[object] = []
    draw = HomeView.draw

    def counted(view: HomeView, window: Window) -> Sheet:
        painted.append(window)
        return draw(view, window)

    monkeypatch.setattr(HomeView, "draw", counted)
    async with boards():
        assert len(painted) == 1


async def test_an_offer_is_taken_where_the_button_goes_down_and_up_on_it() -> None:
    async with boards() as page:
        await page.drag("o more", "more")
    assert page.app.heard == [PageRequested("help")]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("Enter for 1", "leave"),
        ("Hospital food", "c leave"),
        ("o more", "Riverside garden"),
        ("o more", "Four weeks since"),
        ("Sunday", "c leave"),
    ],
)
async def test_a_drag_that_ends_on_an_offer_or_comes_from_one_takes_none(here: str, there: str) -> None:
    async with boards() as page:
        await page.drag(here, there)
        await page.drag(there, here)
    assert page.app.heard == []


async def test_a_drag_from_one_choice_to_another_chooses_nothing() -> None:
    async with boards() as page:
        await page.drag("Riverside garden", "Hospital food")
        await page.drag("Hospital food", "Start a new board")
        assert page.app.heard == []
        assert " ▌ Riverside garden" in on_screen(page.app.view)
        await page.drag("Hospital food", "yesterday, 1 person")
    assert page.app.heard == [ShelvedChosen(FOOD, begins=True)]


async def test_a_release_whose_press_was_on_the_page_before_means_nothing() -> None:
    async with boards() as page:
        await page.pilot.mouse_up(offset=page.over("c leave"))
        await page.pilot.mouse_up(offset=page.over("Hospital food"))
    assert page.app.heard == []


async def test_an_offer_of_several_keys_presses_none() -> None:
    async with boards() as page:
        before = on_screen(page.app.view)
        await page.drag("choose", "choose")
        assert on_screen(page.app.view) == before
    assert page.app.heard == []


# keys of a group


async def after(view: SheetView, *keys: str, size: tuple[int, int] = (80, 24)) -> list[object]:
    """Return what a page asks for after some keys."""
    async with shown(view, size) as (app, pilot):
        await pilot.press(*keys)
    return list(app.heard)


async def test_the_boards_name_and_take_the_keys_of_the_group() -> None:
    view = HomeView((GARDEN,), Path("/b"), brush(), OWN_KEYS, lambda: NOW)
    assert "o more   c leave" in words(view.draw(window(80, 24)))
    assert await after(view, "q", "question_mark", "O", "C") == [PageRequested("help"), LeaveRequested()]


async def test_the_welcome_names_and_takes_the_keys_of_the_group() -> None:
    hall = riverside()
    greeting = Greeting(hall.board, DEE, Attending.of((Present(DEE),)), hall.now)
    view = WelcomeView(lambda: greeting, brush(), OWN_KEYS)
    text = words(view.draw(window(80, 24)))
    assert "x and k change everyone's screen." in " ".join(text.split())
    assert "Enter to the board   c leave" in text
    assert await after(view, "c") == [LeaveRequested()]
    assert await after(WelcomeView(lambda: greeting, brush(), OWN_KEYS), "q") == [BackRequested()]


async def test_the_large_timer_names_and_takes_the_keys_of_the_group() -> None:
    meeting = Meeting()
    assert "k or Esc, then k and minutes." in words(paint_timer(BigTimer(meeting.board, NOW, OWN_KEYS), window(80, 24)))
    meeting.do(StartTimer(5))
    view = TimerView(below(meeting.board, meeting.clock.now, meeting.ask, keys=OWN_KEYS))
    assert "k or Esc board   p pause" in words(view.draw(window(80, 24)))
    assert await after(view, "t") == []
    view = TimerView(below(meeting.board, meeting.clock.now, meeting.ask, keys=OWN_KEYS))
    assert await after(view, "K") == [BackRequested()]
    assert meeting.submitted == []


async def test_a_card_for_everyone_names_and_takes_the_keys_of_the_group() -> None:
    meeting = Meeting()
    card = meeting.card("beds")
    for key, heard in (("s", []), ("X", [TogetherRequested("show_all")])):
        view = ShownView(meeting.board, CardShown("Ana", card), brush(), OWN_KEYS, meeting.clock.now, can_end=True)
        assert "x end it for all" in words(view.draw(window(80, 24)))
        assert await after(view, key) == heard


async def test_a_window_too_small_names_and_takes_the_key_of_the_group() -> None:
    rows = paint_too_small(38, 10, brush(), OWN_KEYS)
    assert "Nothing is lost. c leaves." in "\n".join(row.text for row in rows)
    view = HomeView((GARDEN,), Path("/b"), brush(), OWN_KEYS, lambda: NOW)
    assert await after(view, "q", "enter", "c", size=(38, 10)) == [LeaveRequested()]


def test_a_window_too_small_says_everything_once_and_how_to_leave_last() -> None:
    for height in range(3, 12):
        rows = [row.text.strip() for row in paint_too_small(38, height, brush(), OWN_KEYS) if row.text.strip()]
        assert rows[-1].rstrip().endswith("c leaves.")
        assert sum("c leaves." in row for row in rows) == 1
