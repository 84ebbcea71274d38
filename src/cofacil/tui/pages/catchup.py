"""The page for whoever was away, as it is read: its words can be changed before it is kept as a file."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.errors import Trouble
from cofacil.board.model import Board
from cofacil.language.catalog import _, ngettext
from cofacil.language.catchup import LARGE, PRINT, CatchUp, Line, Part
from cofacil.language.worded import worded
from cofacil.paths import tilde
from cofacil.room.drafts import Unkept, on_page
from cofacil.tui.keys import Press
from cofacil.tui.messages import ActionChosen
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.in_hand import moved
from cofacil.tui.pages.sheet import INDENT, WIDEST, Edges, Sheet, Spot, sheet, typed_row
from cofacil.tui.pages.sheet_view import SheetView, means_nothing
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import wrap
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

Keep = Callable[[str, CatchUp, int], Path]
_ROLES = {Part.WORDS: "choice", Part.HEAD: "title", Part.ITEM: "choice", Part.TITLE: "title"}
_DEEPER = 2
"""Cells that items stand in from their head."""
_KEEP, _SIZE = "2", "3"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the page shows."""

    page: CatchUp
    at: int = 1
    """The line in hand; the first is the head of the window."""
    top: int = 0
    """The first row that is shown."""
    is_large: bool = False
    """Whether it is shown, and kept, as it is printed large."""
    words: Typed | None = None
    """The words of the line in hand while they are changed."""
    file: Typed | None = None
    """The name of the file while it is typed."""
    may_keep: bool = True
    edit: str = "e"
    """The group's key for changing words."""
    sentence: str = ""

    @property
    def typed(self) -> Typed | None:
        """Return the line that is open."""
        return self.words if self.words is not None else self.file


