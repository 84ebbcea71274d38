"""Rows: pieces of styled text, left and right, made into a strip of exactly one width."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.cache import FIFOCache
from textual.strip import Strip

from cofacil.tui.paint.text import cell_len, fit

Piece: TypeAlias = tuple[str, Style]
_MARGIN_FROM = 80
"""Cells of a row from which words have a margin."""


_MOST_MADE = 4
"""Strips of one kind that a row holds of those that were made from it."""


class PaintedRow(Strip):
    """A strip that many are held of: a fifth of the memory of Textual's own, and gone once nobody holds it.

    Textual gives every strip seven caches of what may be made from it, and puts a strip that is shown whole into its own: a
    circle, which only the collector of garbage finds. Here a cache is made when it is asked for.
    """

    __slots__ = ()

    def __init__(self, segments: Iterable[Segment], cell_length: int) -> None:
        # Not the base's: it would make the caches.
        self._segments = [*segments]
        self._cell_length = cell_length
        self._render_cache = None
        self._link_ids = None
        self._cell_count = None

    def __getattr__(self, name: str) -> FIFOCache[Any, Any]:
        """Make the cache of this name, which was not asked for before."""
        if name not in _CACHES:
            raise AttributeError(name)
        cache = FIFOCache[Any, Any](_MOST_MADE)
        setattr(self, name, cache)
        return cache

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Cut it at these cells; where it stays whole it is itself, and nothing of that is held."""
        cuts = [*cuts]
        return [self] if cuts == [self.cell_length] else super().divide(cuts)


_CACHES = frozenset(name for name in Strip.__slots__ if name.endswith("_cache")) - {"_render_cache"}


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
    return PaintedRow([Segment(text, style) for text, style in (*head, *tail) if text], width)


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
    return PaintedRow(segments, max(width, used))


@lru_cache(maxsize=256)
def blank(width: int, ground: Style) -> Strip:
    """Return an empty row: the same one each time, so that what is painted from it is found again."""
    return PaintedRow([Segment(" " * width, ground)], width)


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
