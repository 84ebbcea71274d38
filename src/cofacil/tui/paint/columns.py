"""The middle of the board: which columns stand side by side, and which of their cards are seen."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from cofacil.board.kinds import COLUMNS, NOT_HERE, Kind
from cofacil.board.records import Absence, Card
from cofacil.language.catalog import _
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.cache import PaintCache
from cofacil.tui.paint.cards import Face, face, list_rows, stack_rows, ties_of
from cofacil.tui.paint.row import beside, blank, row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.scrolling import Visible, visible
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.paint.window import Window
from cofacil.tui.view import View

WIDEST = 48
"""Cells of a column where all stand side by side."""
_column_cache: PaintCache[Visible] = PaintCache(512)
_block_cache: PaintCache[Sequence[Strip]] = PaintCache(4096)
_row_cache: PaintCache[Strip] = PaintCache(4096)
_side_cache: PaintCache[tuple[Strip, ...]] = PaintCache(256)


class Span(NamedTuple):
    """Some cells of a row."""

    left: int
    right: int

    def __contains__(self, x: object) -> bool:
        return isinstance(x, int) and self.left <= x < self.right


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
    window = Window(width, height, scene.brush)
    for number in numbers:
        shown[number] = _column(scene, number, window)
        if shown[number].top != view.tops[number - 1]:
            view = view.scrolled(number, shown[number].top)
    if len(numbers) == 1:
        return list(shown[numbers[0]].rows), view, shown
    columns = tuple(shown[number].rows for number in numbers)
    key = (*map(id, columns), ground, margin, scene.width)
    if (found := _side_cache.get(key)) is not None:
        return list(found[1]), view, shown
    rows = _side_by_side(columns, margin, scene.width, ground)
    return list(_side_cache.put(key, (*columns, ground), rows)), view, shown


def _side_by_side(columns: Sequence[Sequence[Strip]], margin: int, width: int, ground: Style) -> tuple[Strip, ...]:
    left = (blank(margin, ground),) if margin else ()
    return tuple(_beside((*left, *strips), width, ground) for strips in zip(*columns, strict=True))


def _beside(strips: tuple[Strip, ...], width: int, ground: Style) -> Strip:
    key = (*map(id, strips), ground, width)
    found = _row_cache.get(key)
    return found[1] if found is not None else _row_cache.put(key, strips, beside(strips, width, ground))


def _column(scene: Scene, number: int, window: Window) -> Visible:
    view, board = scene.view, scene.board
    cards = view.cards(board, number)
    hand = view.place_among(cards, number) if number == view.column else None
    carried = hand is not None and scene.foot is not None and scene.foot.is_carrying
    if view.only is not None:
        return _paint_column(scene, number, cards, hand, window, is_carried=carried)
    things = (cards, *ties_of(board))
    seen = (
        number,
        hand,
        carried,
        view.tops[number - 1],
        window.width,
        window.height,
        scene.width,
        scene.today,
        scene.brush,
    )
    key = (*map(id, things), *seen)
    if (found := _column_cache.get(key)) is not None:
        return found[1]
    painted = _paint_column(scene, number, cards, hand, window, is_carried=carried)
    return _column_cache.put(key, things, painted)


def _paint_column(
    scene: Scene, number: int, cards: Sequence[Card | Absence], hand: int | None, window: Window, *, is_carried: bool
) -> Visible:
    board, brush, width = scene.board, scene.brush, window.width
    is_list = width == scene.width
    people, twins, is_small, today = id(board.people), id(board.twins), scene.is_small, scene.today

    def block(at: int) -> Sequence[Strip]:
        card, in_hand = cards[at], at == hand

        key = (id(card), people, twins, width, is_list, is_small, today, brush)
        is_alone = not in_hand and card.id not in board.links
        if is_alone and (found := _block_cache.get(key)) is not None:
            return found[1]
        shown = face(board, card, brush.signs, today, in_hand=in_hand, is_carried=in_hand and is_carried)
        rows = _block(shown, width, brush, is_list=is_list, is_small=is_small)
        return _block_cache.put(key, (card, board.people, board.twins), rows) if is_alone else rows

    return visible(len(cards), hand, scene.view.tops[number - 1], block, window)


def _block(shown: Face, width: int, brush: Brush, *, is_list: bool, is_small: bool) -> Sequence[Strip]:
    if is_list:
        return list_rows(shown, width, brush, 1, 3) if is_small else list_rows(shown, width, brush, 2, 5)
    return stack_rows(shown, width, brush, 3, 8)


def not_here_row(scene: Scene) -> Strip:
    """Return those who are not here as one row of words, where four columns take the width."""
    style, quiet = scene.brush.style("column"), scene.brush.style("card")
    absences = scene.board.absences
    still = [absence for absence in reversed(absences) if absence.is_open]
    words = f" {scene.brush.signs.dot} ".join(_in_brief(scene, absence) for absence in still)
    head = f" {NOT_HERE} _ {_('Not here')} {len(absences)} "
    words = cut(words, scene.width - cell_len(head) - 2, scene.brush.signs.more)
    return row(scene.width, [(head, style), ("  ", quiet), (words, quiet)], quiet)


def _in_brief(scene: Scene, absence: Absence) -> str:
    who = absence.who.partition(":")[0] if absence.is_standing else absence.who
    shown = face(scene.board, absence, scene.brush.signs, scene.today)
    return who if absence.is_standing else _("{who} ({state})", who=who, state=shown.who)
