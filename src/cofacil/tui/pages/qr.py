"""A picture that a camera reads: two squares a cell, black on white whatever the theme, or no camera would read it."""

from itertools import zip_longest

import segno
from rich.style import Style
from textual.strip import Strip

from cofacil.tui.paint.row import row

_INK = Style(color="#000000", bgcolor="#FFFFFF")
_BLOCKS = {(0, 0): " ", (1, 0): "\N{UPPER HALF BLOCK}", (0, 1): "\N{LOWER HALF BLOCK}", (1, 1): "\N{FULL BLOCK}"}


def picture(text: str) -> tuple[Strip, ...]:
    """Return the picture with its quiet zone, which belongs to it."""
    lines = [[int(bit) for bit in line] for line in segno.make(text, error="l", micro=False).matrix_iter(border=4)]
    width = len(lines[0])
    pairs = zip_longest(lines[::2], lines[1::2], fillvalue=[0] * width)
    return tuple(
        row(width, [("".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True)), _INK)], _INK)
        for upper, lower in pairs
    )
