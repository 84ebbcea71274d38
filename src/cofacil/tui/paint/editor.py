"""Typed text over several rows, with its cursor: the words and the note of a card being changed."""

from functools import lru_cache

from rich.style import Style
from textual.strip import Strip

from cofacil.tui.clusters import clusters, end_of, start_of, within
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.row import Piece, beside, row
from cofacil.tui.paint.text import cell_len, wrap
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


@lru_cache(maxsize=64)
def editor_rows(lead: tuple[Piece, ...], typed: Typed, width: int, brush: Brush, *, is_open: bool) -> tuple[Strip, ...]:
    """Return typed text as rows on their own ground behind a lead; the cursor is shown where the part is open.

    Below the first row only the first piece of the lead, its bar, is repeated. A part that is not typed on stays the same.
    """
    edge, *rest = lead
    style, ground = brush.style("line"), rest[-1][1] if rest else edge[1]
    indent = sum(cell_len(text) for text, _style in lead)
    below = [edge, (" " * (indent - cell_len(edge[0])), ground)]
    out: list[Strip] = []
    parts = spans(typed.text, max(4, width - indent - 2))
    for number, (start, end) in enumerate(parts):
        is_last = number == len(parts) - 1
        here = is_open and start <= typed.at <= end and (typed.at < end or is_last or typed.text[end : end + 1] == "\n")
        pieces = with_cursor(typed, start, end, style, brush, here=here)
        out.append(_one_row((*(lead if number == 0 else below), *pieces), width, style, ground))
    return tuple(out)


@lru_cache(maxsize=256)
def _one_row(pieces: tuple[Piece, ...], width: int, style: Style, ground: Style) -> Strip:
    """Return a row of typed text on its ground: one that a letter leaves as it was stays the same."""
    return beside((row(width - 1, pieces, style),), width, ground)


@lru_cache(maxsize=64)
def heard_rows(edge: Piece, indent: int, heard: Piece, ground: Style, width: int, brush: Brush) -> tuple[Strip, ...]:
    """Return who has heard what is being changed, below its words: the same rows with every letter."""
    words, quiet = heard
    lines = wrap(words, width - indent - 1, 2, brush.signs.more)
    return tuple(row(width, [edge, (" " * (indent - 1) + line, quiet)], ground) for line in lines)


def row_at(typed: Typed, cells: int) -> int:
    """Return the row that the cursor stands in."""
    parts = spans(typed.text, cells)
    return next((n for n, (start, _end) in reversed(list(enumerate(parts))) if start <= typed.at), 0)


def up_or_down(typed: Typed, by: int, cells: int) -> Typed:
    """Return the text with its cursor a row higher or lower."""
    parts = spans(typed.text, cells)
    at = row_at(typed, cells)
    target = at + by
    if not 0 <= target < len(parts):
        return typed
    start, end = parts[target]
    place = start + within(typed.text[start:end], cell_len(typed.text[parts[at][0] : typed.at]))
    if place == end and typed.text[end : end + 1] not in {"", "\n"}:
        place = start_of(typed.text, end - 1)  # the place behind the last letter is the next row's first
    return Typed(typed.text, place)


def with_cursor(typed: Typed, start: int, end: int, style: Style, brush: Brush, *, here: bool) -> list[Piece]:
    """Return one row of typed text, with its cursor where that stands in it."""
    text, at = typed.text, typed.at
    if not here:
        return [(text[start:end], style)]
    behind = min(end, end_of(text, at + 1))
    under = cursor_cells(text[at:behind])
    return [(text[start:at], style), (under, brush.style("line_cursor")), (text[behind:end], style)]
