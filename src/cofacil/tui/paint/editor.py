"""Typed text over several rows, with its cursor: the words and the note of a card being changed."""

from rich.style import Style
from textual.strip import Strip

from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.row import Piece, row
from cofacil.tui.paint.text import cell_len
from cofacil.tui.typed import Typed


def spans(text: str, cells: int) -> list[tuple[int, int]]:
    """Return where each row of a text begins and ends, broken at blanks where there are any, and at its own lines."""
    out: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        at = start
        while cell_len(text[at:end]) > cells:
            cut = at + _fitting(text[at:end], cells)
            blank = text.rfind(" ", at + 1, cut)
            upto = blank + 1 if blank > at else cut
            out.append((at, upto))
            at = upto
        out.append((at, end))
        start = end + 1
    return out


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
    at = next((n for n, (start, end) in reversed(list(enumerate(parts))) if start <= typed.at), 0)
    target = at + by
    if not 0 <= target < len(parts):
        return typed
    start, end = parts[target]
    return Typed(typed.text, min(end, start + typed.at - parts[at][0]))


def _with_cursor(typed: Typed, start: int, end: int, style: Style, brush: Brush, *, here: bool) -> list[Piece]:
    text = typed.text[start:end]
    if not here:
        return [(text, style)]
    at = typed.at - start
    width = 1
    while at + width < len(text) and cell_len(text[at + width]) == 0:
        width += 1
    return [(text[:at], style), (text[at : at + width] or " ", brush.style("line_cursor")), (text[at + width :], style)]


def _fitting(text: str, cells: int) -> int:
    used = 0
    for number, character in enumerate(text):
        used += cell_len(character)
        if used > cells:
            return max(1, number)
    return len(text)
