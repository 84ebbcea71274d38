"""Keeping the board as a page, from the screen: whose names stand on it is asked once, then what the file is called."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.errors import Trouble
from cofacil.board.events import Event
from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.tui.keys import Press
from cofacil.tui.messages import ActionChosen
from cofacil.tui.modes.paste import taken
from cofacil.tui.options import Kept
from cofacil.tui.pages.sheet import Edges, Sheet, Spot, choice_row, sheet, typed_row, words_rows
from cofacil.tui.pages.sheet_view import SheetView, means_nothing
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank
from cofacil.tui.paint.text import fit
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed
from cofacil.tui.typed_path import complete_path

Keep = Callable[[Sequence[Event], str, str], Kept]
"""Keeps what has happened: whose names stand there, and what the file is called."""
Happened = Callable[[], Awaitable[Sequence[Event]]]
"""Returns all that has happened on a board."""


class Whose(NamedTuple):
    """One way in which people stand on the page."""

    name: str
    words: str
    more: str


WHOSE = (
    Whose("names", N_("Their names"), N_("for those who were there")),
    Whose("initials", N_("Initials"), N_("whoever was missing is not named")),
    Whose("nobody", N_("Nobody's"), N_("somebody, and somebody")),
)
_USUAL = 1
"""Initials are in hand: what leaves the house names nobody unless somebody says so."""
_WORDS = 14
"""Cells of a choice's own words."""
_PLENTY = 14
"""Rows of a window from which there is air between its parts."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the page shows."""

    hand: int = _USUAL
    file: Typed | None = None
    """The name of the file while it is typed."""
    kept: str = ""
    """Where it was kept last, and what there is to look at before it is sent."""
    sentence: str = ""


class KeepAsPageView(SheetView):
    """Asks whose names stand on the page, then for its file, and keeps it."""

    def __init__(self, brush: Brush, keys: Mapping[str, str], named: str, keep: Keep, happened: Happened) -> None:
        super().__init__(brush, keys)
        self._named, self._keep, self._happened = named, keep, happened
        self.keeping = Keeping()

    def draw(self, window: Window) -> Sheet:
        return paint_keeping(replace(self.keeping, sentence=self.sentence), window)

    async def press(self, press: Press) -> None:
        if self.keeping.file is not None:
            await self._type(press, self.keeping.file)
        else:
            self._choose_by(press)
        self.repaint()

    def paste(self, text: str) -> None:
        if self.keeping.file is None:
            super().paste(text)
            return
        plain, sentence = taken(text)
        self.keeping = replace(self.keeping, file=self.keeping.file.insert(plain))
        self.sentence = sentence or ""
        self.repaint()

    async def choose(self, choice: int) -> None:
        if self.keeping.file is None:
            self._open(choice)
        self.repaint()

    def _choose_by(self, press: Press) -> None:
        moves = {"up": -1, "down": 1}
        if press.key == "escape":
            self.go_back()
        elif press.key in moves:
            hand = max(0, min(len(WHOSE) - 1, self.keeping.hand + moves[press.key]))
            self.keeping = replace(self.keeping, hand=hand)
        elif press.key == "enter":
            self._open(self.keeping.hand)
        elif press.character and press.key in "123"[: len(WHOSE)]:
            self._open(int(press.key) - 1)
        elif self.is_key(press, "leave"):
            self.post_message(ActionChosen("leave"))
        else:
            self.sentence = means_nothing(press)

    def _open(self, hand: int) -> None:
        self.keeping = replace(self.keeping, hand=hand, file=Typed.of(self._named), kept="")
        self.sentence = ""

    async def _type(self, press: Press, file: Typed) -> None:
        self.sentence = ""
        if press.key == "escape":
            self.keeping = replace(self.keeping, file=None)
        elif press.key == "enter":
            await self._keep_as(file.text.strip().strip("'\""))
        elif press.key == "tab":
            finished = file.finish(complete_path)
            self.keeping = replace(self.keeping, file=finished or file)
        elif (typed := file.press(press.key, press.character)) is not None:
            self.keeping = replace(self.keeping, file=typed)

    async def _keep_as(self, name: str) -> None:
        """Keep it as a file; where that cannot be, the name stays to be changed."""
        if not name:
            self.sentence = _("A name for the file, then Enter.")
            return
        try:
            events = await self._happened()
            kept = await asyncio.to_thread(self._keep, events, WHOSE[self.keeping.hand].name, name)
        except Trouble as trouble:
            self.sentence = worded(trouble)
            return
        self._named = name
        self.keeping = replace(self.keeping, file=None, kept="\n".join(kept.told))
        self.sentence = _("Kept as {file}. Nothing is sent by this computer.", file=kept.file)


def paint_keeping(keeping: Keeping, window: Window) -> Sheet:
    """Return the page."""
    width, brush = window.width, window.brush
    empty = blank(width, brush.style("screen"))
    air = [empty] if window.height >= _PLENTY else []
    body = [*air, *words_rows(_("Whose names stand on the page?"), window), *air]
    spots = [Spot(1 + len(body) + at, 0, width, at) for at in range(len(WHOSE))]
    body += [_choice(at, whose, keeping, window) for at, whose in enumerate(WHOSE)]
    body += air
    cursor = None
    if keeping.file is not None:
        line, cell = typed_row(width, f"{_(' Keep as:')} ", keeping.file, brush)
        cursor = Offset(cell, 1 + len(body))
        body += [
            line,
            *air,
            *words_rows(_(".html and .pdf are pages to send, .svg the board as it hangs."), window, "hint"),
        ]
        body += words_rows(_(".csv is a table, .ics a calendar, .json all there is."), window, "hint")
    for words in keeping.kept.splitlines():
        body += words_rows(words, window, "hint")
    return sheet(window, _edges(keeping, window), body, spots, cursor)


def _choice(at: int, whose: Whose, keeping: Keeping, window: Window) -> Strip:
    words = [(f"{at + 1}  {fit(_(whose.words), _WORDS)}  ", False), (_(whose.more), True)]
    return choice_row(window.width, window.brush, words, in_hand=at == keeping.hand)


def _edges(keeping: Keeping, window: Window) -> Edges:
    back = Offer("escape", _("back"), _("back"))
    if keeping.file is not None:
        offers: tuple[Offer, ...] = (Offer("enter", _("keep")), Offer("tab", _("finish the path"), _("finish")), back)
    else:
        offers = (Offer("", _("choose"), cap=window.brush.up_down), Offer("enter", _("so")), back)
    return Edges(_("Keep as a page"), offers, keeping.sentence, state=window.saved_state)
