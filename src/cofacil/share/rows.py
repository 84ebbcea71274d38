"""Sentences for a terminal that no screen of ours is on: in rows that break between words, as it would in the middle of one."""

import re
from collections.abc import Callable, Iterator

from cofacil.terminal.widths import cell_len, letters

NARROW = 58
"""Cells of a row at a terminal whose width nobody tells, as none does before the log-in: a board is drawn well from 60 on."""
WIDE = 78
_WORD = re.compile(r"[^\s`]*`[^`\n]*`\S*|\S+")
_SHORT = 30
"""Cells of a question that stands behind what OpenSSH puts in front of it, `(board@host) `. Source: RFC 4256, section 3.1."""


def in_rows(words: str, cells: int = NARROW) -> list[str]:
    """Return words in rows of at most so many cells; a word, and what is to be typed, is broken only where it is longer than a row."""
    rows: list[str] = []
    for word in _words(words, cells):
        if rows and cell_len(f"{rows[-1]} {word}") <= cells:
            rows[-1] += f" {word}"
        else:
            rows.extend(_parts(word, cells))
    return rows


def _words(text: str, cells: int) -> Iterator[str]:
    """Yield each word; what stands in backquotes is one, where it fits in a row."""
    for found in _WORD.findall(text):
        yield from [found] if cell_len(found) <= cells else found.split()


def _parts(word: str, cells: int) -> list[str]:
    parts, room = [""], cells
    for letter, width in letters(word):
        if width > room and parts[-1]:
            parts.append("")
            room = cells
        parts[-1] += letter
        room -= width
    return parts


def prompt(question: str, sentence: str = "") -> str:
    """Return what is asked at a log-in, behind a sentence in rows of its own.

    Not in the instruction that goes with a prompt: OpenSSH logs it, each letter that is not ASCII as figures, and with `-q` not at all.
    """
    if not sentence and cell_len(question) <= _SHORT:
        return question
    *above, last = [*in_rows(sentence), *in_rows(question)]
    # What OpenSSH puts in front of it is as long as what the guest has typed: it has a row for itself.
    return "\n".join(["", *above, f"{last} "])


def farewell(sentence: str) -> str:
    """Return why a connection ends, below what OpenSSH puts in front of it."""
    return "\n".join(["", *in_rows(sentence)])


class Paper:
    """A guest's terminal before there is a board on it, and behind that."""

    def __init__(self, write: Callable[[bytes], object], columns: Callable[[], int]) -> None:
        """`columns` tells how wide it is, 0 where nobody knows."""
        self.write = write
        self._columns = columns

    def say(self, sentence: str) -> None:
        """Write a sentence, in rows that fit."""
        columns = self._columns()
        cells = max(1, min(WIDE, columns - 1)) if columns else NARROW
        self.write("".join(f"{row}\r\n" for row in in_rows(sentence, cells)).encode())
