"""Letters as people see them: a flag, a family, a letter with its marks are one, of however many characters.

Source: Unicode Standard Annex 29, *Grapheme Cluster Boundaries*. What a terminal draws into one cell stays together too.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len

from cofacil.terminal.cells import is_plain

_JOINER = "\u200d"


def clusters(text: str) -> Sequence[str]:
    """Return the letters of a text, each whole; together they are the text, and so are their widths."""
    return text if is_plain(text) else list(_split(text))


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
    for cluster in _split(text):
        used += cell_len(cluster)
        if used > cells:
            break
        at += len(cluster)
    return at


@lru_cache(maxsize=32)
def _ends(text: str) -> tuple[int, ...]:
    return tuple(accumulate(map(len, _split(text))))


def _split(text: str) -> Iterator[str]:
    from wcwidth import iter_graphemes  # noqa: PLC0415  # 10 ms: only unusual letters need it

    before, cells = "", 0
    for cluster in iter_graphemes(text):
        width = cell_len(cluster)
        if (cells and width and before[-1] != _JOINER) or "\n" in (before[-1:], cluster[-1]):
            if before:
                yield before
            before, cells = cluster, width
        else:
            # A terminal draws these together: one of them takes no cell, or is joined to what comes behind it.
            before += cluster
            cells = cells or cell_len(before)
    if before:
        yield before
