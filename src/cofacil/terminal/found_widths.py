"""What one terminal was found to draw letters as: it is asked where it stands behind each doubtful one, once.

The answers come when they come, or never; until then such a letter is drawn with care. A place that answers one question
answers no other that waits, so that no answer is taken for another's. In the first row nothing is asked, as an answer
could be the key F3 there.
"""

from typing import NamedTuple

from cofacil.terminal.cells import is_certain
from cofacil.terminal.widths import width_of

ASK = "\x1b[6n"
_WAITING = 32
"""So many answers may be missing: a terminal that gives none is asked no more."""
_KNOWN = 2048


class _Asked(NamedTuple):
    letter: str
    row: int
    column: int
    last: int
    """The column behind the letter where each of its signs is drawn in cells of its own."""

    def is_answered_by(self, row: int, column: int) -> bool:
        return row == self.row and self.column < column <= self.last

    def is_like(self, other: "_Asked") -> bool:
        """Say whether a place could answer both."""
        if self.letter == other.letter:
            return True
        return self.row == other.row and self.column < other.last and other.column < self.last


class Found:
    """How many cells a terminal draws letters in."""

    def __init__(self, *, asks: bool) -> None:
        self._asks = asks
        self._widths: dict[str, int] = {}
        self._waiting: list[_Asked] = []
        """What is not answered yet, what was asked first coming first."""

    def cells(self, letter: str) -> int | None:
        """Return the cells that it was found to take, None where that is not known."""
        return width_of(letter) if is_certain(letter) else self._widths.get(letter)

    def is_as_laid_out(self, letter: str) -> bool:
        """Say whether it is known to take as many cells as are kept for it."""
        return self.cells(letter) == width_of(letter)

    def spill(self, letter: str) -> int:
        """Return how many cells it may take of those behind its own."""
        found = self.cells(letter)
        return max(0, (_most(letter) if found is None else found) - width_of(letter))

    def question(self, letter: str, row: int, column: int, width: int) -> str:
        """Return what asks for the place behind a letter that is drawn there, "" where nothing is to be asked.

        In the last cells of a row, of so many, the cursor stays before its end, whatever is drawn.
        """
        if column + _most(letter) >= width:
            return ""
        if not self._asks or not row or letter in self._widths:
            return ""
        if len(self._waiting) >= _WAITING or len(self._widths) >= _KNOWN:
            return ""
        asked = _Asked(letter, row, column, column + _most(letter))
        if any(map(asked.is_like, self._waiting)):
            return ""
        self._waiting.append(asked)
        return ASK

    def learn(self, row: int, column: int) -> None:
        """Take an answer, counted from 1 as terminals do; one that was not asked for is none."""
        for number, asked in enumerate(self._waiting):
            if asked.is_answered_by(row - 1, column - 1):
                # What was asked before it is not answered any more.
                del self._waiting[: number + 1]
                self._widths[asked.letter] = column - 1 - asked.column
                return


def _most(letter: str) -> int:
    """Return the cells of a letter each of whose signs is drawn for itself."""
    return max(width_of(letter), sum(map(width_of, letter)))
