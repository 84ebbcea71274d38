"""What pages say: only what has just happened, as long as it is so; and every page wears the theme that was chosen."""

import pytest
from riverside import ANA, DEE, riverside
from sheets import looks, window
from test_board_screen import shown
from test_home_app import at_home
from test_seats_together import room, until
from test_seats_together import window as seat_window

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.timer import GiveTime, StartTimer
from cofacil.board.kinds import Kind
from cofacil.room.requests import Wish
from cofacil.tui.app import BoardApp
from cofacil.tui.messages import PageRequested
from cofacil.tui.pages.page import Page
from cofacil.tui.pages.people import PeopleView
from cofacil.tui.pages.sheet import Edges, sheet
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.key_row import Offer


def page_of(app: BoardApp) -> SheetView:
    page = app.screen
    assert isinstance(page, Page)
    assert isinstance(page.view, SheetView)
    return page.view


def last(view: SheetView) -> str:
    return view.render_line(max(0, view.size.height - 1)).text


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_a_theme_that_is_chosen_from_the_start_page_is_worn_there_too(key: str) -> None:
    async with at_home() as (app, _rooms, pilot):
        app.options = app.options._replace(looks=looks(), keep_setting=lambda _name, _value: None)
        before = app.brush
        app.screen.post_message(PageRequested("colours"))
        await until(lambda: len(app.screen_stack) == 2)
        await pilot.press("down")
        await pilot.pause()
        assert app.brush is not before
        for page in app.screen_stack:
            assert isinstance(page, Page)
            assert isinstance(page.view, SheetView)
            assert page.view.brush is app.brush
        await pilot.press(key)
        await until(lambda: len(app.screen_stack) == 1)
        assert page_of(app).brush is app.brush
        assert (app.brush is before) == (key == "escape")


async def test_a_page_says_what_happens_and_never_what_stood_there_before() -> None:
    async with shown() as screen:
        await screen.press("d", "enter")
        await screen.until(lambda: len(screen.app.screen_stack) == 2)
        view = page_of(screen.app)
        assert "O3 is taken up." not in last(view)
        screen.app.show_news((await screen.live.submit(DEE, StartTimer(5)))._replace(events=()))
        await screen.pilot.pause()
        assert "O3 is taken up." not in last(view)
        await screen.live.submit(DEE, AddCard("card/x", Kind.OFFER, "x", said="Dee"))
        await screen.until(lambda: "Dee added an offer" in last(view))


async def test_the_large_timer_says_no_more_that_a_clock_was_started_once_it_is_up() -> None:
    async with shown() as screen:
        await screen.live.submit(DEE, StartTimer(1))
        await screen.until(lambda: "One minute, started by Dee." in screen.text)
        screen.app.screen.post_message(PageRequested("big_timer"))
        await screen.until(lambda: len(screen.app.screen_stack) == 2)
        view = page_of(screen.app)
        await screen.until(lambda: "One minute, started by Dee." in last(view))
        await screen.live.submit(DEE, GiveTime(1))
        await screen.until(lambda: "Dee gave one more minute." in last(view))
        screen.hall.clock.pass_minutes(2)
        view.wake()
        await screen.pilot.pause()
        assert "minute" not in last(view)


async def test_a_minute_that_was_given_on_the_large_timer_is_said_no_more_once_it_is_up() -> None:
    async with shown() as screen:
        await screen.live.submit(DEE, StartTimer(1))
        screen.app.screen.post_message(PageRequested("big_timer"))
        await screen.until(lambda: len(screen.app.screen_stack) == 2)
        view = page_of(screen.app)
        await screen.press("plus")
        await screen.until(lambda: "gave one more minute." in last(view))
        screen.hall.clock.pass_minutes(3)
        view.wake()
        await screen.pilot.pause()
        assert "minute" not in last(view)


async def test_what_a_key_came_to_on_a_page_ends_at_the_next() -> None:
    async with shown() as screen:
        await screen.press("enter")
        await screen.until(lambda: len(screen.app.screen_stack) == 2)
        view = page_of(screen.app)
        view.say("So it is.")
        assert "So it is." in last(view)
        await screen.press("down")
        assert "So it is." not in last(view)


