"""The line of a meeting: its steps one behind the other, as long as they took, and how far it has come at a moment."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from textual.strip import Strip

from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.row import Piece, words_row
from cofacil.tui.paint.text import cell_len

_CLOCK = 6
"""Cells of a time of day and the blank behind it."""


class Part(NamedTuple):
    """A stretch of a meeting: a step, or what was before the first."""

    began: int
    """UTC milliseconds."""
    ended: int
    clock: str
    """When it began, as it is read."""
    number: str = ""
    """Which step it is, "" for none."""


class PartCells(NamedTuple):
    """A stretch, and the cells of the row that it takes; the last of them stays free."""

    part: Part
    left: int
    right: int

    def cell_of(self, now: int) -> int:
        """Return how many of its cells have passed at a moment: all but the free one when it is over, one as it begins."""
        body = self.right - self.left - 1
        if now >= self.part.ended:
            return body
        if now < self.part.began:
            return 0
        return max(1, body * (now - self.part.began) // max(1, self.part.ended - self.part.began))


def laid_along(parts: Sequence[Part], cells: int, left: int = 0) -> tuple[PartCells, ...]:
    """Return stretches along so many cells: each as long as it took, but wide enough for its time of day while there is room."""
    if not parts:
        return ()
    least = max(1, min(_CLOCK, cells // len(parts)))
    lengths = [max(0, part.ended - part.began) for part in parts]
    free, total = max(0, cells - least * len(parts)), max(1, sum(lengths))
    ends, passed = [left], 0
    for number, length in enumerate(lengths, 1):
        passed += length
        ends.append(left + least * number + free * passed // total)
    return tuple(
        PartCells(part, start, min(end, left + cells))
        for part, (start, end) in zip(parts, pairwise(ends), strict=True)
        if start < left + cells
    )


def moment_at(laid: Sequence[PartCells], x: int) -> int | None:
    """Return the moment that a cell of the row stands for, None beside the line."""
    found = next((placed for placed in laid if placed.left <= x < placed.right), None)
    if found is None:
        return None
    part, body = found.part, max(1, found.right - found.left - 1)
    return part.began + (part.ended - part.began) * min(body, x - found.left) // body


def steps_line(laid: Sequence[PartCells], now: int, width: int, brush: Brush) -> tuple[Strip, Strip]:
    """Return two rows: when each stretch began, and the line itself, full as far as the meeting has come."""
    running = next((at for at in reversed(range(len(laid))) if laid[at].part.began <= now), 0)
    return _painted(tuple(laid), tuple(placed.cell_of(now) for placed in laid), running, width, brush)


@lru_cache(maxsize=256)
def _painted(
    laid: tuple[PartCells, ...], full: tuple[int, ...], running: int, width: int, brush: Brush
) -> tuple[Strip, Strip]:
    line = [piece for at, placed in enumerate(laid) for piece in _line(placed, full[at], brush, in_hand=at == running)]
    return _row(_clocks(laid, laid[running] if laid else None, brush), width, brush), _row(line, width, brush)


def _row(pieces: list[Piece], width: int, brush: Brush) -> Strip:
    return words_row(width, pieces, brush.style("screen"))


def _clocks(laid: Sequence[PartCells], running: PartCells | None, brush: Brush) -> list[Piece]:
    """Return the times of day, each above its stretch; where two would run into each other, that of now stays."""
    ground, pieces, at = brush.style("screen"), list[Piece](), laid[0].left if laid else 0
    for placed in laid:
        words = placed.part.clock
        is_now = placed is running
        ahead = running is not None and not is_now and placed.left < running.left < placed.left + cell_len(words) + 1
        if placed.left < at or ahead or not words:
            continue
        style = brush.style("choice" if is_now else "hint")
        pieces += [(" " * (placed.left - at), ground), (words, style), (" ", ground)]
        at = placed.left + cell_len(words) + 1
    return pieces


def _line(placed: PartCells, full: int, brush: Brush, *, in_hand: bool) -> list[Piece]:
    body, signs = placed.right - placed.left - 1, brush.signs
    number = placed.part.number
    label = f"[{number}]" if in_hand and number else f" {number} " if number else ""
    if cell_len(label) > body:
        label = number if cell_len(number) <= body else ""
    start = (body - cell_len(label)) // 2 if label else body
    end = start + cell_len(label)
    past, ahead = brush.style("bar_full"), brush.style("bar_empty")
    return [
        (signs.full * min(full, start), past),
        (signs.empty * max(0, start - full), ahead),
        (label, brush.style("digits" if in_hand else "choice" if full else "hint")),
        (signs.full * max(0, full - end), past),
        (signs.empty * max(0, body - max(full, end)), ahead),
        (" ", brush.style("screen")),
    ]
