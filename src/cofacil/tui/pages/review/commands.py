"""Everything that can be done while looking back: what each is called, its key, and doing it from a list."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from textual.strip import Strip

from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.tui.keys import Press
from cofacil.tui.pages.review.leaf import READ_ONLY, Desk, Drawn, Leaf, Turn
from cofacil.tui.pages.review.pages import TABS
from cofacil.tui.pages.sheet import INDENT, Edges, choice_styles, listed, sheet
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer, cap_of
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.paint.window import Window

_KEY = 10
"""Cells of a key, the blank behind it counted."""


class Command(NamedTuple):
    """Something that can be done."""

    words: str
    """Marked."""
    press: str = ""
    """The key that does it on the page below, "" for what is found here alone."""
    action: str = ""
    """What is done that is no page's own, by its name."""
    cap: str = ""
    """How the key is shown, where that is not what stands on it: marked."""


PAGES = tuple(Command(tab.help, action=tab.key, cap=tab.key) for tab in TABS)
ON_MOMENT = (
    Command(N_("the event before"), "left", cap=N_("left")),
    Command(N_("the next event"), "right", cap=N_("right")),
    Command(N_("the step before"), "up", cap=N_("up")),
    Command(N_("the next step"), "down", cap=N_("down")),
    Command(N_("the meeting before"), "pageup", cap=N_("PgUp")),
    Command(N_("the next meeting"), "pagedown", cap=N_("PgDn")),
    Command(N_("the first event of all"), "home", cap=N_("Home")),
    Command(N_("the last event of all"), "end", cap=N_("End")),
    Command(N_("play, and stop"), " "),
    Command(N_("faster"), "+"),
    Command(N_("slower"), "-"),
    Command(N_("the next card of the column"), "tab"),
    Command(N_("the story of the card in hand"), "enter"),
)
"""What is done to the board as it was; its columns are looked at by their figures."""


@dataclass(frozen=True, slots=True)
class Commands(Leaf):
    """The list, and what is in hand on it."""

    is_on_moment: bool = False
    """Whether the page below is the board as it was."""
    extra: tuple[Command, ...] = ()
    """What can be done here besides, by an action of its own: to keep all this as a page."""
    hand: int = 0
    top: int = 0

    def commands(self, desk: Desk) -> tuple[Command, ...]:
        """Return all of them, in order."""
        keys = desk.keys
        common = (
            Command(N_("find words, a name, or a label"), action="find", cap=keys["find"]),
            *self.extra,
            Command(N_("how it looks: the themes"), action="colours"),
            Command(N_("leave"), action="leave", cap=keys["leave"]),
        )
        if not self.is_on_moment:
            return (*PAGES, *common)
        wide = Command(N_("one column alone, and side by side again"), keys["wide"])
        # There the figures are its columns'.
        return (*ON_MOMENT, wide, *(page._replace(cap="") for page in PAGES), *common)

    def draw(self, desk: Desk, window: Window, sentence: str) -> Drawn:
        commands, brush = self.commands(desk), window.brush
        ground = blank(window.width, brush.style("screen"))
        inner = Window(window.width, window.height - 4, brush)
        hand = max(0, min(self.hand, len(commands) - 1))

        def block(at: int) -> list[Strip]:
            return [_row(commands[at], window.width, brush, in_hand=at == hand)]

        shown = listed(block, len(commands), hand, self.top, inner, 2)
        offers = (Offer("", _("choose"), cap=brush.up_down), Offer("enter", _("do it")), Offer("escape", _("back")))
        said = sentence or (
            _("1 to 5 are the columns of the board as it was.")
            if self.is_on_moment
            else _("Nothing here changes the board.")
        )
        edges = Edges(_("Everything you can do here"), offers, said, _("looking back"), _(READ_ONLY))
        made = sheet(window, edges, [ground, *shown.rows], shown.spots, top=shown.top)
        return Drawn(made, replace(self, top=shown.top, hand=hand))

    def press(self, press: Press, desk: Desk) -> Turn | None:
        last = len(self.commands(desk)) - 1
        moves = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -last, "end": last}
        if press.key == "escape":
            return Turn(is_back=True)
        if press.key in moves:
            return Turn(replace(self, hand=max(0, min(last, self.hand + moves[press.key]))))
        if press.key == "enter":
            return self.choose(self.hand, desk)
        return None

    def choose(self, choice: int, desk: Desk) -> Turn | None:
        commands = self.commands(desk)
        if not 0 <= choice < len(commands):
            return None
        chosen = commands[choice]
        then = Press(chosen.press, chosen.press if len(chosen.press) == 1 else None) if chosen.press else None
        return Turn(is_back=True, action=chosen.action, then=then)


def cap_words(command: Command) -> str:
    """Return a key as it is read."""
    return _(command.cap) if command.cap else cap_of(command.press)


def _row(command: Command, width: int, brush: Brush, *, in_hand: bool) -> Strip:
    plain, _quiet = choice_styles(brush, in_hand=in_hand)
    cap = cap_words(command)
    words = cut(_(command.words), width - INDENT - _KEY - 1, brush.signs.more)
    lead = f" {brush.signs.mark if in_hand else ' '} "
    blanks = " " * max(1, _KEY - cell_len(cap))
    return row(
        width, [(lead, plain), (cap, plain if in_hand else brush.style("key")), (blanks, plain), (words, plain)], plain
    )
