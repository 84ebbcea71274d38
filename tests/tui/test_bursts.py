"""What comes in one piece is no command: on the board, in its questions, on its pages, for who writes and who watches."""

import asyncio

import pytest
from keyboard import Keyboard
from riverside import VIC, riverside
from sheets import KEYS, Meeting, below, brush
from sheets import shown as page_shown
from test_board_screen import shown
from textual import events

from cofacil.terminal.burst import BurstKey
from cofacil.tui.keys import Keymap, Press
from cofacil.tui.pages.help import HelpView
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.pages.timer import TimerView

NOTHING = "So many letters at once do nothing: no line is open. a opens one."


def burst(keys: Keyboard, text: str) -> None:
    async def come() -> None:
        for letter in text:
            named = {"\r": "enter", "\t": "tab"}.get(letter)
            await keys.session.press(Press(named or letter, None if named else letter, is_burst=True))

    keys.session.board = keys.hall.board
    asyncio.run(come())


@pytest.mark.parametrize("text", ["people", "dpdp\r", "apples\r", "w0rk", "q\rq\r"])
def test_on_the_board_a_burst_does_nothing_and_says_so(text: str) -> None:
    keys = Keyboard(riverside())
    before = keys.view
    burst(keys, text)
    assert not keys.submitted
    assert not keys.errands
    assert keys.mode is None
    assert keys.view == before
    assert keys.sentence == NOTHING


def test_what_a_burst_says_ends_at_the_next_key_that_is_pressed() -> None:
    keys = Keyboard(riverside())
    burst(keys, "people")
    asyncio.run(keys.session.press(Press("down")))
    assert keys.sentence == ""


def test_a_burst_names_the_groups_own_key() -> None:
    keys = Keyboard(riverside())
    keys.session.keymap = Keymap.of({"add": "k"})
    burst(keys, "people")
    assert "k opens one." in keys.sentence


def test_words_that_come_in_one_piece_are_words_where_a_line_is_open() -> None:
    keys = Keyboard(riverside()).open("add")
    burst(keys, "A lawn roller\rThree spades")
    assert keys.typed == "Three spades"
    assert len(keys.submitted) == 1
    keys = Keyboard(riverside()).look("O3").open("edit")
    burst(keys, " and pods")
    assert keys.mode
    assert keys.mode.editing


def test_what_a_burst_goes_on_with_behind_a_line_that_it_closed_is_no_command() -> None:
    keys = Keyboard(riverside()).look("O3").open("edit")
    burst(keys, " and more\rdpdp")
    assert len(keys.submitted) == 1
    assert keys.mode is None
    assert keys.sentence == NOTHING


@pytest.mark.parametrize("action", ["leave", "move", "strike_out"])
def test_a_burst_answers_no_question(action: str) -> None:
    keys = Keyboard(riverside()).look("O3").open(action)
    before = keys.mode
    burst(keys, "\r8 9\r")
    assert not keys.submitted
    assert not keys.errands
    assert keys.mode is (before if action == "move" else None)
    why = "are no answer. Nothing has changed." if keys.mode else "do nothing: no line is open. a opens one."
    assert keys.sentence == f"So many letters at once {why}"


def test_a_figure_of_a_burst_chooses_nothing_from_a_list() -> None:
    keys = Keyboard(riverside()).look("O3").open("link")
    burst(keys, "1 lawn")
    assert keys.submitted == []
    assert keys.typed == "1 lawn"


def test_who_only_watches_is_told_so_and_the_wall_says_nothing() -> None:
    watching = Keyboard(riverside(), seat=VIC)
    burst(watching, "people")
    assert watching.sentence == "You are watching. Nothing is written from here."
    wall = Keyboard(riverside(), seat=VIC)
    wall.session.is_wall = True
    burst(wall, "q q q")
    assert wall.errands == []
    assert wall.sentence == ""


async def test_on_the_screen_too_and_a_page_that_opened_meanwhile_gets_no_command() -> None:
    async with shown() as screen:
        before = screen.live.board.position
        for letter in "dpdpx":
            screen.app.post_message(BurstKey(letter, letter))
        await screen.pilot.pause()
        assert screen.live.board.position == before
        assert NOTHING in screen.rows[-1]


def large_timer() -> SheetView:
    meeting = Meeting()
    return TimerView(below(meeting.board, meeting.clock.now, meeting.ask))


async def test_on_a_page_without_a_line_a_burst_and_a_paste_do_nothing_and_say_so() -> None:
    async with page_shown(large_timer()) as (app, pilot):
        for letter in "t\rt\r":
            app.view.post_message(BurstKey("enter" if letter == "\r" else letter, letter))
        await pilot.pause()
        assert app.heard == []
        assert app.view.sentence == "So many letters at once do nothing: no line is open here."
        app.view.post_message(events.Paste("dpdp"))
        await pilot.pause()
        assert app.view.sentence == "Nothing was pasted: no line is open here."


async def test_on_a_page_with_a_line_a_burst_is_typed() -> None:
    async with page_shown(HelpView(role=VIC.role, brush=brush(), keys=KEYS, file="")) as (app, pilot):
        for letter in "undo":
            app.view.post_message(BurstKey(letter, letter))
        await pilot.pause()
        assert isinstance(app.view, HelpView)
        assert app.view.help.typed.text == "undo"
