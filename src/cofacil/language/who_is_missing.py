"""Whether those who are missing are a person or a group: a person's name is nobody's but theirs, a group's says who they are."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cofacil.board.records import Absence
from cofacil.language.names_in_text import words_of
from cofacil.language.words_that_are_names import (
    ARTICLES,
    BETWEEN,
    FIRST_NAMES,
    HOUSEHOLDS,
    KIN,
    OF_GROUPS,
    TITLES,
    TITLES_ALONE,
)

_MOST_WORDS = 4
"""Words of a person's name."""
_YOUNG = "young"
"""What is said of groups and is a name."""
_WRITTEN = re.compile(r"[^\s,;:!?()/\"“”„«»…–—]+")
_OWNS = re.compile(r"(?P<word>.*?)(?P<owns>['’]s?)?\.?", re.IGNORECASE)


class Missing(NamedTuple):
    """What is told of somebody who is missing."""

    is_person: bool
    names: tuple[str, ...]
    """The names in it that are somebody's."""


class _Word(NamedTuple):
    """One word by which somebody who is missing is called; *Jean-Luc* and *O'Brien* are one."""

    written: str
    is_owner: bool = False
    """Whether what follows is theirs: *Tom's mum*."""

    @property
    def small(self) -> str:
        """Return it in small letters, its accents kept: Máté is no mate, and Nø no *no*."""
        return self.written.casefold()

    @property
    def bare(self) -> tuple[str, ...]:
        """Return what it is made of, as names are compared."""
        return tuple(word.bare for word in words_of(self.written))

    @property
    def is_capital(self) -> bool:
        """Say whether it is written as a name is; where a script has no capitals, each word is."""
        return not self.written[0].islower()

    @property
    def is_kin(self) -> bool:
        return self.small in KIN

    @property
    def is_of_group(self) -> bool:
        return any(part in OF_GROUPS for part in self.bare)

    @property
    def is_first_name(self) -> bool:
        return self.bare[0] in FIRST_NAMES

    @property
    def may_be_name(self) -> bool:
        return not self.is_of_group and self.small not in ARTICLES | KIN | TITLES | HOUSEHOLDS


def missing(absence: Absence, keep: frozenset[str]) -> Missing:
    """Say who is meant by an absence: where one cannot tell, a person, so that nobody is named who did not wish it."""
    who = absence.who
    if absence.is_standing or absence.fields.get("group") is True or who in keep:
        return Missing(False, ())
    words = _words(who)
    if words and _is_name(words):
        return Missing(True, (who,))
    return Missing(False, tuple(dict.fromkeys(_names_in(words))))


def _is_name(words: Sequence[_Word]) -> bool:
    if len(words) == 2 and _are_two_names(*words):
        return True
    return len(words) <= _MOST_WORDS and not _is_group(words) and _is_written_as_name(words)


def _are_two_names(first: _Word, second: _Word) -> bool:
    """Say whether two words are a name though one of them is said of groups as well: *Anna Town*, *Heung-min Son*."""
    if first.is_first_name and first.is_capital and second.is_capital:
        return not (first.is_owner or second.small in HOUSEHOLDS)
    if _YOUNG not in {first.small, second.small}:
        return False
    other = second if first.small == _YOUNG else first
    return (
        other.is_capital and other.may_be_name and not other.small.endswith("s")
    )  # young Zbigniew, and not young Muslims


def _is_group(words: Sequence[_Word]) -> bool:
    if any(word.is_of_group or any(map(str.isdigit, word.written)) for word in words):
        return True  # the under-16s
    if any(word.is_kin and (before.is_owner or not word.is_capital) for before, word in pairwise(words)):
        return True
    ends = {words[0].small, words[-1].small}
    return len(words) > 1 and (words[0].is_kin or bool(ends & HOUSEHOLDS or (ends & ARTICLES and ends & KIN)))


def _is_written_as_name(words: Sequence[_Word]) -> bool:
    last = len(words) - 1
    own = [
        word
        for at, word in enumerate(words)
        if not (word.small in TITLES or (0 < at < last and word.small in BETWEEN) or (last and word.small in ARTICLES))
    ]
    if not own:
        return False
    if all(word.is_capital for word in own):
        return True  # the Okafors
    return words[0].is_first_name and len(own) <= 2  # typed in a hurry


def _names_in(words: Sequence[_Word]) -> Iterator[str]:
    """Yield the names in what a group is called: *Tom's mum*, *Mrs Okafor next door*, *the Patel family*."""
    for before, word, behind in zip((None, *words), words, (*words[1:], None), strict=False):
        if word.may_be_name and (
            (word.is_first_name and word.is_capital) or _is_titled(before, word) or _is_of_house(before, word, behind)
        ):
            yield word.written


def _is_titled(before: _Word | None, word: _Word) -> bool:
    if before is None:
        return False
    return before.small in TITLES_ALONE or (before.small in TITLES | KIN and word.is_capital)


def _is_of_house(before: _Word | None, word: _Word, behind: _Word | None) -> bool:
    near = {each.small for each in (before, behind) if each is not None}
    is_owner = word.is_owner and behind is not None and behind.is_kin
    return (word.is_capital and bool(near & HOUSEHOLDS)) or (is_owner and (word.is_capital or word.is_first_name))


def _words(who: str) -> tuple[_Word, ...]:
    found = (_OWNS.fullmatch(written) for written in _WRITTEN.findall(who))
    words = (_Word(match["word"], bool(match["owns"])) for match in found if match)
    return tuple(word for word in words if word.bare)
