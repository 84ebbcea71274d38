"""A list that scrolls: which of its rows are seen, and how many stand above and below them."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from textual.strip import Strip

from cofacil.board.themes import SIGN
from cofacil.language.catalog import _
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import cut
from cofacil.tui.paint.window import Window

Block: TypeAlias = Callable[[int], Sequence[Strip]]
"""Paints one of the blocks of a list: a card, a choice."""
Named: TypeAlias = Callable[[int], str]
"""Names a part of a list by one of its blocks, "" for none."""


def no_name(_at: int) -> str:
    return ""


class Laid(NamedTuple):
    """How a list is laid out beside its blocks."""

    air: int = 0
    """With 1 the first row stays empty until something stands above: nothing moves by the sign that says so."""
    line: Named = no_name
    """Names the blocks whose first row is the line of a part."""
    beneath: Named = no_name
    """Names the part that a block stands beneath: where its line is scrolled away, the sign above bears the name."""


PLAIN = Laid()


class Visible(NamedTuple):
    """The part of a list that is seen."""

    rows: tuple[Strip, ...]
    top: int
    """The first block that is shown."""
    ends: tuple[int, ...]
    """For each row, which block it belongs to; -1 for none."""
    below: int
    """Blocks that stand below."""


def visible(count: int, hand: int | None, top: int, block: Block, window: Window, laid: Laid = PLAIN) -> Visible:
    """Return the rows of a list that fit, so that what is in hand is among them and as little moves as can be."""
    air = laid.air
    height, width, brush = window.height, window.width, window.brush
    ground, hint = brush.style("screen"), brush.style("hint")
    top = max(0, min(top, count - 1))
    if hand is not None and hand < top:
        top = hand
    rows, ends, last = _fill(count, top, height, block, air)
    if hand is not None and hand >= last:
        top = _last_top(hand, height, block, air)
        rows, ends, last = _fill(count, top, height, block, air)
    if top and last == count and (higher := _last_top(count - 1, height, block, air)) < top:
        top = higher
        rows, ends, last = _fill(count, top, height, block, air)
    ends = [-1 if at >= 0 and (y == 0 or ends[y - 1] != at) and laid.line(at) else at for y, at in enumerate(ends)]
    if top:
        above = "       " + _("{sign} {number} above", sign=brush.signs.above, number=top)
        part = "" if laid.line(top) else laid.beneath(top)
        words = cut(f"{above}   {SIGN} {part}", width - 1, brush.signs.more) if part else above
        rows.insert(0, row(width, [(words, hint)], ground))
        ends.insert(0, -1)
    elif air:
        rows.insert(0, blank(width, ground))
        ends.insert(0, -1)
    rows += [blank(width, ground)] * (height - len(rows))
    ends += [-1] * (height - len(ends))
    if last < count:
        rows[height - 1] = below_row(count - last, width, brush)
        ends[height - 1] = -1
    rows, ends = rows[:height], ends[:height]
    return Visible(tuple(rows), top, tuple(ends), count - last)


@lru_cache(maxsize=256)
def below_row(number: int, width: int, brush: Brush) -> Strip:
    """Return the row that says how many stand below: the same one as long as as many do."""
    words = _("{sign} {number} below", sign=brush.signs.below, number=number)
    return row(width, [(f"       {words}", brush.style("hint"))], brush.style("screen"))


def _fill(count: int, top: int, height: int, block: Block, air: int) -> tuple[list[Strip], list[int], int]:
    room = height - (1 if top else air)
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


def _last_top(hand: int, height: int, block: Block, air: int) -> int:
    """Return the first card to show so that `hand` is the last that fits, with a row kept for each sign."""
    used, top = _ink(block(hand)), hand
    while top > 0 and used + len(rows := block(top - 1)) <= height - 2:
        used += len(rows)
        top -= 1
    return top if top > 1 or used + len(block(0)) > height - 1 - air else 0


def _ink(rows: Sequence[Strip]) -> int:
    """Return how many rows a block needs where it is the last one: its air may be cut."""
    return len(rows) - 1 if len(rows) > 1 and not rows[-1].text.strip() else len(rows)
