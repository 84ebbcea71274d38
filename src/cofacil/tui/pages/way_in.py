"""The way in as it is read out or sent: the line to type, and the word that it asks for."""

from textual.strip import Strip

from cofacil.language.catalog import _
from cofacil.terminal.widths import chop_cells
from cofacil.tui.pages.sections import Section
from cofacil.tui.pages.sheet import INDENT, words_rows
from cofacil.tui.paint.row import Piece, row
from cofacil.tui.paint.text import cell_len
from cofacil.tui.paint.window import Window


def typed_rows(command: str, window: Window) -> list[Strip]:
    """Return the line to type in as few rows as it needs: no letter of it may be missing."""
    cells = window.width - INDENT - 1
    if cell_len(command) <= cells:
        return _title_rows(window, command)
    before, address = in_two(command)
    further = [f"  {line}" for line in chop_cells(address, cells - 2)]
    return _title_rows(window, *chop_cells(before, cells), *further)


def type_words(command: str, window: Window) -> str:
    """Return what to do with the line: shown in several rows, it would be typed as several."""
    is_whole = cell_len(command) <= window.width - INDENT - 1
    return _("On a computer, in a terminal, type:") if is_whole else _("In a terminal, type as one line:")


def marking_sections(window: Window, *, takes_mouse: bool) -> list[Section]:
    """Return how words are marked to be copied, where the board has the mouse that marks them otherwise."""
    if not takes_mouse:
        return []
    return [Section(words_rows(_("To copy it, mark it with the mouse while you hold Shift."), window, "hint"), 10)]


def word_sections(word: str, window: Window, air: Section) -> list[Section]:
    """Return the word below what it is; beside it where rows are few."""
    label = _("The word:") + "  "
    beside = [_labelled(window, label if cell_len(label + word) <= window.width - INDENT - 1 else "", word)]
    asks = words_rows(_("It asks for a word:"), window)
    return [Section(asks, 5), air, Section(_title_rows(window, word), 5, beside)]


def in_two(command: str) -> tuple[str, str]:
    """Return what stands before the address, and the address: a quoted name in it may hold blanks."""
    words = command.split(" ", 3 if command.startswith("ssh -p ") else 1)
    return " ".join(words[:-1]), words[-1]


def title_rows(text: str, window: Window) -> list[Strip]:
    """Return what is typed whole, in as few rows as it needs."""
    return _title_rows(window, *chop_cells(text, window.width - INDENT - 1))


def _title_rows(window: Window, *texts: str) -> list[Strip]:
    """Return what is read out, one row each."""
    return [_labelled(window, "", text) for text in texts]


def _labelled(window: Window, label: str, text: str) -> Strip:
    """Return a row with what is read out behind a few words."""
    brush, ground = window.brush, window.brush.style("screen")
    pieces: list[Piece] = [(" " * INDENT, ground), (label, brush.style("choice")), (text, brush.style("title"))]
    return row(window.width, pieces, ground)
