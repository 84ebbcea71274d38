"""The themes: each by its name, with the kinds of cards as it shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.strip import Strip

from cofacil.board.kinds import Kind
from cofacil.tui.paint.brush import kind_role
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.row import Piece, blank, row
from cofacil.tui.paint.sheet import INDENT, Frame, Sheet, choice_styles, listed, sheet
from cofacil.tui.paint.text import cell_len, cut, fit
from cofacil.tui.themes import Look

_TITLE = 30
"""Cells for a theme's title where they are enough."""


@dataclass(frozen=True, slots=True)
class Themes:
    """What the page shows."""

    looks: Mapping[str, Look]
    hand: int
    top: int = 0
    told: str = ""


def paint_themes(themes: Themes, window: Window) -> Sheet:
    """Return the page; the theme in hand is the one it is painted with."""
    looks = list(themes.looks.values())
    width, brush = window.width, window.brush
    is_airy = window.height >= 18
    inner = Window(width, window.height - 3 - (1 if is_airy else 0), brush)
    empty = blank(width, brush.style("screen"))

    def block(at: int) -> list[Strip]:
        shown = _look(looks[at], window, in_hand=at == themes.hand)
        return [shown, empty] if is_airy else [shown]

    shown = listed(block, len(looks), themes.hand, themes.top, inner, 2 if is_airy else 1)
    keys = ((brush.signs.up_down, "look"), ("Enter", "keep it"), ("Esc", "as it was"))
    frame = Frame("How it looks", keys, themes.told or "Only your screen changes.")
    return sheet(window, frame, [empty, *shown.rows] if is_airy else shown.rows, shown.spots, top=shown.top)


def _look(look: Look, window: Window, *, in_hand: bool) -> Strip:
    width, brush = window.width, window.brush
    plain, _ = choice_styles(brush, in_hand=in_hand)
    swatch = _swatch(look, has_words=width >= 100)
    title = min(_TITLE, max(8, width - INDENT - sum(cell_len(text) for text, _ in swatch)))
    words = fit(cut(look.title, title - 1, brush.signs.more), title)
    return row(
        width, [(f" {brush.signs.mark if in_hand else ' '} ", plain), (words, plain), *swatch], brush.style("screen")
    )


def _swatch(look: Look, *, has_words: bool) -> list[Piece]:
    """Return the four kinds as a theme shows them, on its own ground."""
    ground = look.style("screen")
    pieces: list[Piece] = [(" Aa ", ground)]
    for kind in Kind:
        words = f" {kind.glyph} {kind.short} " if has_words else f" {kind.glyph} "
        pieces += [(words, look.style(f"kind.{kind_role(kind)}")), (" ", ground)]
    return pieces
