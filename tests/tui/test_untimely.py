"""Keys, sizes and errors that come at an untimely moment: none is lost, none lands on what nobody sees, none ends the app."""

import asyncio

import pytest
from riverside import ANA, Hall, HallRoom, Looking, Pane, riverside
from test_board_screen import shown
from test_keeping import NOT_SAVED, failing, paste
from test_seats_together import room, window
from textual import events

from cofacil.board.commands.timer import StartTimer, StopTimer
from cofacil.board.errors import NotSaved
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.prompts import Prompt
from cofacil.room import presence
from cofacil.tui import unsaved
from cofacil.tui.keys import Keymap, Press
from cofacil.tui.modes.mode import Leave
from cofacil.tui.paint.head import head
from cofacil.tui.session import Session
from cofacil.tui.view import View

IO = OSError(5, "Input/output error")


async def test_what_the_disk_cannot_tell_of_undo_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_seat: object) -> None:
        raise IO

    async with shown() as screen:
        await screen.press("d")
        monkeypatch.setattr(screen.live, "last_done", broken)
        await screen.press("u")
        assert "The disk does not answer" in screen.rows[-1]


async def test_what_a_page_cannot_keep_is_a_trouble_and_no_end_of_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown() as screen:
        failing(screen, monkeypatch, IO)
        with pytest.raises(NotSaved):
            await screen.app.ask(StartTimer(5))


async def test_everyone_is_shown_the_card_that_was_in_hand_when_the_key_was_pressed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presence, "PACE", 0.01)
    hall = riverside()
    async with room(hall) as live, window(live, ANA) as mine:
        session = mine.view.session
        session.look(session.view.to(live.board, hall.called("O3")))
        mine.send("s", "down", "d")
        async with asyncio.timeout(10):
            while live.board.card(hall.called("O3")).text not in mine.sees_for_all:
                await mine.pilot.pause(0.05)
        assert not any(card.is_done for card in live.board.columns[Kind.OFFER])


async def test_what_is_typed_behind_leaving_changes_nothing() -> None:
    async with shown() as screen:
        for key, character in (("q", "q"), ("enter", "\r"), ("d", "d"), ("p", "p")):
            screen.app.post_message(events.Key(key, character))
        screen.app.post_message(events.Paste("Bread"))
        await screen.until(lambda: screen.app.return_code is not None)
        await screen.pilot.pause()
        card = screen.live.board.card(screen.hall.called("O3"))
        assert not card.is_done
        assert not card.is_gone


async def test_a_window_too_small_is_left_by_the_key_that_it_names() -> None:
    session, pane = session_over(riverside(), (30, 8), Keymap.of({"leave": "c", "add": "q"}))
    await session.press(Press("q", "q"))
    assert pane.errands == []
    await session.press(Press("c", "c"))
    assert pane.errands == [Leave()]


async def test_nothing_of_the_board_is_painted_over_a_window_too_small(monkeypatch: pytest.MonkeyPatch) -> None:
    async with shown() as screen:
        await screen.app.ask(StartTimer(5))
        await screen.pilot.resize_terminal(30, 8)
        await screen.pilot.pause()
        before = screen.rows
        screen.view.tick()
        await screen.pilot.pause()
        assert screen.rows == before
        assert screen.session.picture is None


async def test_the_question_that_is_asked_is_the_one_that_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def turning(_board: Board, now: int) -> Prompt:
        return Prompt("turning", f"Who asks at {now}?", "", "any")

    monkeypatch.setattr("cofacil.tui.wall_prompt.asked", turning)
    hall = riverside()
    session, _pane = session_over(hall, (80, 24))
    await session.press(Press("t", "t"))
    hall.clock.pass_minutes(16)
    await session.press(Press("escape", None))
    assert session.desk().prompt == session.prompt


async def test_a_paste_into_a_line_that_waits_to_be_saved_is_the_next_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsaved, "TRY_AGAIN", 0.1)
    async with shown() as screen:
        await screen.type("aBread")
        screen.log.trouble = "The disk is full."
        await screen.press("enter")
        await screen.until(lambda: NOT_SAVED in screen.text)
        await paste(screen, "fruit")
        screen.log.trouble = ""
        await screen.until(lambda: screen.offers()[9:] == ["Bread"])
        await screen.press("enter")
        await screen.until(lambda: screen.offers()[9:] == ["Bread", "fruit"])


def test_a_new_timer_has_its_own_bar() -> None:
    hall, bars = riverside(), []
    hall.at("19:00:02")
    for minutes, passed in ((15, 14), (1, 0)):
        hall.do(StartTimer(minutes))
        hall.clock.pass_minutes(passed + 2 / 60)
        bars.append(head(Looking(hall, View(2), 120, 40).scene())[0][1].text)
        hall.do(StopTimer())
        hall.clock.pass_minutes(0)
    assert all("00:58" in bar for bar in bars)
    assert bars[0] != bars[1]


def session_over(hall: Hall, size: tuple[int, int], keymap: Keymap | None = None) -> tuple[Session, Pane]:
    pane = Pane(*size)
    session = Session(ANA, Looking(hall).brush, keymap or Keymap.of({}), HallRoom(hall, ANA), pane)
    session.board, session.size, session.view = hall.board, size, View().settled(hall.board)
    return session, pane
