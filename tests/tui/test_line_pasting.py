"""What every typed line and page takes from a paste: visible letters only, and a word when it was cut."""

import pytest
from keyboard import Keyboard
from riverside import Hall, riverside
from sheets import KEYS, Meeting, below, brush, on_screen, shown

from cofacil.tui.modes.edit import Edit
from cofacil.tui.pages.new_board import NewBoardView
from cofacil.tui.pages.people import PeopleView
from cofacil.tui.view import View

RAW = "\x1b[31mred\x1b[0m\u202e and\x07 \u200bplain\x9b2J"
CLEAN = "red and plain"
CUT = "That was longer than fits: the first 12,000 letters are here."


@pytest.fixture
def hall() -> Hall:
    return riverside()


@pytest.mark.parametrize("action", ["add", "missing", "find", "purpose"])
def test_what_no_terminal_should_be_sent_is_never_typed(hall: Hall, action: str) -> None:
    line = Keyboard(hall, View(2)).open(action).press("ctrl+u")
    assert line.paste(RAW).typed == CLEAN


def test_a_note_keeps_its_rows_and_nothing_that_cannot_be_seen(hall: Hall) -> None:
    line = Keyboard(hall, View(2)).look("O3").open("edit").press("ctrl+u").paste(RAW)
    line.press("tab").paste(f"{RAW}\r\n{RAW}")
    assert isinstance(line.mode, Edit)
    assert (line.mode.words.text, line.mode.note.text) == (CLEAN, f"{CLEAN}\n{CLEAN}")


@pytest.mark.parametrize("action", ["missing", "purpose"])
def test_a_paste_that_was_cut_says_so(hall: Hall, action: str) -> None:
    line = Keyboard(hall, View(2)).open(action).press("ctrl+u")
    line.paste("x" * 12_000)
    assert line.sentence == ""
    line.press("ctrl+u").paste("x" * 12_001)
    assert (line.sentence, len(line.typed)) == (CUT, 12_000)


def test_what_is_searched_for_is_shorter(hall: Hall) -> None:
    line = Keyboard(hall, View(2)).open("find").paste("x" * 201)
    assert (line.sentence, len(line.typed)) == ("That was longer than fits: the first 200 letters are here.", 200)


@pytest.mark.parametrize(("action", "limit"), [("missing", 12_000), ("purpose", 12_000), ("find", 200)])
def test_a_paste_is_cut_between_two_letters_and_in_the_middle_of_none(hall: Hall, action: str, limit: int) -> None:
    line = Keyboard(hall, View(2)).open(action).press("ctrl+u").paste("x" + "🇩🇪" * limit)
    assert line.sentence == f"That was longer than fits: the first {limit:,} letters are here."
    assert line.typed == "x" + "🇩🇪" * (limit // 2 - 1)


async def test_pages_say_that_a_paste_was_cut() -> None:
    meeting = Meeting()
    people = PeopleView(below(meeting.board, meeting.clock.now, meeting.ask))
    async with shown(people):
        people.paste(RAW)
        assert people.people.typed.text == CLEAN
        people.paste("x" * 12_001)
        assert CUT in on_screen(people)
    board = NewBoardView(brush(), KEYS, asks_name=False, name="Ana")
    async with shown(board):
        board.paste(RAW)
        assert board.begun.lines[0].text == CLEAN