class CatchUpView(SheetView):
    """Shows the page; whoever sits at this computer changes its words and keeps it as a file."""

    def __init__(
        self,
        make: Callable[[Board], CatchUp],
        board: Board,
        brush: Brush,
        keys: Mapping[str, str],
        named: str,
        keep: Keep | None,
    ) -> None:
        super().__init__(brush, keys)
        self._make, self._named, self._keep = make, named, keep
        self._changes: tuple[tuple[str, str], ...] = ()
        """The words that somebody has changed here and that are in no file, behind what they were."""
        self._is_warned = False
        self.reading = Reading(make(board), may_keep=keep is not None, edit=keys["edit"])

    def hear(self, board: Board, sentence: str = "") -> None:
        """Show what is so now, unless somebody has changed the words here: those are theirs."""
        if not self._changes and self.reading.typed is None:
            self.reading = _settled(replace(self.reading, page=self._make(board)))
        if sentence:
            self.sentence = sentence
        self.repaint()

    def unkept(self) -> Unkept | None:
        reading = self.reading
        line = reading.page.lines[reading.at].text if reading.words is not None else ""
        typed = reading.words.text if reading.words is not None and reading.words.text != line else ""
        changes = {f"was{at}": was for at, (was, _now) in enumerate(self._changes)}
        changes |= {f"now{at}": now for at, (_was, now) in enumerate(self._changes)}
        text = " ".join((*(now or was for was, now in self._changes), typed))
        return on_page("catchup", text, named=self._named, line=line if typed else "", words=typed, **changes)

    def take_up(self, unkept: Unkept) -> bool:
        """Change the same words again; what is not on the page as it is now stands behind it."""
        kept = unkept.fields
        if self._keep is None or kept.get("named") != self._named:
            return False
        for at in range(len(kept)):
            if f"was{at}" in kept:
                self._change(kept[f"was{at}"], kept.get(f"now{at}", ""))
        line, typed = kept.get("line", ""), kept.get("words", "")
        found = self._at(line)
        if typed and found is not None:
            self.reading = replace(self.reading, at=found, words=Typed.of(typed))
        elif typed:
            self._change(line, typed)
        return True

    def _at(self, words: str) -> int | None:
        """Return the line that has these words, None where none has."""
        return next((at for at, line in enumerate(self.reading.page.lines) if at and line.text == words), None)

    def _change(self, was: str, words: str, at: int | None = None) -> None:
        """Change the words of a line, or add a line of them where there is none that was so."""
        page, now = self.reading.page, " ".join(words.split())
        at = self._at(was) if at is None else at
        if at is not None:
            page = page.changed(at, now)
        elif now:
            page = page._replace(lines=(*page.lines, Line(Part.WORDS, now)))
        first = next((first for first, then in self._changes if then == was), was)
        others = (one for one in self._changes if one[0] != first)
        self._changes = (*others, *(((first, now),) if first != now else ()))
        self.reading = _settled(replace(self.reading, page=page, words=None))

    def draw(self, window: Window) -> Sheet:
        painted = paint_catchup(replace(self.reading, sentence=self.sentence), window)
        self.reading = replace(self.reading, top=painted.top)
        return painted

    async def press(self, press: Press) -> None:
        if self.reading.typed is not None:
            await self._type(press)
        else:
            self._read(press)
        self.repaint()

    def _read(self, press: Press) -> None:
        reading, key = self.reading, press.key.casefold()
        is_warned, self._is_warned = self._is_warned, False
        if key == "escape":
            self._leave(is_warned=is_warned)
        elif key in {"pageup", "pagedown"}:
            self.reading = _turned(reading, self._window(*self.size), 1 if key == "pagedown" else -1)
        elif (at := moved(key, reading.at, len(reading.page.lines))) is not None:
            self.reading = _settled(replace(reading, at=at))
        elif key == _SIZE:
            self.reading = replace(reading, is_large=not reading.is_large, top=0)
            self.sentence = _("As it is printed large.") if self.reading.is_large else _("As it is printed.")
        elif self.is_key(press, "leave"):
            self.post_message(ActionChosen("leave"))
        elif key in {_KEEP, self.keys["edit"]}:
            self._open(key)
        else:
            self.sentence = means_nothing(press)

    @property
    def asks(self) -> bool:
        return self._is_warned

    def _leave(self, *, is_warned: bool) -> None:
        """Go back; where words were changed that are in no file, it is asked once."""
        if self._changes and not is_warned and self._keep is not None:
            self._is_warned = True
            self.sentence = _("The words you changed are in no file yet. {key} keeps them, Esc leaves them.", key=_KEEP)
        else:
            self._changes = ()
            self.go_back()

    def _open(self, key: str) -> None:
        reading = self.reading
        if self._keep is None:
            self.sentence = _("Whoever sits at the board's own computer can change it and keep it as a file.")
        elif key == _KEEP:
            self.reading = replace(reading, file=Typed.of(self._named))
        elif reading.at < len(reading.page.lines):
            self.reading = replace(reading, words=Typed.of(reading.page.lines[reading.at].text))

    async def _type(self, press: Press) -> None:
        reading = self.reading
        assert reading.typed is not None  # noqa: S101  # a line is open
        if press.key == "escape":
            self.reading = replace(reading, words=None, file=None)
        elif press.key == "enter" and reading.words is not None:
            self._change(reading.page.lines[reading.at].text, reading.words.text, reading.at)
            self.sentence = _("Changed on this page only: the board stays as it is.")
        elif press.key == "enter":
            await self._keep_as(reading.typed.text)
        elif (typed := reading.typed.press(press.key, press.character)) is not None:
            self._take(typed)

    def paste(self, text: str) -> None:
        if self.reading.typed is None:
            super().paste(text)
            return
        plain, sentence = taken(text)
        self._take(self.reading.typed.insert(plain))
        self.sentence = sentence or ""
        self.repaint()

    async def choose(self, choice: int) -> None:
        if self.reading.typed is None:
            self.reading = replace(self.reading, at=choice)
            self.repaint()

    def _take(self, typed: Typed) -> None:
        is_file = self.reading.words is None
        self.reading = replace(self.reading, file=typed) if is_file else replace(self.reading, words=typed)

    async def _keep_as(self, typed: str) -> None:
        """Keep it as a file; where that cannot be, the name stays to be changed."""
        name = typed.strip().strip("'\"")
        if not name or self._keep is None:
            self.sentence = _("A name, ending in .txt or .md, then Enter.")
            return
        width = LARGE if self.reading.is_large else PRINT
        try:
            kept = await asyncio.to_thread(self._keep, name, self.reading.page, width)
        except Trouble as trouble:
            self.sentence = worded(trouble)
            return
        self.reading, self._changes = replace(self.reading, file=None), ()
        self.sentence = _("Kept as {file}. Nothing is sent by this computer.", file=tilde(kept))


def _settled(reading: Reading) -> Reading:
    last = len(reading.page.lines) - 1
    return replace(reading, at=max(min(1, last), min(last, reading.at)))


def _turned(reading: Reading, window: Window, by: int) -> Reading:
    """Return the page a window further on or back, with one row of the one before, and the line in hand on it."""
    rows, starts = _rows(reading, window)
    room = max(2, window.height - 4)
    top = max(0, min(len(rows) - room, reading.top + by * (room - 1)))
    if top == reading.top:  # there is no more of it: the last line, or the first, is in hand
        return _settled(replace(reading, at=len(starts) - 1 if by > 0 else 0))
    seen = [at for at, start in enumerate(starts) if at and top <= start < top + room]
    return _settled(replace(reading, top=top, at=(seen[0] if by > 0 else seen[-1]) if seen else reading.at))


