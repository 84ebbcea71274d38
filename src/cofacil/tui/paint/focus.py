"""Where the terminal's own cursor belongs on painted rows, for braille lines and magnifiers that follow it."""

from collections.abc import Sequence

from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.row import margin
from cofacil.tui.paint.text import cell_len

_IN_HAND = ("choice_in_hand", "card_in_hand", "card_detail_in_hand")


def focus(rows: Sequence[Strip], brush: Brush) -> Offset:
    """Return where the next letter goes; else where the words of what is in hand begin; else where the page does."""
    typed = frozenset({brush.style("line_cursor")})
    held = frozenset(map(brush.style, _IN_HAND))
    signs = f" {brush.signs.mark}{brush.signs.hand}"
    for y, strip in enumerate(rows):
        if (x := _where(strip, typed)) is not None:
            return Offset(x, y)
    for y, strip in enumerate(rows):
        if (x := _where(strip, held, signs)) is not None:
            return Offset(x, y)
    return Offset(margin(rows[0].cell_length) if rows else 0, 0)


def _where(strip: Strip, styles: frozenset[Style], passed: str = "") -> int | None:
    """Return the first cell of a row that has one of these styles, and holds more than what is passed over."""
    x = 0
    for segment in strip:
        words = segment.text.lstrip(passed) if passed else segment.text
        if words and segment.style in styles:
            return x + cell_len(segment.text[: len(segment.text) - len(words)])
        x += segment.cell_length
    return None
