"""Everything that can be done here: in two columns where there is room, in one that scrolls where there is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from rapidfuzz import fuzz
from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.kinds import Role
from cofacil.board.text import strip_text
from cofacil.room.actions import ACTIONS, Action, Group
from cofacil.tui.keys import Keymap, Press
from cofacil.tui.messages import ActionChosen
from cofacil.tui.pages.sheet import INDENT, Frame, Sheet, Spot, choice_styles, listed, sheet, typed_row
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.row import Piece, beside, blank, row
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.typed import Typed

_LEFT = (Group.WRITE,)
_RIGHT = (Group.LOOK, Group.MEETING)
_KEY = 3
"""Cells for a key of one letter."""
_WIDEST = 60
"""Cells of one of the two columns."""
_NAMED = {"enter": "Enter"}


@dataclass(frozen=True, slots=True)
class Help:
    """What the page shows."""

    actions: tuple[Action, ...]
    """What may be chosen: all that this seat may do, or what was found."""
    keys: Mapping[str, str]
    """From an action to its key."""
    typed: Typed = field(default_factory=Typed)
    hand: int | None = None
    top: int = 0
    told: str = ""
    file: str = ""
    """Where the board is kept, "" for nowhere."""

    @property
    def is_searching(self) -> bool:
        return not self.typed.is_empty


def in_order(actions: Sequence[Action]) -> tuple[Action, ...]:
    """Return actions in the order in which the page shows them."""
    groups = (*_LEFT, *_RIGHT, Group.RARE)
    return tuple(action for group in groups for action in actions if action.group is group)


def paint_help(page: Help, window: Window) -> Sheet:
    """Return the page."""
    width, brush = window.width, window.brush
    mark = brush.signs.mark if page.hand is None or page.is_searching else " "
    line, cell = typed_row(width, f" {mark} ", page.typed, brush)
    rows: list[Strip] = [line]
    wide = None if page.is_searching or width < 80 else _two_columns(page, window)
    top = 0
    if wide is not None and len(wide[0]) <= window.height - 4:
        body, spots = wide
        rows += body
    else:
        inner = Window(width, window.height - 4, brush)
        blocks = _found(page, inner) if page.is_searching else _one_column(page, inner)
        shown = listed(lambda at: blocks[at], len(blocks), page.hand or 0, page.top, inner, 2)
        rows += shown.rows or [blank(width, brush.style("screen"))]
        spots, top = list(shown.spots), shown.top
    keys = (
        (brush.signs.up_down, "choose"),
        ("Enter", "do it"),
        ("Esc", "back to the board" if width >= 60 else "back"),
    )
    state = "saved" if page.file else ""
    told = page.told or _where(page.file, width - len(state) - 2, brush)
    frame = Frame("What you can do here", keys, told, "type to search, Enter does it", state)
    return sheet(window, frame, rows, spots, Offset(cell, 1), top)


def key_of(page: Help, action: Action) -> str:
    key = page.keys.get(action.name, "")
    return _NAMED.get(key, key)


def _where(file: str, cells: int, brush: Brush) -> str:
    """Return where the board is kept; of a long path the end, which is its name."""
    if not file:
        return "Nothing here is kept in a file."
    words = f"File: {file}"
    return words if cell_len(words) <= cells else f"File: {brush.signs.more}/{file.rpartition('/')[2]}"


def _fixed(brush: Brush, group: Group) -> tuple[str, ...]:
    """Return the keys that mean the same everywhere, as help explains them."""
    if group is Group.LOOK:
        return (f"{brush.signs.arrows}  look around   1-5  a column",)
    return ("", "Esc  always brings you back") if group is Group.WRITE else ()


def _two_columns(page: Help, window: Window) -> tuple[list[Strip], list[Spot]]:
    """Return Write beside Look and The meeting, and below them what has no key, as words one after the other."""
    brush, width = window.brush, window.width
    left_cells = min(_WIDEST, (width + 2) // 2)
    right_cells = min(_WIDEST, width - left_cells)
    left = _column(page, _LEFT, left_cells, brush)
    right = _column(page, _RIGHT, right_cells, brush)
    ground = brush.style("screen")
    rows: list[Strip] = []
    spots: list[Spot] = []
    nothing = (blank(left_cells, ground), None), (blank(right_cells, ground), None)
    for one, other in zip_longest(left, right):
        y, (left_row, left_at), (right_row, right_at) = len(rows) + 2, one or nothing[0], other or nothing[1]
        spots += [Spot(y, 0, left_cells, left_at)] if left_at is not None else []
        spots += [Spot(y, left_cells, left_cells + right_cells, right_at)] if right_at is not None else []
        rows.append(beside([left_row, right_row], width, ground))
    rows.append(blank(width, ground))
    rare, where = _rare(page, window, len(rows) + 2)
    return [*rows, *rare], [*spots, *where]


def _column(page: Help, groups: Sequence[Group], width: int, brush: Brush) -> list[tuple[Strip, int | None]]:
    """Return the rows of one column, and which action each is."""
    ground, title = brush.style("screen"), brush.style("title")
    out: list[tuple[Strip, int | None]] = []
    for group in groups:
        if not _of(page, group):
            continue
        if out:
            out.append((blank(width, ground), None))
        out.append((row(width, [(" " * INDENT + group.value, title)], ground), None))
        fixed = [(_explained(words, width, brush), None) for words in _fixed(brush, group)]
        actions = [(_action(page, at, width, brush), at) for at in _of(page, group)]
        out += [*actions, *fixed] if group is Group.WRITE else [*fixed, *actions]
    return out


def _rare(page: Help, window: Window, y: int) -> tuple[list[Strip], list[Spot]]:
    """Return what has no key as running words, each of them a choice."""
    brush, width = window.brush, window.width
    plain, ground = brush.style("choice"), brush.style("screen")
    ours = _of(page, Group.RARE)
    if not ours:
        return [], []
    lead = f"{Group.RARE.value}:"
    lines: list[list[Piece]] = [[(" " * INDENT, ground), (lead, brush.style("title"))]]
    spots: list[Spot] = []
    used = INDENT + cell_len(lead)
    for number, at in enumerate(ours):
        words = page.actions[at].words
        dot = f" {brush.signs.dot}" if number < len(ours) - 1 else ""
        if used + cell_len(f" {words}{dot}") > width:
            lines.append([(" " * (INDENT - 1), ground)])
            used = INDENT - 1
        in_hand = at == page.hand
        style = choice_styles(brush, in_hand=in_hand)[0]
        lines[-1] += [((brush.signs.mark if in_hand else " ") + words, style), (dot, plain)]
        spots.append(Spot(y + len(lines) - 1, used + 1, used + 1 + cell_len(words), at))
        used += cell_len(f" {words}{dot}")
    return [row(width, line, ground) for line in lines], spots


def _one_column(page: Help, window: Window) -> list[list[Strip]]:
    """Return each action as a block; the first of a group has its name above it."""
    width, brush = window.width, window.brush
    ground = brush.style("screen")
    blocks: list[list[Strip]] = []
    last: Group | None = None
    for at, action in enumerate(page.actions):
        block: list[Strip] = []
        if action.group is not last:
            block += [blank(width, ground)] if blocks and window.height >= 12 else []
            block.append(row(width, [(" " * INDENT + action.group.value, brush.style("title"))], ground))
            block += [
                _explained(words, width, brush) for words in _fixed(brush, Group.LOOK) if action.group is Group.LOOK
            ]
            last = action.group
        blocks.append([*block, _action(page, at, width, brush)])
    if blocks:
        blocks[-1] += [_explained(words, width, brush) for words in _fixed(brush, Group.WRITE)]
    return blocks


def _found(page: Help, window: Window) -> list[list[Strip]]:
    return [[_action(page, at, window.width, window.brush)] for at in range(len(page.actions))]


def _action(page: Help, at: int, width: int, brush: Brush) -> Strip:
    action = page.actions[at]
    in_hand = at == page.hand
    plain, _ = choice_styles(brush, in_hand=in_hand)
    key = key_of(page, action)
    shown = f"{key}{' ' * max(2, _KEY - cell_len(key))}" if key or action.group is not Group.RARE else ""
    words = cut(action.words, width - INDENT - cell_len(shown) - 1, brush.signs.more)
    pieces: list[Piece] = [
        (f" {brush.signs.mark if in_hand else ' '} ", plain),
        (shown, plain if in_hand else brush.style("key")),
        (words, plain),
    ]
    return row(width, pieces, plain)


def _explained(words: str, width: int, brush: Brush) -> Strip:
    """Return a row of keys that are explained and not chosen: key, two blanks, words."""
    ground = brush.style("screen")
    pieces: list[Piece] = [(" " * INDENT, ground)]
    for part in cut_offers(words, width - INDENT):
        key, _, does = part.partition("  ")
        pieces += [(key, brush.style("key")), (f"  {does}   " if does else "", brush.style("choice"))]
    return row(width, pieces, ground)


def cut_offers(words: str, cells: int) -> list[str]:
    """Return explanations, three blanks apart, as many as fit."""
    kept = words.split("   ")
    while len(kept) > 1 and cell_len("   ".join(kept)) > cells:
        kept.pop()
    return kept


def _of(page: Help, group: Group) -> list[int]:
    return [at for at, action in enumerate(page.actions) if action.group is group]


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
