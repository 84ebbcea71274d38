"""What every typed line and page takes from a paste: visible letters only, and a word when it was cut."""

import pytest
from keyboard import Keyboard
from riverside import Hall, riverside
from sheets import KEYS, Meeting, below, brush, on_screen, shown

from cofacil.terminal.paste import Pasted, Rest
from cofacil.tui.modes.edit import Edit
from cofacil.tui.modes.paste import Paste
from cofacil.tui.pages.new_board import NewBoardView
from cofacil.tui.pages.people import PeopleView
from cofacil.tui.view import View

RAW = "\x1b[31mred\x1b[0m\u202e and\x07 \u200bplain\x9b2J"
CLEAN = "red and plain"
CUT = "12,000 letters are here, 1 was left out, from “x” on."


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
    assert (line.sentence, len(line.typed)) == ("200 letters are here, 1 was left out, from “x” on.", 200)


@pytest.mark.parametrize(("action", "limit"), [("missing", 12_000), ("purpose", 12_000), ("find", 200)])
def test_a_paste_is_cut_between_two_letters_and_in_the_middle_of_none(hall: Hall, action: str, limit: int) -> None:
    line = Keyboard(hall, View(2)).open(action).press("ctrl+u").paste("x" + "🇩🇪" * limit)
    kept = "x" + "🇩🇪" * (limit // 2 - 1)
    left_out = 1 + 2 * limit - len(kept)
    assert line.sentence.startswith(f"{len(kept):,} letters are here, {left_out:,} were left out, from “🇩🇪🇩🇪")
    assert line.typed == kept


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


def cut(taken: str, rest: str) -> Pasted:
    """Return what the terminal's door takes of a paste that is too long for it."""
    return Pasted.cut(taken, Rest().with_more(rest))


@pytest.mark.parametrize("action", ["missing", "purpose"])
def test_what_the_terminals_door_left_out_is_counted_with_the_rest(hall: Hall, action: str) -> None:
    line = Keyboard(hall, View(2)).open(action).press("ctrl+u")
    line.paste(cut("x" * 11_990, "and the gate\n" * 10_000))
    assert line.sentence == "11,990 letters are here, 130,000 were left out, from “and the gate and…” on."
    line.press("ctrl+u").paste(cut("x" * 12_100, "y" * 50))
    assert line.sentence == f"12,000 letters are here, 150 were left out, from “{'x' * 19}…” on."


def test_of_lines_the_question_says_what_is_not_here(hall: Hall) -> None:
    line = Keyboard(hall, View(2)).open("add")
    line.paste(cut("seeds\nsoil\nwa", "ter\nsun\n"))
    assert isinstance(line.mode, Paste)
    assert line.mode.foot(line.desk()).sentence == (
        "Nothing is kept yet. 13 letters are here, 8 were left out, from “ter sun” on."
    )
    line.press("escape")
    line.paste(cut("seeds\n" * 60, "more\n" * 50)).press("enter")
    assert line.sentence == "Those are 110 lines; 100 at a time fit. Nothing is kept: paste them in parts."


@pytest.mark.parametrize("action", ["add", "edit"])
def test_one_line_that_is_too_long_is_counted_whole(hall: Hall, action: str) -> None:
    line = Keyboard(hall, View(2)).look("O3").open(action)
    line.paste(cut("x" * 32_768, "y" * 67_232))
    assert line.sentence.startswith("That is 100,000 letters")
