"""The first page: the boards on this computer, and three ways to begin."""

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from textual.geometry import Offset
from textual.strip import Strip

from cofacil import paths
from cofacil.board.marked import N_
from cofacil.board.model import MEETING_LASTS
from cofacil.board.text import shown
from cofacil.language.ago import ago, since_you_met
from cofacil.language.catalog import _, ngettext
from cofacil.language.copies import copy_words
from cofacil.language.days import say_day_long, say_day_short
from cofacil.language.worded import worded
from cofacil.room.ports import Shelved
from cofacil.room.which_board import alike
from cofacil.tui.bursts import nothing_here
from cofacil.tui.keys import Press
from cofacil.tui.messages import (
    LeaveRequested,
    LookBackRequested,
    PageRequested,
    PathTyped,
    PlaceDropped,
    ShelvedChosen,
)
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.measure import in_the_middle, is_large, measured, shifted
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, Spot, choice_row, listed, sheet, typed_row, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import Piece, blank, margin, row, words_row
from cofacil.tui.paint.text import cell_len, cut, fit, fitting, wrap
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

NEW, EXAMPLE, OPEN = range(3)
"""The entries behind the boards, in their order."""
ENTRIES = (N_("Start a new board"), N_("Look at a finished example"), N_("Open a board file that somebody gave me"))
_BEGIN, _LOOK, _LOOK_BACK = "1", "2", "3"
"""The figures of what a board is opened for."""
_PASTED = 4_000
"""Letters of a path: no system has longer ones."""
_AIRY_FROM = 20
"""Rows of a window from which there is air above the keys."""
_TITLE = 24
"""Cells for a board's title, and for each thing that is left to do, where they are enough."""
_MARKS = 4
"""Letters of a title that are measured for each cell of a row: some are marks on another, and take none."""


@dataclass(frozen=True, slots=True)
class Home:
    """What the first page shows."""

    shelf: tuple[Shelved, ...]
    folder: str
    """Where boards are kept, as people write it."""
    now: int
    """UTC milliseconds."""
    keys: Mapping[str, str]
    """From an action to its key."""
    hand: int = 0
    """What is in hand: a board, then the entries."""
    top: int = 0
    sentence: str = ""
    path: Typed | None = None
    """The path that is being typed, None while no line is open."""
    near: tuple[str, ...] = ()
    """Files and folders that begin with what was typed."""
    place: Path = Path()
    """The folder of boards; what lies elsewhere says where."""
    twins: frozenset[str] = frozenset()
    """Titles that more than one board bears."""

    @property
    def count(self) -> int:
        return len(self.shelf) + len(ENTRIES)

    @property
    def board(self) -> Shelved | None:
        """Return the board in hand, None where one of the entries is."""
        return self.shelf[self.hand] if self.hand < len(self.shelf) else None

    def is_elsewhere(self, board: Shelved | None) -> bool:
        """Say whether a board was opened from another folder."""
        return board is not None and board.path.parent != self.place


def _nothing_near(_typed: str) -> Sequence[str]:
    """Know no files: for a page that only shows."""
    return ()


