"""Finding names in sentences: whole words, in any case, with or without accents, and whatever stands behind their apostrophe.

A name that is another word as well is one where it has a capital, or stands behind an @: *we will* is not Will. What begins a
sentence may be either, and is taken for the name.
"""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cofacil.language.catalog import language_now
from cofacil.language.words_that_are_names import BETWEEN, TITLES, WORDS_TOO, small_words_in

_UNLIKE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h"})
"""Letters whose stroke is no accent to Unicode, as people type them who have no such key."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_ASCII_WORD = re.compile("[a-z0-9]+")
_UNSEEN = re.compile("[\u02b9-\u02bf\u0640\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Apostrophes that Unicode calls letters, the stroke that makes an Arabic word longer, and what chooses how a letter looks."""
_APOSTROPHES = "'’‘`´׳"
_JOINTS = re.compile(rf"[\s{_APOSTROPHES}._‐‑–—/-]{{0,3}}")
"""What may stand between two words of one name."""
_TIGHT = re.compile(rf"[{_APOSTROPHES}‐‑-]?")
"""The same where some write it as one word."""
_PREFIXES = {"ARABIC": frozenset("وفبلكس"), "HEBREW": frozenset("ובלכמשה")}
"""Small words that are written as one with the word behind them: *and*, *to*, *with*."""
_MOST_PREFIXES = 2
_LEAST_WORDS = 2
"""Words that are looked at together even where each name is one: *Anne-Marie* is Annemarie."""
_UNSPACED = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "IDEOGRAPHIC",
    "HANGUL",
    "THAI",
    "LAO",
    "KHMER",
    "MYANMAR",
    "YI ",
    "BOPOMOFO",
)
_NAMES_IN_ONE = ("CJK", "HANGUL")
"""Scripts in which a whole name is written without a blank, the family's first."""
_WORDS_OF_ONE_LETTER = frozenset("AIOUEYÀÉÓÈWZSКСВОУИАЯІЄЙЗБЖΗΟΩ")
"""Capitals that are words in some language, or may begin a sentence as one."""
_AT = frozenset("@＠﹫")
"""What stands before a name, or in an address behind it."""
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
        self.small: Counter[str] = Counter()
        """How often one was left, as it stands in small letters and is another word then."""
        self._forms: dict[tuple[str, ...], dict[str, None]] = {}
        self._runs: dict[str, dict[str, None]] = {}
        self._parts_of_run: set[str] = set()
        """Parts of a name that is written in one; they may stand in the middle of another word."""
        self._whole: set[tuple[str, ...]] = set()
        """Words that are somebody's only together."""
        self._sure: set[str] = set()
        """Words that are looked for in small letters as well, whatever else they are."""
        self._words_too: frozenset[str] = frozenset()
        """Those among the names that are another word in small letters."""
        self._letters: dict[str, dict[str, None]] = {}
        """Names of one letter: only the capital is one."""
        self._by_length: Sequence[str] = ()
        self._longest = _LEAST_WORDS

    def add(self, name: str, instead: str, others: Collection[str] = ()) -> None:
        """Look for a name: whole, and each part of it that is one by itself, with what belongs to it.

        A part that is among the words of `others`, as they are compared, is somebody else's as well and is not looked for.
        """
        for spelled in _spellings(name):
            parts = _parts(spelled)
            own = _own(parts)
            if not any(own):
                self._add_letter(name.strip(), instead)
                continue
            for start, end in _stretches(len(parts)):
                is_others = end == start + 1 < len(parts) and "".join(parts[start].words) in others
                if any(own[start:end]) and not is_others:
                    self._form([word for part in parts[start:end] for word in part.words], instead)
            if len(parts) > 2:
                self._form([*parts[0].words, *parts[-1].words], instead)
            for word in (word for part in parts for word in part.words):
                self._parts_of_run |= set(given := _in_one(word))
                self._runs.update({one: {**self._runs.get(one, {}), instead: None} for one in given})

    def add_whole(self, words: str, instead: str) -> None:
        """Look for words that are somebody's only where all of them stand together."""
        if found := tuple(word.bare for word in words_of(words)):
            self._form(found, instead)
            self._whole.add(found)

    def add_sure(self, words: str, instead: str) -> None:
        """Look for words that go however they are written."""
        self.add(words, instead)
        self._sure.update(word.bare for word in words_of(words))

    def settle(self, words: Collection[str]) -> None:
        """Know which of the names are words as well: those of a list, and those that stand here in small letters."""
        parts = {part for form in self._forms for part in form} - self._sure
        self._words_too = frozenset(parts & small_words_in(language_now()[:2]))
        self.doubtful = frozenset(part for part in parts if part in WORDS_TOO or part in words) | self._parts_of_run

    def out_of(self, text: str, either: Callable[[Sequence[str]], str]) -> str:
        """Return a text with other words in the place of names; `either` says that it may be one of several."""
        if not (self._forms or self._letters) or not text:
            return text
        out: list[str] = []
        at, last = 0, ""
        for start, end, owners in self._found(text):
            instead = next(iter(owners)) if len(owners) == 1 else either(tuple(owners))
            between = text[at:start]
            if not (last == instead and not between.strip(" -")):  # the parts of one name, each found by itself
                out += [between, instead]
            is_ended = instead.endswith(".") and text[end : end + 1] == "."  # one full stop is enough
            at, last = end + is_ended, instead
        return "".join((*out, text[at:])) if at else text

    def is_in(self, text: str) -> bool:
        """Say whether a text has one of them."""
        return any(True for _place in self._found(text))

    def _form(self, words: Sequence[str], instead: str) -> None:
        joined = "".join(words)
        for form in {tuple(words), (joined,)}:
            self._forms.setdefault(form, {})[instead] = None
        self._longest = max(self._longest, len(words))
        if len(joined) > 1 and all(map(is_unspaced, joined)):
            self._runs.setdefault(joined, {})[instead] = None

    def _add_letter(self, name: str, instead: str) -> None:
        if len(name) == 1 and name.isupper() and name not in _WORDS_OF_ONE_LETTER:
            self._letters.setdefault(name, {})[instead] = None

    def _found(self, text: str) -> Iterator[tuple[int, int, dict[str, None]]]:
        """Yield where names stand in a text, and the words for them."""
        words = words_of(text)
        at = 0
        while at < len(words):
            for count in range(min(self._longest, len(words) - at), 0, -1):
                found = words[at : at + count]
                owners = self._owners(text, found) if _joined(text, found, _JOINTS) else None
                start, end = found[0].start, found[-1].end
                if owners and not self._stays(text, start, end, self._alone(found)):
                    yield start, end, owners
                    at += count
                    break
            else:
                yield from self._within(text, words[at])
                at += 1

    def _owners(self, text: str, found: Sequence[Word]) -> dict[str, None] | None:
        written = text[found[0].start : found[-1].end]
        if len(written) == 1 and (letter := self._letters.get(written)):
            return letter
        form = tuple(word.bare for word in found)
        if owners := self._forms.get(form) or self._forms.get(self._owned(form)):
            return owners
        if len(found) > 1 and _joined(text, found, _TIGHT):
            return self._forms.get(("".join(form),))
        if written.isascii():
            return None
        other = next(itertools.islice(_spellings(written), 1, None), "")  # Müller, of somebody called Mueller
        return self._forms.get(tuple(word.bare for word in words_of(other)))

    def _owned(self, form: tuple[str, ...]) -> tuple[str, ...]:
        """Return words without an s that may say whose it is: *Annas Garten*, *Siâns Gärtle*."""
        last = form[-1]
        return (*form[:-1], last[:-1]) if last.endswith("s") and len(last) - 1 > _SHORT else form

    def _alone(self, found: Sequence[Word]) -> str:
        """Return the one word that was found, without the s of an owner; "" for several."""
        if len(found) > 1:
            return ""
        form = (found[0].bare,)
        if form in self._whole:
            return ""  # it goes however it is written
        return form[0] if form in self._forms else self._owned(form)[0]

    def _stays(self, text: str, start: int, end: int, alone: str) -> bool:
        """Say whether words stay that are a name; count them where the one word that they are may be no name."""
        written = text[start:end]
        if written in self.keep:
            return True
        if alone in self._words_too and written.islower() and not _tells_no_case(text, start, end):
            self.small[written] += 1
            return True
        if alone in self.doubtful:
            self.met[written] += 1
        return False

    def _within(self, text: str, word: Word) -> Iterator[tuple[int, int, dict[str, None]]]:
        """Yield the names within a word of a script that leaves no blanks between words, or none behind some."""
        if word.bare.isascii():
            return
        letters, places = _compared(text[word.start : word.end])
        places.append(word.end - word.start)
        if self._runs and is_unspaced(letters[0]):
            at = 0
            while at < len(letters):
                name = next((n for n in self._longest_first() if letters.startswith(n, at)), "")
                start, end = word.start + places[at], word.start + places[at + len(name)]
                if name and not self._stays(text, start, end, name):
                    yield start, end, self._runs[name]
                at += len(name) or 1
            return
        for count in range(1, _MOST_PREFIXES + 1):
            owners = self._forms.get((letters[count:],)) if set(letters[:count]) <= _prefixes(letters[0]) else None
            if owners and len(letters) - count > _SHORT:
                yield word.start + places[count], word.end, owners
                return

    def _longest_first(self) -> Sequence[str]:
        if len(self._by_length) != len(self._runs):
            self._by_length = sorted(self._runs, key=len, reverse=True)
        return self._by_length


