"""Large figures: drawn once, seven cells wide and seven rows high, and stretched to the room there is."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

_FULL, _LEFT, _RIGHT, _BOTH = "#######", "##     ", "     ##", "##   ##"
FIGURES: Mapping[str, Sequence[str]] = {
    "0": (_FULL, _BOTH, _BOTH, _BOTH, _BOTH, _BOTH, _FULL),
    "1": ("   ##  ", " ####  ", "   ##  ", "   ##  ", "   ##  ", "   ##  ", _FULL),
    "2": (_FULL, _RIGHT, _RIGHT, _FULL, _LEFT, _LEFT, _FULL),
    "3": (_FULL, _RIGHT, _RIGHT, _FULL, _RIGHT, _RIGHT, _FULL),
    "4": (_BOTH, _BOTH, _BOTH, _FULL, _RIGHT, _RIGHT, _RIGHT),
    "5": (_FULL, _LEFT, _LEFT, _FULL, _RIGHT, _RIGHT, _FULL),
    "6": (_FULL, _LEFT, _LEFT, _FULL, _BOTH, _BOTH, _FULL),
    "7": (_FULL, _RIGHT, _RIGHT, _RIGHT, _RIGHT, _RIGHT, _RIGHT),
    "8": (_FULL, _BOTH, _BOTH, _FULL, _BOTH, _BOTH, _FULL),
    "9": (_FULL, _BOTH, _BOTH, _FULL, _RIGHT, _RIGHT, _FULL),
    ":": ("   ", "   ", " # ", "   ", " # ", "   ", "   "),
    "+": ("       ", "  ###  ", "  ###  ", _FULL, "  ###  ", "  ###  ", "       "),
    "T": (_FULL, *("  ###  ",) * 6),
    "I": (_FULL, *("  ###  ",) * 5, _FULL),
    "M": (_BOTH, "### ###", _FULL, "## # ##", _BOTH, _BOTH, _BOTH),
    "E": (_FULL, _LEFT, _LEFT, "#####  ", _LEFT, _LEFT, _FULL),
}
"""Each figure as seven rows of seven cells; the colon is three cells wide."""
TALL = 7
"""Rows of a figure as it is drawn."""
_GAP = 2
"""Cells between two figures as they are drawn."""
_SLIMMEST = (0, 2, 4, 6)
"""The cells of a figure that stay where there is little room."""
_SLENDER = 11
"""Rows for each cell of seven above which a figure reads as a stripe."""


class Scale(NamedTuple):
    """How often each drawn cell stands side by side (0 for a slim figure), and the rows of strokes and between them."""

    wide: int
    stroke: int
    between: int

    @property
    def rows(self) -> int:
        return 3 * self.stroke + 2 * self.between


def scaled(text: str, width: int, height: int, least: int) -> list[str]:
    """Return text as the largest rows of `#` that fit, `least` rows at least wherever those do; none where nothing fits."""
    if not FIGURES.keys() >= set(text):
        return []
    for wide in range(width // TALL, -1, -1):
        if len(_drawn_row(text, 0, wide)) > width:
            continue
        most = min(height, max(_SLENDER * max(wide, 1), least + 1))
        if scale := _scale(wide, most):
            return [row for y, count in enumerate(_counts(scale)) for row in [_drawn_row(text, y, wide)] * count]
    return []


def _scale(wide: int, most: int) -> Scale | None:
    """Return the tallest scale of so many rows at most whose strokes are about as thick as they are wide."""
    fits = [
        Scale(wide, stroke, between)
        for stroke in range(1, max(wide, 1) + 1)
        for between in range(stroke, most)
        if 3 * stroke + 2 * between <= most
    ]
    return max(fits, key=lambda scale: (scale.stroke, scale.rows), default=None)


def _counts(scale: Scale) -> tuple[int, ...]:
    """Return how often each of the seven drawn rows stands."""
    upper, lower = (scale.between + 1) // 2, scale.between // 2
    return (scale.stroke, lower, upper, scale.stroke, upper, lower, scale.stroke)


def _drawn_row(text: str, y: int, wide: int) -> str:
    """Return one drawn row of a text, each cell of it so often side by side."""
    if wide == 0:
        return " ".join(_slim(FIGURES[sign][y]) for sign in text)
    row = (" " * _GAP).join(FIGURES[sign][y] for sign in text)
    return "".join(cell * wide for cell in row)


def _slim(row: str) -> str:
    return row[1] if len(row) == 3 else "".join(row[at] for at in _SLIMMEST)
