"""What a window says that is too small for the board."""

from collections.abc import Mapping

from textual.strip import Strip

from cofacil.language.catalog import _
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.row import row
from cofacil.tui.paint.text import wrap

WIDTH, HEIGHT = 40, 12


def is_too_small(width: int, height: int) -> bool:
    return width < WIDTH or height < HEIGHT


def paint_too_small(
    width: int, height: int, brush: Brush, keys: Mapping[str, str], *, is_typing: bool = False, is_saved: bool = True
) -> tuple[Strip, ...]:
    """Return how large the window is, how large it should be, and how to get there."""
    last, whole = _how_to_leave(keys["leave"], is_typing=is_typing, is_saved=is_saved)
    indent, more = "  " if width > 30 else "", brush.signs.more
    cells = max(1, width - len(indent))
    parts = (
        [_("This window is {width} by {height}.", width=width, height=height)],
        [
            _("The board needs {width} by {height}.", width=WIDTH, height=HEIGHT),
            *_("Make the window larger, or\nthe letters smaller\n(often Ctrl and -).").split("\n"),
        ],
        [whole],
    )
    lines: list[str] = []
    for part in parts:
        lines += ["", *(line for said in part for line in wrap(said, cells, 3, more))]
    if len(lines) > height or width < 30:
        lines = [line for line in lines if line]
    if len(lines) > height:
        lines = [*lines[: max(1, height - 1)], *wrap(last, cells, 1, more)]
    lines = (lines + [""] * height)[:height]
    ground = brush.style("screen")
    return tuple(row(width, [(indent + line, ground)], ground) for line in lines)


def _how_to_leave(key: str, *, is_typing: bool, is_saved: bool) -> tuple[str, str]:
    """Return how it goes on from here, and the same behind that nothing is lost.

    A letter that belongs to an open line must not leave the board unseen, and nobody leaves unasked what is not saved.
    """
    if is_typing:
        return _("Your line waits."), _("Nothing is lost. Your line waits.")
    if is_saved:
        return _("{key} leaves.", key=key), _("Nothing is lost. {key} leaves.", key=key)
    return _("Not all is saved."), _("Nothing is lost. Not all is saved.")
