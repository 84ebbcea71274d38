"""Trouble with keeping: a disk that is full, slow or gone takes no words and no key with it."""

import time
from collections.abc import Callable, Sequence

import pytest
from riverside import ANA, DEE, VIC, Hall, Looking, riverside, rows_of
from sheets import looks
from test_board_screen import Screen, ShakyLog, shown
from textual import events

from cofacil.board.commands.absences import AbsenceCame
from cofacil.board.commands.moving import PutAway
from cofacil.board.commands.timer import TimerSeen
from cofacil.board.errors import BoardDamaged, BoardMissing, NewerFormat, ReadOnly, Refusal, Trouble
from cofacil.board.events import Draft, Event
from cofacil.board.kinds import AbsenceState
from cofacil.room import live
from cofacil.room.ports import NoRooms
from cofacil.room.room import News
from cofacil.tui import unsaved
from cofacil.tui.app import BoardApp
from cofacil.tui.modes.capture import Capture
from cofacil.tui.modes.paste import Paste
from cofacil.tui.options import Options
from cofacil.tui.pages.help import HelpView
from cofacil.tui.pages.page import Page
from cofacil.tui.pages.themes import ThemesView
from troubles import made_up

Make = Callable[[Sequence[Event]], Sequence[Draft]]
NOT_SAVED = "NOT SAVED: "


def failing(screen: Screen, monkeypatch: pytest.MonkeyPatch, error: Exception, *, after: int = 0) -> list[Make]:
    """Let every change fail but the first few."""
    append, asked = ShakyLog.append, list[Make]()

    def fails(log: ShakyLog, make: Make) -> Sequence[Event]:
        asked.append(make)
        if len(asked) > after:
            raise error
        return append(log, make)

    monkeypatch.setattr(ShakyLog, "append", fails)
    return asked


@pytest.fixture
def log_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ShakyLog, "description", "/nowhere/riverside.json")


async def paste(screen: Screen, text: str) -> None:
    screen.app.post_message(events.Paste(text))
    await screen.pilot.pause()


async def test_undo_through_help_undoes_and_the_board_goes_on() -> None:
    async with shown() as screen:
        await screen.press("d")
        screen.send("?undo\n")
        await screen.until(lambda: screen.rows[-1].lstrip().startswith("O3 is open again."))
        await screen.press("a")
        assert isinstance(screen.session.mode, Capture)


async def test_a_line_opened_before_a_retry_keeps_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsaved, "TRY_AGAIN", 0.2)
    async with shown() as screen:
        screen.log.trouble = "The disk is full."
        await screen.press("d")
        await screen.until(lambda: NOT_SAVED in screen.text)
        await screen.type("ahello there")
        screen.log.trouble = ""
        await screen.until(lambda: screen.live.board.card(screen.hall.called("O3")).is_done)
        await screen.until(lambda: "NOT SAVED" not in screen.text)
        assert screen.typed == "hello there"


async def test_a_line_opened_while_a_slow_disk_saves_gets_the_letters_that_were_held() -> None:
    async with shown() as screen:
        screen.log.slow = 0.8
        screen.send("d")
        await screen.until(lambda: "saving" in screen.rows[-1])
        screen.log.slow = 0.0
        screen.send("apple p")
        await screen.until(lambda: screen.live.board.card(screen.hall.called("O3")).is_done)
        await screen.until(lambda: screen.typed == "pple p")
        assert not screen.live.board.card(screen.hall.called("O3")).is_gone


async def test_a_paste_that_cannot_be_saved_stays_and_is_added_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown() as screen:
        await screen.press("a")
        await paste(screen, "one\ntwo\nthree")
        with monkeypatch.context() as patch:
            failing(screen, patch, made_up(BoardMissing, "The board is gone."))
            await screen.press("enter")
            await screen.until(lambda: NOT_SAVED in screen.text)
            assert isinstance(screen.session.mode, Paste)
            assert "one" not in screen.offers()
        await screen.press("enter")
        await screen.until(lambda: isinstance(screen.session.mode, Capture))
        assert screen.offers()[9:] == ["one", "two", "three"]
        assert "NOT SAVED" not in screen.text


async def test_a_paste_that_is_refused_keeps_the_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown() as screen:
        await screen.press("a")
        await paste(screen, "one\ntwo\nthree")
        failing(screen, monkeypatch, made_up(Refusal, "Not this one."))
        await screen.press("enter")
        assert screen.rows[-1].lstrip().startswith("Not this one.")
        await screen.press("x")
        assert screen.rows[-1].lstrip().startswith("Nothing is kept yet.")
        assert isinstance(screen.session.mode, Paste)


