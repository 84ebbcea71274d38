"""What a line takes from a paste: visible letters only, and no more of them than fit."""

from cofacil.board.text import strip_text
from cofacil.tui.modes.mode import PASTE_LIMIT

CUT = f"That was longer than fits: the first {PASTE_LIMIT:,} letters are here."


def taken(text: str, *, lines: bool = False) -> tuple[str, str | None]:
    """Return what is taken of a paste, and what to say when it was cut."""
    return strip_text(text[:PASTE_LIMIT], lines=lines), CUT if len(text) > PASTE_LIMIT else None
