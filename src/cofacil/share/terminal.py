"""The guest's terminal, as far as the connection tells of it: everything it says is a claim and may be hostile."""

from collections.abc import Mapping

from cofacil.language.catalog import wanted_language
from cofacil.terminal.capability import Capability

_TAKEN = ("COLORTERM", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "NO_COLOR", "TERM_PROGRAM")
"""What is taken of the guest's environment; roles and names are not."""
_LONGEST = 64
NARROWEST, WIDEST = 20, 400
LOWEST, HIGHEST = 6, 160


def capability_of(term: str, environ: Mapping[str, str]) -> Capability:
    """Return what the terminal can do by its own words."""
    return Capability.of({**_taken(environ), "TERM": term if _is_plain(term) else "dumb"}, is_tty=True)


def language_of(environ: Mapping[str, str]) -> str:
    """Return the name of the language that its words are to be in."""
    return wanted_language("", _taken(environ))


def size_of(width: int, height: int) -> tuple[int, int]:
    """Return a size that a board may be drawn in; a terminal that says nothing has 80 by 24."""
    return max(NARROWEST, min(WIDEST, width or 80)), max(LOWEST, min(HIGHEST, height or 24))


def _taken(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: environ[name] for name in _TAKEN if _is_plain(environ.get(name, ""))}


def _is_plain(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and text.isascii() and text.isprintable()
