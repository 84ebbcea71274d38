"""A page of sections: where rows are few, the less needed ones give way."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.strip import Strip

from cofacil.tui.pages.sheet import INDENT, Spot, words_rows
from cofacil.tui.paint.row import blank, margin
from cofacil.tui.paint.text import cell_len
from cofacil.tui.paint.window import Window


class Section(NamedTuple):
    """Some rows of a page that stay or go together."""

    rows: Sequence[Strip]
    gives_way: int = 0
    """Where rows are few the highest give way first; 0 stays."""
    brief: Sequence[Strip] = ()
    """What stands there then."""
    choice: int | None = None
    """What a click on them chooses."""


def air(window: Window, gives_way: int = 8) -> Section:
    """Return an empty row."""
    return Section([blank(window.width, window.brush.style("screen"))], gives_way)


def laid_out(sections: Sequence[Section], window: Window) -> tuple[list[Strip], list[Spot]]:
    """Return the rows between head and keys, and where a click chooses something; what has no room gives way."""
    given, room = list(sections), window.height - 3
    while sum(len(section.rows) for section in given) > room and (most := max(section.gives_way for section in given)):
        given = [
            section._replace(rows=section.brief, gives_way=0) if section.gives_way == most else section
            for section in given
        ]
    rows: list[Strip] = []
    spots: list[Spot] = []
    for section in given:
        if section.choice is not None:
            spots += [Spot(len(rows) + 1 + y, 0, window.width, section.choice) for y in range(len(section.rows))]
        rows += section.rows
    return rows, spots


def sentence_rows(sentence: str, window: Window) -> list[Strip]:
    """Return a sentence in one row where it fits; where not, a new row begins where the sentence has a line break."""
    whole = sentence.replace("\n", " ")
    if cell_len(whole) <= window.width - INDENT - 1:
        return words_rows(whole, window)
    return [strip for line in sentence.split("\n") for strip in words_rows(line, window)]


def whole_sentence(sentence: str, window: Window, width: int = 0) -> list[Section]:
    """Return the whole of a sentence that the last row has to cut: what to do stands at its end."""
    if cell_len(sentence) <= (width or window.width) - 2 * margin(window.width):
        return []
    return [air(window, 7), Section(words_rows(sentence, window, "sentence"), 1)]
