"""The guest's terminal, as far as the connection tells of it: everything it says is a claim and may be hostile."""

from collections.abc import Mapping

from cofacil.terminal.capability import Capability

_TAKEN = ("COLORTERM", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR", "TERM_PROGRAM")
"""What is taken of the guest's environment; roles and names are not."""
_LONGEST = 64
NARROWEST, WIDEST = 20, 400
LOWEST, HIGHEST = 6, 160


def capability_of(term: str, environ: Mapping[str, str]) -> Capability:
    """Return what the terminal can do by its own words."""
    said = {name: environ[name] for name in _TAKEN if _is_plain(environ.get(name, ""))}
    return Capability.of({**said, "TERM": term if _is_plain(term) else "dumb"}, is_tty=True)


def size_of(width: int, height: int) -> tuple[int, int]:
    """Return a size that a board may be drawn in; a terminal that says nothing has 80 by 24."""
    return max(NARROWEST, min(WIDEST, width or 80)), max(LOWEST, min(HIGHEST, height or 24))


def _is_plain(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and text.isascii() and text.isprintable()
