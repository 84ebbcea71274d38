"""The line that is typed on: the chip of what it makes, what it asks for, the words; it grows to three rows."""

from typing import NamedTuple

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.tui.paint.editor import row_at, spans, with_cursor
from cofacil.tui.paint.last_row import last_lines
from cofacil.tui.paint.row import Piece, margin, row
from cofacil.tui.paint.scene import Foot, Scene
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.typed import Typed

_TYPED_AT_LEAST = 20
"""Cells that a line keeps for what is typed, however long its lead is."""
_MOST_ROWS = 3
_BELOW_LEAD = 4
"""The cell that words begin at below a lead that has a row of its own."""


class _Layout(NamedTuple):
    """Where the words of a line stand."""

    head: list[Piece]
    """What stands before them."""
    has_own_row: bool
    """Whether that has a row of its own: it is long, and so are the words."""
    indent: int
    """The cell that each row of words begins at."""
    cells: int
    """Cells of a row of words."""
    first: int
    """The first row of them that is seen."""
    rows: int
    """How many are."""


def typing_rows(scene: Scene, line: Foot, typed: Typed) -> list[Strip]:
    """Return the line in as many rows as its words need, up to three; those around the cursor where it needs more."""
    brush, width = scene.brush, scene.width
    style = brush.style("line")
    laid = _layout(scene, line, typed)
    if laid.rows == 1 and not laid.has_own_row:
        seen = typed.window(laid.cells + 1)
        pieces = [(seen.before, style), (seen.under, brush.style("line_cursor")), (seen.behind, style)]
        return [row(width, [*laid.head, *pieces], style)]
    out = [row(width, laid.head, style)] if laid.has_own_row else []
    at, end = row_at(typed, laid.cells), laid.first + laid.rows
    for number, (start, stop) in enumerate(spans(typed.text, laid.cells)[laid.first : end], laid.first):
        is_led = number == laid.first and not laid.has_own_row
        lead = laid.head if is_led else [(" " * laid.indent, style)]
        out.append(row(width, [*lead, *with_cursor(typed, start, stop, style, brush, here=number == at)], style))
    return out


def typing_cursor(scene: Scene) -> Offset | None:
    """Return where the next letter goes, None while nothing is typed."""
    line = scene.foot
    if line is None or line.typed is None:
        return None
    typed = line.typed
    laid = _layout(scene, line, typed)
    last = line_row(scene)
    if laid.rows == 1 and not laid.has_own_row:
        return Offset(laid.indent + typed.window(laid.cells + 1).cell, last)
    at = row_at(typed, laid.cells)
    start = spans(typed.text, laid.cells)[at][0]
    return Offset(laid.indent + cell_len(typed.text[start : typed.at]), last - (laid.rows - 1) + at - laid.first)


def line_row(scene: Scene) -> int:
    """Return the row of the open line: the last of them, where it has several."""
    return scene.height - (2 if scene.is_tight else 3) - len(last_lines(scene))


def _layout(scene: Scene, line: Foot, typed: Typed) -> _Layout:
    head = _head(scene, line)
    indent = sum(cell_len(text) for text, _style in head)
    # A cell stays for the cursor behind the last letter: a line that fills its row has not lost its first.
    cells, most = scene.width - indent - 2, 1 if scene.is_tight else _MOST_ROWS
    count = len(spans(typed.text, cells))
    has_own_row = most > 1 and count > 1 and indent > scene.width // 2
    if has_own_row:
        indent, most = _BELOW_LEAD, most - 1
        cells = scene.width - indent - 2
        count = len(spans(typed.text, cells))
    rows = min(count, most)
    first = max(0, min(row_at(typed, cells) - rows // 2, count - rows))
    return _Layout(head, has_own_row, indent, cells, first, rows)


def _head(scene: Scene, line: Foot) -> list[Piece]:
    """Return what stands before the words: the chip of a kind where there is one, and what is asked for."""
    brush = scene.brush
    style = brush.style("line")
    chip: list[Piece] = []
    if line.sign:
        chip = [(f" {line.sign} ", brush.style(f"kind.{line.role}")), (" ", style)]
    elif margin(scene.width):
        chip = [(" ", style)]
    room = scene.width - _TYPED_AT_LEAST - sum(cell_len(text) for text, _style in chip)
    lead = cut(line.lead, room, brush.signs.more) + ("" if line.lead.endswith("@") else " ")
    return [*chip, (lead, style)]
