"""A recording as a picture that moves: each row of the screen is a strip of all that it ever shows, moved by CSS alone.

No script is in it, and nothing is loaded. It plays once and stands still then; where somebody has asked their computer for less
motion it does not move at all and shows its last moment.
"""

from collections.abc import Callable

from cofacil.export.painted import Piece
from making.cast import Cast
from making.drawn import EDGE, HIGH, WIDE, drawn_row, framed, opened
from making.rows import Row

_LESS_MOTION = "@media(prefers-reduced-motion:reduce){g{animation:none!important}}"
_CAPTION = 2 * HIGH
"""How high the row is in which it is told what happens."""
_BAR, _ON_BAR = "#303030", "#ffffff"


def film(cast: Cast, ground: str, title: str, told: str) -> str:
    """Return the picture of a recording."""
    columns, lines = cast.size
    width, height = columns * WIDE + 2 * EDGE, lines * HIGH + 2 * EDGE + _CAPTION
    strips = [
        _Strip(f"r{y}", HIGH, columns * WIDE, lambda row, top: drawn_row(row, 0, top, ground)) for y in range(lines)
    ]
    below = _Strip("told", _CAPTION, width - 2 * EDGE, lambda row, top: drawn_row(row, 0, top + HIGH // 2, _BAR))
    for frame in cast.frames:
        for strip, row in zip(strips, frame.rows, strict=True):
            strip.show(frame.at, row)
        below.show(frame.at, (Piece(frame.caption, len(frame.caption), _ON_BAR, _BAR, is_bold=True),))
    moves = "".join(strip.moves(cast.length) for strip in (*strips, below))
    style = f"g{{animation:{cast.length:g}s step-end 1 both}}{moves}{_LESS_MOTION}"
    bar = f'<rect x="2" y="{height - _CAPTION - 8}" width="{width - 4}" height="{_CAPTION}" fill="{_BAR}"/>\n'
    drawn = "".join(strip.drawn(EDGE, EDGE + y * HIGH) for y, strip in enumerate(strips))
    told_below = below.drawn(EDGE, height - _CAPTION - 8)
    return f"{opened(width, height, title, told, style)}{framed(width, height, ground)}{drawn}{bar}{told_below}</svg>\n"


class _Strip:
    """All that one row shows, one below the other, and when which of it is seen."""

    def __init__(self, name: str, high: int, wide: int, draw: Callable[[Row, int], str]) -> None:
        self._name = name
        self._high = high
        self._wide = wide
        self._draw = draw
        self._places: dict[Row, int] = {}
        self._seen: list[tuple[float, int]] = []

    def show(self, at: float, row: Row) -> None:
        """Note what is seen from a moment on."""
        place = self._places.setdefault(row, len(self._places))
        if not self._seen or self._seen[-1][1] != place:
            self._seen = [*(seen for seen in self._seen if seen[0] != at), (at, place)]

    def moves(self, length: float) -> str:
        """Return when it is moved where."""
        if len(self._places) < 2:
            return ""
        steps = "".join(f"{100 * at / length:.5g}%{{{self._at(place)}}}" for at, place in self._seen)
        return f"@keyframes {self._name}{{{steps}}}"

    def drawn(self, left: int, top: int) -> str:
        """Return it, behind a window of one row; moved by nothing it stands at what it shows last."""
        rows = "".join(self._draw(row, place * self._high) for row, place in self._places.items())
        if not rows:
            return ""
        moved = f' style="animation-name:{self._name};{self._at(self._seen[-1][1])}"' if len(self._places) > 1 else ""
        window = f'<svg x="{left}" y="{top}" width="{self._wide}" height="{self._high}" overflow="hidden">'
        return f"{window}<g{moved}>{rows}</g></svg>\n"

    def _at(self, place: int) -> str:
        return f"transform:translateY(-{place * self._high}px)"
