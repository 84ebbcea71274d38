"""The pages of looking back: their keys, and what stands in a row above what can be done on one."""

from typing import NamedTuple

from textual.strip import Strip

from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.tui.pages.sheet import Spot
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.row import Piece, row
from cofacil.tui.paint.text import cell_len

FIRST, MOMENT, OFFERS, OPEN, MISSING, THEMES = "123456"
"""The pages by their keys."""


class Tab(NamedTuple):
    """A page, as it is offered."""

    key: str
    words: str
    short: str
    help: str
    """What help says of it."""


TABS = (
    Tab(FIRST, N_("this page"), N_("first"), N_("who does what by when, and who was missing")),
    Tab(MOMENT, N_("how we got here"), N_("how"), N_("how we got here: the board as it was")),
    Tab(OFFERS, N_("offers"), N_("offers"), N_("offers not taken up, by person")),
    Tab(OPEN, N_("open"), N_("open"), N_("what is still open")),
    Tab(MISSING, N_("missing"), N_("missing"), N_("who was missing")),
    Tab(THEMES, N_("themes"), N_("themes"), N_("themes: what belongs together")),
)
"""In the order of their keys. How it felt, and the lens, come behind these."""


def tabs_row(current: str, width: int, brush: Brush, y: int) -> tuple[Strip, list[Spot]]:
    """Return the pages in a row, the one that is seen turned round, and where each is clicked."""
    forms = ([(tab, _(tab.words)) for tab in TABS], [(tab, _(tab.short)) for tab in TABS], [(tab, "") for tab in TABS])
    bar = brush.style("column")
    framed = [[_framed(tab.key, words, is_current=tab.key == current) for tab, words in named] for named in forms]
    texts = next((texts for texts in framed if sum(map(cell_len, texts)) <= width), framed[-1])
    pieces: list[Piece] = []
    spots: list[Spot] = []
    at = 0
    for number, (tab, text) in enumerate(zip(TABS, texts, strict=True), 1):
        pieces.append((text, brush.style("kind.question") if tab.key == current else bar))
        spots.append(Spot(y, at, at + cell_len(text), -number))
        at += cell_len(text)
    return row(width, pieces, bar), [spot for spot in spots if spot.right <= width]


def tab_of(choice: int) -> str:
    """Return the page that a click means, "" where it means something else."""
    return TABS[-choice - 1].key if -len(TABS) <= choice < 0 else ""


def _framed(key: str, words: str, *, is_current: bool) -> str:
    text = f"{key} {words}".rstrip()
    return f"[{text}]" if is_current else f" {text} "
