"""One screen as a picture that stays sharp at any size, its words words."""

from making.drawn import EDGE, HIGH, WIDE, drawn_row, framed, opened
from making.rows import Row


def still(rows: tuple[Row, ...], ground: str, title: str, told: str) -> str:
    """Return the picture of a screen."""
    width = sum(piece.cells for piece in rows[0]) * WIDE + 2 * EDGE
    height = len(rows) * HIGH + 2 * EDGE
    lines = [drawn_row(row, EDGE, EDGE + y * HIGH, ground) for y, row in enumerate(rows)]
    drawn = "\n".join(line for line in lines if line)
    return f"{opened(width, height, title, told)}{framed(width, height, ground)}{drawn}\n</svg>\n"