async def test_a_paste_of_several_cards_is_undone_at_once() -> None:
    async with shown() as screen:
        before = screen.offers()
        await screen.press("a")
        await paste(screen, "one\ntwo\nthree")
        await screen.press("enter")
        assert screen.rows[-1].lstrip().startswith("Ana added three offers, O10 to O12.")
        await screen.press("escape", "u")
        assert screen.offers() == before
        assert "O10 to O12 are off the wall again." in screen.rows[-1]
        await screen.press("y")
        assert screen.offers() == [*before, "one", "two", "three"]


async def test_a_disk_that_fails_in_its_own_words_is_not_saved_and_keys_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown() as screen:
        failing(screen, monkeypatch, OSError(5, "Input/output error"))
        await screen.type("aA lawn roller\n")
        await screen.until(lambda: f"{NOT_SAVED}The disk does not answer." in screen.text)
        assert screen.typed == "A lawn roller"
        assert not screen.session.is_saving


async def fault(monkeypatch: pytest.MonkeyPatch, slow: float) -> None:
    def breaks(_log: ShakyLog, _make: Make) -> Sequence[Event]:
        time.sleep(slow)
        raise ZeroDivisionError

    async with shown() as screen:
        monkeypatch.setattr(ShakyLog, "append", breaks)
        screen.send("d")
        await screen.until(lambda: not screen.app.is_running)


@pytest.mark.parametrize("slow", [0.0, 0.6])
async def test_a_fault_of_ours_ends_the_app_and_never_hangs_it(monkeypatch: pytest.MonkeyPatch, slow: float) -> None:
    with pytest.raises(ZeroDivisionError):
        await fault(monkeypatch, slow)


@pytest.mark.parametrize("trouble", [BoardMissing, BoardDamaged, ReadOnly, NewerFormat])
async def test_whatever_is_no_refusal_is_not_saved(trouble: type[Trouble], monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown() as screen:
        failing(screen, monkeypatch, made_up(trouble, "Nothing can be kept here."))
        await screen.type("aA lawn roller\n")
        await screen.until(lambda: f"{NOT_SAVED}Nothing can be kept here." in screen.text)
        assert screen.typed == "A lawn roller"


async def test_leaving_while_something_is_not_saved_says_what_it_costs() -> None:
    async with shown() as screen:
        await screen.press("q")
        assert "All is kept." in screen.text
        await screen.press("escape")
        screen.log.trouble = "The disk is full."
        await screen.press("d")
        await screen.until(lambda: NOT_SAVED in screen.text)
        await screen.press("q")
        assert "One thing is not saved yet: leaving loses it." in screen.text
        await screen.press("escape", "p")
        await screen.press("q")
        assert "Two things are not saved yet: leaving loses them." in screen.text
        await screen.press("escape")
        await screen.pilot.resize_terminal(38, 10)
        assert "Not all is saved." in screen.text
        await screen.press("q")
        assert screen.app.is_running


async def test_a_board_that_cannot_be_read_is_said_until_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "READ_AGAIN", 0.05)
    async with shown() as screen:
        with monkeypatch.context() as patch:

            def damaged(_log: ShakyLog, _after: int) -> Sequence[Event]:
                raise made_up(BoardDamaged, "This file is not what it was.")

            patch.setattr(ShakyLog, "read", damaged)
            screen.live._soon_pull()
            await screen.until(lambda: screen.rows[-1].lstrip().startswith("This file is not what it was."))
        await screen.until(lambda: "not what it was" not in screen.text)


async def test_an_older_board_is_never_shown_over_a_newer_one() -> None:
    async with shown() as screen:
        before = screen.live.board
        await screen.live.submit(DEE, PutAway(screen.hall.called("O1")))
        await screen.until(lambda: screen.session.board is screen.live.board)
        screen.session.hear(News(before, (), before.position))
        assert screen.session.board is screen.live.board


async def test_how_to_bring_back_is_said_to_the_one_who_put_it_away() -> None:
    async with shown() as screen:
        await screen.live.submit(DEE, PutAway(screen.hall.called("O1")))
        await screen.until(lambda: screen.rows[-1].lstrip().startswith("O1 is put away."))
        assert "brings it back" not in screen.rows[-1]
        await screen.press("p")
        assert screen.rows[-1].lstrip().startswith("O3 is put away. u brings it back.")


