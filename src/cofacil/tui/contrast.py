"""How well one colour is read on another, and the colours of a theme that can be worked out from the rest."""

from collections.abc import Mapping

from cofacil.tui.styles import KINDS

READ = 7.0
"""The least contrast of letters that are read from the back of a hall. Source: WCAG 2.2, 1.4.6."""
_GREYS = tuple(f"#{grey:02X}{grey:02X}{grey:02X}" for grey in (0, *range(0x08, 0xEF, 10), 255))
"""The greys that a terminal with 256 colours has."""
_APART = 1.12
"""The contrast with its ground from which a surface is seen as one."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, each #RRGGBB: from 1 to 21. Source: WCAG 2.2, relative luminance."""
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def worked_out(colours: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of a theme with those that it does not name: a card's surface, its letters, heads on the bar."""
    out = dict(colours)
    out.setdefault("card_text", out["text"])
    out.setdefault("card", _surface(out))
    out["card_dim"] = next(
        name
        for name in (out["dim"], out["text"], out["card_text"])
        if contrast(name, out["card"]) >= READ or name == out["card_text"]
    )
    for kind in KINDS:
        on_bar = out[kind] if contrast(out[kind], out["bar"]) >= READ else out["bar_text"]
        out.setdefault(f"{kind}_on_bar", on_bar)
    return out


def _surface(colours: Mapping[str, str]) -> str:
    """Return the grey nearest to the ground that is seen on it, and on which a card's letters are read; else the ground."""
    ground = colours["background"]
    fit = [
        grey
        for grey in _GREYS
        if contrast(grey, ground) >= _APART
        and min(contrast(colours["card_text"], grey), contrast(colours["dim"], grey)) >= READ
    ]
    return min(fit, key=lambda grey: contrast(grey, ground), default=ground)


def _light(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
