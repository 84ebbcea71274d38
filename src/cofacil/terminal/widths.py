"""How many cells a text takes on a terminal: one measure for all of the house, and for Rich and Textual below it.

Sources: Unicode Standard Annex 29, *Grapheme Cluster Boundaries*; widths as most terminals draw them, which give a
spacing vowel sign a cell of its own (Rich gives it none, so that it was drawn over), and measure what a virama joins
letter by letter. None draws a letter of these scripts wider, so that nothing is lost where one draws it narrower.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich import cells as _rich
from rich._unicode_data import load
from rich.cells import cell_len, chop_cells, get_character_cell_size
from rich.segment import Segment

__all__ = ["cell_len", "chop_cells", "is_plain", "letters", "width_of"]

# What is one cell wide everywhere, and so are its neighbours: no need to look closer.
_UNUSUAL = re.compile(
    "[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u0384-\u038a\u0400-\u0482\u1e00-\u1eff"
    "\u2010-\u2012\u2018-\u2027\u2030-\u203b\u2190-\u21ff\u2500-\u25fc\u2800-\u28ff]"
)
# What stands alone whatever is beside it: that, East Asian text, and emoji that are one character.
# This is compiled when a letter asks for it: it takes longer than all the rest of this file.
_ALONE = (
    "[\x20-\x7e\xa0-\xa8\xaa-\xac\xaf-\u02ff\u0370-\u0377\u0384-\u038a\u0400-\u0482\u1e00-\u1eff"
    "\u2010-\u2012\u2018-\u2027\u2030-\u203b\u2190-\u21ff\u2500-\u25fc\u2800-\u28ff"
    "\u2e80-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\uac00-\ud7a3"
    "\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001f3fa\U0001f400-\U0001f64f"
    "\U0001f680-\U0001f6fc\U0001f900-\U0001f9ff\U00020000-\U0003fffd]*"
)
_JOINER, _AS_EMOJI = "\u200d", "\ufe0f"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
_rich_width = get_character_cell_size


def is_plain(text: str) -> bool:
    """Say whether each of these characters is a cell of its own, whatever stands beside it."""
    return text.isascii() or _UNUSUAL.search(text) is None


def letters(text: str) -> Sequence[tuple[str, int]]:
    """Return the letters of a text as people see them, each whole, and the cells each takes; together they are the text.

    What takes no cell belongs to its neighbour: a letter has none only where it stands alone in its line.
    """
    if re.fullmatch(_ALONE, text):
        return [(character, width_of(character)) for character in text]
    return _letters(text) if len(text) < 512 else list(_split(text))


@lru_cache(maxsize=4096)
def width_of(letter: str) -> int:
    """Return the cells that a letter takes, of however many characters it is."""
    total = 0
    base, is_joined = "", False
    for character in letter:
        if character == _JOINER:
            is_joined = _is_picture(base)
            continue
        if character == _AS_EMOJI:
            total += base in load("auto").narrow_to_wide and not is_joined
            continue
        width = _width_of_character(character)
        if not width:
            continue
        if character in _SKIN_TONES and _is_picture(base):
            continue
        if not (is_joined and _is_picture(character)):
            total += width
            is_joined = False
        base = character
    return total


@lru_cache(maxsize=4096)
def _width_of_character(character: str, unicode_version: str = "auto") -> int:
    width = _rich_width(character, unicode_version)
    if width or character < "\u0300":
        return width
    if character in _SKIN_TONES:
        return 2
    if unicodedata.category(character) != "Mc" and not _is_newer_sign(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) == "W" else 1


def _is_newer_sign(character: str) -> bool:
    """Say whether this is a spacing sign that this Python does not know yet."""
    if unicodedata.category(character) != "Cn":
        return False
    from wcwidth.table_mc import CATEGORY_MC  # noqa: PLC0415  # 10 ms: hardly any letter needs it

    return any(start <= ord(character) <= end for table in CATEGORY_MC.values() for start, end in table)


def _is_picture(character: str) -> bool:
    return "\u203c" <= character <= "\u3299" or character >= "\U0001f000" or character in {"\xa9", "\xae"}


@lru_cache(maxsize=4096)
def _letters(text: str) -> tuple[tuple[str, int], ...]:
    return tuple(_split(text))


def _split(text: str) -> Iterator[tuple[str, int]]:
    from wcwidth import iter_graphemes  # noqa: PLC0415  # 10 ms: only unusual letters need it

    before, cells = "", 0
    for cluster in iter_graphemes(text):
        width = width_of(cluster)
        if (cells and width and before[-1] != _JOINER) or "\n" in (before[-1:], cluster[-1]):
            if before:
                yield before, cells
            before, cells = cluster, width
        else:
            # A terminal draws these together: one of them takes no cell, or is joined to what comes behind it.
            before += cluster
            cells = width_of(before)
    if before:
        yield before, cells


def _measured(text: str, _version: str = "auto") -> int:
    """Stand in for what Rich measures a text with."""
    return len(text) if is_plain(text) else sum(width for _letter, width in letters(text))


def _spans(text: str, _version: str = "auto") -> tuple[list[tuple[int, int, int]], int]:
    """Stand in for what Rich divides a text with."""
    spans, at, total = list[tuple[int, int, int]](), 0, 0
    for letter, width in letters(text):
        spans.append((at, at + len(letter), width))
        at, total = at + len(letter), total + width
    return spans, total


def _halves(text: str, cell_position: int, _version: str = "auto") -> tuple[str, str]:
    """Stand in for what Rich cuts a text with: blanks for as many cells as a letter has on either side of the cut."""
    at = used = 0
    for letter, width in letters(text):
        if used + width > cell_position:
            left = cell_position - used
            if left <= 0:
                return text[:at], text[at:]
            return text[:at] + " " * left, " " * (width - left) + text[at + len(letter) :]
        at, used = at + len(letter), used + width
    return text, ""


@lru_cache(maxsize=4096)
def _split_segment(segment: Segment, cut: int) -> tuple[Segment, Segment]:
    """Stand in for what Rich cuts a styled text with: its own may cut a letter in two."""
    text, style, control = segment
    left, right = (text[:cut], text[cut:]) if is_plain(text) else _halves(text, cut)
    return Segment(left, style, control), Segment(right, style, control)


def _teach_rich() -> None:
    """Have Rich, and with it Textual, measure as this does: their rows are cut and joined by it."""
    for name, function in {
        "get_character_cell_size": _width_of_character,
        "_cell_len": _measured,
        "split_graphemes": _spans,
        "_split_text": _halves,
    }.items():
        setattr(_rich, name, function)
    _rich.cached_cell_len.cache_clear()
    setattr(Segment, "_split_cells", staticmethod(_split_segment))  # noqa: B010


_teach_rich()