def paint_catchup(reading: Reading, window: Window) -> Sheet:
    """Return the page; it scrolls line by line, and what is typed stands below it."""
    width, brush = window.width, window.brush
    # A row stays free above the keys: what is said last may need two.
    room = window.height - 4
    rows, starts = _rows(reading, window)
    lines = len(reading.page.lines)
    first = starts[reading.at] if reading.at < len(starts) else 0
    end = starts[reading.at + 1] if reading.at + 1 < len(starts) else len(rows)
    top = max(0, min(reading.top, max(0, len(rows) - room)))
    top = min(top, 0 if reading.at <= 1 else first) if first < top else max(top, min(first, end - room))
    shown = rows[top : top + room]
    ground = blank(width, brush.style("screen"))
    shown += [ground] * (room - len(shown))
    spots = [
        Spot(1 + at - top, 0, width, number)
        for number in range(1, lines)
        for at in range(starts[number], starts[number + 1] if number + 1 < len(starts) else len(rows))
        if top <= at < top + room
    ]
    cursor = None
    if reading.typed is not None:
        lead = _(" Keep as:") if reading.words is None else _(" These words:")
        line, cell = typed_row(width, f"{lead} ", reading.typed, brush)
        shown.append(line)
        cursor = Offset(cell, window.height - 3)
    return sheet(window, _edges(reading, window, top, len(rows), room), shown, spots, cursor, top)


def _rows(reading: Reading, window: Window) -> tuple[list[Strip], list[int]]:
    """Return all rows of the page behind its title, and where each of its lines begins."""
    width, brush = window.width, window.brush
    ground = blank(width, brush.style("screen"))
    rows: list[Strip] = []
    starts: list[int] = [0]
    for number, line in enumerate(reading.page.lines[1:], 1):
        if (
            line.part is Part.HEAD
            or reading.is_large
            or (line.part is Part.WORDS and not _follows_words(reading, number))
        ):
            rows.append(ground)
        starts.append(len(rows))
        rows += _line(line, window, in_hand=number == reading.at, is_large=reading.is_large)
    return rows, starts


def _follows_words(reading: Reading, number: int) -> bool:
    return number > 1 and reading.page.lines[number - 1].part is Part.WORDS


def _line(line: Line, window: Window, *, in_hand: bool, is_large: bool) -> list[Strip]:
    width, brush = window.width, window.brush
    style = brush.style(_ROLES[line.part] if not in_hand else "choice_in_hand")
    indent = INDENT + (_DEEPER if line.part is Part.ITEM else 0)
    cells = min(LARGE if is_large else WIDEST, width - indent - 1)
    mark = f" {brush.signs.mark}".ljust(indent) if in_hand else " " * indent
    ground = style if in_hand else brush.style("screen")
    return [
        row(width, [(mark if number == 0 else " " * indent, ground), (text, style)], ground)
        for number, text in enumerate(wrap(line.text, cells, 99, brush.signs.more))
    ]


def _edges(reading: Reading, window: Window, top: int, rows: int, room: int) -> Edges:
    back = Offer("escape", _("leave it as it was") if reading.words is not None else _("back"), _("back"))
    if reading.typed is not None:
        offers: tuple[Offer, ...] = (Offer("enter", _("keep")), back)
    else:
        keeps = (Offer(reading.edit, _("change the words"), _("words")), Offer(_KEEP, _("keep as a file"), _("file")))
        read = Offer("", _("read"), cap=window.brush.up_down)
        offers = (read, *(keeps if reading.may_keep else ()), Offer(_SIZE, _("print size"), _("size")), back)
    pages = -(-rows // room) if room > 0 else 1
    # The last page is the one on which the last row is read.
    page = pages if top + room >= rows else min(pages - 1, top // room + 1)
    place = _("page {number} of {count}", number=page, count=pages) if pages > 1 else ""
    if place and top + room < rows:
        place = f"{window.brush.signs.below} {_('more')}   {place}"
    sentence = reading.sentence or _nobody_words(reading.page)
    title = reading.page.lines[0].text if reading.page.lines else ""
    return Edges(title, offers, sentence, place, window.saved_state)


def _nobody_words(page: CatchUp) -> str:
    if page.left_out:
        return ngettext(
            "One card names somebody who was missing: it is left out.",
            "{number} cards name somebody who was missing: they are left out.",
            page.left_out,
        )
    return _("Nobody who was missing is named on this page.")
