"""Choosing how a meeting is gone through: by which plan, or by none. A part of every page that asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.strip import Strip

from cofacil.board.marked import N_
from cofacil.board.plan import Plan
from cofacil.language.catalog import _, ngettext
from cofacil.language.plan_words import plan_details
from cofacil.tui.keys import Press
from cofacil.tui.pages.sheet import INDENT, Listed, Spot, choice_styles
from cofacil.tui.pages.sheet_view import means_nothing
from cofacil.tui.paint.key_row import cap_of
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.scrolling import visible
from cofacil.tui.paint.text import cell_len, cut, fit
from cofacil.tui.paint.window import Window

PLAN_QUESTION = N_("How should we go through the meeting?")
NO_PLAN = N_("Just the board, no steps")
_FIGURES = 9
"""Choices that have a figure: those behind are reached by the arrows."""
_TITLE = 36
"""Cells for a title where they are enough."""
_SIGNED = 3
"""Rows from which there is room for saying how many stand above and below."""


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """The plans there are, behind the board alone, and which of all that is in hand."""

    plans: tuple[Plan, ...] = ()
    hand: int = 0
    """0 for no plan, else the plan that stands there, counted from 1."""
    top: int = 0
    """The first that is seen."""

    @classmethod
    def of(cls, plans: Sequence[Plan], name: str = "") -> "PlanChoice":
        """Return the choice with the plan of a name, or of a title, in hand; no plan where none is called so."""
        hand = next((at for at, plan in enumerate(plans, 1) if name and name in (plan.name, plan.title)), 0)
        return cls(tuple(plans), hand)

    @property
    def chosen(self) -> Plan | None:
        """Return the plan in hand, None for the board alone."""
        return self.plans[self.hand - 1] if self.hand else None

    @property
    def last(self) -> int:
        return len(self.plans)

    def to(self, hand: int) -> "PlanChoice":
        """Return it with another choice in hand, the nearest there is."""
        return replace(self, hand=max(0, min(self.last, hand)))

    def press(self, press: Press) -> "PlanChoice | None":
        """Return what a key makes of it; None for a key that means nothing in it, an arrow behind its ends among them."""
        hands = {"up": self.hand - 1, "down": self.hand + 1, "home": 0, "end": self.last}
        if press.key in hands:
            hand = hands[press.key]
        elif press.character and press.character in "123456789"[: self.last + 1]:
            hand = int(press.character) - 1
        else:
            return None
        return self.to(hand) if 0 <= hand <= self.last else None


def no_line_here(press: Press) -> str:
    """Return what is said of a key that means nothing while a plan is chosen; "" for one that nobody presses to have something done."""
    if not means_nothing(press):
        return ""
    return _("{key} does nothing here: Enter goes on.", key=cap_of(press.key))


def plan_rows(choice: PlanChoice, window: Window, first: int, *, in_hand: bool, spots_from: int = 0) -> Listed:
    """Return as many choices as fit in the window, the one in hand among them; `first` is the screen row they begin on.

    `in_hand` says whether keys are for this part of the page: what is chosen bears its mark all the same. `spots_from` is
    added to a choice for its spot, where the page has spots of its own.
    """

    def block(at: int) -> Sequence[Strip]:
        return [_row(choice, at, window, in_hand=in_hand)]

    if window.height < _SIGNED:
        seen_alone = range(choice.hand, min(choice.hand + 1, choice.hand + window.height))
        spots = [Spot(first, 0, window.width, spots_from + at) for at in seen_alone]
        blanks = [blank(window.width, window.brush.style("screen"))] * (window.height - len(seen_alone))
        return Listed((*(strip for at in seen_alone for strip in block(at)), *blanks), tuple(spots), choice.top)
    seen = visible(choice.last + 1, choice.hand, choice.top, block, window)
    rows, ends = list(seen.rows), list(seen.ends)
    if seen.below:
        rows[-1] = _more_row(choice, seen.below, window)
        ends[-1] = choice.last + 1 - seen.below
    spots = [Spot(first + y, 0, window.width, spots_from + end) for y, end in enumerate(ends) if end >= 0]
    return Listed(tuple(rows), tuple(spots), seen.top)


def _row(choice: PlanChoice, at: int, window: Window, *, in_hand: bool) -> Strip:
    width, brush = window.width, window.brush
    is_chosen = at == choice.hand
    plain, quiet = choice_styles(brush, in_hand=is_chosen and in_hand)
    number = f"{at + 1}" if at < _FIGURES else ""
    plan = choice.plans[at - 1] if at else None
    title, length = (plan.title, plan_details(plan)) if plan else (_(NO_PLAN), "")
    lead = f" {brush.signs.mark if is_chosen else ' '} {number:>2}  "
    room = width - cell_len(lead) - 1
    cells = min(_TITLE, max(room // 2, room - cell_len(length) - 2))
    words = fit(cut(title, cells, brush.signs.more), cells) if length else cut(title, room, brush.signs.more)
    length = cut(length, room - cells - 2, brush.signs.more)
    return row(width, [(f"{lead}{words}  ", plain), (length, quiet)], plain)


def _more_row(choice: PlanChoice, below: int, window: Window) -> Strip:
    """Return the row that says how many are not seen, and whether the group's own are among them."""
    more = window.brush.signs.more
    has_own = any(plan.is_own for plan in choice.plans[-below:])
    if has_own:
        words = ngettext("{sign} {number} more: your own", "{sign} {number} more, and your own", below, sign=more)
    else:
        words = ngettext("{sign} {number} more", "{sign} {number} more", below, sign=more)
    style = window.brush.style("hint")
    return row(window.width, [(f"{' ' * (INDENT + 1)}{words}", style)], window.brush.style("screen"))