class HomeView(SheetView):
    """Lists the boards on this computer, and the ways to begin."""

    def __init__(
        self,
        shelf: Sequence[Shelved],
        folder: Path,
        brush: Brush,
        keys: Mapping[str, str],
        clock: Callable[[], int],
        complete: Callable[[str], Sequence[str]] = _nothing_near,
    ) -> None:
        super().__init__(brush, keys)
        self._clock = clock
        self._complete = complete
        hand = next((at for at, board in enumerate(shelf) if board.was_shared), 0)
        self.home = Home(tuple(shelf), paths.tilde(folder), clock(), keys, hand=hand, place=folder)

    def show(self, shelf: Sequence[Shelved], in_hand: Callable[[Shelved], bool]) -> None:
        """Show the boards as they are now, with one of them in hand."""
        hand = next((at for at, shelved in enumerate(shelf) if in_hand(shelved)), 0)
        self.home = replace(self.home, shelf=tuple(shelf), hand=hand, top=0, path=None, near=())
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        sheet = paint_home(replace(self.home, now=self._clock(), sentence=self.sentence), window)
        self.home = replace(self.home, top=sheet.top)
        return sheet

    def until_next(self) -> int:
        return 60_000 - self._clock() % 60_000

    async def press(self, press: Press) -> None:
        self.sentence = ""
        if self.home.path is not None:
            await self._type(press, self.home.path)
        else:
            await self._choose(press)
        self.repaint()

    async def choose(self, choice: int) -> None:
        if choice < 0:
            self.sentence = ""
            if self.home.board is not None:
                await self._do(self.home.board, str(-choice))
        else:
            self.home = replace(self.home, hand=choice, path=None)
            await self._enter()
        self.repaint()

    def paste(self, text: str) -> None:
        if self.home.path is None:
            return
        # A terminal that a file is dropped on pastes its path quoted.
        plain, told = taken(text, limit=_PASTED)
        self._typed(self.home.path.insert(plain.strip("'\"").replace("\\ ", " ")))
        self.sentence = told or ""
        self.repaint()

    async def _choose(self, press: Press) -> None:
        key, last = press.key, self.home.count - 1
        moves = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5, "home": -last, "end": last}
        if key in moves:
            self.home = replace(self.home, hand=max(0, min(last, self.home.hand + moves[key])))
        elif key == "enter":
            await self._enter()
        elif press.key in {"1", "2", "3"} and self.home.board is not None and not self.home.board.trouble:
            await self._do(self.home.board, press.key)
        elif key == "delete" and self.home.board is not None and self.home.is_elsewhere(self.home.board):
            await self.ask_app(PlaceDropped(self.home.board))
        elif self.is_key(press, "find") and self.home.shelf:
            await self.ask_app(PageRequested("find_boards"))
        elif self.is_key(press, "help"):
            await self.ask_app(PageRequested("help"))
        elif self.is_key(press, "leave"):
            self.post_message(LeaveRequested())
        else:
            self.sentence = nothing_here(press, self.keys)

    async def _do(self, board: Shelved, figure: str) -> None:
        """Do one of the three things that a board is opened for."""
        if figure == _LOOK_BACK:
            await self.ask_app(LookBackRequested(board))
        else:
            await self.ask_app(ShelvedChosen(board, begins=figure == _BEGIN))

    async def _enter(self) -> None:
        shelf, hand = self.home.shelf, self.home.hand
        if hand < len(shelf):
            board = shelf[hand]
            begins = not board.trouble and not board.was_shared  # it goes on as it was
            await self.ask_app(ShelvedChosen(board, begins=begins, shares=board.was_shared))
        elif hand - len(shelf) == NEW:
            await self.ask_app(PageRequested("new_board"))
        elif hand - len(shelf) == EXAMPLE:
            await self.ask_app(PageRequested("example"))
        else:
            self._typed(Typed())

    async def _type(self, press: Press, path: Typed) -> None:
        if press.key == "escape":
            self.home = replace(self.home, path=None, near=())
        elif press.key == "enter" and path.is_empty:
            self.sentence = _("Type where the file is, then Enter. Esc goes back.")
        elif press.key == "enter":
            await self.ask_app(PathTyped(path.text.strip()))
        elif press.key == "tab":
            self._finish(path)
        elif (typed := path.press(press.key, press.character)) is not None:
            self._typed(typed)

    def _finish(self, path: Typed) -> None:
        found = self._complete(path.text)
        if not found:
            self.sentence = _("Nothing there begins like this.")
        else:
            self._typed(Typed.of(os.path.commonprefix(list(found))))  # noqa: RUF071  # letters, not folders, are wanted
        self.home = replace(self.home, near=tuple(_last_part(name) for name in found) if len(found) > 1 else ())

    def _typed(self, path: Typed) -> None:
        self.home = replace(self.home, path=path, near=())


_MEASURE, _ABOVE = 96, 4
"""Cells that the page takes at most; of the rows that are free in a tall window one of so many stands above."""


