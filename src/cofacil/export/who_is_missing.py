"""Whether those who are missing are a person or a group: a person's name is nobody's but theirs, a group's says who they are."""

from typing import NamedTuple

from cofacil.board.records import Absence
from cofacil.export.named import as_compared, words_of
from cofacil.export.words_that_are_names import ARTICLES, BETWEEN, FIRST_NAMES, KIN, OF_GROUPS, TITLES

_MOST_WORDS = 4
"""Words of a person's name."""


class Missing(NamedTuple):
    """What is told of somebody who is missing."""

    is_person: bool
    names: tuple[str, ...]
    """The names in it that are somebody's."""


def missing(absence: Absence, keep: frozenset[str]) -> Missing:
    """Say who is meant by an absence: where one cannot tell, a person, so that nobody is named who did not wish it."""
    who = absence.who
    if absence.is_standing or absence.fields.get("group") is True or who in keep:
        return Missing(False, ())
    words = _written(who)
    if words and all(as_compared(word) not in OF_GROUPS for word in words) and _is_name(words):
        return Missing(True, (who,))
    return Missing(False, tuple(_names_in(words)))


def _is_name(words: list[str]) -> bool:
    bare = [as_compared(word) for word in words]
    if any(any(map(str.isdigit, word)) for word in words):
        return False  # the under-16s
    if len(words) > _MOST_WORDS or (len(words) > 1 and bare[0] in ARTICLES) or any(word in KIN for word in bare[1:]):
        return False
    last = len(words) - 1
    own = [
        word
        for at, (word, plain) in enumerate(zip(words, bare, strict=True))
        if plain not in TITLES and not (0 < at < last and plain in BETWEEN)
    ]
    if not own:
        return False
    if all(not word[0].islower() for word in own):
        return True
    return bare[0] in FIRST_NAMES and len(own) <= 2  # typed in a hurry


def _names_in(words: list[str]) -> list[str]:
    """Return the names in what a group is called: *Tom's mum*, *Mrs Okafor next door*."""
    found = []
    before = ""
    for word in words:
        plain = as_compared(word)
        is_own = plain in FIRST_NAMES and not word[0].islower()
        if is_own or (before in TITLES and not word[0].islower() and plain not in OF_GROUPS):
            found.append(word)
        before = plain
    return found


def _written(who: str) -> list[str]:
    """Return the words of it as they are written, without what owns (*Tom's*)."""
    words = [who[word.start : word.end] for word in words_of(who)]
    return [word for number, word in enumerate(words) if not (number and as_compared(word) == "s")]
