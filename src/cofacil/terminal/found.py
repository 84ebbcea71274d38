"""What one terminal was found to draw letters as: it is asked where it stands behind each doubtful one, once.

The answers come when they come, or never; until then such a letter is drawn with care. Nothing is asked in the first
row, where an answer could be the key F3.
"""

from collections import deque
from typing import NamedTuple

from cofacil.terminal.cells import is_certain
from cofacil.terminal.widths import width_of

ASK = "\x1b[6n"
_WAITING = 32
"""So many answers may be missing: a terminal that gives none is asked no more."""
_KNOWN = 2048
_WIDEST = 24
"""Cells that one letter may take of a terminal that is believed: a family is eight, with each of its signs drawn alone."""


class _Asked(NamedTuple):
    letter: str
    row: int
    column: int


class Found:
    """How many cells a terminal draws letters in."""

    def __init__(self, *, asks: bool) -> None:
        self._asks = asks
        self._widths: dict[str, int] = {}
        self._waiting: deque[_Asked] = deque()

    def cells(self, letter: str) -> int | None:
        """Return the cells that it was found to take, None where that is not known."""
        return width_of(letter) if is_certain(letter) else self._widths.get(letter)

    def is_as_laid_out(self, letter: str) -> bool:
        """Say whether it is known to take as many cells as are kept for it."""
        return self.cells(letter) == width_of(letter)

    def spill(self, letter: str) -> int:
        """Return how many cells it may take of those behind its own."""
        found = self.cells(letter)
        most = sum(map(width_of, letter)) if found is None else found
        return max(0, most - width_of(letter))

    def question(self, letter: str, row: int, column: int) -> str:
        """Return what asks for the place behind a letter that is drawn there, "" where nothing is to be asked."""
        if not self._asks or not row or letter in self._widths:
            return ""
        if len(self._waiting) >= _WAITING or len(self._widths) >= _KNOWN:
            return ""
        if any(asked.letter == letter for asked in self._waiting):
            return ""
        self._waiting.append(_Asked(letter, row, column))
        return ASK

    def learn(self, row: int, column: int) -> None:
        """Take an answer, counted from 1 as terminals do; one that was not asked for is none."""
        for number, asked in enumerate(self._waiting):
            if asked.row == row - 1 and 0 <= column - 1 - asked.column <= _WIDEST:
                # Those before it are not answered any more.
                for _ in range(number + 1):
                    self._waiting.popleft()
                self._widths[asked.letter] = column - 1 - asked.column
                return
