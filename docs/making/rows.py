"""A screen as rows of letters that look alike."""

from itertools import groupby
from typing import Any, NamedTuple

import pyte

from cofacil.export.painted import Piece

Row = tuple[Piece, ...]


class Ground(NamedTuple):
    """The colours of a terminal in which nothing says otherwise."""

    ground: str
    letters: str


GROUNDS = {"light": Ground("#ffffff", "#000000"), "dark": Ground("#000000", "#ffffff")}
THEMES = {"light": "projector-light", "dark": "projector-dark"}


def rows_of(screen: pyte.Screen, colours: Ground) -> tuple[Row, ...]:
    """Return what a screen shows; where letters are typed there is a block, as a terminal draws it."""
    return tuple(_row(screen, y, colours) for y in range(screen.lines))


def _row(screen: pyte.Screen, y: int, colours: Ground) -> Row:
    line = screen.buffer[y]
    cells = [(_look(line[x], colours), line[x].data) for x in range(screen.columns)]
    if y == screen.cursor.y and not screen.cursor.hidden and screen.cursor.x < screen.columns:
        (letters, ground, is_bold), data = cells[screen.cursor.x]
        cells[screen.cursor.x] = ((ground, letters, is_bold), data)
    return tuple(
        Piece("".join(data for _, data in alike), len(alike), *look)
        for look, alike in ((look, list(found)) for look, found in groupby(cells, key=lambda cell: cell[0]))
    )


def _look(cell: Any, colours: Ground) -> tuple[str, str, bool]:
    letters, ground = _colour(cell.fg, colours.letters), _colour(cell.bg, colours.ground)
    if cell.reverse:
        letters, ground = ground, letters
    return letters, ground, cell.bold


def _colour(named: str, default: str) -> str:
    return default if named == "default" else f"#{named.lower()}"
