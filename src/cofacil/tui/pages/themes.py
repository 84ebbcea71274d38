"""The themes: each by its name, with the kinds of cards as it shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual.strip import Strip

from cofacil.board.kinds import Kind
from cofacil.language.catalog import _
from cofacil.tui.keys import Press
from cofacil.tui.messages import ThemeChosen
from cofacil.tui.pages.in_hand import moved
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, choice_styles, listed, sheet
from cofacil.tui.pages.sheet_view import SheetView, means_nothing
from cofacil.tui.paint.brush import Brush, kind_role
from cofacil.tui.paint.cards import Face, list_rows
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import Piece, blank, row
from cofacil.tui.paint.text import cell_len, cut, fit
from cofacil.tui.paint.window import Window
from cofacil.tui.themes import Look

_TITLE = 30
"""Cells for a theme's title where they are enough."""


@dataclass(frozen=True, slots=True)
class Themes:
    """What the page shows."""

    looks: Mapping[str, Look]
    hand: int
    top: int = 0
    sentence: str = ""


class ThemesView(SheetView):
    """Lets a person look at each theme before one is kept."""

    def __init__(self, looks: Mapping[str, Look], current: str, brush: Brush, keys: Mapping[str, str]) -> None:
        super().__init__(brush, keys)
        self._names = tuple(looks)
        self._current = current
        self.themes = Themes(looks, self._names.index(current) if current in looks else 0)

    def draw(self, window: Window) -> Sheet:
        sheet = paint_themes(replace(self.themes, sentence=self.sentence), window)
        self.themes = replace(self.themes, top=sheet.top)
        return sheet

    async def press(self, press: Press) -> None:
        self.sentence = ""
        if (hand := moved(press.key, self.themes.hand, len(self._names))) is not None:
            self._look(hand)
        elif press.key == "enter":
            self._keep()
        elif press.key == "escape":
            self.post_message(ThemeChosen(self._current))
            self.go_back()
        else:
            self.sentence = means_nothing(press)
        self.repaint()

    async def choose(self, choice: int) -> None:
        if choice == self.themes.hand:
            self._keep()
        else:
            self._look(choice)

    def _look(self, hand: int) -> None:
        if hand != self.themes.hand:
            self.themes = replace(self.themes, hand=hand)
            self.repaint()
            self.post_message(ThemeChosen(self._names[hand]))

    def _keep(self) -> None:
        self.post_message(ThemeChosen(self._names[self.themes.hand], is_kept=True))
        self.go_back()


def paint_themes(themes: Themes, window: Window) -> Sheet:
    """Return the page; the theme in hand is the one it is painted with."""
    looks = list(themes.looks.values())
    width, brush = window.width, window.brush
    is_airy = window.height >= 18
    sample = _board_rows(window)
    empty = blank(width, brush.style("screen"))
    room = window.height - 3 - (2 if is_airy else 0) - len(sample)
    inner = Window(width, max(1, room), brush)

    def block(at: int) -> list[Strip]:
        shown = _look(looks[at], window, in_hand=at == themes.hand)
        return [shown, empty] if is_airy else [shown]

    shown = listed(block, len(looks), themes.hand, themes.top, inner, 2 if is_airy else 1)
    offers = (
        Offer("", _("look"), cap=brush.up_down),
        Offer("enter", _("keep it"), _("keep")),
        Offer("escape", _("as it was"), _("back")),
    )
    edges = Edges(_("How it looks"), offers, themes.sentence or _("Only your screen changes."))
    rows = [empty, *shown.rows, empty, *sample] if is_airy else [*shown.rows, *sample]
    return sheet(window, edges, rows, shown.spots, top=shown.top)


def _board_rows(window: Window) -> list[Strip]:
    """Return three rows of a board as the theme in hand shows it, the middle one in hand."""
    kinds = (Kind.QUESTION, Kind.OFFER, Kind.ACTION)
    faces = [
        Face(kind_role(kind), f"{kind.spec.letter}1", _(kind.spec.example), in_hand=kind is Kind.OFFER)
        for kind in kinds
    ]
    return [list_rows(shown, window.width, window.brush, 1, 1)[0] for shown in faces]


def _look(look: Look, window: Window, *, in_hand: bool) -> Strip:
    width, brush = window.width, window.brush
    plain, _quiet = choice_styles(brush, in_hand=in_hand)
    swatch = _swatch(look, has_words=width >= 100)
    cells = min(_TITLE, max(8, width - INDENT - sum(cell_len(text) for text, _style in swatch)))
    words = fit(cut(look.shown_title, cells - 1, brush.signs.more), cells)
    return row(
        width, [(f" {brush.signs.mark if in_hand else ' '} ", plain), (words, plain), *swatch], brush.style("screen")
    )


def _swatch(look: Look, *, has_words: bool) -> list[Piece]:
    """Return the four kinds as a theme shows them, on its own ground."""
    ground = look.style("screen")
    pieces: list[Piece] = [(" Aa ", ground)]
    for kind in Kind:
        words = f" {kind.glyph} {_(kind.short)} " if has_words else f" {kind.glyph} "
        pieces += [(words, look.style(f"kind.{kind_role(kind)}")), (" ", ground)]
    return pieces
