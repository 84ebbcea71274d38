"""One measure of cells, for the house and for what it draws with."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from many_scripts import SCRIPTS
from rich import cells as rich_cells
from rich.segment import Segment
from textual.strip import Strip

import cofacil
from cofacil.terminal.cells import cells
from cofacil.terminal.widths import cell_len, chop_cells, letters, width_of

WORDS = st.sampled_from([text for text, _cells in SCRIPTS.values()])
ODD = st.sampled_from(
    [
        "क्षि",
        "नी",
        "ශ්\u200dරී",
        "👩🏽\u200d🚀",
        "👍🏽",
        "🏽",
        "🇩🇪",
        "1\ufe0f\u20e3",
        "❤\ufe0f\u200d🔥",
        "漢",
        "\u0301",
        "a",
    ]
)
TEXTS = st.lists(st.one_of(WORDS, ODD, st.characters(exclude_categories=["C"])), max_size=6).map("".join)


@pytest.mark.parametrize("script", SCRIPTS)
def test_words_take_the_cells_that_a_terminal_draws_them_in(script: str) -> None:
    text, drawn = SCRIPTS[script]
    assert cell_len(text) == drawn
    assert len(cells(text)[0]) == drawn


@pytest.mark.parametrize(
    ("letter", "drawn"),
    [
        ("नि", 2),
        ("क्षि", 3),
        ("ස්ත්\u200dරී", 3),
        ("र्\u200dया", 3),
        ("ကို", 1),
        ("กำ", 2),
        ("\u1112\u1161\u11ab", 2),
        ("👩\u200d👩\u200d👧\u200d👦", 2),
        ("👩🏽\u200d🚀", 2),
        ("❤\ufe0f\u200d🔥", 2),
        ("👍🏽", 2),
        ("🏽", 2),
        ("a🏽", 3),
        ("1\ufe0f\u20e3", 2),
        ("🇩🇪", 2),
        ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", 2),
        ("\u0301", 0),
        ("\U00011f03", 1),
        ("a\u200d漢", 3),
    ],
)
def test_a_letter_of_several_signs_takes(letter: str, drawn: int) -> None:
    assert width_of(letter) == drawn == cell_len(letter)


@given(TEXTS)
def test_what_draws_measures_alike(text: str) -> None:
    text = text.replace("\n", "")
    measured = cell_len(text)
    assert "".join(letter for letter, _cells in letters(text)) == text
    assert sum(width for _letter, width in letters(text)) == measured
    assert len(cells(text)[0]) == measured == Segment(text).cell_length == rich_cells.split_graphemes(text)[1]
    assert Strip([Segment(text)]).cell_length == measured


@given(TEXTS, st.integers(0, 30))
def test_a_row_cut_anywhere_keeps_its_width(text: str, at: int) -> None:
    strip = Strip([Segment(f"[{text}]")])
    left, right = strip.crop(0, at), strip.crop(at)
    assert cell_len(left.text) == min(at, strip.cell_length)
    assert cell_len(left.text) + cell_len(right.text) == strip.cell_length


@given(TEXTS, st.integers(8, 40))
def test_a_text_in_pieces_of_so_many_cells_is_whole(text: str, width: int) -> None:
    pieces = chop_cells(text, width)
    assert all(cell_len(piece) <= width for piece in pieces)
    assert "".join(pieces) == text or not cell_len(text)


def test_nothing_else_in_the_house_measures() -> None:
    source = Path(cofacil.__file__).parent
    measuring = re.compile(r"rich\.cells|wcwidth|east_asian_width|textual\._cells")
    found = {path.relative_to(source).as_posix() for path in source.rglob("*.py") if measuring.search(path.read_text())}
    assert found == {"terminal/widths.py"}


@pytest.mark.parametrize("draws", ["cli.table", "wiring.wall_picture", "tui.app", "share.driver"])
def test_whatever_draws_has_taught_what_it_draws_with(draws: str) -> None:
    code = f"import cofacil.{draws}; from rich.text import Text; print(Text('क्षि').cell_len)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "3\n"