@pytest.mark.parametrize("is_asked", [False, True])
async def test_what_a_key_came_to_on_a_page_gives_way_once_it_was_read_and_a_question_never(
    monkeypatch: pytest.MonkeyPatch, *, is_asked: bool
) -> None:
    monkeypatch.setattr(SheetView, "asks", is_asked)
    async with shown() as screen:
        await screen.press("enter")
        await screen.until(lambda: len(screen.app.screen_stack) == 2)
        view = page_of(screen.app)
        view.say("So it is.")
        await screen.live.submit(DEE, AddCard("card/x", Kind.OFFER, "x", said="Dee"))
        await screen.until(lambda: bool(view.last_row.since))
        assert "So it is." in last(view)
        screen.hall.clock.pass_minutes(1)
        view.wake()
        await screen.pilot.pause()
        assert ("Dee added an offer" in last(view)) is not is_asked
        assert ("So it is." in last(view)) is is_asked


async def test_who_asks_is_named_on_a_page_as_long_as_they_wait() -> None:
    hall = riverside()
    async with room(hall) as live, seat_window(live, ANA) as ana:
        ana.send("?")
        await until(lambda: isinstance(ana.app.screen, Page) and ana.app.screen.view is not ana.view)
        asking = live.presence.asks.ask("Rhys", Wish.JOIN)
        view = page_of(ana.app)
        await until(lambda: "Rhys asks to join. On the board j answers" in last(view))
        asking.cancel()
        await until(lambda: "asks to join" not in last(view))
        ana.send("escape")
        await until(lambda: ana.app.screen.view is ana.view)  # type: ignore[attr-defined]
        assert "asks to join" not in "".join(ana.rows)


@pytest.mark.parametrize("wish", [Wish.JOIN, Wish.WRITE])
async def test_every_page_over_the_board_says_where_who_asks_is_answered_and_there_the_key_does(wish: Wish) -> None:
    hall = riverside()
    async with room(hall) as live, seat_window(live, ANA) as ana:
        ana.send("?")
        await until(lambda: isinstance(ana.app.screen, Page) and ana.app.screen.view is not ana.view)
        below = page_of(ana.app)
        ana.app.post_message(PageRequested("people"))
        await until(lambda: isinstance(page_of(ana.app), PeopleView))
        asking = live.presence.asks.ask("Rhys", wish)
        says = f"Rhys asks to {wish}. On the board j answers; go on as you were."
        await until(lambda: says in last(page_of(ana.app)))
        ana.send("escape")
        await until(lambda: page_of(ana.app) is below)
        await until(lambda: says in last(below))
        await ana.pilot.pause(0.6)  # a page that was left takes no keys for a moment
        ana.send("escape")
        await until(lambda: ana.app.screen.view is ana.view)  # type: ignore[attr-defined]
        ana.send("j")
        await until(lambda: ana.view.session.mode is not None)
        ana.send("9")
        await until(lambda: "Rhys is told: not now." in "".join(ana.rows))
        assert asking.done()


def test_a_page_says_a_long_sentence_whole_where_there_is_room() -> None:
    long = "It is said so that all of it is read. " * 2 + "The end."
    offers = (Offer("enter", "yes"), Offer("escape", "back"))
    small = window(60, 18)
    roomy = sheet(small, Edges("Title", offers, long, state="saved"), [])
    assert len(roomy.rows) == 18
    assert roomy.rows[-1].text.startswith("of it is read. The end.")
    assert roomy.rows[-1].text.endswith("saved")
    assert roomy.offer_at(roomy.rows[-3].text.index("Enter"), 15)
    assert roomy.offer_at(1, 16) is None
    full = sheet(small, Edges("Title", offers, long, state="saved"), [*roomy.rows[:1] * 15])
    assert full.rows[-3].text == roomy.rows[0].text, "what stands on the page is never covered"
    assert "Enter" in full.rows[-2].text
