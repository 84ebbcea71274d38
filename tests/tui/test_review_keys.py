"""Keys and clicks of looking back: from page to page, to the board as it was, to a story, and back to where one came from."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from looking_back import book, events_now, view_of
from sheets import Bare, on_screen, shown
from textual.pilot import Pilot

from cofacil.board.marked import N_
from cofacil.review.book import Book
from cofacil.tui.messages import BackRequested, LeaveRequested, PageRequested
from cofacil.tui.pages.review.commands import Command
from cofacil.tui.pages.review.finder import Finder
from cofacil.tui.pages.review.listing import Listing, laid_of
from cofacil.tui.pages.review.moment import Moment
from cofacil.tui.pages.review.story import Story
from cofacil.tui.pages.review.view import ReviewView


class Shown:
    """The page, and the keys that are pressed on it."""

    def __init__(self, view: ReviewView, app: Bare, pilot: Pilot[None]) -> None:
        self.view, self.app, self.pilot = view, app, pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    @property
    def text(self) -> str:
        return on_screen(self.view)

    @property
    def last(self) -> str:
        return self.text.splitlines()[-1].strip()

    @property
    def title(self) -> str:
        return self.text.splitlines()[0].strip()

    @property
    def moment(self) -> Moment:
        leaf = self.view.leaf
        assert isinstance(leaf, Moment), leaf
        return leaf

    async def click(self, words: str) -> None:
        rows = self.text.splitlines()
        y = next(y for y, row in enumerate(rows) if words in row)
        await self.pilot.click(offset=(rows[y].index(words) + 1, y))


@asynccontextmanager
async def looking(saved: Book | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Shown]:
    view = view_of(saved)
    async with shown(view, size) as (app, pilot):
        await pilot.pause()
        yield Shown(view, app, pilot)


async def test_ten_minutes_with_a_saved_board() -> None:
    """Walk (c): who was missing, how they came up, and what was offered and not taken up."""
    async with looking() as page:
        assert "Night cleaners at the school      Bea asked              came on 22 Nov" in page.text
        await page.press(*["down"] * 8)
        await page.press("enter")
        assert page.title.startswith("N2, from beginning to now")
        assert "Ana named them. The question was:" in page.text
        await page.press("enter")
        assert page.text.splitlines()[3].endswith("[5 _ NOT HERE 2]")
        assert "Kept: Night cleaners at the school, N2." in page.text
        assert "36 of 151 events" in page.last
        await page.press("right", "right", "escape")
        assert page.title.startswith("N2, from beginning to now")
        await page.press("3")
        assert "I can open the side gate at six, I come past it anyway" in page.text
        assert page.last.startswith("13 offers are not taken up. By 11 people, in their own words.")


async def test_each_page_has_its_key_and_esc_leads_to_the_first() -> None:
    async with looking() as page:
        for key, words in {
            "3": "Offers not taken up",
            "4": "What is still open",
            "5": "Who was not in the room",
            "6": "What belongs together",
        }.items():
            await page.press(key)
            assert words in page.text.splitlines()[1]
        await page.press("escape")
        assert "Who does what by when" in page.text
        await page.press("escape")
        assert page.last.startswith("This is the first page. q leaves")
        assert not any(isinstance(message, BackRequested) for message in page.app.heard)


async def test_on_the_board_as_it_was_figures_are_its_columns_and_no_other_leads_away() -> None:
    async with looking() as page:
        await page.press("2", "3")
        assert "[3 > ACTIONS" in page.text
        await page.press("6")
        assert "[3 > ACTIONS" in page.text
        assert "6 does nothing on this page. Esc goes back." in page.last


async def test_where_one_was_on_a_page_is_where_one_comes_back_to() -> None:
    async with looking() as page:
        await page.press("4", "down", "down", "down", "1", "4")
        assert isinstance(page.view.leaf, Listing)
        assert page.view.leaf.hand == 3
        await page.press("2", "left", "left")
        at = page.moment.at
        await page.press("escape", "1", "2")
        assert page.moment.at == at


async def test_figures_are_columns_on_the_board_as_it_was() -> None:
    async with looking() as page:
        await page.press("2", "5")
        assert "[5 _ NOT HERE" in page.text
        await page.press("tab", "tab")
        await page.press("enter")
        assert page.title.startswith("N3, from")


async def test_events_steps_and_meetings_have_keys() -> None:
    async with looking() as page:
        await page.press("2")
        assert page.moment.at == 99  # the last meeting begins
        await page.press("right")
        assert page.moment.at == 100
        await page.press("down")
        assert "Step 1" in page.text
        await page.press("up", "up")
        assert "8 of 8" in page.text.splitlines()[1]
        await page.press("home")
        assert page.moment.at == 1
        await page.press("left")
        assert page.last.startswith("This is where the board begins.")
        await page.press("pagedown", "pagedown")
        assert page.moment.at == 99
        await page.press("pagedown")
        assert page.last.startswith("This is the last meeting.")
        await page.press("pageup", "end")
        assert page.moment.at == 151
        await page.press("right")
        assert page.last.startswith("This is the last thing that has happened.")


async def test_it_plays_and_stops_and_any_step_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = [1000.0]
    monkeypatch.setattr("cofacil.tui.pages.review.view.monotonic", lambda: passed[0])
    async with looking() as page:
        await page.press("2", "home", "space")
        assert page.last.startswith("Playing 20 times as fast. Space stops.")
        before = page.moment
        passed[0] += 0.1
        page.view.wake()
        passed[0] += 5
        page.view.wake()
        assert page.moment.at > before.at
        await page.press("plus")
        assert page.last.startswith("Playing 60 times as fast.")
        await page.press("minus", "minus")
        assert page.last.startswith("Playing 10 times as fast.")
        await page.press("space")
        at, now = page.moment.at, page.moment.now
        passed[0] += 100
        page.view.wake()
        assert (page.moment.at, page.moment.now) == (at, now)
        await page.press("space", "right")
        assert not page.moment.player.is_on
        await page.press("space", "question_mark", "escape")
        assert not page.moment.player.is_on


async def test_played_to_the_end_it_stops_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = [1000.0]
    monkeypatch.setattr("cofacil.tui.pages.review.view.monotonic", lambda: passed[0])
    async with looking() as page:
        await page.press("2", "end", "left", "space")
        passed[0] += 60
        page.view.wake()
        assert page.moment.at == 151
        assert not page.moment.player.is_on
        assert page.last.startswith("This is the last thing that has happened.")


async def test_the_clock_and_the_timer_go_on_between_two_events(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = [1000.0]
    monkeypatch.setattr("cofacil.tui.pages.review.view.monotonic", lambda: passed[0])
    async with looking() as page:
        await page.press("2", "home", *["right"] * 17, "space")
        first, timer = page.title, page.text.splitlines()[1]
        at = page.moment.at
        passed[0] += 0.5
        page.view.wake()
        assert page.moment.at == at
        assert page.title != first
        assert page.text.splitlines()[1] != timer


async def test_a_story_leads_to_the_story_of_what_it_meets() -> None:
    async with looking() as page:
        await page.press("slash", "O", "5", "enter")
        assert page.title.startswith("O5, from")
        await page.press("down")
        assert "Tab story of Q8" in page.text
        await page.press("tab")
        assert page.title.startswith("Q8, from")
        await page.press("escape")
        assert page.title.startswith("O5, from")


async def test_from_the_board_as_it_was_one_comes_back_to_the_story_one_came_from() -> None:
    async with looking() as page:
        await page.press("enter", "enter", "enter")
        assert isinstance(page.view.leaf, Story)
        await page.press("escape")
        assert isinstance(page.view.leaf, Listing)


async def test_finding_follows_every_letter_and_its_letters_are_no_commands() -> None:
    async with looking() as page:
        await page.press("slash", *"qk", "backspace", "backspace", *"ladder1")
        assert "Nothing on the board has these words" in page.last
        await page.press("enter")
        assert page.last.startswith("Nothing to go to yet.")
        await page.press(*["backspace"] * 7)
        page.view.paste("barrels\n")
        assert "I will fetch the barrels" in page.text
        await page.press("enter")
        assert isinstance(page.view.leaf, Story)
        await page.press("escape")
        assert isinstance(page.view.leaf, Finder)
        await page.press("escape")
        assert isinstance(page.view.leaf, Listing)


async def test_everything_is_in_one_list_which_does_it() -> None:
    async with looking() as page:
        await page.press("2", "question_mark")
        assert "the event before" in page.text
        at = 99
        await page.press("down", "enter")
        assert page.moment.at == at + 1
        await page.press("question_mark", "end", "up", "enter")
        assert any(isinstance(message, PageRequested) and message.name == "colours" for message in page.app.heard)
        await page.press("question_mark", "end", "enter")
        assert any(isinstance(message, LeaveRequested) for message in page.app.heard)


async def test_what_can_be_done_besides_stands_in_the_list_only_where_it_can() -> None:
    async with looking() as page:
        await page.press("question_mark")
        assert "keep all this as a page" not in page.text
        await page.press("escape")
        done: list[str] = []

        async def keep() -> None:
            done.append("kept")

        page.view.does["keep_as_page"] = keep
        page.view.extra = (Command(N_("keep all this as a page"), action="keep_as_page"),)
        await page.press("question_mark")
        await page.click("keep all this as a page")
        assert done == ["kept"]


async def test_over_another_page_esc_and_q_lead_back_to_it() -> None:
    for key in ("escape", "q"):
        async with looking() as page:
            page.view.is_over = True
            await page.press(key)
            assert any(isinstance(message, BackRequested) for message in page.app.heard)


async def test_what_means_nothing_is_said_and_nothing_is_done() -> None:
    async with looking() as page:
        await page.press("a")
        assert "a does nothing on this page" in page.last
        await page.press("2", "p")
        assert "p does nothing on this page" in page.last
        page.view.paste("words")
        assert "Nothing was pasted" in page.last


def _in_hand(page: Shown) -> str:
    """Return what a list has in hand, by its label."""
    leaf, view = page.view.leaf, page.view
    assert isinstance(leaf, Listing)
    entity = laid_of(leaf.page, view._desk()).entity(leaf.hand)
    return view.book.board.label_of(view.book.board.records[entity])


async def test_a_file_that_grows_is_followed_where_one_looks() -> None:
    events = events_now()
    async with looking(Book(events[:140])) as page:
        await page.press(*["down"] * 4)
        assert _in_hand(page) == "A6"
        page.view.grow(page.view.book.with_more(events[140:]))
        assert "11 things have happened meanwhile: they are shown here." in page.last
        assert _in_hand(page) == "A6"  # one more stands above it now
        await page.press("2", "end")
        assert page.moment.at == 151
        page.view.grow(page.view.book)
        assert "meanwhile" not in page.last


async def test_clicks_do_what_keys_do() -> None:
    async with looking() as page:
        await page.click("3 offers")
        assert "Offers not taken up" in page.text
        await page.click("My van")
        assert page.title.startswith("O2, from")
        await page.click("Esc back")
        await page.click("2 how we got here")
        await page.click("4 ! Issues")
        assert "[4 ! ISSUES" in page.text
        await page.click("I3 ")
        assert page.moment.view.in_hand(page.view.book.replay.board_at(page.moment.at)) is not None
        await page.click("Ana said what this meeting")
        assert page.moment.at == 100
        await page.click(" 3 ▁")
        assert "2 of 8" in page.text.splitlines()[1] or "3 of 8" in page.text.splitlines()[1]


async def test_a_window_too_small_says_so_and_is_left_by_its_key() -> None:
    async with looking(size=(38, 10)) as page:
        assert "This window is 38 by 10." in page.text
        await page.press("q")
        assert any(isinstance(message, LeaveRequested) for message in page.app.heard)


async def test_nothing_of_the_board_is_another_one_by_looking() -> None:
    before = book().board
    async with looking() as page:
        await page.press("2", *["left"] * 5, "enter", "escape", "escape", "3", "enter")
    assert book().board is before


@pytest.mark.parametrize("how", ["key", "click"])
async def test_what_stands_in_one_row_is_shown_where_the_row_says_so(how: str) -> None:
    async with looking() as page:
        await page.press("2")
        assert "2 things were done with before: Enter shows them." in page.text
        if how == "key":
            await page.press(*["tab"] * 12, "enter")
        else:
            await page.click("2 things were done with before")
        assert "were done with before" not in page.text
        assert "Q7" in page.text
        assert isinstance(page.view.leaf, Moment)


async def test_one_column_alone_is_the_board_as_it_was_too() -> None:
    async with looking(size=(120, 40)) as page:
        await page.press("2")
        rows = page.text.splitlines()
        assert any("Q1 " in row and "O1 " in row for row in rows)
        await page.press("z")
        assert not any("Q1 " in row and "O1 " in row for row in page.text.splitlines())
        await page.press("question_mark")
        assert "one column alone, and side by side again" in page.text
        await page.press("escape", "z")
        assert page.text.splitlines() == rows
    async with looking() as page:
        await page.press("2", "z")
        assert page.last.startswith("One column is all there is at this width.")


async def test_where_who_was_missing_is_further_down_the_first_page_says_that_it_is() -> None:
    async with looking(size=(60, 18)) as page:
        assert "5 below: Who was missing, and what came of it" in page.text
        await page.press(*["down"] * 9)
        assert "below: Who was missing" not in page.text
        assert " Who was missing, and what came of it" in page.text
    async with looking() as page:
        assert "below" not in page.text
