"""What is said of letters that do nothing: those that came in one piece where no line is open, and those of no action."""

from collections.abc import Mapping

from cofacil.board.kinds import SIGNS, Role
from cofacil.language.catalog import _
from cofacil.tui.keys import Press
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


def unbound_words(press: Press, keys: Mapping[str, str], role: Role) -> str:
    """Return what is said of a key that is no action's on the board; "" for one that types nothing, as the arrows."""
    if press.character is None or press.character.isspace():
        return ""
    add, timer, leads = keys["add"], keys["timer"], role.includes(Role.COFACILITATOR)
    if press.key == "+" and leads:
        return _(
            "{sign} is for an offer, or for the timer: {add} or {timer} first, then {sign}.",
            sign=press.key,
            add=add,
            timer=timer,
        )
    if press.key == "-" and leads:
        return _("{sign} is for the timer: {timer} first, then {sign}.", sign=press.key, timer=timer)
    if press.character in SIGNS and role.includes(Role.PARTICIPANT):
        return _("{sign} begins a line: {add} first, then {sign}.", sign=press.character, add=add)
    return nothing_here(press, keys)


def nothing_here(press: Press, keys: Mapping[str, str]) -> str:
    """Return that a key means nothing where no line is open; "" for one that types nothing."""
    if press.character is None or press.character.isspace():
        return ""
    return _("{key} does nothing here. {help} finds what does.", key=press.character, help=keys["help"])
