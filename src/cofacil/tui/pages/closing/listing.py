"""What a part of closing lists: a chip and words, and beside them, or below where there is little room, what is known."""

from collections.abc import Sequence

from textual.strip import Strip

from cofacil.board.records import Absence, Card
from cofacil.language.facts import words_of
from cofacil.tui.pages.sheet import INDENT, WIDEST
from cofacil.tui.paint.cards import LATE, Inks, face, head_pieces
from cofacil.tui.paint.row import margin, row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.text import cut, fit, wrap

BESIDE_FROM, MEASURE = 80, 110
"""Cells of a window from which what is known stands beside the words; those that a part takes at most, and has room in."""
WHOLE = 3
"""Rows of words that something takes which is in hand, or has room: it is whole."""


def block(
    record: Card | Absence, scene: Scene, beside: Sequence[tuple[str, int]], most: int = 1, *, in_hand: bool
) -> list[Strip]:
    """Return one of them in `most` rows of words; `beside` are words and the cells that they have in a wide window."""
    brush, width, more = scene.brush, scene.width, scene.brush.signs.more
    shown = face(scene.board, record, brush.signs, scene.today, in_hand=in_hand)
    inks = Inks.of(shown, brush, is_surface=False)
    is_beside = width >= BESIDE_FROM
    tail_cells = sum(cells for _words, cells in beside) + margin(width) if is_beside else 0
    cells = max(8, width - shown.indent - tail_cells - 1)
    lines = [(line, inks.words) for line in wrap(words_of(record), cells, WHOLE if in_hand else most, more)]
    if not is_beside:
        below = f" {brush.signs.dot} ".join(words for words, _cells in beside if words)
        lines += [(line, inks.quiet) for line in wrap(below, cells, 1, more) if line]
    weight = inks.quiet + LATE if shown.is_late else inks.quiet
    tail = [(fit(cut(words, room - 1, more), room), weight) for words, room in beside] if is_beside else []
    tail += [(" " * margin(width), inks.quiet)] if is_beside else []
    return [
        row(
            width,
            [*head_pieces(shown, inks, brush, ink, is_first=number == 0), (line, ink)],
            ink,
            tail if number == 0 else (),
        )
        for number, (line, ink) in enumerate(lines)
    ]


def said(text: str, scene: Scene, role: str = "choice", *, indent: int = INDENT, in_hand: bool = False) -> list[Strip]:
    """Return words as rows; the mark of what is in hand stands before those that the open line answers."""
    brush, style = scene.brush, scene.brush.style(role)
    cells = min(WIDEST, scene.width - indent - 1)
    mark = f" {brush.signs.mark}".ljust(indent) if in_hand else " " * indent
    return [
        row(scene.width, [(mark if number == 0 else " " * indent, style), (line, style)], brush.style("screen"))
        for number, line in enumerate(wrap(text, cells, 9, brush.signs.more))
    ]
