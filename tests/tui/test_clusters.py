"""Letters as people see them are never cut in two, and are as wide as the terminal draws them."""

import re
import subprocess
import sys
from itertools import accumulate

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from odd_letters import WHOLE, texts
from wcwidth import iter_graphemes

from cofacil.terminal.cells import cells
from cofacil.terminal.widths import cell_len, is_plain
from cofacil.tui.clusters import clusters, end_of, start_of, within
from cofacil.tui.paint.text import cut, fit, wrap


def bounds(text: str) -> set[int]:
    """Return every place that is in the middle of no letter."""
    return {0, *accumulate(map(len, clusters(text)))}


@pytest.mark.parametrize("whole", WHOLE)
def test_what_is_one_letter_to_a_reader_is_one(whole: str) -> None:
    assert list(clusters(whole)) == [whole]
    assert list(clusters(f"x{whole}{whole}y")) == ["x", whole, whole, "y"]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("", []),
        ("ab", ["a", "b"]),
        ("🇩🇪🇫🇷🇨", ["🇩🇪", "🇫🇷", "🇨"]),
        ("a\n\u0301b", ["a", "\n", "\u0301b"]),
        ("🇩🇪\n\n漢", ["🇩🇪", "\n", "\n", "漢"]),
        ("a\u200bb", ["a\u200b", "b"]),
        ("\u0301", ["\u0301"]),
        ("a\u200d漢b", ["a\u200d漢", "b"]),
    ],
)
def test_letters_stand_side_by_side(text: str, letters: list[str]) -> None:
    assert list(clusters(text)) == letters


@given(texts)
def test_the_letters_are_the_text_and_their_widths_its_width(text: str) -> None:
    assert "".join(clusters(text)) == text
    for line in text.split("\n"):
        assert sum(map(cell_len, clusters(line))) == cell_len(line)


@given(texts)
def test_no_letter_of_unicode_is_cut_and_none_is_without_a_cell_beside_another(text: str) -> None:
    assert bounds(text) <= {0, *accumulate(map(len, iter_graphemes(text)))}
    for line in text.split("\n"):
        letters = clusters(line)
        assert len(letters) < 2 or all(map(cell_len, letters))


@given(texts.map(lambda text: text.replace("\n", "")))
def test_the_terminal_draws_letters_beside_each_other_as_wide_as_alone(text: str) -> None:
    # Rich pairs the halves of flags anew behind a joiner, which joins nothing there.
    assume(not re.search("\u200d[\U0001f1e6-\U0001f1ff]", text))
    assert [cell for letter in clusters(text) for cell in cells(letter)[0]] == cells(text)[0]


@given(texts, st.integers(-2, 60))
def test_a_place_goes_to_the_nearest_bound_on_either_side(text: str, at: int) -> None:
    inside = max(0, min(at, len(text)))
    assert start_of(text, at) == max(bound for bound in bounds(text) if bound <= inside)
    assert end_of(text, at) == min(bound for bound in bounds(text) if bound >= inside)


@given(texts.map(lambda text: text.replace("\n", "")), st.integers(0, 12))
def test_as_many_whole_letters_as_fit(text: str, width: int) -> None:
    at = within(text, width)
    assert at in bounds(text)
    assert cell_len(text[:at]) <= width
    assert at == len(text) or cell_len(text[: end_of(text, at + 1)]) > width
    fitted = fit(text, width)
    assert cell_len(fitted) == width
    assert fitted.startswith(text[:at].rstrip("\u200d"))


@given(texts.map(lambda text: "x" + text.replace("\n", " ")), st.integers(2, 12))
def test_wrapping_cuts_no_letter(text: str, width: int) -> None:
    rows = wrap(text, width, 1000)
    words = text.split(" ")
    assert "".join("".join(rows).split(" ")) == "".join(words)
    allowed = {letter for word in words for letter in clusters(word)}
    assert {letter for row in rows for part in row.split(" ") for letter in clusters(part)} <= allowed
    assert cell_len(cut(text, width)) <= width


def test_what_is_plain_is_a_cell_each_whatever_stands_beside_it() -> None:
    for number in range(0x20, 0x3000):
        character = chr(number)
        if is_plain(character) and not 0x7F <= number < 0xA0:
            assert list(iter_graphemes(f"a{character}a")) == ["a", character, "a"]
            assert cell_len(character) == 1


@pytest.mark.parametrize(("words", "needed"), [("Siân â'r tŷ", "False"), ("漢字 🌻" * 9, "False"), ("नमस्ते", "True")])
def test_only_letters_that_may_be_cut_need_to_be_known(words: str, needed: str) -> None:
    code = (
        "import sys; from cofacil.tui.paint.text import cut, fit, wrap; from cofacil.tui.typed import Typed\n"
        f"fit(cut({words!r}, 20), 20), wrap({words!r}, 20, 3), Typed.of('Siân').press('backspace', None)\n"
        "print('wcwidth' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == needed
