"""Rows of a screen as an export is given them: letters in colours, and nothing of whoever painted them."""

from typing import NamedTuple


class Piece(NamedTuple):
    """Letters that look alike."""

    text: str
    cells: int
    letters: str
    """Their colour, #rrggbb."""
    ground: str
    """The colour below them."""
    is_bold: bool = False


class Painted(NamedTuple):
    """A whole screen."""

    width: int = 0
    """Cells of a row."""
    ground: str = "#ffffff"
    rows: tuple[tuple[Piece, ...], ...] = ()
