"""What the pages around the board are made of: a head, choices, typed lines, and two rows that never move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.text import shorten, strip_text
from cofacil.language.catalog import _, ngettext
from cofacil.tui.clusters import end_of, start_of, within
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import KeyRow, Offer, fitted
from cofacil.tui.paint.last_row import said_in
from cofacil.tui.paint.row import Piece, blank, margin, row, words_row
from cofacil.tui.paint.scrolling import visible
from cofacil.tui.paint.text import cell_len, cut, wrap
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

_REST_SHOWN = 20
"""Letters of what was left out that are shown."""

INDENT = 3
"""Cells that words stand in from the left; the mark of what is in hand is in them."""
WIDEST = 100
"""Cells of a line of words: longer ones are hard to read back from."""
NO_KEYS = KeyRow()
KEY_GAPS = (3, 2)
"""Blanks between two keys, and where they are many."""


class Spot(NamedTuple):
    """Where a click means something."""

    y: int
    left: int
    right: int
    choice: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A painted page, and where things are on it."""

    rows: tuple[Strip, ...]
    spots: tuple[Spot, ...] = ()
    keys: KeyRow = NO_KEYS
    cursor: Offset | None = None
    top: int = 0
    """The first choice or row that is shown."""
    below_keys: int = 1
    """Rows below the key row."""

    def choice_at(self, x: int, y: int) -> int | None:
        """Return the choice under a cell, None where there is none."""
        return next((spot.choice for spot in self.spots if spot.y == y and spot.left <= x < spot.right), None)

    def offer_at(self, x: int, y: int) -> Offer | None:
        """Return what the key row offers under one of its cells."""
        return self.keys.offer_at(x) if y == len(self.rows) - 1 - self.below_keys else None


@dataclass(frozen=True, slots=True)
class Edges:
    """The rows at a page's edges: its name above, what keys do and what happened below."""

    title: str
    offers: tuple[Offer, ...]
    """What keys do here; the last is the way back, and stays however little room there is."""
    sentence: str = ""
    right: str = ""
    """What stands at the right of the head."""
    state: str = ""
    """What stands at the right of the last row."""
    most_rows: int = 3
    """The rows that the sentence may take: one on a page that says a long one above, whole."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Choices one under the other, as far as they fit."""

    rows: tuple[Strip, ...]
    spots: tuple[Spot, ...]
    top: int


def sheet(
    window: Window,
    edges: Edges,
    body: Sequence[Strip],
    spots: Sequence[Spot] = (),
    cursor: Offset | None = None,
    top: int = 0,
) -> Sheet:
    """Return a page as exactly `window.height` rows of exactly `window.width` cells."""
    width, brush = window.width, window.brush
    room = window.height - 3
    filled = [*body[:room], *[blank(width, brush.style("screen"))] * (room - len(body))]
    keys = keys_of(edges.offers, width, brush)
    key_row = words_row(width, keys.pieces, brush.style("keys"))
    free = next((number for number, strip in enumerate(reversed(filled)) if strip.text.strip()), len(filled))
    last = _last(edges, window, free)
    rows = (_head(edges, width, brush), *filled[: room + 1 - len(last)], key_row, *last)
    return Sheet(rows, tuple(spots), keys, cursor, top, len(last))


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
    seen = typed.window(cells)
    behind = seen.behind[: within(seen.behind, cells - seen.cell - cell_len(seen.under))]
    return [(seen.before, style), (seen.under, brush.style("line_cursor")), (behind, style)], seen.cell


def typed_row(width: int, lead: str, typed: Typed, brush: Brush, right: str = "") -> tuple[Strip, int]:
    """Return the row that is typed on, and the cell of its cursor."""
    style = brush.style("line")
    room = width - cell_len(lead) - (cell_len(right) + 2 if right else 1)
    pieces, cell = typed_pieces(typed, max(4, room), brush)
    return row(width, [(lead, style), *pieces], style, [(right, brush.style("line_hint"))]), cell_len(lead) + cell


def limited(typed: Typed, before: Typed, limit: int) -> tuple[Typed, str]:
    """Return a line as it is typed now, as far as the board would keep it, and what to say where it was cut."""
    over = len(typed.text) - max(limit, len(before.text))
    if over <= 0:
        return typed, ""
    at = start_of(typed.text, typed.at - over)
    text = typed.text[:at] + typed.text[typed.at :]
    sentence = ngettext("No more than {number} letter fits here.", "No more than {number} letters fit here.", limit)
    if over > 1:
        left_out = shorten(strip_text(typed.text[at : typed.at]), _REST_SHOWN)
        sentence = f"{sentence} {_('Left out: “{words}”.', words=left_out)}"
    return typed._replace(text=text, at=end_of(text, at)), sentence


def _head(edges: Edges, width: int, brush: Brush) -> Strip:
    style = brush.style("title")
    inner = width - 2 * margin(width)
    right = edges.right if cell_len(edges.title) + cell_len(edges.right) + 2 <= inner else ""
    room = inner - (cell_len(right) + 2 if right else 0)
    return words_row(width, [(cut(edges.title, room, brush.signs.more), style)], style, [(right, brush.style("place"))])


def keys_of(offers: Sequence[Offer], width: int, brush: Brush) -> KeyRow:
    """Return the key row of a page, whose last offer is the way back; and what of the others fits."""
    *others, back = offers
    left = margin(width)
    return fitted((*others, back._replace(stays=True)), width - left, brush, gaps=KEY_GAPS, left=left)


def _last(edges: Edges, window: Window, free: int) -> list[Strip]:
    """Return the last row, or two or three where a sentence needs them, as far as so many rows above the keys are free."""
    width, brush = window.width, window.brush
    style = brush.style("trouble" if window.is_trouble else "sentence")
    state = "" if window.is_trouble else edges.state
    *above, last = said_in(edges.sentence, state, width, brush.signs.more, min(1 + free, edges.most_rows))
    strips = [words_row(width, [(line, style)], style) for line in above]
    return [*strips, words_row(width, [(last, style)], style, [(state, brush.style("saved"))])]
