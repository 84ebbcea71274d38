"""Typed text over several rows, with its cursor: the words and the note of a card being changed."""

from rich.style import Style
from textual.strip import Strip

from cofacil.tui.clusters import clusters, end_of, start_of, within
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.row import Piece, row
from cofacil.tui.paint.text import cell_len
from cofacil.tui.typed import Typed, cursor_cells


def spans(text: str, cells: int) -> list[tuple[int, int]]:
    """Return where each row of a text begins and ends, broken at blanks where there are any, and at its own lines."""
    out: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        out += [(start + first, start + end) for first, end in _rows_of(line, cells)]
        start += len(line) + 1
    return out


def _rows_of(line: str, cells: int) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    first = at = used = 0
    blank = 0
    """Where the row could end behind a blank."""
    for cluster in clusters(line):
        width = cell_len(cluster)
        if used + width > cells and at > first:
            end = blank if blank > first else at
            out.append((first, end))
            first, used = end, cell_len(line[end:at])
        if cluster == " " and at > first:
            blank = at + 1
        used += width
        at += len(cluster)
    return [*out, (first, at)]


def editor_rows(lead: Piece, typed: Typed, width: int, brush: Brush, *, is_open: bool) -> list[Strip]:
    """Return typed text as rows behind a lead; the cursor is shown where the part is open."""
    style = brush.style("line") if is_open else brush.style("card")
    indent = cell_len(lead[0])
    out: list[Strip] = []
    parts = spans(typed.text, max(4, width - indent - 2))
    for number, (start, end) in enumerate(parts):
        head: Piece = lead if number == 0 else (lead[0][:1] + " " * (indent - 1), lead[1])
        is_last = number == len(parts) - 1
        here = is_open and start <= typed.at <= end and (typed.at < end or is_last or typed.text[end : end + 1] == "\n")
        out.append(row(width, [head, *_with_cursor(typed, start, end, style, brush, here=here)], style))
    return out


def up_or_down(typed: Typed, by: int, cells: int) -> Typed:
    """Return the text with its cursor a row higher or lower."""
    parts = spans(typed.text, cells)
    at = next((n for n, (start, _end) in reversed(list(enumerate(parts))) if start <= typed.at), 0)
    target = at + by
    if not 0 <= target < len(parts):
        return typed
    start, end = parts[target]
    place = start + within(typed.text[start:end], cell_len(typed.text[parts[at][0] : typed.at]))
    if place == end and typed.text[end : end + 1] not in {"", "\n"}:
        place = start_of(typed.text, end - 1)  # the place behind the last letter is the next row's first
    return Typed(typed.text, place)


def _with_cursor(typed: Typed, start: int, end: int, style: Style, brush: Brush, *, here: bool) -> list[Piece]:
    text, at = typed.text, typed.at
    if not here:
        return [(text[start:end], style)]
    behind = min(end, end_of(text, at + 1))
    under = cursor_cells(text[at:behind])
    return [(text[start:at], style), (under, brush.style("line_cursor")), (text[behind:end], style)]
