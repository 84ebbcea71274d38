"""Finding on all boards, from the first page: what is found follows every letter; Enter opens its board with it in hand."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.text import strip_text
from cofacil.language.catalog import _
from cofacil.review.found_words import about, found_in_all, read_as_words
from cofacil.room.finding import Answer, FoundOn, Hit, Place, ReadAs, Sought
from cofacil.tui.clusters import end_of, start_of, within
from cofacil.tui.keys import Press
from cofacil.tui.messages import FoundChosen
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.sheet import Edges, Sheet, choice_styles, listed, sheet, typed_row
from cofacil.tui.pages.sheet_view import SheetView, means_nothing
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import Piece, blank, margin, row, words_row
from cofacil.tui.paint.text import cell_len, wrap
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

_LONGEST = 200
"""Letters that are searched for."""
_AFTER = 0.06
"""Seconds behind a letter in which the next one may come before it is looked: who types fast waits for nothing."""
_OFTEN = 0.2
"""Seconds between two pictures of what is found as the boards are read."""
_LEAD = 5
"""Cells for a label, where it is not a longer one."""
_BEFORE_PLACE = 12
"""Letters that are shown before what was found, where the beginning of its card has no room."""
_AIRY_FROM = 16

Find = Callable[[Sought], Answer]
"""Looks on all boards; it is called on a thread."""


class Row(NamedTuple):
    """One thing that was found, and the board it is on."""

    board: FoundOn
    hit: Hit


@dataclass(frozen=True, slots=True)
class Finding:
    """What the page shows."""

    now: int
    """UTC milliseconds."""
    typed: Typed = field(default_factory=Typed)
    rows: tuple[Row, ...] = ()
    number: int = 0
    boards: int = 0
    read_as: tuple[ReadAs, ...] = ()
    hand: int = 0
    top: int = 0
    is_looking: bool = False
    sentence: str = ""

    @property
    def said(self) -> str:
        """Return how much was found, and what a slip was read as."""
        if self.typed.is_empty:
            return _("Type words, a name, or a label such as O3.")
        if self.is_looking and not self.rows:
            return _("Looking on all boards ...")
        if not self.rows:
            return _("Nothing on your boards has these words. Fewer letters find more.")
        words = [found_in_all(self.number, self.boards), *map(read_as_words, self.read_as)]
        return ". ".join(words[:1]) + "".join(f".  {word}" for word in words[1:])


class FindBoardsView(SheetView):
    """Finds words on all boards of this computer."""

    def __init__(self, find: Find, clock: Callable[[], int], brush: Brush, keys: Mapping[str, str]) -> None:
        super().__init__(brush, keys)
        self._find = find
        self._clock = clock
        self._asked = 0
        """How often it was looked: what an earlier look finds is not wanted any more."""
        self.finding = Finding(clock())

    def draw(self, window: Window) -> Sheet:
        sheet = paint_finding(replace(self.finding, now=self._clock(), sentence=self.sentence), window)
        self.finding = replace(self.finding, top=sheet.top)
        return sheet

    async def press(self, press: Press) -> None:
        self.sentence = ""
        last = len(self.finding.rows) - 1
        moves = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5}
        if press.key == "escape":
            self._asked += 1
            self.go_back()
        elif press.key in moves:
            self.finding = replace(self.finding, hand=max(0, min(last, self.finding.hand + moves[press.key])))
        elif press.key == "enter":
            await self._open()
        elif (typed := self.finding.typed.press(press.key, press.character)) is not None:
            self._type(typed)
        else:
            self.sentence = means_nothing(press)
        self.repaint()

    async def choose(self, choice: int) -> None:
        self.finding = replace(self.finding, hand=choice)
        await self._open()
        self.repaint()

    def paste(self, text: str) -> None:
        plain, told = taken(text, limit=_LONGEST)
        self._type(self.finding.typed.insert(plain))
        self.sentence = told or ""
        self.repaint()

    async def _open(self) -> None:
        if self.finding.rows:
            chosen = self.finding.rows[self.finding.hand]
            await self.ask_app(FoundChosen(chosen.board.path, chosen.hit.entity))
        else:
            self.sentence = _("Nothing to go to yet. Type other words, or Esc.")

    def _type(self, typed: Typed) -> None:
        before = self.finding.typed.text.split()
        self.finding = replace(self.finding, typed=typed)
        if typed.text.split() != before:
            self._asked += 1
            self.finding = replace(self.finding, is_looking=not typed.is_empty)
            self.run_worker(self._look(self._asked, typed.text[:_LONGEST]), group="find")

    async def _look(self, asked: int, words: str) -> None:
        """Look on all boards, unless other words are wanted meanwhile."""
        await asyncio.sleep(_AFTER)
        if asked != self._asked:
            return
        loop = asyncio.get_running_loop()

        def tell(finding: Finding) -> bool:
            if asked == self._asked:
                loop.call_soon_threadsafe(self._show, asked, finding)
            return asked == self._asked

        await asyncio.to_thread(_looked, partial(self._find, Sought(words)), tell, self._clock)

    def _show(self, asked: int, found: Finding) -> None:
        if asked == self._asked and self.is_attached:
            hand = min(self.finding.hand, max(0, len(found.rows) - 1)) if found.is_looking else 0
            self.finding = replace(found, typed=self.finding.typed, hand=hand, top=self.finding.top if hand else 0)
            self.repaint()


def _looked(find: Callable[[], Answer], tell: Callable[[Finding], bool], clock: Callable[[], int]) -> None:
    """Look, and tell what is found from time to time, until nobody wants it any more."""
    answer = find()
    found: list[FoundOn] = []
    told = time.monotonic()
    for board in answer.boards:
        found.append(board)
        if not answer.is_ranked and time.monotonic() - told > _OFTEN:
            told = time.monotonic()
            if not tell(_as_found(found, answer, clock(), is_looking=True)):
                return
    tell(_as_found(found, answer, clock(), is_looking=False))


def _as_found(found: Sequence[FoundOn], answer: Answer, now: int, *, is_looking: bool) -> Finding:
    rows = tuple(Row(board, hit) for board in found for hit in board.hits)
    number = sum(board.number for board in found)
    return Finding(now, Typed(), rows, number, len(found), answer.read_as, is_looking=is_looking)


def paint_finding(finding: Finding, window: Window) -> Sheet:
    """Return the page: what is found above, the line that is typed on below."""
    width, brush = window.width, window.brush
    is_airy = window.height >= _AIRY_FROM
    empty = blank(width, brush.style("screen"))
    free = margin(width)
    said = wrap(finding.said, width - 2 * free, 2, brush.signs.more)
    room = window.height - 3 - 1 - len(said) - is_airy
    inner = Window(width, room, brush)
    shown = listed(
        lambda at: _block(finding, at, window, is_airy=is_airy),
        len(finding.rows),
        finding.hand,
        finding.top,
        inner,
        1 + is_airy,
    )
    rows = [*([empty] if is_airy else []), *shown.rows]
    rows += [empty] * (room + is_airy - len(rows))
    line, cell = typed_row(width, " " * free + _("Find on all boards:") + " ", finding.typed, brush)
    style = brush.style("readback")
    rows += [line, *(words_row(width, [(each, style)], style) for each in said)]
    offers = (
        Offer("", _("choose"), cap=brush.up_down),
        Offer("enter", _("open its board"), _("open")),
        Offer("escape", _("back")),
    )
    edges = Edges("cofacil", offers, finding.sentence, most_rows=1)
    return sheet(window, edges, rows, shown.spots, Offset(cell, window.height - 3 - len(said)), shown.top)


def _block(finding: Finding, at: int, window: Window, *, is_airy: bool) -> list[Strip]:
    """Return one thing that was found: its label and words, and below them its board and what there is to say of it."""
    board, hit = finding.rows[at]
    width, brush, in_hand = window.width, window.brush, at == finding.hand
    plain, quiet = choice_styles(brush, in_hand=in_hand)
    lead = f" {brush.signs.mark if in_hand else ' '} "
    label = f"{hit.label:<{_LEAD}} " if hit.label else ""
    cells = width - cell_len(lead + label) - 1
    found = hit.text, hit.places
    if not hit.places and hit.more:
        found = hit.more.replace("\n", " "), hit.more_places
    words = _words(*found, cells, brush, (plain, brush.style("match")))
    first = row(width, [(f"{lead}{label}", plain), *words], plain)
    title = board.title or board.name
    title = _("{title} (archived)", title=title) if board.is_archived else title
    said = strip_text(f"{title}: {'; '.join(about(hit, finding.now))}")
    indent = " " * (len(lead) + (_LEAD + 1 if hit.label else 0))
    lines = wrap(said, width - len(indent) - 1, 3, brush.signs.more)
    details = [row(width, [(indent + line, quiet)], plain) for line in lines]
    return [first, *details, *([blank(width, brush.style("screen"))] if is_airy else [])]


def _words(text: str, places: Sequence[Place], cells: int, brush: Brush, styles: tuple[Style, Style]) -> list[Piece]:
    """Return as much of a text as fits, from a little before what was found where that has no room otherwise."""
    start, more = 0, brush.signs.more
    if places and cell_len(text[: places[0].end]) > cells:
        start = start_of(text, max(0, places[0].start - _BEFORE_PLACE))
        cells -= cell_len(more)
    end = start + within(text[start:], cells)
    is_cut = end < len(text)
    if is_cut:
        end = start + within(text[start:], max(0, cells - cell_len(more)))
    pieces = list(_pieces(text, places, start, end, styles))
    return [*([(more, styles[0])] if start else []), *pieces, *([(more, styles[0])] if is_cut else [])]


def _pieces(text: str, places: Sequence[Place], start: int, end: int, styles: tuple[Style, Style]) -> Iterator[Piece]:
    at = start
    for place in places:
        first, behind = max(place.start, at), min(place.end, end)
        if behind <= first:
            continue
        first, behind = start_of(text, first), end_of(text, behind)
        yield from ((text[at:first], styles[0]), (text[first:behind], styles[1]))
        at = behind
    yield (text[at:end], styles[0])
