"""What the pages around the board are made of: a head, choices, typed lines, and two rows that never move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window, visible
from cofacil.tui.paint.row import Piece, blank, row
from cofacil.tui.paint.text import cell_len, cut, wrap
from cofacil.tui.typed import Typed

INDENT = 3
"""Cells that words stand in from the left; the mark of what is in hand is in them."""
WIDEST = 100
"""Cells of a line of words: longer ones are hard to read back from."""

Offer: TypeAlias = tuple[str, str]
"""A key, and what it does here."""


class Spot(NamedTuple):
    """Where a click means something."""

    y: int
    left: int
    right: int
    choice: int


class KeySpot(NamedTuple):
    """Where a word of the key row stands."""

    left: int
    right: int
    offer: str
    """A key, and what it does."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A painted page, and where things are on it."""

    rows: tuple[Strip, ...]
    spots: tuple[Spot, ...] = ()
    keys: tuple[KeySpot, ...] = ()
    cursor: Offset | None = None
    top: int = 0
    """The first choice or row that is shown."""

    def choice_at(self, x: int, y: int) -> int | None:
        """Return the choice under a cell, None where there is none."""
        return next((spot.choice for spot in self.spots if spot.y == y and spot.left <= x < spot.right), None)

    def offer_at(self, x: int, y: int) -> str | None:
        """Return what the key row offers under one of its cells."""
        if y != len(self.rows) - 2:
            return None
        return next((spot.offer for spot in self.keys if spot.left <= x < spot.right), None)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: its name above, keys and what happened below."""

    title: str
    keys: tuple[Offer, ...]
    told: str = ""
    right: str = ""
    """What stands at the right of the head."""
    state: str = ""
    """What stands at the right of the last row."""
    is_trouble: bool = False
    """Whether the last row says that something is not kept."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Choices one under the other, as far as they fit."""

    rows: tuple[Strip, ...]
    spots: tuple[Spot, ...]
    top: int


def sheet(
    window: Window,
    frame: Frame,
    body: Sequence[Strip],
    spots: Sequence[Spot] = (),
    cursor: Offset | None = None,
    top: int = 0,
) -> Sheet:
    """Return a page as exactly `window.height` rows of exactly `window.width` cells."""
    width, brush = window.width, window.brush
    room = window.height - 3
    filled = [*body[:room], *[blank(width, brush.style("screen"))] * (room - len(body))]
    keys, where = _keys(frame.keys, width, brush)
    rows = (_head(frame, width, brush), *filled, keys, _last(frame, width, brush))
    return Sheet(rows, tuple(spots), where, cursor, top)


def choice_row(width: int, brush: Brush, words: Sequence[tuple[str, bool]], *, in_hand: bool) -> Strip:
    """Return one row of a choice: words, and words that are said more quietly (True)."""
    plain, quiet = choice_styles(brush, in_hand=in_hand)
    pieces: list[Piece] = [(f" {brush.signs.mark if in_hand else ' '} ", plain)]
    pieces += [(text, quiet if is_quiet else plain) for text, is_quiet in words]
    return row(width, pieces, plain)


def choice_styles(brush: Brush, *, in_hand: bool) -> tuple[Style, Style]:
    """Return how the words of a choice look, and its quieter words."""
    if in_hand:
        return brush.style("choice_in_hand"), brush.style("card_detail_in_hand")
    return brush.style("choice"), brush.style("choice_detail")


def listed(
    blocks: Callable[[int], Sequence[Strip]], count: int, hand: int | None, top: int, window: Window, first: int
) -> Listed:
    """Return as many choices as fit, the one in hand among them; `first` is the screen row they begin on."""
    if window.height <= 0 or not count:
        return Listed((), (), 0)
    shown = visible(count, hand, top, blocks, window)
    spots = [Spot(first + y, 0, window.width, end) for y, end in enumerate(shown.ends) if end >= 0]
    return Listed(shown.rows, tuple(spots), shown.top)


def words_rows(text: str, window: Window, role: str = "choice", indent: int = INDENT, lines: int = 9) -> list[Strip]:
    """Return words as rows, wrapped by whole words."""
    brush, style = window.brush, window.brush.style(role)
    cells = min(WIDEST, window.width - indent - 1)
    return [
        row(window.width, [(" " * indent + line, style)], brush.style("screen"))
        for line in wrap(text, cells, lines, brush.signs.more)
    ]


def typed_pieces(typed: Typed, cells: int, brush: Brush) -> tuple[list[Piece], int]:
    """Return a typed line in at most so many cells, with its cursor, and the cell that the cursor is in."""
    style = brush.style("line")
    shown, cell = typed.window(cells)
    at = typed.at - (len(typed.text) - len(shown))
    behind = at + 1
    while behind < len(shown) and cell_len(shown[behind]) == 0:
        behind += 1
    under = shown[at:behind] or " "
    rest = shown[behind:]
    while rest and cell_len(rest) > cells - cell - cell_len(under):
        rest = rest[:-1]
    return [(shown[:at], style), (under, brush.style("line_cursor")), (rest, style)], cell


def typed_row(width: int, lead: str, typed: Typed, brush: Brush, right: str = "") -> tuple[Strip, int]:
    """Return the row that is typed on, and the cell of its cursor."""
    style = brush.style("line")
    room = width - cell_len(lead) - (cell_len(right) + 2 if right else 1)
    pieces, cell = typed_pieces(typed, max(4, room), brush)
    return row(width, [(lead, style), *pieces], style, [(right, brush.style("line_hint"))]), cell_len(lead) + cell


def _head(frame: Frame, width: int, brush: Brush) -> Strip:
    style = brush.style("title")
    right = frame.right if cell_len(frame.title) + cell_len(frame.right) + 2 <= width else ""
    room = width - (cell_len(right) + 2 if right else 0)
    return row(width, [(cut(frame.title, room, brush.signs.more), style)], style, [(right, brush.style("place"))])


def _keys(offers: Sequence[Offer], width: int, brush: Brush) -> tuple[Strip, tuple[KeySpot, ...]]:
    """Return the key row: as many keys as fit, the last one always."""
    kept, gap = list(offers), 3
    while (needed := sum(cell_len(f"{key} {words}") for key, words in kept) + gap * (len(kept) - 1)) > width:
        if gap == 3 and needed - len(kept) + 1 <= width:
            gap = 2
        elif len(kept) > 1:
            del kept[-2]
        else:
            break
    ground, pieces, spots, at = brush.style("keys"), [], [], 0
    for key, words in kept:
        cells = cell_len(f"{key} {words}")
        spots.append(KeySpot(at, at + cells, f"{key} {words}"))
        pieces += [(key, brush.style("key")), (f" {words}{' ' * gap}", ground)]
        at += cells + gap
    return row(width, pieces, ground), tuple(spots)


def _last(frame: Frame, width: int, brush: Brush) -> Strip:
    style = brush.style("trouble" if frame.is_trouble else "told")
    state = "" if frame.is_trouble else frame.state
    told = cut(frame.told, width - (cell_len(state) + 2 if state else 0), brush.signs.more)
    return row(width, [(told, style)], style, [(state, brush.style("saved"))])
