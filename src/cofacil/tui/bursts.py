"""What is said of letters that came in one piece where no line is open: nobody pressed them one by one, so they do nothing."""

from collections.abc import Mapping

from cofacil.language.catalog import _
from cofacil.tui.modes.mode import Desk, Mode


def is_line_open(mode: Mode | None, desk: Desk) -> bool:
    """Say whether letters are words here, and no commands."""
    return mode is not None and bool(mode.editing or mode.foot(desk).typed is not None)


def burst_words(mode: Mode | None, keys: Mapping[str, str], *, may_write: bool) -> str:
    """Return why nothing came of them."""
    if mode is not None:
        return _("So many letters at once are no answer. Nothing has changed.")
    if may_write:
        return _("So many letters at once do nothing: no line is open. {key} opens one.", key=keys["add"])
    return _("You are watching. Nothing is written from here.")
