"""The rows of a page of looking back: a chip and words in columns; where one is in hand it is read whole."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from textual.strip import Strip

from cofacil.board.events import EntityId
from cofacil.review.lazily import Lazily
from cofacil.tui.pages.sheet import WIDEST, words_rows
from cofacil.tui.paint.cards import LATE, Face, Inks, head_pieces
from cofacil.tui.paint.row import blank, margin, row
from cofacil.tui.paint.text import cell_len, cut, fit, wrap
from cofacil.tui.paint.window import Window

_WHOLE = 6
"""Rows that the words of what is in hand take at most."""
_LEAST = 18
"""Cells that words keep: columns beside them go before they have less."""


class Row(NamedTuple):
    """One thing that there is a story of."""

    entity: EntityId
    role: str
    """Its kind, as roles call it."""
    label: str
    words: str
    who: str = ""
    """What stands before its words: who does it."""
    beside: tuple[str, ...] = ()
    """What stands behind them, column by column; the last says what came of it."""
    more: str = ""
    """What is read below it while it is in hand."""
    is_done: bool = False
    is_quiet: bool = False
    """Whether it is done with, and nobody did it: it was let go, or they said no."""
    is_late: bool = False


class Section(NamedTuple):
    """Rows below a head, which stand in the same columns."""

    head: str
    rows: Lazily[Row]
    none: str = ""
    """What is said where there are none."""
    who: int = 0
    """Cells of what stands before the words."""
    words: int = 0
    """Cells that their words take at most, so that what stands beside them is not far away; 0 for all there are."""
    beside: tuple[int, ...] = ()
    """Cells of each column behind them; where it is narrow the first ones go, and are read below what is in hand."""


class LaidOut(NamedTuple):
    """Sections one below the other, and where in them each of their rows is."""

    sections: tuple[Section, ...]
    ends: tuple[int, ...]
    """Of each section, how many rows there are up to its end."""

    @classmethod
    def of(cls, sections: tuple[Section, ...]) -> "LaidOut":
        return cls(sections, tuple(accumulate(len(section.rows) for section in sections)))

    @property
    def total(self) -> int:
        """Return how many rows there are."""
        return self.ends[-1] if self.ends else 0

    def place(self, at: int) -> tuple[int, int]:
        """Return in which section a row stands, and which of its rows it is."""
        section = bisect_right(self.ends, at)
        return section, at - (self.ends[section - 1] if section else 0)

    def entity(self, at: int) -> EntityId:
        """Return what there is a story of, by its place on the whole page."""
        section, number = self.place(at)
        return self.sections[section].rows.keys[number]

    def find(self, entity: EntityId) -> int | None:
        """Return where on the page something stands, None where it does not."""
        entities = (key for section in self.sections for key in section.rows.keys)
        return next((at for at, other in enumerate(entities) if other == entity), None)

    def block(self, at: int, window: Window, most: int, *, in_hand: bool) -> list[Strip]:
        """Return a row with the heads above it; what has no rows stands with what is near it."""
        section, number = self.place(at)
        above = (
            [] if number else [*self._empty_before(section, window), *head_rows(self.sections[section].head, window)]
        )
        below = self._empty_behind(section, window) if at == self.total - 1 else []
        return [*above, *block(self.sections[section], number, window, most, in_hand=in_hand), *below]

    def most(self, window: Window) -> int:
        """Return how many rows the words of each take: three or two where all of it fits so, else one; whatever is in hand."""
        if self.total > window.height:
            return 1
        return next((most for most in (3, 2) if self._fits(window, most)), 1)

    def _fits(self, window: Window, most: int) -> bool:
        used = accumulate(len(self.block(at, window, most, in_hand=False)) for at in range(self.total))
        return all(rows <= window.height for rows in used)

    def _empty_before(self, section: int, window: Window) -> list[Strip]:
        """Return the sections right above one that have no rows."""
        first = section
        while first and not self.sections[first - 1].rows:
            first -= 1
        return [strip for other in self.sections[first:section] for strip in empty_rows(other, window)]

    def _empty_behind(self, section: int, window: Window) -> list[Strip]:
        return [strip for other in self.sections[section + 1 :] for strip in empty_rows(other, window)]


def empty_rows(section: Section, window: Window) -> list[Strip]:
    """Return the head of a section without rows, and what is said there."""
    return [*head_rows(section.head, window), *words_rows(section.none, window, "hint")]


def block(section: Section, number: int, window: Window, most: int = 2, *, in_hand: bool) -> list[Strip]:
    """Return one row of a section, in at most so many rows of the screen; in hand it is read whole."""
    entry, width, brush = section.rows[number], window.width, window.brush
    shown = Face(entry.role, entry.label, entry.words, is_done=entry.is_done, is_struck=entry.is_quiet, in_hand=in_hand)
    inks = Inks.of(shown, brush, is_surface=False)
    room = width - shown.indent - 1 - margin(width)
    who, beside, hidden = _columns(section, entry, room)
    cells = min(room - who - sum(wide for wide, _words in beside), max(_LEAST, section.words or room))
    lines = wrap(entry.words, cells, _WHOLE if in_hand else most, brush.signs.more)
    names = wrap(entry.who, who - 1, 3 if in_hand else most, brush.signs.more) if who else ()
    tails = [wrap(words, wide - 1, 3 if in_hand else most, brush.signs.more) for wide, words in beside]
    weight = inks.quiet + LATE if entry.is_late else inks.quiet
    rows = []
    for y in range(max(len(lines), len(names), *map(len, tails), 1)):
        head = head_pieces(shown, inks, brush, inks.words, is_first=y == 0)
        middle = [(fit(_at(names, y), who), inks.words), (fit(_at(lines, y), cells), inks.words), (" ", inks.words)]
        tail = [(fit(_at(texts, y), wide), weight) for texts, (wide, _words) in zip(tails, beside, strict=True)]
        rows.append(row(width, [*head, *middle, *tail], inks.words))
    if in_hand:
        below = [words for words in (*hidden, entry.more) if words]
        texts = [line for words in below for line in wrap(words, min(WIDEST, room), 3, brush.signs.more)]
        edge = head_pieces(shown, inks, brush, inks.quiet, is_first=False)
        rows += [row(width, [*edge, (line, inks.quiet)], inks.quiet) for line in texts]
    return rows


def head_rows(words: str, window: Window) -> list[Strip]:
    """Return the head of a section: air, then its words."""
    ground = blank(window.width, window.brush.style("screen"))
    left = " " * (1 + margin(window.width))
    words = cut(words, window.width - len(left) - 1, window.brush.signs.more)
    return [
        ground,
        row(
            window.width,
            [(left, window.brush.style("screen")), (words, window.brush.style("title"))],
            window.brush.style("screen"),
        ),
    ]


def _columns(section: Section, entry: Row, room: int) -> tuple[int, list[tuple[int, str]], list[str]]:
    """Return the cells of who, of each column that is shown, and the words of those that there is no room for."""
    beside = list(zip(section.beside, entry.beside, strict=True))
    hidden: list[str] = []
    who = section.who
    while beside and room - who - sum(wide for wide, _words in beside) < _LEAST:
        if len(beside) == 1:
            who = min(who, max(0, room - beside[0][0] - _LEAST))
            break
        hidden.append(beside.pop(0)[1])
    return who, beside, hidden


def _at(texts: Sequence[str], y: int) -> str:
    return texts[y] if y < len(texts) else ""


def cells_of(texts: Sequence[str], most: int, least: int = 0) -> int:
    """Return the cells of a column in which each of these fits, a blank behind it, but no more than `most`."""
    return max(least, min(most, max(map(cell_len, texts), default=0) + 1))
