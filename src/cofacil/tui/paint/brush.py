"""What painting is done with: a look, and the signs that this terminal can show."""

from collections.abc import Callable
from typing import NamedTuple

from rich.style import Style

from cofacil.board.kinds import Kind
from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.tui.themes import Look


class Signs(NamedTuple):
    """The drawn signs; none of them has an emoji form. The arrows are words where they cannot be drawn."""

    mark: str = "▌"
    """The bar of a card, and the mark of a choice in hand."""
    hand: str = "▌"
    """The bar of the card in hand: another sign where there are no colours to tell it by."""
    done: str = "✓"
    full: str = "▇"
    empty: str = "▁"
    above: str = "▲"
    below: str = "▼"
    block: str = "█"
    dot: str = "·"
    more: str = "…"
    arrows: str = "↑ ↓ ← →"
    up_down: str = "↑ ↓"
    up: str = "↑"
    left_right: str = "← →"
    note: str = "≡"


DRAWN = Signs()
COLOURLESS = DRAWN._replace(hand="█")
ASCII = Signs(
    "|", "#", "x", "#", "-", "^", "v", "#", "-", "...", N_("arrows"), N_("up down"), N_("up"), N_("left right"), "="
)  # fmt: skip


class Brush:
    """A look and signs, and the language of what is painted; made by `brush_of`, so that equal ones are the same.

    No value type: caches compare it by what it is, in no time.
    """

    __slots__ = ("language", "look", "signs", "style")

    def __init__(self, look: Look, signs: Signs = DRAWN, language: str = "en") -> None:
        self.look = look
        self.signs = signs
        self.language = language
        """What words are painted in: rows in two languages are never taken for each other."""
        self.style: Callable[[str], Style] = look.styles.__getitem__
        """Returns the style of a role: the look's own, as every piece of every row asks for one."""

    @property
    def arrows(self) -> str:
        """Return how a key row calls the four arrow keys."""
        return _(self.signs.arrows)

    @property
    def up_down(self) -> str:
        return _(self.signs.up_down)

    @property
    def up(self) -> str:
        return _(self.signs.up)

    @property
    def left_right(self) -> str:
        return _(self.signs.left_right)


_brushes: dict[tuple[int, Signs, str], Brush] = {}
"""Every brush there is; each holds its look, so that no other look can have its id."""


def brush_of(look: Look, signs: Signs, language: str) -> Brush:
    """Return the one brush of a look, signs and language: caches tell brushes apart by what they are, not by their parts."""
    key = (id(look), signs, language)
    return _brushes.get(key) or _brushes.setdefault(key, Brush(look, signs, language))


def kind_role(kind: Kind | None) -> str:
    """Return how roles call a kind of card, or those who are not here."""
    return "not_here" if kind is None else str(kind)
