"""A terminal that draws letters wider or narrower than they are laid out: it costs that letter, never its row."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from many_scripts import SCRIPTS
from other_terminals import WAYS, Other

from cofacil.terminal.cells import cells, is_certain
from cofacil.terminal.found_widths import ASK, Found
from cofacil.terminal.frame import Frame
from cofacil.terminal.guard import permits
from cofacil.terminal.widths import letters

WIDTH, HEIGHT = 24, 3

DOUBTFUL = (
    "क्षि",
    "नी",
    "ශ්\u200dරී",
    "👩🏽\u200d🚀",
    "👍🏽",
    "🇩🇪",
    "1\ufe0f\u20e3",
    "❤\ufe0f",
    "👩\u200d👩\u200d👧",
    "ကြ",
    "🫶",
)
PIECES = st.lists(
    st.one_of(st.sampled_from(DOUBTFUL), st.sampled_from(["ab", " ", "   ", "x", "漢", "─"])), max_size=14
)
ROWS = st.tuples(st.integers(0, HEIGHT - 1), st.sampled_from(["", "1", "7", "44"]), PIECES.map("".join))
FRAMES = st.lists(st.lists(ROWS, min_size=1, max_size=4), min_size=1, max_size=5)


def laid_out(text: str) -> list[str]:
    """Return the cells of a row that is filled with blanks, or cut."""
    return cells(text + " " * WIDTH)[0][:WIDTH]


def whole_row(text: str) -> str:
    fitting, room = "", WIDTH
    for letter, width in letters(text):
        if width > room:
            break
        fitting, room = fitting + letter, room - width
    return fitting + " " * room


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=60, deadline=None)
@given(FRAMES, st.lists(st.booleans(), min_size=5, max_size=5), st.booleans())
def test_what_is_certain_stands_where_it_was_laid_out(
    way: str, frames: list[list[tuple[int, str, str]]], answers: list[bool], erases: bool
) -> None:
    terminal = Other(WIDTH, HEIGHT, WAYS[way])
    frame = Frame(WIDTH, HEIGHT, asks=True, erases_in_colour=erases)
    shown = dict.fromkeys(range(HEIGHT), "")
    frame.diff("".join(f"\x1b[{number + 1};1H{' ' * WIDTH}" for number in range(HEIGHT)) + "\x1b[1;1H")
    for rows, does_answer in zip(frames, answers, strict=False):
        shown |= {number: whole_row(text) for number, _sgr, text in rows}
        drawn = [f"\x1b[{number + 1};1H\x1b[{sgr}m{shown[number]}\x1b[0m" for number, sgr, _text in rows]
        sent = frame.diff("".join(drawn) + "\x1b[1;1H")
        assert permits(sent)
        terminal.feed(sent)
        for row, column in terminal.answers if does_answer else ():
            frame.found.learn(row, column)
        terminal.answers.clear()
        for number, text in shown.items():
            for x, cell in enumerate(laid_out(text)):
                if cell.strip() and is_certain(cell):
                    assert terminal.rows[number][x] == cell, (number, x, terminal.rows[number])


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_terminal_that_measures_sign_by_sign_shows_all_of_every_script(script: str) -> None:
    text = SCRIPTS[script][0]
    alone, terminal = Other(40, 2, WAYS["by sign"]), Other(40, 2, WAYS["by sign"])
    alone.feed(f"\x1b[2;1H{text}")
    frame = Frame(40, 2, asks=True)
    terminal.feed(frame.diff(f"\x1b[2;1H{text}\x1b[1;1H"))
    assert terminal.rows == alone.rows
    for row, column in terminal.answers:
        frame.found.learn(row, column)
    # What it is known to draw as it was laid out goes on in one piece.
    frame.forget()
    again = frame.diff(f"\x1b[2;1H{text}\x1b[1;1H")
    assert text in again
    assert ASK not in again


def test_each_letter_is_asked_about_once_and_nothing_plain() -> None:
    frame = Frame(40, 3, asks=True)
    sent = frame.diff("\x1b[2;1Hplain 漢 é नि नि\x1b[3;1Hनि\x1b[1;1H")
    assert sent.count(ASK) == 1
    frame.found.learn(2, 14)
    assert frame.found.cells("नि") == 2
    frame.forget()
    assert ASK not in frame.diff("\x1b[2;1Hनि नि\x1b[1;1H")


def test_a_terminal_that_cannot_answer_is_not_asked_and_one_that_does_not_no_more() -> None:
    assert ASK not in Frame(40, 3).diff("\x1b[2;1Hनि\x1b[1;1H")
    found = Found(asks=True)
    asked = [
        found.question(f"{chr(number)}\u093f", 1 + number // 8, number % 8 * 2, 80) for number in range(0x915, 0x970)
    ]
    assert asked.count(ASK) == 32


def test_nothing_is_asked_in_the_first_row_where_the_answer_is_a_key() -> None:
    assert ASK not in Frame(40, 3, asks=True).diff("\x1b[1;1Hनि\x1b[1;1H")


def test_nothing_is_asked_at_the_edge_where_the_cursor_goes_no_further() -> None:
    assert ASK not in Frame(40, 3, asks=True).diff("\x1b[2;37H👍🏽\x1b[1;1H")
    assert ASK in Frame(40, 3, asks=True).diff("\x1b[2;36H👍🏽\x1b[1;1H")


def test_an_answer_that_fits_no_question_is_none() -> None:
    found = Found(asks=True)
    found.question("नि", 4, 10, 80)
    for place in [(4, 13), (6, 13), (5, 9), (5, 11), (5, 14), (5, 60)]:
        found.learn(*place)
    assert found.cells("नि") is None
    found.question("नी", 6, 2, 80)
    found.learn(7, 5)
    assert (found.cells("नि"), found.cells("नी")) == (None, 2)
    found.learn(5, 13)
    assert found.cells("नि") is None


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("letter", ["👍🏽", "👩🏽\u200d🚀", "👩\u200d👩\u200d👧"])
def test_a_letter_drawn_over_its_neighbours_leaves_them_standing(way: str, letter: str) -> None:
    terminal = Other(WIDTH, HEIGHT, WAYS[way])
    frame = Frame(WIDTH, HEIGHT, asks=True)
    behind = "certain letters"
    for row in (f"--{behind}", f"{letter}{behind}", f"  {behind}", f"{letter}{behind}"):
        terminal.feed(frame.diff(f"\x1b[2;1H{row}\x1b[1;1H"))
        for place in terminal.answers:
            frame.found.learn(*place)
        terminal.answers.clear()
        assert "".join(cell or "" for cell in terminal.rows[1][2 : 2 + len(behind)]) == behind


def test_no_two_questions_wait_that_one_place_could_answer() -> None:
    found = Found(asks=True)
    assert found.question("ශ්\u200dරී", 4, 1, 80) == ASK
    # Drawn over it before the answer came: that answer may be lost, and this one would be taken for it.
    assert found.question("क्षि", 4, 0, 80) == ""
    assert found.question("क्षि", 4, 3, 80) == ASK
    found.learn(5, 6)
    assert (found.cells("ශ්\u200dරී"), found.cells("क्षि")) == (None, 2)