def _tells_no_case(text: str, start: int, end: int) -> bool:
    """Say whether small letters say nothing of a word: beside an @, or where no word has a blank beside it, as in `ask-will`."""
    return is_beside_at(text, start, end) or not any(map(str.isspace, text))


def is_beside_at(text: str, start: int, end: int) -> bool:
    """Say whether an @ stands before a word, or right behind it: what is named so is no other word."""
    return text[end : end + 1] in _AT or (start > 0 and text[start - 1] in _AT)


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand in texts in small letters, as they are compared."""
    found: set[str] = set()
    for text in texts:
        found.update(word.bare for word in words_of(text) if text[word.start : word.end].islower())
    return frozenset(found)


@lru_cache(maxsize=8192)
def is_unspaced(letter: str) -> bool:
    """Say whether a letter is of a script without blanks between its words, or in which one letter is a syllable."""
    return not letter.isascii() and unicodedata.name(letter, "").startswith(_UNSPACED)


@lru_cache(maxsize=8192)  # the words of a card are looked at with every event that wrote them
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text as names are compared."""
    if text.isascii():
        return tuple(Word(found[0], found.start(), found.end()) for found in _ASCII_WORD.finditer(text.lower()))
    letters, places = _compared(text)
    words: list[Word] = []
    start = -1
    for at, letter in enumerate((*letters, " ")):
        is_mark = start >= 0 and unicodedata.category(letter)[0] == "M"
        is_part = letter.isalnum() or is_mark
        is_other = is_part and start >= 0 and not is_mark and is_unspaced(letter) != is_unspaced(letters[at - 1])
        if start >= 0 and (is_other or not is_part):  # 找Ana拿钥匙
            end = places[at] if at < len(places) else len(text)
            # Accents that stand by themselves belong to the letter before them.
            words.append(Word(letters[start:at], places[start], end))
            start = -1
        if is_part and start < 0:
            start = at
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
    if unicodedata.category(letter) == "Cf" or _UNSEEN.match(letter):
        return ""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold()).translate(_UNLIKE)
    return unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))


