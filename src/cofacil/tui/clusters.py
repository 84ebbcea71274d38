"""Letters as people see them: a flag, a family, a letter with its marks are one, of however many characters.

Source: Unicode Standard Annex 29, *Grapheme Cluster Boundaries*. What a terminal draws into one cell stays together too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from cofacil.terminal.widths import is_plain, letters


def clusters(text: str) -> Sequence[str]:
    """Return the letters of a text, each whole; together they are the text, and so are their widths."""
    return text if is_plain(text) else [letter for letter, _cells in letters(text)]


def start_of(text: str, at: int) -> int:
    """Return the last place at or before `at` that is in the middle of no letter."""
    if is_plain(text) or not 0 < at < len(text):
        return max(0, min(at, len(text)))
    ends = _ends(text)
    count = bisect_right(ends, at)
    return ends[count - 1] if count else 0


def end_of(text: str, at: int) -> int:
    """Return the first place at or behind `at` that is in the middle of no letter."""
    if is_plain(text) or not 0 < at < len(text):
        return max(0, min(at, len(text)))
    ends = _ends(text)
    return ends[bisect_left(ends, at)]


def within(text: str, cells: int) -> int:
    """Return how many characters of a text fit into so many cells, the last letter whole."""
    if is_plain(text):
        return max(0, min(cells, len(text)))
    at = used = 0
    for letter, width in letters(text):
        used += width
        if used > cells:
            break
        at += len(letter)
    return at


@lru_cache(maxsize=32)
def _ends(text: str) -> tuple[int, ...]:
    return tuple(accumulate(len(letter) for letter, _cells in letters(text)))
