"""Words that somebody wants forgotten: where they stand in a text, in any case, with or without accents, and what stands there then."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cofacil.language.search_words import Spot, spots_in, words_of

_APOSTROPHES = "'’ʼ‘`´ʹ′"
_PARTS = re.compile(rf"[{_APOSTROPHES}]")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ID_PARTS = re.compile(r"([./ ])")
"""What parts the pieces of an entity, of a field, and of what an undo left alone."""
_OWNED_FROM = 4
"""Letters of a name from which on an s behind it is that of an owner: *Annas Garten*."""

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unwanted:
    """What is to go, and what takes its place."""

    phrases: frozenset[Phrase]
    """Words as they are searched, side by side."""
    whole: frozenset[Phrase] = frozenset()
    """Words so short that they go only where they are all of a text."""
    capital: frozenset[str] = frozenset()
    """Words among them that are other words as well: they go where they begin with a capital letter."""
    keep: frozenset[str] = frozenset()
    """Words that stay, just as they are written here."""
    slugs: Mapping[str, str] = field(default_factory=dict)
    """Whoever is to go, and who stands there then."""
    instead: str = ""

    def text(self, text: str) -> str:
        """Return a text without them."""
        spots = _whole_words(text)
        if tuple(spot.word for spot in spots) in self.whole:
            return self.instead
        out, at = [], 0
        for start, end in self._found(text, spots):
            out += [text[at:start], self.instead]
            at = end
        return "".join((*out, text[at:])) if at else text

    def id(self, text: str) -> str:
        """Return an entity, a field or a slug that names somebody else then."""
        if not self.slugs:
            return text
        return "".join(self.slugs.get(part, part) for part in _ID_PARTS.split(text))

    def is_in(self, data: bytes) -> bool:
        """Say whether the words stand in a file, as they are or as JSON writes them."""
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), data.decode(errors="replace"))
        if not any(phrase[0] in " ".join(words_of(text)) for phrase in self.phrases):
            return False
        spots = _whole_words(text)
        if "\0" not in text:
            return next(self._found(text, spots), None) is not None
        # What is no text parts words in its own way: of one that others touch there it is asked whether it stands in it.
        together = " ".join(spot.word for spot in spots)
        return any(" ".join(phrase) in together for phrase in self.phrases)

    def _found(self, text: str, spots: Sequence[Spot]) -> Iterator[tuple[int, int]]:
        longest = max(map(len, self.phrases), default=0)
        at = 0
        while at < len(spots):
            for count in range(min(longest, len(spots) - at), 0, -1):
                start, end = spots[at].start, spots[at + count - 1].end
                if self._is_one(spots[at : at + count]) and self._goes(text[start:end], spots[at : at + count]):
                    yield start, end
                    at += count
                    break
            else:
                at += 1

    def _is_one(self, spots: Sequence[Spot]) -> bool:
        words = tuple(spot.word for spot in spots)
        if words in self.phrases:
            return True
        last = words[-1]
        is_owned = last.endswith("s") and len(last) > _OWNED_FROM and last[:-1] not in self.capital
        return is_owned and (*words[:-1], last[:-1]) in self.phrases

    def _goes(self, written: str, spots: Sequence[Spot]) -> bool:
        if written in self.keep:
            return False
        return len(spots) > 1 or spots[0].word not in self.capital or written[:1].isupper()


def phrase_of(text: str) -> Phrase:
    """Return words as they are compared."""
    return tuple(spot.word for spot in _whole_words(text))


def phrases_of(texts: Iterable[str]) -> frozenset[Phrase]:
    """Return the words of several texts."""
    return frozenset(filter(None, map(phrase_of, texts)))


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
