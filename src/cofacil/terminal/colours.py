"""Colours as SGR parameters, and the nearest ones that a terminal with fewer colours can show.

Textual renders truecolor everywhere: rich keeps the colour form on styles that all seats share, so each terminal's
colours are made here, from what would be sent.
"""

from enum import StrEnum
from functools import lru_cache

Rgb = tuple[int, int, int]

_STEPS = (0, 95, 135, 175, 215, 255)
_BASIC: tuple[Rgb, ...] = (
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
)
_FAR, _NEAR = 7.0, 4.5
"""The contrast of letters that are read from the back of a hall, and the least that few colours may leave of it."""


class Depth(StrEnum):
    """How many colours a terminal can show."""

    TRUE = "truecolor"
    MANY = "256"
    FEW = "16"
    NONE = "none"


@lru_cache(maxsize=8192)
def narrow(colour: str, depth: Depth) -> str:
    """Return the nearest colour in that depth: SGR parameters in (`38;2;r;g;b`, `48;5;n`, `31`), parameters out."""
    if depth is Depth.TRUE or not colour:
        return colour
    if depth is Depth.NONE:
        return ""
    codes = colour.split(";")
    if len(codes) == 1 or (depth is Depth.MANY and codes[1] == "5"):
        return colour
    rgb = _rgb(colour)
    if depth is Depth.MANY:
        return f"{codes[0]};5;{_nearest_of_256(rgb)}"
    is_own = codes[1] == "5" and int(codes[2]) < 16
    return _basic_code(int(codes[2]) if is_own else _nearest_basic(rgb), is_background=codes[0] == "48")


@lru_cache(maxsize=8192)
def narrow_pair(fg: str, bg: str, depth: Depth) -> tuple[str, str]:
    """Return both colours in that depth; words that could be read stay readable."""
    near_fg, near_bg = narrow(fg, depth), narrow(bg, depth)
    if depth in (Depth.TRUE, Depth.NONE) or not near_fg or not near_bg:
        return near_fg, near_bg
    shown = _rgb(near_bg)
    is_lost = _rgb(near_fg) == shown and _rgb(fg) != _rgb(bg)
    if is_lost or (_contrast(_rgb(fg), _rgb(bg)) >= _FAR and _contrast(_rgb(near_fg), shown) < _NEAR):
        return _contrasting(shown, depth), near_bg
    return near_fg, near_bg


def _contrasting(background: Rgb, depth: Depth) -> str:
    is_dark = _brightness(background) < 128
    if depth is Depth.MANY:
        return "38;5;15" if is_dark else "38;5;16"
    return "97" if is_dark else "30"


def _contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours: from 1 to 21. Source: WCAG 2.2, relative luminance."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(rgb))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(rgb: Rgb) -> tuple[float, float, float]:
    return rgb[0] / 255, rgb[1] / 255, rgb[2] / 255


def _brightness(rgb: Rgb) -> float:
    red, green, blue = rgb
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _rgb(colour: str) -> Rgb:
    codes = [int(code) for code in colour.split(";")]
    if len(codes) == 1:
        code = codes[0]
        return _BASIC[code % 10 + (8 if code >= 90 else 0)]
    if codes[1] == 5:
        return _palette(codes[2])
    return codes[2], codes[3], codes[4]


def _palette(number: int) -> Rgb:
    if number < 16:
        return _BASIC[number]
    if number >= 232:
        grey = 8 + 10 * (min(number, 255) - 232)
        return grey, grey, grey
    number -= 16
    return _STEPS[number // 36], _STEPS[number // 6 % 6], _STEPS[number % 6]


def _distance(one: Rgb, other: Rgb) -> float:
    """The "redmean" distance: close to what an eye sees, and cheap."""
    mean = (one[0] + other[0]) / 2
    red, green, blue = one[0] - other[0], one[1] - other[1], one[2] - other[2]
    return (2 + mean / 256) * red * red + 4 * green * green + (2 + (255 - mean) / 256) * blue * blue


def _nearest_basic(rgb: Rgb) -> int:
    return min(range(16), key=lambda number: _distance(rgb, _BASIC[number]))


def _nearest_of_256(rgb: Rgb) -> int:
    # The first sixteen are left out: people repaint them, and a theme's colours must not follow.
    red, green, blue = (_nearest_step(part) for part in rgb)
    cube = 16 + 36 * red + 6 * green + blue
    grey = 232 + max(0, min(23, round((sum(rgb) / 3 - 8) / 10)))
    return min((cube, grey), key=lambda number: _distance(rgb, _palette(number)))


def _basic_code(number: int, *, is_background: bool) -> str:
    code = 30 + number if number < 8 else 82 + number
    return str(code + 10 if is_background else code)


def _nearest_step(part: int) -> int:
    return min(range(6), key=lambda step: abs(_STEPS[step] - part))
