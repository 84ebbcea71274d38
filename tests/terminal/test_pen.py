import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.terminal.colours import Depth
from cofacil.terminal.pen import PLAIN, Pen, Pens, UnknownSequence, apply, narrow_text, spell

CODES = st.sampled_from(
    [
        "0",
        "1",
        "2",
        "3",
        "4",
        "7",
        "9",
        "22",
        "23",
        "24",
        "27",
        "29",
        "31",
        "97",
        "39",
        "44",
        "103",
        "49",
        "38;5;3",
        "38;2;1;2;3",
        "48;2;9;8;7",
        "48;5;200",
    ]
)
PARAMS = st.lists(CODES, min_size=1, max_size=6).map(";".join)
PENS = PARAMS.map(lambda params: apply(PLAIN, params))


def test_codes_are_read_in_order() -> None:
    assert apply(PLAIN, "31;1;38;2;1;2;3;48;5;7") == Pen(1, "38;2;1;2;3", "48;5;7")
    assert apply(Pen(1, "31", "41"), "") == PLAIN
    assert apply(Pen(3, "31", "41"), "22;39") == Pen(0, "", "41")


@pytest.mark.parametrize("params", ["38;2;1;2", "38;2;1;2;999", "58;5;1", "48", "38;7;1", "01"])
def test_a_code_that_is_not_known_says_so(params: str) -> None:
    with pytest.raises(UnknownSequence):
        apply(PLAIN, params)


@given(PENS, PENS)
def test_spelling_leads_from_one_pen_to_the_other(old: Pen, new: Pen) -> None:
    sequence = spell(old, new)
    assert apply(old, sequence[2:-1]) == new if sequence else old == new
    assert len(sequence) <= len(spell(None, new))


@given(PENS, PENS)
def test_a_terminal_reads_the_spelling_as_we_do(old: Pen, new: Pen) -> None:
    stepped, whole = pyte.Screen(2, 1), pyte.Screen(2, 1)
    pyte.Stream(stepped).feed(spell(None, old) + spell(old, new) + "x")
    pyte.Stream(whole).feed(spell(None, new) + "x")
    assert stepped.buffer[0][0] == whole.buffer[0][0]


def test_pens_that_look_alike_on_a_terminal_are_one() -> None:
    pens = Pens(Depth.FEW)
    assert pens.apply(0, "38;2;255;0;0") == pens.apply(0, "38;2;254;1;0")
    assert pens.apply(0, "38;2;255;0;0") != pens.apply(0, "1;38;2;255;0;0")


def test_without_colours_bold_and_reverse_stay() -> None:
    pens = Pens(Depth.NONE)
    bold = pens.apply(0, "1;7;4;38;2;255;0;0;48;2;1;1;1")
    assert pens.spell(0, bold) == "\x1b[1;4;7m"


def test_text_that_passes_has_its_colours_narrowed() -> None:
    text = "\x1b[1;38;2;255;0;0mred\x1b[38;5;196mx\x1b[0m\x1b[mplain\x1b[?25l"
    assert narrow_text(text, Depth.TRUE) == text
    assert narrow_text(text, Depth.FEW) == "\x1b[1;91mred\x1b[91mx\x1b[0m\x1b[mplain\x1b[?25l"
    assert narrow_text(text, Depth.NONE) == "\x1b[1mredx\x1b[0m\x1b[mplain\x1b[?25l"
