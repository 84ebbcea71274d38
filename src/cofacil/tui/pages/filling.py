"""Lines to fill in one above the other, and behind them the choice of a plan: what a board and a meeting begin with."""

from dataclasses import dataclass, field, replace
from typing import Self

from textual.strip import Strip

from cofacil.board.text import PURPOSE_SHOWN
from cofacil.language.catalog import ngettext
from cofacil.tui.pages.plan_choice import PlanChoice
from cofacil.tui.pages.sheet import INDENT, choice_row, typed_pieces
from cofacil.tui.paint.row import row
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in each line, and where somebody is: nothing of it is kept yet."""

    lines: tuple[Typed, ...]
    at: int = 0
    """The line that is typed on; behind the last, the choice of a plan."""
    choice: PlanChoice = field(default_factory=PlanChoice)
    """How the meeting is gone through; where there are no plans, it is not asked."""

    @property
    def last(self) -> int:
        return len(self.lines) - (0 if self.choice.plans else 1)

    @property
    def is_last(self) -> bool:
        return self.at == self.last

    @property
    def is_choosing(self) -> bool:
        """Say whether keys are for the choice of a plan."""
        return self.at == len(self.lines)

    @property
    def line(self) -> Typed:
        return self.lines[self.at]

    def to(self, at: int) -> Self:
        """Return it with another line to type on, the nearest there is."""
        return replace(self, at=max(0, min(self.last, at)))

    def typed(self, line: Typed) -> Self:
        """Return it with the line that is typed on changed."""
        return replace(self, lines=(*self.lines[: self.at], line, *self.lines[self.at + 1 :]))


def filling_row(page: Filling, number: int, window: Window, *, counts: bool, is_quiet: bool) -> tuple[Strip, int]:
    """Return a line of it and the cell of its cursor, 0 where it is not typed on; `counts` says how many letters there are."""
    width, brush, typed = window.width, window.brush, page.lines[number]
    if number != page.at:
        words = [(cut(typed.text, width - INDENT - 1, brush.signs.more), is_quiet)]
        return choice_row(width, brush, words, in_hand=False), 0
    count = _count(typed.text, width) if counts and typed.text else ""
    cells = width - INDENT - (cell_len(count) + 2 if count else 1)
    style = brush.style("line")
    pieces, cell = typed_pieces(typed, cells, brush)
    right = [(count, brush.style("line_hint"))]
    return row(width, [(f" {brush.signs.mark} ", style), *pieces], style, right), INDENT + cell


def _count(text: str, width: int) -> str:
    """Return how many letters there are, and whether the top of the screen has room for them; briefly beside many."""
    number = len(text)
    if number <= PURPOSE_SHOWN:
        return ngettext("{number} letter, fits", "{number} letters, fits", number) + " "
    words = ngettext(
        "{number} letter, will be shortened at the back row",
        "{number} letters, will be shortened at the back row",
        number,
    )
    if INDENT + cell_len(text) + cell_len(words) + 3 > width:
        words = ngettext("{number} letter, shortened", "{number} letters, shortened", number)
    return f"{words} "
