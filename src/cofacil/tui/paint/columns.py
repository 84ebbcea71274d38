"""The middle of the board: which columns stand side by side, and which of their cards are seen."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from cofacil.board.carried import carried_into
from cofacil.board.in_column import InColumn
from cofacil.board.kinds import COLUMNS, IN_COLUMN, NOT_HERE, Kind
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _
from cofacil.language.column_names import column_called
from cofacil.made_lately import MadeLately
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.cards import CHIP, GAP, Face, face, list_rows, older_rows, stack_rows, theme_line, ties_of
from cofacil.tui.paint.row import beside, blank, margin, row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.scrolling import Laid, Visible, below_row, no_name, visible
from cofacil.tui.paint.text import cell_len, cut, wrap
from cofacil.tui.paint.window import Window
from cofacil.tui.view import SIDE_BY_SIDE, View

_EMPTY_AT_LEAST = 22
"""Cells that a column without cards keeps, for its head."""
_AIRY_FROM = 30
"""Rows of a window from which there is a row of air between the heads and the first cards."""
_AIR_INSIDE_FROM = 30
"""Rows of a window from which a card in the room view has air inside it."""
_ROOM_PAIR_FROM = 120
"""Cells of a window from which the room view shows two columns."""
_WHOLE = (12, 12)
"""Rows of a card's words, more than any card has where there is room for it."""
_TALL_FROM = 45
"""Rows of a window from which a card shows a row more of its words."""
_ROOMY_FROM = 200
"""Cells of a window from which a card shows more of its words."""
_column_cache: MadeLately[Visible] = MadeLately(512)
_block_cache: MadeLately[Sequence[Strip]] = MadeLately(4096)
_row_cache: MadeLately[Strip] = MadeLately(4096)
_side_cache: MadeLately[tuple[Strip, ...]] = MadeLately(256)


class Span(NamedTuple):
    """Some cells of a row."""

    left: int
    right: int

    @property
    def cells(self) -> int:
        return self.right - self.left

    def __contains__(self, x: object) -> bool:
        return isinstance(x, int) and self.left <= x < self.right


def side_by_side(view: View, width: int) -> tuple[int, ...]:
    """Return the numbers of the columns that stand beside each other at this width."""
    column = view.column
    if view.is_room:
        return (column,) if width < _ROOM_PAIR_FROM or column == NOT_HERE else pair_of(column)
    if width < SIDE_BY_SIDE or view.is_wide:
        return (column,)
    if width >= 160:
        return tuple(COLUMNS)
    if column == NOT_HERE:
        return (NOT_HERE,)
    if width >= 120:
        return tuple(kind.column for kind in Kind)
    return pair_of(column)


def pair_of(column: int) -> tuple[int, ...]:
    """Return a column of cards and the one beside it: 1 and 2, 3 and 4."""
    first = column - (column - 1) % 2
    return tuple(number for number in (first, first + 1) if number != NOT_HERE)


