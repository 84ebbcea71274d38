"""Everything that can be done here: in two columns where there is room, in one that scrolls where there is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from rapidfuzz import fuzz
from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.kinds import COLUMNS, NOT_HERE, Role
from cofacil.board.model import Board
from cofacil.board.own_names import called, is_named
from cofacil.language.catalog import _
from cofacil.language.column_names import column_called
from cofacil.language.elsewhere import is_elsewhere
from cofacil.language.names import commas
from cofacil.room.actions import ACTIONS, Action, Group
from cofacil.room.answers import ANSWERS, AT_HOME
from cofacil.tui.keys import Press
from cofacil.tui.messages import ActionChosen
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, Spot, choice_styles, listed, sheet, typed_row, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer, cap_of
from cofacil.tui.paint.row import Piece, beside, blank, row
from cofacil.tui.paint.text import cell_len, cut, fitting
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

_MORE = 3
"""Cells at the end of a row for the sign that more of them are below."""
_LEFT = (Group.WRITE,)
_RIGHT = (Group.LOOK, Group.MEETING)
_AT_HOME = ("colours", "leave")
"""What can be done where no board is open."""
_KEY = 3
"""Cells for a key of one letter."""
_WIDEST = 60
"""Cells of one of the two columns."""
_NEAR = 75
"""Of 100: how alike words must be for one to be read as the other."""
_LONGEST = 40
"""Letters of a search: no action has so many."""


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
    sentence: str = ""
    file: str = ""
    """Where the board is kept, "" for nowhere; where none is open, the folder of boards."""
    board: str = ""
    """What a command calls this board, "" where none is open."""
    called: str = ""
    """What the group calls all this, "" where it has not said so."""
    columns: str = ""
    """The names of the columns where the group has its own, "" where it has none."""
    is_home: bool = False
    """Whether no board is open: behind the page are the boards on this computer."""

    @property
    def is_searching(self) -> bool:
        return not self.typed.is_empty


class Explained(NamedTuple):
    """A key that means the same everywhere, and what it does: it is read, not chosen."""

    cap: str
    words: str


Line: TypeAlias = tuple[Strip, int | None]
"""A row of a column, and which action it is: None for none."""


class HelpView(SheetView):
    """Lists what this seat may do; what is typed finds, Enter does."""

    def __init__(
        self, role: Role, brush: Brush, keys: Mapping[str, str], file: str = "", *, is_home: bool = False
    ) -> None:
        super().__init__(brush, keys)
        self._role = role
        self._offered = offered(role, is_home=is_home)
        self._findable = (*self._offered, *(each for each in ANSWERS if not is_home or each.name in AT_HOME))
        self.help = Help(self._offered, keys, file=file, is_home=is_home)
        self._now_not: dict[str, str] = {}
        """Why something cannot be done at this moment, by its name."""

    def call_it(self, board: str) -> None:
        """Name the board in what is typed outside it."""
        self.help = replace(self.help, board=board)

    def name_all(self, board: Board) -> None:
        """Say what the group calls all this, and its columns."""
        names = commas([column_called(board, number, is_short=True) for number in COLUMNS]) if is_named(board) else ""
        self.help = replace(self.help, called=called(board), columns=names)

    def without(self, name: str, why: str) -> None:
        """Leave out what cannot be done at this moment; who looks for it reads why."""
        self._now_not[name] = why
        self._offered, self._findable = (
            tuple(each for each in actions if each.name != name) for actions in (self._offered, self._findable)
        )
        self.help = replace(self.help, actions=self._offered)

    def draw(self, window: Window) -> Sheet:
        sheet = paint_help(replace(self.help, sentence=self.sentence), window)
        self.help = replace(self.help, top=sheet.top)
        return sheet

    async def press(self, press: Press) -> None:
        self.sentence = ""
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

    @property
    def takes_words(self) -> bool:
        return True

    def paste(self, text: str) -> None:
        plain, told = taken(text, limit=max(0, _LONGEST - len(self.help.typed.text)))
        self.sentence = ""
        self._search(self.help.typed.insert(plain))
        self.sentence = " ".join(filter(None, (self.sentence, told)))
        self.repaint()

    def _do(self, hand: int | None) -> None:
        if hand is None:
            self.sentence = _("Choose with the arrows, or type what you look for.")
        elif self.help.actions[hand].answer:
            self.sentence = _("There is nothing to press for it: that is the answer.")
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
        actions = self._offered if typed.is_empty else search(self._findable, typed.text)
        self.help = replace(
            self.help, typed=typed, actions=actions, hand=None if typed.is_empty or not actions else 0, top=0
        )
        if not actions:
            self.sentence = self._why_nothing(typed.text)

    def _why_nothing(self, words: str) -> str:
        for found in search([ACTIONS[name] for name in self._now_not], words):
            return self._now_not[found.name]
        others = () if self.help.is_home else tuple(each for each in ACTIONS.values() if not each.is_for(self._role))
        if not any(each.role is not Role.VIEWER for each in search(others, words)):
            return _("Nothing is called that. Fewer letters find more.")
        if self._role is Role.VIEWER:
            return _("You are watching. That is for those who write.")
        return _("That is for those who facilitate. Say it, and they will.")


def offered(role: Role, *, is_home: bool = False) -> tuple[Action, ...]:
    """Return what a seat may do, in the order in which help shows it; help itself is where it is."""
    actions = [action for action in ACTIONS.values() if action.name != "help" and action.is_for(role)]
    if is_home:
        # Short, for what is long may speak of the board: "leave the board".
        actions = [each._replace(words=each.short or each.words) for each in actions if each.name in _AT_HOME]
    groups = (*_LEFT, *_RIGHT, Group.RARE)
    return tuple(action for group in groups for action in actions if action.group is group)


def search(actions: Sequence[Action], words: str) -> tuple[Action, ...]:
    """Return the actions that these words mean, the likeliest first, forgiving a slip of the finger.

    Looked for in the words that the reader's language has for them, and in the names that `config.toml` calls them by.
    """
    wanted = " ".join(words.casefold().replace("_", " ").split())
    scored = [(_likeness(action, wanted), action) for action in actions]
    likely = sorted((pair for pair in scored if pair[0] >= _NEAR), key=lambda pair: -pair[0])
    return tuple(action for _likely, action in likely)


def _likeness(action: Action, wanted: str) -> float:
    """Return how likely this is what somebody means, of 104: its own name, its own words, other words for it, then words like them."""
    name = action.name.replace("_", " ")
    if wanted == name:
        return 104
    own = f" {_(action.words).casefold()} {name} "
    every = f"{own}{_(action.also).casefold()} "
    if own.startswith(f" {wanted}"):
        return 103
    for likeness, text in ((102, own), (101, every)):
        if f" {wanted}" in text:
            return likeness
    if len(wanted) < 3:
        return 100 if wanted in own else 0
    known = every.split()
    return min(max(fuzz.ratio(word, other) for other in known) for word in wanted.split())


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
        # Whoever types looks there, and not at the last row.
        rows += shown.rows or [blank(width, brush.style("screen")), *words_rows(page.sentence, window)]
        spots, top = list(shown.spots), shown.top
    return sheet(window, _edges(page, window), rows, spots, Offset(cell, 1), top)


def key_of(page: Help, action: Action) -> str:
    return cap_of(page.keys.get(action.name, ""))


def _edges(page: Help, window: Window) -> Edges:
    width, brush = window.width, window.brush
    offers = (
        Offer("", _("choose"), cap=brush.up_down),
        Offer("enter", _("do it")),
        Offer("escape", _("back to your boards") if page.is_home else _("back to the board"), _("back")),
    )
    title = _("{called}: what you can do here", called=page.called) if page.called else _("What you can do here")
    hints = (_("type to search, Enter does it"), _("type to search"))
    hint = fitting(hints, width - cell_len(title) - 2)
    state = window.saved_state if page.file and not page.is_home else ""
    where = _folder(page.file, width - 2) if page.is_home else _where(page.file, width - cell_len(state) - 2, brush)
    sentence = where if page.is_searching and not page.actions else page.sentence or where
    return Edges(title, offers, sentence, hint, state)


def _folder(folder: str, cells: int) -> str:
    """Return where boards are kept on this computer, as far as there is room to say it."""
    return fitting((_("Boards are kept in {folder}.", folder=folder), _("Boards are kept on this computer.")), cells)


def _where(file: str, cells: int, brush: Brush) -> str:
    """Return where the board is kept; of a long path the end, which is its name."""
    if not file:
        return _("Nothing here is kept in a file.")
    if is_elsewhere():
        return _("Kept on the computer that shares it.")
    end = f"{brush.signs.more}/{file.rpartition('/')[2]}"
    return fitting((_("File: {path}", path=file), _("File: {path}", path=end)), cells)


def _explained(page: Help, brush: Brush, group: Group, width: int) -> list[tuple[Explained, ...]]:
    """Return the keys that mean the same everywhere, in the rows in which help explains them."""
    if group is Group.LOOK:
        cap = f"1-{NOT_HERE}"
        named = _("column: {names}", names=page.columns)
        is_named = page.columns and INDENT + cell_len(f"{cap}  {named}") <= width
        around, column = Explained(brush.arrows, _("look around")), Explained(cap, _("a column"))
        return [(around,), (column._replace(words=named),)] if is_named else [(around, column)]
    return [(), (Explained(cap_of("escape"), _("always brings you back")),)] if group is Group.WRITE else []


def _two_columns(page: Help, window: Window) -> tuple[list[Strip], list[Spot]] | None:
    """Return Write beside Look and The meeting, and below them what has no key, as words one after the other.

    None where the words of an action would have to be cut.
    """
    brush, width = window.brush, window.width
    left_cells = min(_WIDEST, width // 2)
    right_cells = min(_WIDEST, width - left_cells)
    if not (_has_room(page, _LEFT, left_cells) and _has_room(page, _RIGHT, right_cells)):
        return None
    left = _column(page, _LEFT, left_cells, brush)
    right = _column(page, _RIGHT, right_cells, brush)
    ground = brush.style("screen")
    rows: list[Strip] = []
    spots: list[Spot] = []
    nothing: tuple[Line, Line] = (blank(left_cells, ground), None), (blank(right_cells, ground), None)
    for one, other in zip_longest(left, right):
        y, (left_row, left_at), (right_row, right_at) = len(rows) + 2, one or nothing[0], other or nothing[1]
        spots += [Spot(y, 0, left_cells, left_at)] if left_at is not None else []
        spots += [Spot(y, left_cells, left_cells + right_cells, right_at)] if right_at is not None else []
        rows.append(beside([left_row, right_row], width, ground))
    rows.append(blank(width, ground))
    rare, where = _rare(page, window, len(rows) + 2)
    room = window.height - 4 - len(rows)
    if 0 < room < len(rare):
        rare, where = _scrolled(rare, where, page, room, window)
    return [*rows, *rare], [*spots, *where]


def _scrolled(
    rare: list[Strip], where: list[Spot], page: Help, room: int, window: Window
) -> tuple[list[Strip], list[Spot]]:
    """Return as many of the rows at the bottom as there is room for, with the action in hand among them."""
    first = min((spot.y for spot in where), default=0)
    hand = next((spot.y - first for spot in where if spot.choice == page.hand), 0)
    top = max(0, min(hand - room + 1, len(rare) - room))
    below = len(rare) - room - top
    rows = rare[top : top + room]
    if below:
        more = f" {window.brush.signs.below} "
        ground = window.brush.style("hint")
        cells = window.width - cell_len(more)
        rows[-1] = beside(
            [rows[-1].crop(0, cells), row(cell_len(more), [(more, ground)], ground)], window.width, ground
        )
    spots = [spot._replace(y=spot.y - top) for spot in where if top <= spot.y - first < top + room]
    return rows, spots


def _has_room(page: Help, groups: Sequence[Group], width: int) -> bool:
    """Say whether the words of these actions fit into a column."""
    cells = width - INDENT - 1
    return all(
        cell_len(_key(page, action) + _(action.words)) <= cells for action in page.actions if action.group in groups
    )


def _column(page: Help, groups: Sequence[Group], width: int, brush: Brush) -> list[Line]:
    """Return the rows of one column, and which action each is."""
    ground, title = brush.style("screen"), brush.style("title")
    out: list[Line] = []
    for group in groups:
        if not _of(page, group):
            continue
        if out:
            out.append((blank(width, ground), None))
        out.append((row(width, [(" " * INDENT + _(group.value), title)], ground), None))
        fixed: list[Line] = [
            (_explained_row(keys, width, brush), None) for keys in _explained(page, brush, group, width)
        ]
        actions: list[Line] = [(_action(page, at, width, brush), at) for at in _of(page, group)]
        out += [*actions, *fixed] if group is Group.WRITE else [*fixed, *actions]
    return out


def _rare(page: Help, window: Window, y: int) -> tuple[list[Strip], list[Spot]]:
    """Return what has no key as running words, each of them a choice."""
    brush, width = window.brush, window.width
    plain, ground = brush.style("choice"), brush.style("screen")
    ours = _of(page, Group.RARE)
    if not ours:
        return [], []
    lead = _("Without a key:")
    lines: list[list[Piece]] = [[(" " * INDENT, ground), (lead, brush.style("title"))]]
    spots: list[Spot] = []
    used = INDENT + cell_len(lead)
    for number, at in enumerate(ours):
        words = _(page.actions[at].words)
        dot = f" {brush.signs.dot}" if number < len(ours) - 1 else ""
        if used + cell_len(f" {words}{dot}") > width - _MORE:
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
            block.append(row(width, [(" " * INDENT + _(action.group.value), brush.style("title"))], ground))
            if action.group is Group.LOOK:
                block += [_explained_row(keys, width, brush) for keys in _explained(page, brush, Group.LOOK, width)]
            last = action.group
        blocks.append([*block, _action(page, at, width, brush)])
    if blocks:
        blocks[-1] += [_explained_row(keys, width, brush) for keys in _explained(page, brush, Group.WRITE, width)]
    return blocks


def _found(page: Help, window: Window) -> list[list[Strip]]:
    return [
        [
            _action(page, at, window.width, window.brush),
            *(
                words_rows(_(action.answer, board=page.board or _("NAME"), **page.keys), window, "hint", INDENT + 2)
                if action.answer
                else ()
            ),
        ]
        for at, action in enumerate(page.actions)
    ]


def _action(page: Help, at: int, width: int, brush: Brush) -> Strip:
    action = page.actions[at]
    in_hand = at == page.hand
    plain, _quiet = choice_styles(brush, in_hand=in_hand)
    key = _key(page, action)
    words = cut(_(action.words), width - INDENT - cell_len(key) - 1, brush.signs.more)
    pieces: list[Piece] = [
        (f" {brush.signs.mark if in_hand else ' '} ", plain),
        (key, plain if in_hand else brush.style("key")),
        (words, plain),
    ]
    return row(width, pieces, plain)


def _key(page: Help, action: Action) -> str:
    """Return its key and blanks, so that words stand below each other; nothing for what is found by name alone."""
    key = key_of(page, action)
    return f"{key}{' ' * max(2, _KEY - cell_len(key))}" if key or action.group is not Group.RARE else ""


def _explained_row(keys: Sequence[Explained], width: int, brush: Brush) -> Strip:
    """Return a row of keys that are explained and not chosen: as many as fit."""
    ground = brush.style("screen")
    fitting = list(keys)
    while len(fitting) > 1 and cell_len("   ".join(f"{key.cap}  {key.words}" for key in fitting)) >= width - INDENT:
        fitting.pop()
    pieces: list[Piece] = [(" " * INDENT, ground)]
    for key in fitting:
        pieces += [(key.cap, brush.style("key")), (f"  {key.words}   ", brush.style("choice"))]
    return row(width, pieces, ground)


def _of(page: Help, group: Group) -> list[int]:
    return [at for at, action in enumerate(page.actions) if action.group is group]
