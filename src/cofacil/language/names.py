"""People in words: several of them as a list, and all of us among them."""

from collections.abc import Iterable, Sequence
from functools import reduce

from cofacil.board.model import Board
from cofacil.board.slugs import ROOM, ROOM_KEPT
from cofacil.language.catalog import _

SEVERAL = 3
"""As many names as are said of those whom a beginning fits: nobody reads a list."""


def names_of(board: Board, slugs: Iterable[str]) -> tuple[str, ...]:
    """Return how those whom a card names are called, in the same order; `ROOM` stays for all of us."""
    return tuple(ROOM if slug == ROOM_KEPT else board.name_of(slug) for slug in slugs)


def with_us(names: Iterable[str], us: str = "") -> list[str]:
    """Return names with words for all of us, *us here* unless others are given, where `ROOM` stands among them."""
    return [(us or _("us here")) if name == ROOM else name for name in names]


def us_last(names: Iterable[str]) -> list[str]:
    """Return names with *us here* behind all of them."""
    return with_us(sorted(names, key=lambda name: name == ROOM))


def listed(names: Sequence[str]) -> str:
    """Return names, or labels, as a list in words: *Tom, Mo and us here*."""
    if len(names) < 2:
        return "".join(names)
    return _("{some} and {last}", some=commas(names[:-1]), last=names[-1])


def commas(names: Sequence[str]) -> str:
    """Return names with nothing but commas between them."""
    return reduce(lambda some, name: _("{some}, {name}", some=some, name=name), names) if names else ""


def chained(names: Sequence[str]) -> str:
    """Return names with *and* between all of them, where each may have words of its own behind it."""
    return reduce(lambda some, last: _("{some} and {last}", some=some, last=last), names) if names else ""


def either(names: Sequence[str]) -> str:
    """Return names of which one is meant: *Sam or Sam Hill or Siân*."""
    return reduce(lambda some, other: _("{some} or {other}", some=some, other=other), names) if names else ""
