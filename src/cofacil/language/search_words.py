"""Text as it is searched: small letters without accents, word by word, in every script; and where in it each word stands.

Scripts that write no space between words are searched letter by letter: what stands side by side is found side by side.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_PLAIN = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_OTHER_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
"""Letters that people without such a key type otherwise, and that Unicode does not take apart."""
_APOSTROPHES = "'’ʼ‘`´ʹ′"
_UNSEEN = "\u00ad\u0640\u200b\u200c\u200d\u2060\ufeff"
_WITHIN = re.compile(f"[{_APOSTROPHES}](?=[^\\W_])")
"""What stands within a word and is not read: soft hyphens, joiners, the Arabic line that stretches a word."""
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What chooses between two pictures of one letter."""
_KATAKANA = {number: number - 0x60 for number in range(0x30A1, 0x30F7)}
"""One sound is one letter, in whichever of the two ways it is written."""
_WITHOUT_SPACES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x19DF),  # Tai Le, New Tai Lue
    (0x1A20, 0x1AAF),  # Tai Tham
    (0x2E80, 0x2FDF),  # parts of Han characters
    (0x3005, 0x3007),
    (0x3021, 0x312F),  # Hiragana, Katakana, Bopomofo
    (0x31A0, 0x31FF),
    (0x3400, 0x9FFF),  # Han
    (0xA980, 0xA9DF),  # Javanese
    (0xAA60, 0xAADF),
    (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F),
    (0x20000, 0x3FFFF),
)


class Spot(NamedTuple):
    """One word of a text as it is searched, and where it stands in the text as it is."""

    start: int
    end: int
    word: str


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are searched, in order."""
    if not text:
        return []
    if text.isascii():  # most texts of most groups
        found = _PLAIN.findall(text.lower())
        return [word.replace("'", "") for word in found] if "'" in text else found
    return _WITHIN.sub("", text).translate(_AS_SEARCHED).split()


def spots_in(text: str) -> Iterator[Spot]:
    """Yield the words of a text as they are searched, with the letters of the text that each is made of."""
    start, letters = 0, ""
    for at, character in enumerate(text):
        plain, is_alone = _letter(character)
        if plain and not is_alone:
            start = start if letters else at
            letters += plain
        elif is_alone or not _is_within(text, at):
            if letters:
                yield Spot(start, at, letters)
                letters = ""
            yield from (Spot(at, at + 1, each) for each in plain)
    if letters:
        yield Spot(start, len(text), letters)


def is_without_spaces(word: str) -> bool:
    """Say whether a word is one letter of a script that writes no spaces between words."""
    return len(word) == 1 and _stands_alone(word)


def _is_within(text: str, at: int) -> bool:
    """Say whether what shows nothing, or an apostrophe, stands within a word, which goes on behind it."""
    if text[at] in _APOSTROPHES:
        return _WITHIN.match(text, at) is not None
    return text[at] in _UNSEEN or unicodedata.category(text[at])[0] == "M"


class _Letters(dict[int, str]):
    """What each letter is searched as, worked out when it is met first: a space for what parts words."""

    def __missing__(self, number: int) -> str:
        plain, is_alone = _letter(chr(number))
        if not plain and not _is_within(chr(number), 0):
            plain = " "
        self[number] = f" {' '.join(plain)} " if is_alone else plain
        return self[number]


_AS_SEARCHED = _Letters()


@lru_cache(maxsize=8192)
def _letter(character: str) -> tuple[str, bool]:
    """Return what a letter is searched as, "" for what is no part of a word; and whether it is a word of its own."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    plain = _SELECTORS.sub("", unicodedata.normalize("NFC", plain)).translate(_OTHER_LETTERS).translate(_KATAKANA)
    plain = "".join(part for part in plain if unicodedata.category(part)[0] in "LNM" or _is_picture(part))
    return plain, any(map(_stands_alone, plain))


def _is_picture(character: str) -> bool:
    return unicodedata.category(character) == "So" or "\U0001f300" <= character <= "\U0001faff"


def _stands_alone(character: str) -> bool:
    number = ord(character)
    if number < _WITHOUT_SPACES[0][0]:
        return False
    return _is_picture(character) or any(first <= number <= last for first, last in _WITHOUT_SPACES)