def column_spans(board: Board, view: View, width: int) -> dict[int, Span]:
    """Return the cells that each column takes, together all there are: the same for all but for one that is left over.

    Where all five stand and some are empty, the others take up to a third more.
    """
    numbers = side_by_side(view, width)
    share = width // len(numbers)
    filled = [number for number in numbers if board.column(number)]
    empty = len(numbers) - len(filled)
    widths = dict.fromkeys(numbers, share)
    if len(numbers) == len(COLUMNS) and filled and empty:
        wide = min(share * 4 // 3, (width - _EMPTY_AT_LEAST * empty) // len(filled))
        narrow = (width - wide * len(filled)) // empty
        widths = {number: wide if number in filled else narrow for number in numbers}
    rest = width - sum(widths.values())
    spans, left = {}, 0
    for place, (number, cells) in enumerate(widths.items()):
        right = left + cells + (1 if place < rest else 0)
        spans[number] = Span(left, right)
        left = right
    return spans


def hand_cells(board: Board, view: View, width: int) -> int:
    """Return the cells that a card in the column in hand takes: the editor stands in its place."""
    spans = column_spans(board, view, width)
    return spans[view.column].cells - (GAP if len(spans) > 1 else 0)


def column_glyph(number: int) -> str:
    """Return the sign of a column, as its head shows it."""
    kind = IN_COLUMN.get(number)
    return kind.glyph if kind else "_"


def column_name(scene: Scene, number: int) -> str:
    """Return what a column is called here: by a group's own word, in short where the window is narrow."""
    return column_called(scene.board, number, is_short=scene.width < SIDE_BY_SIDE)


def paint_cards(scene: Scene, height: int) -> tuple[list[Strip], View, dict[int, Visible]]:
    """Return the rows of cards, the view with its columns scrolled so that hands are seen, and what each column shows."""
    spans = column_spans(scene.board, scene.view, scene.width)
    ground = scene.brush.style("screen")
    view, shown = scene.view, {}
    for number, span in spans.items():
        shown[number] = _column(scene, number, Window(span.cells, height, scene.brush))
        if shown[number].top != view.tops[number - 1]:
            view = view.scrolled(number, shown[number].top)
    if scene.over_hand:
        shown[view.column] = _with_editor(scene, shown[view.column], spans[view.column].cells)
    columns = tuple(column.rows for column in shown.values())
    if len(columns) == 1:
        return list(columns[0]), view, shown
    key = (*map(id, columns), id(ground), scene.width)
    if (found := _side_cache.get(key)) is not None:
        return list(found[1]), view, shown
    rows = tuple(_beside(strips, scene.width, ground) for strips in zip(*columns, strict=True))
    return list(_side_cache.put(key, (*columns, ground), rows)), view, shown


def _beside(strips: tuple[Strip, ...], width: int, ground: Style) -> Strip:
    key = (*map(id, strips), id(ground), width)
    found = _row_cache.get(key)
    return found[1] if found is not None else _row_cache.put(key, (*strips, ground), beside(strips, width, ground))


class _Column(NamedTuple):
    """What one column shows, before it is painted."""

    number: int
    standing: InColumn[Card | Absence]
    hand: int | None
    """The place of what is in hand, None where that is in another column."""
    is_carried: bool
    fresh: int | None
    """The place of what was kept from here a moment ago."""


def _fresh_at(scene: Scene, number: int, standing: InColumn[Card | Absence]) -> int | None:
    """Return where in a column that stands which was said just now, None in every other column."""
    record = scene.board.records.get(scene.fresh) if scene.fresh else None
    if not isinstance(record, Card | Absence) or scene.board.column_of(record) != number:
        return None
    return standing.place_of(record)


def _column(scene: Scene, number: int, window: Window) -> Visible:
    view, board = scene.view, scene.board
    standing = view.standing(board, number)
    cards = standing.cards
    hand = view.row_in_hand(board, number) if number == view.column else None
    is_carried = hand is not None and scene.foot is not None and scene.foot.is_carrying
    fresh = _fresh_at(scene, number, standing)
    column = _Column(number, standing, hand, is_carried, fresh)
    if view.only is not None:
        return _paint_column(scene, column, window)
    things = (cards, standing.waiting, *ties_of(board))
    may_add = scene.is_writable and not scene.is_wall
    # An empty column names the key that the group has chosen.
    key_named = scene.keys.get("missing", "") if may_add and not cards else ""
    look = (view.is_room, scene.today, may_add, key_named, scene.brush, carried_into(board))
    size = (window.width, window.height, scene.width, scene.height)
    key = (*map(id, things), number, hand, is_carried, fresh, view.tops[number - 1], *size, *look)
    if (found := _column_cache.get(key)) is not None:
        return found[1]
    return _column_cache.put(key, things, _paint_column(scene, column, window))


def _paint_column(scene: Scene, column: _Column, window: Window) -> Visible:
    standing, hand, fresh = column.standing, column.hand, column.fresh
    cards = standing.cards
    view, board, brush, width = scene.view, scene.board, scene.brush, window.width
    is_list = width == scene.width and not view.is_room
    people, twins, today, into = id(board.people), id(board.twins), scene.today, carried_into(board)
    lines = _lines(scene, is_list=is_list)
    paint = list_rows if is_list else _in_air if view.is_room and scene.height >= _AIR_INSIDE_FROM else stack_rows
    if not cards and view.only is None and not standing.waiting:
        return _nothing_yet(scene, column.number, window)

    def rows_of(at: int, lines: tuple[int, int]) -> Sequence[Strip]:
        if at == len(cards):
            return older_rows(standing.waiting, width, brush, is_list=is_list, in_hand=at == hand)
        theme = line(at)
        return (
            (theme_line(theme, width, brush, is_list=is_list), *card_rows(at, lines)) if theme else card_rows(at, lines)
        )

    def card_rows(at: int, lines: tuple[int, int]) -> Sequence[Strip]:
        card, in_hand, is_fresh = cards[at], at == hand, at == fresh
        beneath = standing.beneath.get(card.id, "")
        key = (id(card), people, twins, width, is_list, view.is_room, lines, today, brush, beneath, into)
        is_alone = not in_hand and not is_fresh and card.id not in board.links
        if is_alone and (found := _block_cache.get(key)) is not None:
            return found[1]
        shown = face(board, card, brush.signs, today, in_hand=in_hand, beneath=beneath)
        if in_hand or is_fresh:
            shown = shown._replace(is_carried=in_hand and column.is_carried, is_fresh=is_fresh)
        rows = paint(shown, width, brush, *lines)
        return _block_cache.put(key, (card, board.people, board.twins), rows) if is_alone else rows

    line, named = (standing.line, standing.named) if standing.beneath else (no_name, no_name)
    air = 1 if not is_list and (view.is_room or scene.height >= _AIRY_FROM) else 0
    room = window.height - air + (0 if is_list else 1)
    # Where the wall has room for all the words of a column nothing is cut, and nothing unfolds and moves what is below.
    count = len(cards) + bool(standing.waiting)
    if _fit((rows_of(at, _WHOLE) for at in range(count)), room):
        lines = _WHOLE
    seen, top = hand if fresh is None else fresh, view.tops[column.number - 1]
    return visible(count, seen, top, lambda at: rows_of(at, lines), window, Laid(air, line, named))


def _fit(blocks: Iterator[Sequence[Strip]], room: int) -> bool:
    """Say whether all blocks together have no more than so many rows; no more of them are painted than it takes to know."""
    return all(used <= room for used in accumulate(len(rows) for rows in blocks))


def _lines(scene: Scene, *, is_list: bool) -> tuple[int, int]:
    """Return how many rows the words of a card take at most, and those of the card in hand."""
    if is_list:
        return (1, 3) if scene.is_small else (2, 5)
    if scene.width >= _ROOMY_FROM:
        return 6, 8
    # Where rows are many, a card that is taken in hand seldom unfolds and moves those below it.
    return (4, 8) if scene.height >= _TALL_FROM else (3, 8)


def _in_air(shown: Face, width: int, brush: Brush, lines: int, lines_in_hand: int) -> Sequence[Strip]:
    """Return a card for the back row: with a row of air inside it, above and below."""
    return stack_rows(shown, width, brush, lines, lines_in_hand, pad=1)


def _with_editor(scene: Scene, column: Visible, cells: int) -> Visible:
    """Return a column with the editor in the place of the card in hand: what stands above stays, what is below makes room."""
    hand, ends, rows = scene.view.place(scene.board), column.ends, column.rows
    ground, over = scene.brush.style("screen"), _around_cursor(scene, len(rows))
    at = ends.index(hand) if hand in ends else 0
    behind = next((y for y in range(at, len(ends)) if ends[y] != hand), len(rows))
    at = max(0, min(at, len(rows) - len(over)))
    laid = [_beside((strip,), cells, ground) for strip in over]
    room = len(rows) - at - len(laid)
    below = _whole_below(column, behind, room)
    seen = set(ends[behind : behind + below])
    hidden = column.below + len({end for end in ends[behind:] if end >= 0} - seen)
    filled = [*rows[:at], *laid, *rows[behind : behind + below]]
    filled += [blank(cells, ground)] * (len(rows) - len(filled))
    if hidden and room:
        filled[-1] = below_row(hidden, cells, scene.brush)
    return column._replace(rows=tuple(filled[: len(rows)]))


def _whole_below(column: Visible, behind: int, room: int) -> int:
    """Return how many rows below the editor hold whole cards, a row kept for the sign of those that are hidden."""
    ends = column.ends[behind:]
    while ends and ends[-1] < 0:
        ends = ends[:-1]  # what is empty, or says how many stand below
    if len(ends) < room or (len(ends) == room and not column.below):
        return len(ends)
    count = max(0, room - 1)
    while count and (ends[count - 1] < 0 or ends[count - 1] == ends[count]):
        count -= 1
    return count


def _around_cursor(scene: Scene, height: int) -> tuple[Strip, ...]:
    """Return the rows of the editor; those around its cursor where they are more than fit."""
    over, cursor = scene.over_hand, scene.brush.style("line_cursor")
    if len(over) <= height:
        return over
    at = next((y for y, strip in enumerate(over) if any(segment.style is cursor for segment in strip)), 0)
    first = max(0, min(at - height // 2, len(over) - height))
    return over[first : first + height]


def _nothing_yet(scene: Scene, number: int, window: Window) -> Visible:
    """Return an empty column: in quiet words, what belongs there and how it comes there."""
    brush, kind, width, height = scene.brush, IN_COLUMN.get(number), window.width, window.height
    ground, quiet = brush.style("screen"), brush.style("hint")
    sentences = [_(kind.spec.belongs) if kind else _("Who should be here, and is not.")]
    if scene.is_writable and not scene.is_wall:
        how = (
            _("{add}, then {sign} first in the line", add=scene.keys["add"], sign=kind.glyph)
            if kind
            else _("{key} names them", key=scene.keys["missing"])
        )
        sentences.append(how)
    indent = 2 + CHIP if width == scene.width else 1
    lines = [line for words in sentences for line in wrap(words, max(4, width - indent - 2), 3, brush.signs.more)]
    rows = [blank(width, ground), *(row(width, [(" " * indent + line, quiet)], ground) for line in lines)]
    rows = (rows + [blank(width, ground)] * height)[:height]
    return Visible(tuple(rows), 0, (-1,) * height, 0)


def not_here_row(scene: Scene) -> Strip:
    """Return those who are not here as one row of words, where four columns take the width."""
    style, plain = scene.brush.style("kind.not_here"), scene.brush.style("row")
    absences = [it for it in scene.view.cards(scene.board, NOT_HERE) if isinstance(it, Absence)]
    still = [absence for absence in reversed(absences) if absence.is_not_here]
    words = f" {scene.brush.signs.dot} ".join(_in_brief(scene, absence) for absence in still)
    head = f" {NOT_HERE} _ {_('Not here')} {len(still)} "
    words = cut(words, scene.width - cell_len(head) - 2 - margin(scene.width), scene.brush.signs.more)
    return row(scene.width, [(head, style), ("  ", plain), (words, plain)], plain)


def _in_brief(scene: Scene, absence: Absence) -> str:
    who = absence.who.partition(":")[0] if absence.is_standing else absence.who
    shown = face(scene.board, absence, scene.brush.signs, scene.today)
    return who if absence.is_standing else _("{who} ({state})", who=who, state=shown.who)
