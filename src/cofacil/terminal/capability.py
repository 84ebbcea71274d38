"""What a terminal can do, read from an environment."""

from collections.abc import Mapping
from typing import NamedTuple, Self

from cofacil.terminal.colours import Depth

_ASCII_TERMS = ("linux", "vt100", "vt102", "vt220")
_TRUECOLOR_TERMS = {"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour", "rio"}
_ERASING_TERMS = (
    "xterm", "tmux", "alacritty", "foot", "wezterm", "contour", "rio", "konsole", "gnome", "vte", "rxvt", "st-", "iterm",
    "linux", "mintty", "putty",
)  # fmt: skip
"""How the names begin of those that erase in the colour of the ground. Source: `bce` and `ech` in their terminfo."""
_COLOURLESS_TERMS = ("", "dumb", "vt100", "vt102", "vt220")


class Capability(NamedTuple):
    """One terminal, as its environment describes it."""

    depth: Depth = Depth.TRUE
    is_ascii: bool = False
    """Draw with ASCII only: the terminal has no fine glyphs, or its locale is not UTF-8."""
    is_full_screen: bool = True
    """A board can be drawn on it; otherwise print plain text."""
    answers_queries: bool = True
    """It can be asked for synchronised output and given kitty's key flags; a few print the question instead."""

    erases_in_colour: bool = True
    """Cells that are erased take the ground they are erased with."""

    @classmethod
    def of(cls, environ: Mapping[str, str], is_tty: bool) -> Self:
        """Read it from an environment; `is_tty`: input and output both are terminals."""
        term = environ.get("TERM", "").lower()
        return cls(
            depth=depth_of(environ),
            is_ascii=term in _ASCII_TERMS or not _is_utf8(environ),
            is_full_screen=is_tty and term not in ("", "dumb", "unknown"),
            answers_queries=environ.get("TERM_PROGRAM") != "Apple_Terminal" and term not in _ASCII_TERMS,
            # GNU screen says `screen` and does not; tmux says so too, and does.
            erases_in_colour=term.startswith(_ERASING_TERMS) or bool(environ.get("TMUX")),
        )


def depth_of(environ: Mapping[str, str]) -> Depth:
    """Read how many colours a terminal can show from what an environment says."""
    term = environ.get("TERM", "").lower()
    if environ.get("NO_COLOR"):
        return Depth.NONE
    if environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return Depth.TRUE
    # SSH forwards no COLORTERM, yet these names say it all.
    if term in _TRUECOLOR_TERMS or term.endswith("-direct"):
        return Depth.TRUE
    if "256color" in term:
        return Depth.MANY
    return Depth.NONE if term in _COLOURLESS_TERMS else Depth.FEW


def _is_utf8(environ: Mapping[str, str]) -> bool:
    # POSIX order; without any of the three, today's terminals are UTF-8.
    locale = environ.get("LC_ALL") or environ.get("LC_CTYPE") or environ.get("LANG") or "C.UTF-8"
    return "utf8" in locale.lower().replace("-", "")
