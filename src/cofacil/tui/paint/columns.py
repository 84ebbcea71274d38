"""The middle of the board: which columns stand side by side, and which of their cards are seen."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from cofacil.board.kinds import COLUMNS, NOT_HERE, Kind
from cofacil.board.records import Absence
from cofacil.language.catalog import _
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.cache import PaintCache
from cofacil.tui.paint.cards import Face, face, list_rows, stack_rows
from cofacil.tui.paint.row import beside, blank, row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.text import cut
from cofacil.tui.view import View

Block = Callable[[int], Sequence[Strip]]
WIDEST = 48
"""Cells of a column where all stand side by side."""
_columns_kept: PaintCache["Visible"] = PaintCache(512)
_blocks_kept: PaintCache[Sequence[Strip]] = PaintCache(4096)
_rows_kept: PaintCache[Strip] = PaintCache(4096)
_sides_kept: PaintCache[tuple[Strip, ...]] = PaintCache(256)


class Visible(NamedTuple):
    """The part of a column that is seen."""

    rows: tuple[Strip, ...]
    top: int
    ends: tuple[int, ...]
    """For each row, which card it belongs to; -1 for none."""
    below: int


class Span(NamedTuple):
    """Some cells of a row."""

    left: int
    right: int

    def __contains__(self, x: object) -> bool:
        return isinstance(x, int) and self.left <= x < self.right


class Window(NamedTuple):
    """The room that one column, or a page, has."""

    width: int
    height: int
    brush: Brush
    is_kept: bool = True
    """Whether what happens here is kept: the example is not."""

    @property
    def kept(self) -> str:
        """Return what the last row says of it."""
        return _("saved") if self.is_kept else _("not kept")


def side_by_side(scene: Scene) -> tuple[int, ...]:
    """Return the numbers of the columns that stand beside each other at this width."""
    column = scene.view.column
    if scene.width < 100 or scene.view.is_wide:
        return (column,)
    if scene.width >= 160:
        return tuple(COLUMNS)
    if column == NOT_HERE:
        return (NOT_HERE,)
    if scene.width >= 120:
        return tuple(kind.column for kind in Kind)
    return pair_of(column)


def pair_of(column: int) -> tuple[int, ...]:
    """Return a column of cards and the one beside it: 1 and 2, 3 and 4."""
    first = column - (column - 1) % 2
    return tuple(number for number in (first, first + 1) if number != NOT_HERE)


def column_widths(scene: Scene, numbers: Sequence[int]) -> tuple[int, int]:
    """Return the left margin and the width of each column."""
    if len(numbers) == 1:
        return 0, scene.width
    width = scene.width // len(numbers)
    if len(numbers) < len(COLUMNS):
        return 0, width
    width = min(WIDEST, width)
    return (scene.width - width * len(numbers)) // 2, width


def column_spans(scene: Scene, numbers: Sequence[int]) -> dict[int, Span]:
    """Return the cells that each column takes."""
    margin, width = column_widths(scene, numbers)
    return {number: Span(margin + at * width, margin + (at + 1) * width) for at, number in enumerate(numbers)}


def paint_cards(scene: Scene, height: int) -> tuple[list[Strip], View, dict[int, Visible]]:
    """Return the rows of cards, the view with its columns scrolled so that hands are seen, and what each column shows."""
    numbers = side_by_side(scene)
    margin, width = column_widths(scene, numbers)
    ground = scene.brush.style("screen")
    view, shown = scene.view, {}
    for number in numbers:
        shown[number] = _column(scene, number, width, height)
        if shown[number].top != view.tops[number - 1]:
            view = view.scrolled(number, shown[number].top)
    if len(numbers) == 1:
        return list(shown[numbers[0]].rows), view, shown
    columns = tuple(shown[number].rows for number in numbers)
    key = (*map(id, columns), ground, margin, scene.width)
    if (found := _sides_kept.get(key)) is not None:
        return list(found[1]), view, shown
    rows = _side_by_side(columns, margin, scene.width, ground)
    return list(_sides_kept.keep(key, (*columns, ground), rows)), view, shown


def _side_by_side(columns: Sequence[Sequence[Strip]], margin: int, width: int, ground: Style) -> tuple[Strip, ...]:
    left = (blank(margin, ground),) if margin else ()
    return tuple(_beside((*left, *strips), width, ground) for strips in zip(*columns, strict=True))


def _beside(strips: tuple[Strip, ...], width: int, ground: Style) -> Strip:
    key = (*map(id, strips), ground, width)
    found = _rows_kept.get(key)
    return found[1] if found is not None else _rows_kept.keep(key, strips, beside(strips, width, ground))


def _column(scene: Scene, number: int, width: int, height: int) -> Visible:
    view, board = scene.view, scene.board
    if view.only is not None:
        return _paint_column(scene, number, width, height)
    hand = view.place(board, number) if number == view.column else None
    carried = hand is not None and scene.foot is not None and scene.foot.is_carrying
    # What a card meets may stand in any column.
    ends = (*board.columns.values(), board.absences) if board.links else ()
    things = (view.cards(board, number), board.people, board.twins, board.links, *ends)
    key = (*map(id, things), number, hand, carried, view.tops[number - 1], width, height, scene.width, scene.brush)
    if (found := _columns_kept.get(key)) is not None:
        return found[1]
    return _columns_kept.keep(key, things, _paint_column(scene, number, width, height))


def _paint_column(scene: Scene, number: int, width: int, height: int) -> Visible:
    view, board, brush = scene.view, scene.board, scene.brush
    cards = view.cards(board, number)
    is_ours = number == view.column
    hand = view.place(board, number)
    is_list = width == scene.width
    carried = bool(scene.foot and scene.foot.is_carrying)
    people, twins, is_small = id(board.people), id(board.twins), scene.is_small

    def block(at: int) -> Sequence[Strip]:
        card, in_hand = cards[at], is_ours and at == hand

        key = (id(card), people, twins, width, is_list, is_small, brush)
        is_alone = not in_hand and card.id not in board.links
        if is_alone and (found := _blocks_kept.get(key)) is not None:
            return found[1]
        shown = face(board, card, brush.signs, in_hand=in_hand, is_carried=in_hand and carried)
        rows = _block(shown, width, brush, is_list=is_list, is_small=is_small)
        return _blocks_kept.keep(key, (card, board.people, board.twins), rows) if is_alone else rows

    top = view.tops[number - 1]
    return visible(len(cards), hand if is_ours else None, top, block, Window(width, height, brush))


def _block(shown: Face, width: int, brush: Brush, *, is_list: bool, is_small: bool) -> Sequence[Strip]:
    if is_list:
        return list_rows(shown, width, brush, 1, 3) if is_small else list_rows(shown, width, brush, 2, 5)
    return stack_rows(shown, width, brush, 3, 8)


def visible(count: int, hand: int | None, top: int, block: Block, window: Window) -> Visible:
    """Return the rows of a column that fit, so that the card in hand is among them and as little moves as can be."""
    height, width, brush = window.height, window.width, window.brush
    ground, hint = brush.style("screen"), brush.style("hint")
    top = max(0, min(top, count - 1))
    if hand is not None and hand < top:
        top = hand
    rows, ends, last = _fill(count, top, height, block)
    if hand is not None and hand >= last:
        top = _last_top(hand, height, block)
        rows, ends, last = _fill(count, top, height, block)
    if top and last == count and (higher := _last_top(count - 1, height, block)) < top:
        top = higher
        rows, ends, last = _fill(count, top, height, block)
    if top:
        rows.insert(
            0, row(width, [("       " + _("{sign} {number} above", sign=brush.signs.above, number=top), hint)], ground)
        )
        ends.insert(0, -1)
    rows += [blank(width, ground)] * (height - len(rows))
    ends += [-1] * (height - len(ends))
    if last < count:
        rows[height - 1] = row(
            width, [("       " + _("{sign} {number} below", sign=brush.signs.below, number=count - last), hint)], ground
        )
        ends[height - 1] = -1
    rows, ends = rows[:height], ends[:height]
    return Visible(tuple(rows), top, tuple(ends), count - last)


def _fill(count: int, top: int, height: int, block: Block) -> tuple[list[Strip], list[int], int]:
    room = height - (1 if top else 0)
    blocks: list[Sequence[Strip]] = []
    used, at = 0, top
    while at < count and used + _ink(rows := block(at)) <= room:
        blocks.append(rows)
        used += len(rows)
        at += 1
    while at < count and blocks and used - len(blocks[-1]) + _ink(blocks[-1]) > room - 1:
        used -= len(blocks.pop())
        at -= 1
    if not blocks and count:
        blocks, at = [block(top)[: max(1, room - 1)]], top + 1
    rows_out = [strip for rows in blocks for strip in rows]
    ends = [top + n for n, rows in enumerate(blocks) for _ in rows]
    limit = room - (1 if at < count else 0)
    return rows_out[:limit], ends[:limit], at


def _last_top(hand: int, height: int, block: Block) -> int:
    """Return the first card to show so that `hand` is the last that fits, with a row kept for each sign."""
    used, top = _ink(block(hand)), hand
    while top > 0 and used + len(rows := block(top - 1)) <= height - 2:
        used += len(rows)
        top -= 1
    return top if top > 1 or used + len(block(0)) > height - 1 else 0


def _ink(rows: Sequence[Strip]) -> int:
    """Return how many rows a block needs where it is the last one: its air may be cut."""
    return len(rows) - 1 if len(rows) > 1 and not rows[-1].text.strip() else len(rows)


def not_here_row(scene: Scene) -> Strip:
    """Return those who are not here as one row of words, where four columns take the width."""
    style, quiet = scene.brush.style("column"), scene.brush.style("card")
    absences = scene.board.absences
    still = [absence for absence in reversed(absences) if absence.is_open]
    words = f" {scene.brush.signs.dot} ".join(_in_brief(scene, absence) for absence in still)
    head = f" {NOT_HERE} _ {_('Not here')} {len(absences)} "
    words = cut(words, scene.width - len(head) - 2, scene.brush.signs.more)
    return row(scene.width, [(head, style), ("  ", quiet), (words, quiet)], quiet)


def _in_brief(scene: Scene, absence: Absence) -> str:
    who = absence.who.partition(":")[0] if absence.is_standing else absence.who
    shown = face(scene.board, absence, scene.brush.signs)
    return who if absence.is_standing else _("{who} ({state})", who=who, state=shown.who)
