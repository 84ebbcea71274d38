"""Finding names in sentences: whole words, in any case, with or without accents, and whatever stands behind their apostrophe."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cofacil.export.initials import is_unspaced
from cofacil.export.words_that_are_names import BETWEEN, TITLES, WORDS_TOO

_UNLIKE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h"})
"""Letters whose stroke is no accent to Unicode, as people type them who have no such key."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
_ASCII_WORD = re.compile("[a-z0-9]+")
_JOINTS = re.compile(r"[\s'’‘ʼ`´._‐‑–—/-]{0,3}")
"""What may stand between two words of one name."""
_SHORT = 2
"""Letters of a name behind which an s is none of a possessive: *as* is not *A's*."""


class Word(NamedTuple):
    """One word of a text: as it is compared, and where it stands."""

    bare: str
    start: int
    end: int


class Sought:
    """The names that are looked for, each with the words that stand in for it."""

    def __init__(self, keep: Collection[str] = ()) -> None:
        self.keep = frozenset(keep)
        """Words that stay, just as they are written here."""
        self.doubtful: frozenset[str] = frozenset()
        """Words among them that may be words of another kind, as they are compared."""
        self.met: Counter[str] = Counter()
        """How often each doubtful one was taken out, as it was written."""
        self._forms: dict[tuple[str, ...], dict[str, None]] = {}
        self._runs: dict[str, dict[str, None]] = {}
        self._longest = 1

    def add(self, name: str, instead: str) -> None:
        """Look for a name, whole and each part of it that is one by itself."""
        for spelled in _spellings(name):
            words = [word.bare for word in words_of(spelled)]
            if len("".join(words)) < 2 and not any(map(is_unspaced, spelled)):
                continue  # one letter is an initial already, and in many languages a word
            self._form(tuple(words), instead)
            if len(words) > 1:
                self._form(("".join(words),), instead)
            for part in parts_of(spelled):
                self._form(tuple(word.bare for word in words_of(part)), instead)
            if is_unspaced(words[0][0]) and len(words[0]) > 1:
                self._runs.setdefault(words[0], {})[instead] = None

    def settle(self, words: Collection[str]) -> None:
        """Know which of the names are words as well: those of a list, and those that stand here in small letters."""
        parts = {part for form in self._forms for part in form}
        self.doubtful = frozenset(part for part in parts if part in WORDS_TOO or part in words)

    def out_of(self, text: str, either: Callable[[Sequence[str]], str]) -> str:
        """Return a text with other words in the place of names; `either` says that it may be one of several."""
        if not self._forms or not text:
            return text
        out: list[str] = []
        at, last = 0, ""
        for start, end, owners in self._found(text):
            instead = next(iter(owners)) if len(owners) == 1 else either(tuple(owners))
            between = text[at:start]
            if not (last == instead and not between.strip(" -")):  # the parts of one name, each found by itself
                out += [between, instead]
            at, last = end, instead
        return "".join((*out, text[at:])) if at else text

    def _form(self, words: tuple[str, ...], instead: str) -> None:
        self._forms.setdefault(words, {})[instead] = None
        self._longest = max(self._longest, len(words))

    def _found(self, text: str) -> Iterator[tuple[int, int, dict[str, None]]]:
        """Yield where names stand in a text, and the words for them."""
        words = words_of(text)
        at = 0
        while at < len(words):
            for count in range(min(self._longest, len(words) - at), 0, -1):
                found = words[at : at + count]
                owners = self._owners(found) if _joined(text, found) else None
                start, end = found[0].start, found[-1].end
                if owners and not self._stays(text[start:end], found):
                    yield start, end, owners
                    at += count
                    break
            else:
                yield from self._within(text, words[at])
                at += 1

    def _owners(self, found: Sequence[Word]) -> dict[str, None] | None:
        form = tuple(word.bare for word in found)
        if form in self._forms:
            return self._forms[form]
        last = form[-1]
        owned = (*form[:-1], last[:-1])  # Annas Garten, Siâns Gärtle
        is_owned = last.endswith("s") and len(last) - 1 > _SHORT and last[:-1] not in self.doubtful
        return self._forms.get(owned) if is_owned else None

    def _stays(self, written: str, found: Sequence[Word]) -> bool:
        if written in self.keep:
            return True
        if len(found) == 1 and found[0].bare in self.doubtful:
            self.met[written] += 1
        return False

    def _within(self, text: str, word: Word) -> Iterator[tuple[int, int, dict[str, None]]]:
        """Yield the names within a run of a script that leaves no blanks between words."""
        if not self._runs or not any(map(is_unspaced, word.bare)):
            return
        letters, places = _compared(text[word.start : word.end])
        at = 0
        while at < len(letters):
            name = next((n for n in sorted(self._runs, key=len, reverse=True) if letters.startswith(n, at)), "")
            if name:
                start, end = (
                    places[at],
                    places[at + len(name)] if at + len(name) < len(places) else word.end - word.start,
                )
                yield word.start + start, word.start + end, self._runs[name]
            at += len(name) or 1


def parts_of(name: str) -> tuple[str, ...]:
    """Return the parts of a name that are a first or a last name by themselves, as they are written."""
    parts = re.split(r"[\s_-]+", name)
    own = [part for part in parts if len(words_of(part)) >= 1]
    middle = [part for part in own[1:-1] if _one(part) not in BETWEEN]
    ends = [*own[:1], *own[1:][-1:]]
    if len(own) > 1 and _one(own[0]) in TITLES:
        ends = ends[1:]
    return tuple(part for part in (*ends, *middle) if sum(len(word.bare) for word in words_of(part)) > 1)


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand in texts in small letters, as they are compared."""
    found: set[str] = set()
    for text in texts:
        found.update(word.bare for word in words_of(text) if text[word.start : word.end].islower())
    return frozenset(found)


def as_compared(text: str) -> str:
    """Return a text as names are compared: small letters without accents or strokes."""
    return _compared(text)[0]


@lru_cache(maxsize=8192)  # the words of a card are looked at with every event that wrote them
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text as names are compared."""
    if text.isascii():
        return tuple(Word(found[0], found.start(), found.end()) for found in _ASCII_WORD.finditer(text.lower()))
    letters, places = _compared(text)
    words: list[Word] = []
    start = -1
    for at, letter in enumerate((*letters, " ")):
        is_part = letter.isalnum() or (start >= 0 and unicodedata.category(letter)[0] == "M")
        if is_part and start < 0:
            start = at
        elif not is_part and start >= 0:
            end = places[at] if at < len(places) else len(text)
            # Accents that stand by themselves belong to the letter before them.
            words.append(Word(letters[start:at], places[start], end))
            start = -1
    return tuple(words)


def _compared(text: str) -> tuple[str, list[int]]:
    """Return a text as names are compared, and where each of its letters stands in the text itself."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        for one in _bare_letter(letter):
            letters.append(one)
            places.append(at)
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _bare_letter(letter: str) -> str:
    if unicodedata.category(letter) == "Cf":
        return ""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold()).translate(_UNLIKE)
    return unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))


def _spellings(name: str) -> Iterator[str]:
    """Yield a name as it is written, and as those write it who have no umlauts."""
    yield name
    other = unicodedata.normalize("NFC", name.casefold()).translate(_UMLAUTS)
    if other != unicodedata.normalize("NFC", name.casefold()):
        yield other


def _one(part: str) -> str:
    return "".join(word.bare for word in words_of(part))


def _joined(text: str, words: Sequence[Word]) -> bool:
    return all(_JOINTS.fullmatch(text[before.end : after.start]) for before, after in pairwise(words))
