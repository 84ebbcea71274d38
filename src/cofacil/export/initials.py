"""What people are called in what is given away: by their initials, or by nobody's name, the same throughout.

Whoever came first bears the initials alone, the next with the same ones a figure behind them: `S.`, `S.2`. So they are still
the same when more people have come. Where one letter of a script is a whole name already, and for names without letters,
they are `P.`, and the next `P.2`.
"""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from cofacil.board.slugs import folded
from cofacil.board.text import bare
from cofacil.language.catalog import _
from cofacil.language.names_in_text import is_unspaced
from cofacil.language.words_that_are_names import BETWEEN, TITLES

_MOST = 3
"""Letters of initials."""
_SOMEBODY = "P."


class Names(StrEnum):
    """Whose names stand in what is given away."""

    WHOLE = "names"
    INITIALS = "initials"
    NOBODY = "nobody"


class Codes:
    """What each person is called, given out in the order in which it is asked for."""

    def __init__(self, how: Names) -> None:
        self._how = how
        self._given: dict[str, str] = {}
        self._slugs: dict[str, str] = {}
        self._taken: dict[str, int] = {}

    def code(self, slug: str, name: str) -> str:
        """Return what a person is called who bears this slug and this name."""
        if slug not in self._given:
            self._given[slug] = self._next(name)
        return self._given[slug]

    def slug(self, slug: str, code: str) -> str:
        """Return the slug of a person who is called so: one of its own, also for two names of one person."""
        if slug not in self._slugs:
            first = folded(code) or "p"
            taken, number, own = set(self._slugs.values()), 1, first
            while own in taken:
                number += 1
                own = f"{first}-{number}"
            self._slugs[slug] = own
        return self._slugs[slug]

    def _next(self, name: str) -> str:
        if self._how is Names.NOBODY:
            return _("somebody")
        initials = initials_of(name)
        alike = bare(initials)
        number = self._taken[alike] = self._taken.get(alike, 0) + 1
        return initials if number == 1 else f"{initials}{number}"


def initials_of(name: str) -> str:
    """Return the initials of a name: *Siân Mair Hughes* is `S.M.H.`, *Maria de la Cruz* `M.C.`."""
    parts = [part for part in name.replace("-", " ").replace("_", " ").split() if any(map(str.isalpha, part))]
    middle = [part for part in parts[1:-1] if bare(part) not in BETWEEN]
    parts = [*parts[:1], *middle, *parts[1:][-1:]]
    if len(parts) > 1 and bare(parts[0].rstrip(".")) in TITLES:
        del parts[0]
    letters = [next(letter for letter in part if letter.isalpha()) for part in parts]
    if not letters or any(is_unspaced(letter) for letter in letters):
        return _SOMEBODY
    return "".join(f"{_capital(letter)}." for letter in _first_and_last(letters))


def _capital(letter: str) -> str:
    capital = unicodedata.normalize("NFC", letter.upper())
    return capital if len(capital) == 1 else letter


def _first_and_last(letters: list[str]) -> Iterable[str]:
    return letters if len(letters) <= _MOST else (*letters[: _MOST - 1], letters[-1])
