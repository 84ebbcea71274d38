"""A part of closing as rows: the board's own head and foot, and between them what the part shows."""

from collections.abc import Sequence

from textual.strip import Strip

from cofacil.board.model import Board
from cofacil.board.records import Meeting
from cofacil.language.catalog import _
from cofacil.tui.pages.closing.listing import MEASURE, WHOLE
from cofacil.tui.pages.closing.part import Closing, Drawn, Part
from cofacil.tui.pages.closing.parts import PARTS
from cofacil.tui.pages.measure import in_the_middle, is_large, measured, shifted
from cofacil.tui.pages.sheet import Sheet, Spot, listed
from cofacil.tui.paint.foot import foot
from cofacil.tui.paint.head import head, timer_pieces
from cofacil.tui.paint.last_row import last_lines
from cofacil.tui.paint.row import Piece, blank, margin, words_row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.paint.typing import typing_cursor
from cofacil.tui.paint.window import Window

_GAPS = 8
"""Rows of air around a part's list and what stands above and below it."""
_HEAD = 2
"""Rows of the head: purpose and step."""
_LIST_AT_LEAST = 3
"""Rows that a list keeps before what stands below it gives way."""


def paint_closing(closing: Closing, scene: Scene, meeting: Meeting) -> Sheet:
    """Return the page; the scene holds the foot, what is said and what is to be painted with."""
    below, keys = foot(scene)
    room = scene.height - _HEAD - len(below)
    body, spots, top = part_rows(closing, scene, meeting, room)
    rows = [head(scene)[0][0], _step(PARTS[closing.part], scene), *body, *below]
    return Sheet(tuple(rows), spots, keys, typing_cursor(scene), top, len(last_lines(scene)))


def part_rows(closing: Closing, scene: Scene, meeting: Meeting, room: int) -> tuple[list[Strip], tuple[Spot, ...], int]:
    """Return a part in exactly so many rows, where its list can be clicked, and the first of the list that is shown."""
    part, ground = PARTS[closing.part], scene.brush.style("screen")
    window = Window(scene.width, scene.height, scene.brush)
    middle = measured(window, MEASURE)
    inner = scene._replace(width=middle.width)
    drawn = part.draw(closing, inner, meeting)
    if _is_loose(drawn, room) and _is_loose(whole := part.draw(closing, inner, meeting, WHOLE), room):
        drawn = whole
    if is_large(window):
        drawn = _with_air(drawn, inner, room)
    hand = next((at for at, record in enumerate(part.listed(scene.board, meeting)) if record.id == closing.hand), None)
    body, spots, top = _laid(drawn, hand, closing.top, room, inner)
    rows = in_the_middle([*body, *[blank(middle.width, ground)] * (room - len(body))], scene.width, ground)
    return rows, shifted(spots, middle, window), top


def _is_loose(drawn: Drawn, room: int) -> bool:
    """Say whether all of a part fits with the air around it: nothing needs to be cut, or something may be less so."""
    return _rows(drawn.above, 2) + sum(map(len, drawn.blocks)) + _rows(drawn.below, 2) <= room


def _with_air(drawn: Drawn, scene: Scene, room: int) -> Drawn:
    """Return a part with an empty row below each block of its list, where all of it has room."""
    above, below, wanted = (sum(map(len, groups)) for groups in (drawn.above, drawn.below, drawn.blocks))
    if above + below + wanted + len(drawn.blocks) + _GAPS > room:
        return drawn
    air = blank(scene.width, scene.brush.style("screen"))
    return drawn._replace(blocks=[[*block, air] for block in drawn.blocks])


def _laid(
    drawn: Drawn, hand: int | None, top: int, room: int, scene: Scene
) -> tuple[list[Strip], tuple[Spot, ...], int]:
    """Return the rows between head and foot: air first, then what stands below the list, gives way to it."""
    air = [blank(scene.width, scene.brush.style("screen"))]
    above, below, blocks = list(drawn.above), list(drawn.below), drawn.blocks
    wanted = sum(map(len, blocks))
    least = min(wanted, _LIST_AT_LEAST)
    # Air above everything, between the groups, and at both ends of the list.
    gaps = 2
    while gaps and _rows(above, gaps) + wanted + _rows(below, gaps) > room:
        gaps -= 1
    while below and _rows(above, gaps) + least + _rows(below, gaps) > room:
        below.pop()
    before = _grouped(above, air, gaps)
    if blocks or not before:
        before = [*before, *air * min(1, gaps)] if gaps else before
    behind = (
        [strip for group in below for strip in (*air * gaps, *group)]
        if gaps < 2 or not blocks
        else [*air, *[strip for group in below for strip in (*air, *group)]]
    )
    height = min(wanted, max(0, room - len(before) - len(behind)))
    first = _HEAD + len(before)
    shown = listed(lambda at: blocks[at], len(blocks), hand, top, Window(scene.width, height, scene.brush), first)
    return [*before, *shown.rows, *behind][:room], shown.spots, shown.top


def _rows(groups: Sequence[Sequence[Strip]], gaps: int) -> int:
    return sum(len(group) + min(1, gaps) for group in groups) + max(0, gaps - 1)


def _grouped(groups: Sequence[Sequence[Strip]], air: Sequence[Strip], gaps: int) -> list[Strip]:
    return [strip for group in groups for strip in (*(air if gaps else ()), *group)]


def _step(part: Part, scene: Scene) -> Strip:
    """Return the second row: which step this is, which part of closing, and the timer."""
    brush, board = scene.brush, scene.board
    ground, quiet = brush.style("step"), brush.style("place")
    right = [] if scene.is_small else timer_pieces(scene)
    room = scene.width - 2 * margin(scene.width) - sum(cell_len(text) for text, _style in right) - 2
    place = _("{number} of {count}", number=PARTS.index(part) + 1, count=len(PARTS)) + "  "
    title = _(part.title)
    wheres = [] if scene.is_small else _wheres(board)
    free = room - cell_len(place + title)
    where = next((where for where in wheres if cell_len(where) <= free), "")
    title = cut(title, room - cell_len(where + place), brush.signs.more)
    pieces: list[Piece] = [(where, quiet), (place, quiet), (title, ground)]
    return words_row(scene.width, pieces, ground, right)


def _wheres(board: Board) -> list[str]:
    """Return which step of the plan this is, the fullest form first: its name gives way before the title of a part does."""
    step = board.step
    if step is None:
        return []
    number = _("{number} of {count}", number=board.plan.index(step) + 1, count=len(board.plan))
    return [f"{number}  {step.title}   ", f"{number}   "]
