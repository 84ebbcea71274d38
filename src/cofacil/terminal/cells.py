"""Text as cells of a screen, by the widths that Textual lays out with."""

import re
from functools import lru_cache

from rich.cells import split_graphemes

# What is one cell wide everywhere, and so are its neighbours: no need to look closer.
_UNUSUAL = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u0384-\u038a\u0400-\u0482\u1e00-\u1eff"
    "\u2010-\u2012\u2018-\u2027\u2030-\u203b\u2190-\u21ff\u2500-\u25fc\u2800-\u28ff]"
)
# What every terminal of the last years draws two cells wide: East Asian text, and emoji up to Unicode 12.
# This and the next are compiled when a letter asks for them: that takes longer than all the rest of this file.
_SURELY_WIDE = (
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001f3fa\U0001f400-\U0001f64f\U0001f680-\U0001f6fc"
    "\U0001f900-\U0001f9ff\U00020000-\U0003fffd]"
)
_ACCENTED = "[^\u0300-\u036f\ufe00-\ufe0f\u200d][\u0300-\u036f]{1,4}"


def is_plain(text: str) -> bool:
    """Say whether each of these characters is a cell of its own, whatever stands beside it."""
    return text.isascii() or _UNUSUAL.search(text) is None


def cells(text: str) -> tuple[list[str], bool]:
    """Return one string a cell, empty for the right half of a wide one, and whether the text has any cluster of uncertain width.

    What is narrower than a cell and has nothing before it to stand on is left out.
    """
    if is_plain(text):
        return list(text), False
    clusters, has_uncertain = _split(text)
    return list(clusters), has_uncertain


@lru_cache(maxsize=2048)
def is_certain(cluster: str) -> bool:
    """Say whether all terminals agree on how many cells this takes."""
    if len(cluster) > 1:
        return re.fullmatch(_ACCENTED, cluster) is not None and is_certain(cluster[0])
    return (
        not cluster
        or not _UNUSUAL.match(cluster)
        or _width(cluster) == 1
        or re.match(_SURELY_WIDE, cluster) is not None
    )


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[tuple[str, ...], bool]:
    clusters: list[str] = []
    for cluster, width in _clusters(text):
        if width:
            clusters += [cluster, *[""] * (width - 1)]
    return tuple(clusters), not all(map(is_certain, clusters))


def _clusters(text: str) -> list[tuple[str, int]]:
    """Split text into clusters and widths; the two letters of a flag stay together."""
    found: list[tuple[str, int]] = []
    for start, stop, width in split_graphemes(text)[0]:
        cluster = text[start:stop]
        if found and _is_flag_letter(cluster) and _is_flag_letter(found[-1][0]):
            before, before_width = found.pop()
            found.append((before + cluster, before_width + width))
        else:
            found.append((cluster, width))
    return found


def _is_flag_letter(cluster: str) -> bool:
    return len(cluster) == 1 and "\U0001f1e6" <= cluster <= "\U0001f1ff"


def _width(character: str) -> int:
    return sum(width for _, _, width in split_graphemes(character)[0])
