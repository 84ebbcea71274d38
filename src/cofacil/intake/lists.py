"""What the lists of another program become here: said by whoever imports, or by the list's own name."""

import re
from collections.abc import Iterable
from enum import StrEnum

from cofacil.board.errors import Trouble
from cofacil.board.kinds import Kind
from cofacil.board.text import bare
from cofacil.language.catalog import _


class Into(StrEnum):
    """What a list becomes, besides a kind of card."""

    MISSING = "missing"
    """Those who are not here."""
    NOTHING = "nothing"
    """It is left out."""


Becomes = Kind | Into
"""What a list becomes."""
CHOICES: tuple[Becomes, ...] = (*Kind, Into.MISSING, Into.NOTHING)
"""What is asked of each list, in the order of the figures that choose: 1 to 5, and 0 for the last."""
_BETWEEN = re.compile(r"\s*,\s*")
_MISSING_TOO = ("missing", "absence", "not here", "not_here", "who is missing")
_NOTHING_TOO = ("nothing", "skip", "none", "leave out", "-")


def becomes(words: str) -> Becomes | None:
    """Return what is meant by a word for a kind, in English or in the language spoken here; None for no such word."""
    wanted = bare(words.strip())
    if wanted in {*map(bare, _MISSING_TOO), bare(_("Not here"))}:
        return Into.MISSING
    if wanted in _NOTHING_TOO:
        return Into.NOTHING
    for kind in Kind:
        named = (kind.plural, kind.singular, kind.short, kind.spec.word)
        if wanted in {bare(name) for name in (str(kind), f"{kind}s", *named, *map(_, named))}:
            return kind
    return None


def kinds_called(lists: Iterable[str]) -> dict[str, Becomes]:
    """Return the lists that are called as a kind of card is: *Offers*, *Open issues*."""
    return {name: kind for name in lists if isinstance(kind := becomes(name), Kind)}


def read_map(typed: Iterable[str], lists: Iterable[str]) -> dict[str, Becomes]:
    """Read `To discuss=question,Done=nothing`; a list's name is as it stands there, capitals and accents forgiven.

    Raises:
        Trouble: a list is not there, or a word means no kind.
    """
    known = {bare(name.strip()): name for name in lists}
    out: dict[str, Becomes] = {}
    for pair in _pairs(typed):
        name, _equals, word = pair.rpartition("=")
        found, place = becomes(word), known.get(bare(name.strip()))
        if place is None:
            raise Trouble("import-no-such-list", list=name.strip(), lists=tuple(known.values()))
        if found is None:
            raise Trouble("import-no-such-kind", word=word.strip())
        out[place] = found
    return out


def _pairs(typed: Iterable[str]) -> list[str]:
    """Return each `list=kind`; a comma in a list's name stands before no `=` of its own."""
    out: list[str] = []
    for words in typed:
        begun = ""
        for piece in _BETWEEN.split(words):
            begun = f"{begun}, {piece}" if begun else piece
            if "=" in piece:
                out.append(begun)
                begun = ""
        if begun.strip():
            raise Trouble("import-no-such-kind", word=begun)
    return out
