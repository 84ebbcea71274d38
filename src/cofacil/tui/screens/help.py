"""Help on the screen: one list that explains, finds and does."""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from cofacil.board.kinds import Role
from cofacil.board.text import strip_text
from cofacil.room.actions import ACTIONS, Action
from cofacil.tui.keys import Keymap
from cofacil.tui.lines.base import Press
from cofacil.tui.messages import ActionChosen
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.help_page import Help, in_order, paint_help
from cofacil.tui.paint.sheet import Sheet
from cofacil.tui.screens.sheet_view import SheetView
from cofacil.tui.typed import Typed

_NEAR = 75
"""Of 100: how alike words must be for one to be read as the other."""
_AT_HOME = ("themes", "leave")
"""What can be done where no board is open."""
_LONGEST = 40
"""Letters of a search: no action has so many."""


def offered(role: Role, *, is_home: bool = False) -> tuple[Action, ...]:
    """Return what a seat may do, in the order in which help shows it; help itself is where it is."""
    actions = [action for action in ACTIONS.values() if action.name != "help" and action.is_for(role)]
    return in_order([action for action in actions if action.name in _AT_HOME] if is_home else actions)


def search(actions: Sequence[Action], words: str) -> tuple[Action, ...]:
    """Return the actions that these words mean, the likeliest first, forgiving a slip of the finger."""
    wanted = " ".join(words.casefold().replace("_", " ").split())
    scored = [(_likeness(action, wanted), action) for action in actions]
    likely = sorted((pair for pair in scored if pair[0] >= _NEAR), key=lambda pair: -pair[0])
    return tuple(action for _, action in likely)


def _likeness(action: Action, wanted: str) -> float:
    """Return how likely this is what somebody means, of 103: its own words, other words for it, then words like them."""
    own = f" {action.words.casefold()} {action.name.replace('_', ' ')} "
    every = f"{own}{action.also} "
    if own.startswith(f" {wanted}"):
        return 103
    for likeness, text in ((102, own), (101, every)):
        if f" {wanted}" in text:
            return likeness
    if len(wanted) < 3:
        return 100 if wanted in own else 0
    known = every.split()
    return min(max(fuzz.ratio(word, other) for other in known) for word in wanted.split())


class HelpView(SheetView):
    """Lists what this seat may do; what is typed finds, Enter does."""

    def __init__(self, keymap: Keymap, role: Role, brush: Brush, file: str = "", *, is_home: bool = False) -> None:
        super().__init__(brush)
        self._offered = offered(role, is_home=is_home)
        self.help = Help(self._offered, keymap.keys, file=file)

    def draw(self, window: Window) -> Sheet:
        sheet = paint_help(replace(self.help, told=self.told), window)
        self.help = replace(self.help, top=sheet.top)
        return sheet

    async def press(self, press: Press) -> None:
        self.told = ""
        if press.key == "escape":
            self.go_back()
        elif press.key == "enter":
            self._do(self.help.hand)
        elif press.key in {"up", "down", "pageup", "pagedown"}:
            self._look({"up": -1, "down": 1, "pageup": -8, "pagedown": 8}[press.key])
        elif press.key in {"left", "right"} and self.help.typed.is_empty:
            self._beside(right=press.key == "right")
        elif (typed := self.help.typed.press(press.key, press.character)) is not None:
            self._search(typed)
        self.repaint()

    async def choose(self, choice: int) -> None:
        self._do(choice)

    def paste(self, text: str) -> None:
        self._search(self.help.typed.insert(strip_text(text[:_LONGEST])))
        self.repaint()

    def _do(self, hand: int | None) -> None:
        if hand is None:
            self.told = "Choose with the arrows, or type what you look for."
        else:
            self.post_message(ActionChosen(self.help.actions[hand].name))

    def _look(self, by: int) -> None:
        if self.help.actions:
            hand = -1 if self.help.hand is None else self.help.hand
            self.help = replace(self.help, hand=max(0, min(len(self.help.actions) - 1, hand + by)))

    def _beside(self, *, right: bool) -> None:
        """Take what stands beside the choice in hand, where two columns are shown."""
        spots = self.sheet.spots if self.sheet else ()
        here = next((spot for spot in spots if spot.choice == self.help.hand), None)
        if here is None:
            return
        over = [spot for spot in spots if (spot.left > here.left if right else spot.left < here.left)]
        near = min(over, key=lambda spot: (abs(spot.y - here.y), abs(spot.left - here.left)), default=here)
        self.help = replace(self.help, hand=near.choice)

    def _search(self, typed: Typed) -> None:
        if len(typed.text) > _LONGEST:
            return
        actions = self._offered if typed.is_empty else search(self._offered, typed.text)
        self.help = replace(
            self.help, typed=typed, actions=actions, hand=None if typed.is_empty or not actions else 0, top=0
        )
        if not actions:
            self.told = "Nothing is called that. Fewer letters find more."
