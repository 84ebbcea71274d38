"""Words that somebody wants forgotten: where they stand in a text, in any case, with or without accents, and what stands there then."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cofacil.language.names_in_text import is_beside_at
from cofacil.language.search_words import Spot, spots_in, words_of

_APOSTROPHES = "'’ʼ‘`´ʹ′"
_PARTS = re.compile(rf"[{_APOSTROPHES}]")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ID_PARTS = re.compile(r"([./ ])")
"""What parts the pieces of an entity, of a field, and of what an undo left alone."""
_OWNED_FROM = 4
"""Letters of a name from which on an s behind it is that of an owner: *Annas Garten*."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})

_READ_WELL = 2_000_000
"""Letters up to which a text is read word by word, as it is when the words are taken out of it."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unwanted:
    """What is to go, and what takes its place."""

    phrases: frozenset[Phrase]
    """Words as they are searched, side by side."""
    whole: frozenset[Phrase] = frozenset()
    """Words so short that they go only where they are all of a text."""
    capital: frozenset[str] = frozenset()
    """Words among them that are other words as well: they go where they begin with a capital letter, or behind an @."""
    keep: frozenset[str] = frozenset()
    """Words that stay, just as they are written here."""
    others: frozenset[Phrase] = frozenset()
    """Names of others, which stay where they stand whole, whatever of them is to go by itself."""
    shared: frozenset[str] = frozenset()
    """Parts of the name that others here bear too: they stay, since nobody knows who is meant."""
    slugs: Mapping[str, str] = field(default_factory=dict)
    """Whoever is to go, and who stands there then."""
    called: str = ""
    """What whoever is to go is called then."""
    instead: str = ""
    quoted: frozenset[Phrase] = frozenset()
    """Those of the words that somebody said, where others are a name: `words` stand in their place."""
    words: str = ""
    small: Counter[str] = field(default_factory=Counter)
    """How often a word that is another word as well was met in small letters, and stayed."""
    _lengths: dict[str, tuple[int, ...]] = field(init=False, default_factory=dict)
    """How many words there are in what begins with a word, the longest first."""

    def __post_init__(self) -> None:
        lengths: dict[str, set[int]] = {}
        for phrase in (*self.phrases, *self.others):
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths.update({word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()})

    def text(self, text: str) -> str:
        """Return a text without them."""
        if not self._may_be_in(text):
            return text
        spots = _whole_words(text)
        if self.whole and tuple(spot.word for spot in spots) in self.whole:
            return self.words or self.instead
        out, at = [], 0
        for start, end, is_quoted in self._found(text, spots):
            out += [text[at:start], self.words if is_quoted else self.instead]
            at = end
        return "".join((*out, text[at:])) if at else text

    def slug(self, slug: str) -> str:
        return self.slugs.get(slug, slug)

    def id(self, text: str) -> str:
        """Return an entity, a field or a slug that names somebody else then."""
        if not self.slugs:
            return text
        return "".join(self.slugs.get(part, part) for part in _ID_PARTS.split(text))

    def is_in(self, data: bytes) -> bool:
        """Say whether the words stand in a file, as they are or as JSON writes them."""
        text = _unescaped(data.decode(errors="replace"))
        together = f" {' '.join(words_of(text))} "
        ways = [" ".join(phrase) for phrase in self.phrases]
        if "\0" in text:
            # What is no text parts words in its own way: of one that others touch there it is asked whether it stands in it.
            return any(way in together for way in ways)
        if not any(f" {way}{end} " in together for way in ways for end in ("", "s")):
            return False
        if len(text) > _READ_WELL:
            return True
        asked = replace(self, small=Counter())  # what stays in other files is not told of this one
        return next(asked._found(text, _whole_words(text)), None) is not None  # noqa: SLF001  # one of its own kind

    def _may_be_in(self, text: str) -> bool:
        """Say whether it is worth while to look at each word; an apostrophe may hide where one begins."""
        if _PARTS.search(text):
            return True
        words = set(words_of(text))
        words |= {word[:-1] for word in words if word.endswith("s")}
        return not words.isdisjoint(self._lengths) or any(phrase[0] in words for phrase in self.whole)

    def _found(self, text: str, spots: Sequence[Spot]) -> Iterator[tuple[int, int, bool]]:
        at = 0
        while at < len(spots):
            for count in self._counts(spots[at].word):
                found = spots[at : at + count]
                if len(found) < count:
                    continue
                words = tuple(spot.word for spot in found)
                if words in self.others:
                    at += count
                    break
                start, end = found[0].start, found[-1].end
                if self._is_one(found) and self._goes(text, start, end, found):
                    yield start, end, words in self.quoted
                    at += count
                    break
            else:
                at += 1

    def _counts(self, word: str) -> tuple[int, ...]:
        """Return how many words may be one of ours that begins so, an owner's s of a single one left out."""
        counts = self._lengths.get(word, ())
        if 1 not in counts and word.endswith("s") and 1 in self._lengths.get(word[:-1], ()):
            return (*counts, 1)
        return counts

    def _is_one(self, spots: Sequence[Spot]) -> bool:
        words = tuple(spot.word for spot in spots)
        if words in self.phrases:
            return True
        last = words[-1]
        is_owned = last.endswith("s") and len(last) > _OWNED_FROM and last[:-1] not in self.capital
        return is_owned and (*words[:-1], last[:-1]) in self.phrases

    def _goes(self, text: str, start: int, end: int, spots: Sequence[Spot]) -> bool:
        written = text[start:end]
        if written in self.keep:
            return False
        is_name = len(spots) > 1 or spots[0].word not in self.capital or written[:1].isupper()
        if is_name or is_beside_at(text, start, end):
            return True
        self.small[spots[0].word] += 1
        return False


def _unescaped(text: str) -> str:
    """Return a text with the letters in it that JSON writes as figures; one beyond the first 65,536 is two of them there."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return plain if plain is text else plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def phrase_of(text: str) -> Phrase:
    """Return words as they are compared."""
    return tuple(spot.word for spot in _whole_words(text))


def phrases_of(texts: Iterable[str]) -> frozenset[Phrase]:
    """Return the words of several texts."""
    return frozenset(filter(None, map(phrase_of, texts)))


def spellings(names: Iterable[str]) -> Iterator[str]:
    """Yield names as they are written, as those write them who have no umlauts, and in one piece."""
    for name in names:
        plain = unicodedata.normalize("NFC", name.casefold())
        for spelled in dict.fromkeys((name, plain.translate(_UMLAUTS))):
            yield spelled
            if " " in spelled:
                yield "".join(spelled.split())


def _whole_words(text: str) -> list[Spot]:
    """Return the words of a text, those on either side of an apostrophe apart."""
    spots: list[Spot] = []
    for spot in spots_in(text):
        written = text[spot.start : spot.end]
        if not _PARTS.search(written):
            spots.append(spot)
            continue
        at = spot.start
        for part in _PARTS.split(written):
            if words := words_of(part):
                spots.append(Spot(at, at + len(part), words[0]))
            at += len(part) + 1
    return spots
