"""Finds the English on a screen or in an output that was made in the made-up language `qps`.

No letter of a sentence in `qps` is plain, also where it was cut or wrapped. So plain letters are what somebody has typed,
which is to be allowed, or words that no catalogue knows, wherever they stand: also in a place of a sentence that is in it.
What is allowed is allowed word for word, so people in these tests had better not write plain English.
"""

import re
from collections.abc import Iterable, Iterator

KEYS = ("Enter", "Esc", "Tab", "Ctrl", "Shift", "Alt", "Backspace", "PgUp", "PgDn")
"""What is written on keys, for a test to allow where keys keep their names. `Home` and `End` are English words too."""
PATH = re.compile(r"(?:~|\.{1,2})?/[\w./@+-]+")
COMMAND = re.compile(r"`[^`\n]+`")
"""What is to be typed into a shell, as sentences quote it."""

_WORD = re.compile(r"[A-Za-z]{2,}")
_BETWEEN = re.compile(r"\s{2,}|\s*[\u2500-\u259f|]+\s*")
"""What stands between two columns of a screen, where a word may have been cut or wrapped."""
_CUT = ("…", "...")


def bare_words(text: str, allowed: Iterable[str | re.Pattern[str]] = ()) -> list[str]:
    """Return the words of two plain letters and more that nothing allows, in the order they stand in.

    `allowed` are texts that people have typed (names, cards, the board's title) and KEYS, of which also a word cut by the
    edge of a column is known; and patterns, such as PATH, for what is not known beforehand.
    """
    allowed = tuple(allowed)
    known = {word for one in allowed if isinstance(one, str) for word in _WORD.findall(one)}
    patterns = [one for one in allowed if isinstance(one, re.Pattern)]
    return [word for row in text.splitlines() for piece in _pieces(row, patterns) for word in _unknown(piece, known)]


def _pieces(row: str, patterns: list[re.Pattern[str]]) -> list[str]:
    for pattern in patterns:
        row = pattern.sub("·", row)
    return _BETWEEN.split(row.strip())


def _unknown(piece: str, known: set[str]) -> Iterator[str]:
    for word in _WORD.finditer(piece):
        begins_here = word.start() > 0
        ends_here = word.end() < len(piece) and not piece.startswith(_CUT, word.end())
        if not any(_is_part(word[0], whole, begins_here, ends_here) for whole in known):
            yield word[0]


def _is_part(word: str, whole: str, begins_here: bool, ends_here: bool) -> bool:
    if begins_here and ends_here:
        return word == whole
    if begins_here:
        return whole.startswith(word)
    return whole.endswith(word) if ends_here else word in whole
