"""Text as cells of a screen, by the widths that Textual lays out with."""

import re
from functools import lru_cache

from cofacil.terminal.widths import is_plain, letters, width_of

# What every terminal of the last years draws two cells wide: East Asian text, and emoji up to Unicode 12.
# This and the next are compiled when a letter asks for it: that takes longer than all the rest of this file.
_SURELY_WIDE = (
    "[\u1100-\u115f\u2e80-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3"
    "\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001f3fa\U0001f400-\U0001f64f\U0001f680-\U0001f6fc"
    "\U0001f900-\U0001f9ff\U00020000-\U0003fffd]"
)
_ACCENTED = "[^\u0300-\u036f\ufe00-\ufe0f\u200d][\u0300-\u036f]{1,4}"


def cells(text: str) -> tuple[list[str], bool]:
    """Return one string a cell, empty for the others of a wide one, and whether the text has any letter of uncertain width.

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
    return not cluster or is_plain(cluster) or width_of(cluster) == 1 or re.match(_SURELY_WIDE, cluster) is not None


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[tuple[str, ...], bool]:
    clusters: list[str] = []
    for letter, width in letters(text):
        # A sign at the beginning would be drawn into the cell before it.
        drawn = letter
        while drawn and not width_of(drawn[0]):
            drawn = drawn[1:]
        if width:
            clusters += [drawn, *[""] * (width - 1)]
    return tuple(clusters), not all(map(is_certain, clusters))
