"""Wide letters, and letters of several signs, at every edge: no row is another width, and no letter is cut."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from many_scripts import SCRIPTS
from odd_letters import WHOLE
from riverside import Hall, Looking, painted
from sheets import brush

from cofacil.board.commands.cards import AddCard
from cofacil.board.kinds import Kind
from cofacil.terminal.cells import cells
from cofacil.terminal.widths import cell_len
from cofacil.tui.clusters import clusters, start_of
from cofacil.tui.modes.capture import Capture
from cofacil.tui.paint.editor import editor_rows, spans
from cofacil.tui.paint.text import cut, fit, wrap
from cofacil.tui.typed import Typed

WIDTHS = range(40, 161)
# As a board keeps them.
WORDS = [normalize("NFC", text) for text, _cells in SCRIPTS.values()]
TEXTS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(WHOLE), st.sampled_from(["a", "the gate", "."])),
    min_size=1,
    max_size=30,
)


def letters_of(text: str) -> set[str]:
    return {letter for word in text.split(" ") for letter in clusters(word)}


@settings(deadline=None)
@given(TEXTS.map(" ".join), st.sampled_from(WIDTHS))
def test_words_are_cut_wrapped_and_fitted_at_whole_letters(text: str, width: int) -> None:
    whole = letters_of(text)
    assert cell_len(fit(text, width)) == width
    assert letters_of(fit(text, width)) <= whole
    assert cell_len(cut(text, width)) <= width
    assert letters_of(cut(text, width, "")) <= whole
    rows = wrap(text, width, 100)
    assert all(cell_len(row) <= width for row in rows)
    assert " ".join(rows).split() == text.split()


@settings(deadline=None)
@given(TEXTS.map("".join), st.sampled_from(WIDTHS), st.data())
def test_a_line_and_an_editor_show_whole_letters_and_the_cursor_between_them(
    text: str, width: int, data: st.DataObject
) -> None:
    typed = Typed(text, start_of(text, data.draw(st.integers(0, len(text)))))
    seen = typed.window(width)
    assert cell_len(seen.before) + cell_len(seen.under) <= width
    assert letters_of(seen.before) | letters_of(seen.behind) <= letters_of(text)
    for start, end in spans(text, width):
        assert cell_len(text[start:end]) <= width
        assert letters_of(text[start:end]) <= letters_of(text)
    style = brush().style("line")
    for strip in editor_rows((("▌ ", style),), typed, width, brush(), is_open=True):
        assert strip.cell_length == width == sum(cell_len(segment.text) for segment in strip)


@pytest.fixture(scope="module")
def hall() -> Hall:
    made = Hall()
    for number, text in enumerate([*WORDS, *(whole * 40 for whole in WHOLE)]):
        kind = list(Kind)[number % len(Kind)]
        # A plain letter more or less before it, so that every column of cells has its edge within one.
        made.do(AddCard(f"card/{number}", kind, f"{'x' * (number % 3)}{text} {text}", said="Ana"))
    return made


def test_every_row_of_a_board_is_as_wide_as_the_screen_and_every_letter_whole(hall: Hall) -> None:
    known = {letter for text in (*WORDS, *(normalize("NFC", whole) for whole in WHOLE)) for letter in clusters(text)}
    for width in WIDTHS:
        mode = Capture(Kind.QUESTION, Typed.of(WORDS[width % len(WORDS)] * 9))
        for strip in painted(Looking(hall, width=width, height=36).scene(mode)).rows:
            assert strip.cell_length == width == len(cells(strip.text)[0])
            odd = {cell for cell in cells(strip.text)[0] if len(cell) > 1 or cell_len(cell) > 1}
            assert odd <= known, (width, odd - known)
