"""Rows as they are held: equal to Textual's strips, small, and gone once nobody holds them."""

import gc
import tracemalloc
import weakref
from collections.abc import Callable, Iterator

import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from cofacil.tui.paint.row import PaintedRow

PLAIN, BOLD = Style(), Style(bold=True)
SEGMENTS = (Segment("who brings ", PLAIN), Segment("water", BOLD), Segment(" 花园?", PLAIN))
CELLS = 22
MADE: dict[str, Callable[[Strip], object]] = {
    "whole": lambda strip: strip.divide([CELLS]),
    "halves": lambda strip: strip.divide([10, CELLS]),
    "nothing": lambda strip: strip.divide([]),
    "a piece": lambda strip: strip.crop(3, 12),
    "its end": lambda strip: strip.crop(18),
    "longer": lambda strip: strip.crop_extend(0, 30, PLAIN),
    "of a length": lambda strip: strip.adjust_cell_length(40),
    "another style": lambda strip: strip.apply_style(BOLD),
    "sent": lambda strip: strip.render(Console(color_system="truecolor")),
    "its words": lambda strip: strip.text,
    "its links": lambda strip: strip.link_ids,
    "where it is": lambda strip: strip.apply_offsets(2, 3),
    "its cells": lambda strip: strip.cell_length,
}


class _Known(PaintedRow):
    """A row of which one can tell whether it is still there."""

    __slots__ = ("__weakref__",)


@pytest.fixture
def uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("what", MADE)
def test_what_is_made_of_a_row_is_what_is_made_of_a_strip(what: str) -> None:
    own, textuals = PaintedRow(SEGMENTS, CELLS), Strip(SEGMENTS, CELLS)
    for _ in range(2):  # made, and as it was held
        assert MADE[what](own) == MADE[what](textuals)
    assert own == textuals


def test_what_is_made_of_a_row_is_held_for_the_next_who_asks() -> None:
    own = PaintedRow(SEGMENTS, CELLS)
    assert own.crop(3, 12) is own.crop(3, 12)
    assert own.divide([10, CELLS]) is own.divide([10, CELLS])


@pytest.mark.usefixtures("uncollected")
def test_a_row_that_was_shown_whole_goes_with_the_last_who_holds_it() -> None:
    own = _Known(SEGMENTS, CELLS)
    is_there = weakref.ref(own)
    own.divide([CELLS])
    own.render(Console(color_system="truecolor"))
    del own
    assert is_there() is None


def test_a_row_takes_a_fifth_of_a_strip() -> None:
    assert _bytes_of(PaintedRow) < _bytes_of(Strip) / 4


def test_what_no_strip_has_no_row_has() -> None:
    with pytest.raises(AttributeError, match="_unknown_cache"):
        _ = PaintedRow(SEGMENTS, CELLS)._unknown_cache  # a name that nothing has


def _bytes_of(kind: Callable[[tuple[Segment, ...], int], Strip]) -> int:
    tracemalloc.start()
    held = [kind(SEGMENTS, CELLS) for _ in range(500)]
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(held) == 500
    return size
