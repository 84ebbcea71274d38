"""A measure that reads well: on a wide screen a page stands in the middle of it, with air, and not in its corner."""

from collections.abc import Iterable

from rich.style import Style
from textual.strip import Strip

from cofacil.tui.pages.sheet import Spot
from cofacil.tui.paint.row import beside, blank
from cofacil.tui.paint.window import Window

WIDE, TALL = 112, 32
"""Cells and rows of a window from which a page has more than it needs."""


def is_large(window: Window) -> bool:
    """Say whether a window has more room than a page needs, both ways."""
    return window.width >= WIDE and window.height >= TALL


def measured(window: Window, most: int) -> Window:
    """Return the window that a page's body is painted in: of a wide one at most so many cells, in its middle."""
    return window._replace(width=most) if window.width >= WIDE and window.width > most else window


def in_the_middle(rows: Iterable[Strip], width: int, ground: Style) -> list[Strip]:
    """Return rows that were painted in fewer cells as they stand in the middle of a window."""
    return [_padded(strip, width, ground) for strip in rows]


def shifted(spots: Iterable[Spot], inner: Window, window: Window) -> tuple[Spot, ...]:
    """Return where a click means something once the rows stand in the middle."""
    by = _left(inner.width, window.width)
    return tuple(spot._replace(left=spot.left + by, right=spot.right + by) for spot in spots)


def _padded(strip: Strip, width: int, ground: Style) -> Strip:
    left = _left(strip.cell_length, width)
    return beside([blank(left, ground), strip], width, ground) if left else strip


def _left(inner: int, width: int) -> int:
    return max(0, (width - inner) // 2)