def paint_home(home: Home, window: Window) -> Sheet:
    """Return the page, with the line for a path where it is open."""
    home = replace(home, twins=_twins(home.shelf))
    page, ground = measured(window, _MEASURE), window.brush.style("screen")
    ways, cells_of_ways = _ways(home, page)
    room = window.height - 3 - (2 if home.path else 0) - len(ways)
    blocks = [_block(home, at, page) for at in range(home.count)]
    used = sum(len(block) for block in blocks)
    above, below = _around(home, page, room - used)
    if is_large(window):
        above = [*[blank(page.width, ground)] * ((room - used - len(above) - len(below)) // _ABOVE), *above]
    rows = [*above]
    inner = Window(page.width, room - len(above) - len(below), window.brush)
    choices = listed(lambda at: blocks[at], home.count, home.hand, home.top, inner, 1 + len(above))
    rows += [*choices.rows, *below]
    rows += [blank(page.width, ground)] * (room - len(rows))
    spots = shifted((*choices.spots, *(spot._replace(y=1 + len(rows)) for spot in cells_of_ways)), page, window)
    rows = in_the_middle([*rows, *ways], window.width, ground)
    cursor = None
    if home.path is not None:
        free, style = margin(window.width), window.brush.style("readback")
        line, cell = typed_row(window.width, " " * free + _("Where is the file?") + " ", home.path, window.brush)
        near = cut("   ".join(home.near), window.width - 2 * free, window.brush.signs.more)
        rows += [line, words_row(window.width, [(near, style)], style)]
        cursor = Offset(cell, window.height - 4)
    return sheet(window, _edges(home, window), rows, spots, cursor, choices.top)


def _edges(home: Home, window: Window) -> Edges:
    moment = datetime.fromtimestamp(home.now / 1000).astimezone()
    day = (
        say_day_long(moment.date()) if window.width >= 60 else say_day_short(moment.date(), moment.date(), weekday=True)
    )
    if home.path is not None:
        offers: tuple[Offer, ...] = (
            Offer("enter", _("open")),
            Offer("tab", _("finish the name"), _("finish")),
            Offer("escape", _("back")),
        )
        sentence = home.sentence or _("A board is a file that ends in .json.")
    else:
        has_ways = home.board is not None and not home.board.trouble and not home.board.copy_of
        is_elsewhere = home.is_elsewhere(home.board)
        # Where there is less room, help and the way out come first.
        finds = home.shelf and window.width >= (110 if is_elsewhere else 80)
        offers = (
            Offer("", _("choose"), cap=window.brush.up_down),
            _enter_offer(home.board, has_ways=has_ways),
            *((Offer("delete", _("off this list"), _("off")),) if is_elsewhere and window.width >= 80 else ()),
            *((Offer(home.keys["find"], _("find in all boards"), _("find")),) if finds else ()),
            Offer(home.keys["help"], _("more")),
            Offer(home.keys["leave"], _("leave")),
        )
        sentence = home.sentence or _ready(home)
    return Edges("cofacil", offers, sentence, right=f"{day}  {moment:%H:%M}")


def _enter_offer(board: Shelved | None, *, has_ways: bool) -> Offer:
    if board is not None and board.was_shared:
        return Offer("enter", _("share again"), _("share"))
    return Offer("enter", _("for {figure}", figure=_BEGIN), _BEGIN) if has_ways else Offer("enter", _("open"))


def _ready(home: Home) -> str:
    if not home.shelf:
        return _("Ready. Press Enter to start your first board.") if home.hand == 0 else ""
    board = home.board
    if board is None:
        return ""
    if board.trouble:
        return _("Enter opens it, or shows what can be done.")
    if board.conflict:
        return _("Enter asks what it is to be, and can join both.")
    if board.copy_of:
        return _("Enter asks whether it is a board of its own.")
    if board.was_shared:
        return _("Enter shares it again, with the same words.")
    if board.met is None:
        return _("Nobody has met over this board yet.")
    return since_you_met(board.met, home.now)


def _ways(home: Home, window: Window) -> tuple[list[Strip], list[Spot]]:
    """Return the row that says what the board in hand can be opened for, air below it where there is room, and its clicks.

    The choice of a click there is its figure below nought: those from nought on are boards and entries.
    """
    board = home.board
    if board is None or board.trouble or board.copy_of or home.path is not None:
        return [], []
    brush, style, key = window.brush, window.brush.style("choice"), window.brush.style("key")
    title = f"{cut(board.title or board.name, _TITLE, brush.signs.more)}:  "
    first = _first_way(board, home.now)
    whole = (_(first.words), _("just look"), _("look back"))
    forms = [(title, whole), ("", whole), ("", (_(first.brief), _("look"), _("back")))]
    laid: list[list[Piece]] = []
    for lead, words in forms:
        pieces: list[Piece] = [(" " * INDENT + lead, style)]
        for figure, way in zip((_BEGIN, _LOOK, _LOOK_BACK), words, strict=True):
            pieces += [(f"{figure} ", key), (f"{way}   ", style)]
        laid.append(pieces)
    seen = next((pieces for pieces in laid if _cells(pieces) <= window.width), laid[-1])
    ends = [_cells(seen[: at + 1]) for at in range(len(seen))]
    # The lead, then a figure and its words for each way; what parts two of them is nobody's.
    spots = [Spot(0, ends[at], ends[at + 2] - 3, -(at // 2 + 1)) for at in range(0, len(seen) - 2, 2)]
    strip = row(window.width, seen, brush.style("screen"))
    air = [blank(window.width, brush.style("screen"))] if window.height >= _AIRY_FROM else []
    return [strip, *air], spots


def _cells(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _style in pieces)


class _Way(NamedTuple):
    """What a board is opened for first, and the same where there is little room: marked."""

    words: str
    brief: str


def _first_way(board: Shelved, now: int) -> _Way:
    if board.met is None:
        return _Way(N_("start the first meeting"), N_("start"))
    if board.is_sitting and abs(now - board.met) < MEETING_LASTS:
        return _Way(N_("go on with the meeting"), N_("go on"))
    return _Way(N_("start the next meeting"), N_("start"))


def _around(home: Home, window: Window, room: int) -> tuple[list[Strip], list[Strip]]:
    """Return what stands above and below the choices, as far as they leave room for it."""
    empty = blank(window.width, window.brush.style("screen"))
    above: list[Strip] = [empty] if room > 0 else []
    below: list[Strip] = []
    if home.shelf or home.path is not None:
        return above, below
    about = [
        *above,
        *words_rows(_("A board for people who meet to make something together."), window),
        *words_rows(_("Questions, offers, actions, open issues - and who is not in the room yet."), window),
        empty,
    ]
    if len(about) <= room:
        above = about
    where = [
        *words_rows(_("Boards are kept on this computer, in  {folder}", folder=home.folder), window, lines=2),
        *words_rows(_("Nothing is sent anywhere."), window),
        empty,
    ]
    if len(above) + len(where) < room:
        below = where
    return above, below


def _block(home: Home, at: int, window: Window) -> list[Strip]:
    in_hand = at == home.hand
    if at < len(home.shelf):
        return _board(home.shelf[at], home, window, in_hand=in_hand)
    entry = at - len(home.shelf)
    words = _(ENTRIES[entry])
    note = " " + _("(nothing in it is kept)") if entry == EXAMPLE and not home.shelf else ""
    cells = window.width - INDENT
    if cell_len(words + note) <= cells:
        return [choice_row(window.width, window.brush, [(words, False), (note, True)], in_hand=in_hand)]
    lines = wrap(words + note, cells, 2, window.brush.signs.more)
    return [choice_row(window.width, window.brush, [(line, False)], in_hand=in_hand) for line in lines]


def _board(board: Shelved, home: Home, window: Window, *, in_hand: bool) -> list[Strip]:
    width, brush = window.width, window.brush
    cells = width - INDENT
    if board.trouble:
        words = [[(cut(board.title or board.name, cells, brush.signs.more), False)]]
        words += [[(line, True)] for line in wrap(worded(board.trouble), cells, 2, brush.signs.more)]
    else:
        met = _met(board, home.now)
        # Of a title that is longer than any row no more is measured than the row could show.
        titles = ((other.title or other.name)[: _MARKS * cells] for other in home.shelf if not other.trouble)
        widest = max(map(cell_len, titles), default=0)
        head = max(8, min(max(_TITLE, widest + 2), cells - cell_len(met)))
        title = fit(cut(board.title or board.name, head - 2, brush.signs.more), head)
        words = [[(title, False), (met, True)], [(cut(board.purpose, cells, brush.signs.more), True)]]
        words += [[(line, True)] for line in _left(board, home, cells)]
        if board.copy_of:
            words += [[(cut(text, cells, brush.signs.more), True)] for text in _copied(board, cells)]
        elif board.title in home.twins and not home.is_elsewhere(board):
            words.append([(cut(shown(board.path.name), cells, brush.signs.more), True)])
        if board.was_shared:
            words.append([(cut(_("It was shared as its program ended."), cells, brush.signs.more), True)])
    if home.is_elsewhere(board):
        words.append([(_place(board, cells, brush), True)])
    rows = [choice_row(width, brush, line, in_hand=in_hand) for line in words if any(text for text, _quiet in line)]
    return [*rows, blank(width, brush.style("screen"))] if window.height >= 16 else rows


def _twins(shelf: Sequence[Shelved]) -> frozenset[str]:
    """Return the titles of which there is another that reads the same."""
    read = Counter(alike(board.title) for board in shelf)
    return frozenset(board.title for board in shelf if read[alike(board.title)] > 1)


def _copied(board: Shelved, cells: int) -> tuple[str, ...]:
    """Return which file a copy is, and of which other one: in one row where it fits."""
    file, what = shown(board.path.name), shown(copy_words(board.copy_of, board.conflict))
    one = _("{file}: {what}", file=file, what=what)
    return (one,) if cell_len(one) <= cells else (what, file)


def _place(board: Shelved, cells: int, brush: Brush) -> str:
    """Return where a board lies that is in another folder; of a long path its end."""
    path = paths.tilde(board.path)
    folder, _slash, file = path.rpartition("/")
    ends = f"{brush.signs.more}/{folder.rpartition('/')[2]}/{file}", f"{brush.signs.more}/{file}"
    return cut(fitting((path, *ends), cells), cells, brush.signs.more)


def _met(board: Shelved, now: int) -> str:
    """Return when a group met last, and how many they were."""
    if board.met is None:
        return _("not met yet")
    return ngettext("{ago}, {number} person", "{ago}, {number} people", board.here, ago=ago(board.met, now))


def _left(board: Shelved, home: Home, cells: int) -> list[str]:
    """Return what is still to do in rows of at most so many cells: in columns, where there is room for them."""
    texts = _to_do(board)
    widest = max((cell_len(text) for other in home.shelf for text in _to_do(other)), default=0)
    column = max(_TITLE, widest + 2)
    if cells < 80 - INDENT or column * 2 + widest > cells:
        return _in_rows(texts, cells)
    return ["".join(fit(text, column) for text in texts).rstrip()]


def _in_rows(texts: Sequence[str], cells: int) -> list[str]:
    """Return texts two blanks apart, and in a new row where they do not fit."""
    rows: list[str] = []
    for text in texts:
        if rows and cell_len(f"{rows[-1]}  {text}") <= cells:
            rows[-1] += f"  {text}"
        else:
            rows.append(text)
    return rows


def _to_do(board: Shelved) -> list[str]:
    """Return what is still to do, leaving out what there is nothing of."""
    parts = (
        (board.promised, ngettext("we said: {number} thing", "we said: {number} things", board.promised)),
        (board.to_invite, ngettext("to invite: {number}", "to invite: {number}", board.to_invite)),
        (board.open, ngettext("open: {number}", "open: {number}", board.open)),
    )
    return [text for number, text in parts if number]


def _last_part(name: str) -> str:
    bare = name.rstrip("/")
    return bare.rpartition("/")[2] + name[len(bare) :]
