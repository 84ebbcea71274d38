"""Text in cells: fitting, cutting by words, wrapping. A letter may be two cells wide, or none."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from cofacil.terminal.widths import cell_len, is_plain, letters
from cofacil.tui.clusters import within

__all__ = ["cell_len", "cut", "fit", "fitting", "wrap", "wrap_listed"]

_BOUND = "\u00a0"
_JOINER = "\u200d"
"""At the end of a text it would draw the blank behind it into its own cell."""


def fit(text: str, cells: int) -> str:
    """Return `text` in exactly so many cells, cut or filled with blanks."""
    text = text.rstrip(_JOINER)
    missing = cells - cell_len(text)
    if missing < 0:
        text = text[: within(text, cells)]
        missing = cells - cell_len(text)
    return text + " " * missing


def cut(text: str, cells: int, more: str = "…") -> str:
    """Return `text` in at most so many cells, by whole words, ending in … where something is missing."""
    return wrap(text, cells, 1, more)[0] if cells > 0 else ""


def fitting(forms: Sequence[str], cells: int) -> str:
    """Return the first of several ways to say something that takes at most so many cells, the last where none does."""
    return next((form for form in forms if cell_len(form) <= cells), forms[-1])


@lru_cache(maxsize=8192)
def wrap(text: str, cells: int, lines: int, more: str = "…") -> tuple[str, ...]:
    """Return `text` in at most `lines` lines of at most `cells` cells, cut by whole words where it does not fit."""
    cells = max(1, cells)
    rows = [""]
    for word in text.split(" "):
        for part in _parts(word, cells):
            joined = f"{rows[-1]} {part}" if rows[-1] else part
            if cell_len(joined) <= cells:
                rows[-1] = joined
            else:
                rows.append(part)
            if len(rows) > lines:
                break
        if len(rows) > lines:
            break
    if len(rows) <= lines:
        return tuple(rows)
    return (*rows[: lines - 1], _ended(rows[lines - 1], cells, more))


def wrap_listed(text: str, cells: int, lines: int, dot: str, more: str = "…") -> tuple[str, ...]:
    """Return as `wrap` does what stands in a row with dots between, but no row begins with a dot."""
    # The blank before a dot is no place to break at while the rows are made.
    bound = wrap(text.replace(f" {dot} ", f"{_BOUND}{dot} "), cells, lines, more)
    return tuple(line.replace(_BOUND, " ") for line in bound)


def _parts(word: str, cells: int) -> Iterator[str]:
    """Yield a word in parts of at most so many cells; one of a hundred thousand letters is walked through once."""
    if len(word) <= cells and cell_len(word) <= cells:
        yield word
        return
    part, used = list[str](), 0
    for letter, width in _letters(word):
        if part and used + width > cells:
            yield "".join(part)
            part, used = [], 0
        part.append(letter)
        used += width
    yield "".join(part)


def _letters(word: str) -> Iterable[tuple[str, int]]:
    return ((letter, 1) for letter in word) if is_plain(word) else letters(word)


def _ended(row: str, cells: int, more: str) -> str:
    words = row.split(" ")
    while len(words) > 1 and cell_len(" ".join(words)) + cell_len(more) > cells:
        words.pop()
    room = max(0, cells - cell_len(more))
    shorter = " ".join(words)
    return shorter[: within(shorter, room)].rstrip(f" ,;:.-·{_BOUND}") + more
