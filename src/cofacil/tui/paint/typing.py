"""The line that is typed on: the chip of what it makes, what it asks for, the words; it grows to three rows."""

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


def typing_rows(scene: Scene, line: Foot, typed: Typed) -> list[Strip]:
    """Return the line in as many rows as its words need, up to three; those around the cursor where it needs more."""
    brush, width = scene.brush, scene.width
    style = brush.style("line")
    head = _head(scene, line)
    indent = sum(cell_len(text) for text, _style in head)
    cells = width - indent - 1
    parts = spans(typed.text, cells)
    first, most = _first(typed, cells, scene)
    if most == 1:
        seen = typed.window(cells)
        pieces = [(seen.before, style), (seen.under, brush.style("line_cursor")), (seen.behind, style)]
        return [row(width, [*head, *pieces], style)]
    out: list[Strip] = []
    at = row_at(typed, cells)
    for number, (start, end) in enumerate(parts[first : first + most], first):
        lead = head if number == first else [(" " * indent, style)]
        out.append(row(width, [*lead, *with_cursor(typed, start, end, style, brush, here=number == at)], style))
    return out


def typing_cursor(scene: Scene) -> Offset | None:
    """Return where the next letter goes, None while nothing is typed."""
    line = scene.foot
    if line is None or line.typed is None:
        return None
    typed = line.typed
    indent = sum(cell_len(text) for text, _style in _head(scene, line))
    cells = scene.width - indent - 1
    last = scene.height - (2 if scene.is_tight else 3) - len(last_lines(scene))
    first, most = _first(typed, cells, scene)
    if most == 1:
        return Offset(indent + typed.window(cells).cell, last)
    at = row_at(typed, cells)
    start = spans(typed.text, cells)[at][0]
    return Offset(indent + cell_len(typed.text[start : typed.at]), last - (most - 1) + at - first)


def _first(typed: Typed, cells: int, scene: Scene) -> tuple[int, int]:
    """Return the first row of the words that is seen, and how many are."""
    count = len(spans(typed.text, cells))
    most = min(count, 1 if scene.is_tight else _MOST_ROWS)
    at = row_at(typed, cells)
    return max(0, min(at - most // 2, count - most)), most


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