def _spellings(name: str) -> Iterator[str]:
    """Yield a name as it is written, and as those write it who have no umlauts."""
    yield name
    other = unicodedata.normalize("NFC", name.casefold()).translate(_UMLAUTS)
    if other != unicodedata.normalize("NFC", name.casefold()):
        yield other


class _Part(NamedTuple):
    """One part of a name."""

    words: tuple[str, ...]
    """As they are compared."""
    small: str
    """In small letters, its accents kept: Ał is no *al*."""


def _parts(name: str) -> list[_Part]:
    """Return the parts of a name, each of one word, or of several around an apostrophe."""
    words = words_of(name)
    parts: list[_Part] = []
    for before, word in zip((None, *words), words, strict=False):
        small = name[word.start : word.end].casefold()
        between = name[before.end : word.start] if before else " "
        if between and not between.strip(_APOSTROPHES):
            parts[-1] = _Part((*parts[-1].words, word.bare), parts[-1].small + small)
        else:
            parts.append(_Part((word.bare,), small))
    return parts


def _own(parts: Sequence[_Part]) -> list[bool]:
    """Say of each part whether it is a first or a last name by itself."""
    last = len(parts) - 1
    own = []
    for at, part in enumerate(parts):
        plain = "".join(part.words)
        # One letter is an initial already, and in many languages a word.
        is_long = len(plain) > 1 or is_unspaced(plain)
        is_between = 0 < at < last and part.small in BETWEEN
        own.append(is_long and not is_between and not (at == 0 < last and part.small in TITLES))
    return own


def _stretches(count: int) -> Iterator[tuple[int, int]]:
    for start in range(count):
        for end in range(start + 1, count + 1):
            yield start, end


def _in_one(word: str) -> tuple[str, ...]:
    """Return what people are called for short whose name is written without a blank: 小明 of 王小明."""
    if not all(unicodedata.name(letter, "").startswith(_NAMES_IN_ONE) for letter in word):
        return ()
    match len(word):
        case 3:
            return (word[1:],)
        case 4:
            return (word[:2], word[2:])
        case _:
            return ()


@lru_cache(maxsize=64)
def _prefixes(letter: str) -> frozenset[str]:
    return _PREFIXES.get(unicodedata.name(letter, "").partition(" ")[0], frozenset())


def _joined(text: str, words: Sequence[Word], joint: re.Pattern[str]) -> bool:
    return all(joint.fullmatch(text[before.end : after.start]) for before, after in pairwise(words))
