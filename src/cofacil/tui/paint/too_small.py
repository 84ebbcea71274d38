"""What a window says that is too small for the board."""

from textual.strip import Strip

from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.row import row
from cofacil.tui.paint.text import wrap

WIDTH, HEIGHT = 40, 12


def is_too_small(width: int, height: int) -> bool:
    return width < WIDTH or height < HEIGHT


def paint_too_small(
    width: int, height: int, brush: Brush, *, is_typing: bool = False, is_saved: bool = True
) -> tuple[Strip, ...]:
    """Return how large the window is, how large it should be, and how to get there."""
    # A letter that belongs to an open line must not leave the board unseen, and nobody leaves unasked what is not saved.
    last = "Your line waits." if is_typing else "q leaves." if is_saved else "Not all is saved."
    lines = [
        "",
        f"This window is {width} by {height}.",
        "",
        f"The board needs {WIDTH} by {HEIGHT}.",
        "Make the window larger, or",
        "the letters smaller",
        "(often Ctrl and -).",
        "",
        f"Nothing is lost. {last}",
    ]
    if height < len(lines):
        lines = [*[line for line in lines if line][: max(1, height - 1)], last]
    ground = brush.style("screen")
    indent = "  " if width > 30 else ""
    if width < 30:
        lines = [part for line in lines if line for part in wrap(line, max(1, width), 3)]
        lines = [*lines[: max(0, height - 1)], *wrap(last, max(1, width), 1)] if len(lines) > height else lines
    lines = (lines + [""] * height)[:height]
    return tuple(row(width, [(indent + line, ground)], ground) for line in lines)
