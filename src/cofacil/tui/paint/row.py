"""Rows: pieces of styled text, left and right, made into a strip of exactly one width."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from cofacil.tui.paint.text import cell_len, fit

Piece: TypeAlias = tuple[str, Style]
_MARGIN_FROM = 80
"""Cells of a row from which words have a margin."""


def row(width: int, left: Iterable[Piece], ground: Style, right: Iterable[Piece] = ()) -> Strip:
    """Return one row: what stands left, blanks, what stands right; right gives way to nothing, left is cut."""
    tail = [(text, style) for text, style in right if text]
    room = width - sum(cell_len(text) for text, _ in tail)
    if room < 0:
        tail, room = _cut(tail, width), 0
    head = _cut(list(left), room)
    used = sum(cell_len(text) for text, _ in head)
    if used < room:
        head.append((" " * (room - used), ground))
    return Strip([Segment(text, style) for text, style in (*head, *tail) if text], width)


def words_row(width: int, left: Iterable[Piece], ground: Style, right: Iterable[Piece] = ()) -> Strip:
    """Return one row of words, with a cell of margin at both ends where there is room for one."""
    if not margin(width):
        return row(width, left, ground, right)
    tail = [piece for piece in right if piece[0]]
    return row(width, [(" ", ground), *left], ground, [*tail, (" ", ground)])


def margin(width: int) -> int:
    """Return the cells that stay free left and right of words."""
    return 1 if width >= _MARGIN_FROM else 0


def beside(strips: Iterable[Strip], width: int, ground: Style) -> Strip:
    """Return strips set side by side, filled to a width."""
    segments: list[Segment] = []
    used = 0
    for strip in strips:
        segments += strip
        used += strip.cell_length
    if used < width:
        segments.append(Segment(" " * (width - used), ground))
    return Strip(segments, max(width, used))


@lru_cache(maxsize=256)
def blank(width: int, ground: Style) -> Strip:
    """Return an empty row: the same one each time, so that what is painted from it is found again."""
    return Strip([Segment(" " * width, ground)], width)


def centred(width: int, text: str, style: Style, ground: Style) -> Strip:
    """Return a row with text in its middle."""
    indent = max(0, (width - cell_len(text)) // 2)
    return row(width, [(" " * indent, ground), (text, style)], ground)


def _cut(pieces: list[Piece], room: int) -> list[Piece]:
    fitting: list[Piece] = []
    for text, style in pieces:
        cells = cell_len(text)
        if cells > room:
            if room > 0:
                fitting.append((fit(text, room), style))
            return fitting
        fitting.append((text, style))
        room -= cells
    return fitting