async def test_what_changes_nothing_says_so() -> None:
    async with shown() as screen:
        absence = screen.hall.called("N2")
        await screen.live.submit(ANA, AbsenceCame(absence, AbsenceState.JOINED))
        screen.session.view = screen.session.view.to(screen.live.board, absence)
        before = screen.live.board.position
        await screen.press("d")
        assert screen.rows[-1].lstrip().startswith("Nothing has changed: it is so already.")
        assert screen.live.board.position == before


async def test_time_is_said_as_long_as_it_is_up_and_its_start_never_again() -> None:
    async with shown() as screen:
        await screen.type("t1\n\n")
        await screen.press("escape")
        assert "One minute, started by Ana." in screen.rows[-1]
        screen.hall.clock.pass_minutes(1)
        screen.view.tick()
        assert "Time. Finish what you are saying." in screen.rows[-1]
        await screen.press("down", "up")
        assert "Time. Finish what you are saying." in screen.rows[-1]
        screen.session.say("Something else.")
        screen.view.tick()
        assert "Something else." in screen.rows[-1]
        await screen.press("a", "escape")
        assert "Time. Finish what you are saying." in screen.rows[-1]
        await screen.live.submit(ANA, TimerSeen())
        await screen.until(lambda: screen.session.board.timer.seen is not None)
        await screen.press("down")
        assert "Finish" not in screen.text
        assert "started by" not in screen.text


def test_who_only_watches_is_welcomed_without_keys_that_write() -> None:
    scene = Looking(Hall()).scene()
    offer = "writes down what somebody says"
    assert any(offer in row for row in rows_of(scene))
    for watching in (scene._replace(is_writable=False), scene._replace(is_wall=True)):
        assert any("Welcome." in row for row in rows_of(watching))
        assert not any(offer in row for row in rows_of(watching))


async def test_the_room_view_says_saved_only_of_what_is() -> None:
    async with shown(VIC) as screen:
        await screen.press("v")
        assert screen.rows[-1].rstrip().endswith("watching")
    async with shown() as screen:
        await screen.press("v")
        screen.log.slow = 0.8
        screen.send("d")
        await screen.until(lambda: screen.rows[-1].rstrip().endswith("saving…"))
        screen.log.slow = 0.0
        await screen.until(lambda: screen.rows[-1].rstrip().endswith("saved"))


async def test_help_over_a_board_that_cannot_be_changed_offers_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = riverside()
    monkeypatch.setattr(ShakyLog, "is_writable", False)
    async with shown(hall=hall) as screen:
        await screen.press("?")
        await screen.until(lambda: isinstance(screen.app.screen, Page) and isinstance(screen.app.screen.view, HelpView))
        page = screen.app.screen
        assert isinstance(page, Page)
        assert isinstance(page.view, HelpView)
        names = {action.name for action in page.view.help.actions}
        assert "find" in names
        assert not names & {"add", "undo", "timer"}


async def test_help_where_no_board_is_open_opens_themes() -> None:
    app = BoardApp(NoRooms(), ANA, Options(looks(), "projector-light"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("?", *"colours", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Page)
        assert isinstance(app.screen.view, ThemesView)


def below(screen: Screen) -> str:
    """Return the last row of the page on top."""
    page = screen.app.screen
    assert isinstance(page, Page)
    return page.view.render_line(page.view.size.height - 1).text.rstrip() if page.view.size.height else ""


@pytest.mark.parametrize("page", ["help", "whole", "big_timer", "people", "promises"])
async def test_no_page_says_that_all_is_saved_while_it_is_not(
    page: str, monkeypatch: pytest.MonkeyPatch, log_is_kept: None
) -> None:
    monkeypatch.setattr(unsaved, "TRY_AGAIN", 60)
    async with shown() as screen:
        await screen.app.pages.open(page)
        await screen.until(lambda: below(screen).endswith(" saved"))
        await screen.press("escape")
        screen.log.trouble = "The disk is full."
        await screen.press("d")
        await screen.until(lambda: NOT_SAVED in screen.text)
        await screen.app.pages.open(page)
        await screen.until(lambda: below(screen).endswith(" NOT SAVED"))
        await screen.press("escape")
        screen.log.trouble = ""
        await screen.session._try_all()
        await screen.type("ahalf a line")
        await screen.press("escape")
        await screen.app.pages.open(page)
        await screen.until(lambda: below(screen).endswith(" one line waits"))


async def test_a_card_for_everyone_says_that_not_all_is_saved(log_is_kept: None) -> None:
    async with shown() as screen:
        screen.log.trouble = "The disk is full."
        await screen.press("d")
        await screen.until(lambda: NOT_SAVED in screen.text)
        await screen.press("s")
        await screen.until(lambda: below(screen).endswith(" NOT SAVED"))
