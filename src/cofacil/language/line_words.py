"""The words of a line beside its names, days and themes: what a card keeps of them, so that no word is lost.

A name, a day or a theme that is taken leaves the words, but for three: where the word before needs one behind it (*from
@ana to @bo*), where the sentence ends with it (*is it @ana?*), and what cannot be kept as who or when, which stays as typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cofacil.board.text import BEHIND_A_WORD

_NEEDS_A_WORD = frozenset(
    {
        "a", "about", "after", "an", "as", "at", "before", "behind", "below", "between", "but", "by", "for", "from",
        "her", "his", "in", "into", "like", "my", "near", "of", "on", "or", "our", "over", "past", "since", "than",
        "the", "their", "through", "till", "to", "under", "until", "via", "with", "without", "your",
    }
)  # fmt: skip
"""Words behind which a sentence goes on. They are read in English so far, as the phrases of days are."""
OPENS = "(\"'“„«‘¿¡（「『【《"
"""What may stand before a sign and is none of the name behind it."""
_ENDS_A_SENTENCE = frozenset("?!？！؟")


@dataclass(slots=True)
class _Piece:
    text: str
    is_beside: bool = False
    """Whether it stays only on a card that keeps one speaker."""


class LineWords:
    """Collects what stays words, for a card that keeps every name and for one that keeps a single speaker."""

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []

    def __len__(self) -> int:
        return len(self._pieces)

    @property
    def text(self) -> str:
        """Return the words of a card that keeps every name."""
        return " ".join(piece.text for piece in self._pieces if not piece.is_beside)

    @property
    def spoken(self) -> str:
        """Return the words of a card that keeps one speaker: whoever else is named stays in them."""
        return " ".join(piece.text for piece in self._pieces)

    @property
    def last(self) -> str:
        """Return what stands last, "" for nothing."""
        return self._pieces[-1].text if self._pieces else ""

    def add(self, *words: str) -> None:
        self._pieces += map(_Piece, words)

    def add_beside(self, words: Sequence[str]) -> None:
        """Keep what was typed where only one speaker is kept."""
        self._pieces.append(_Piece(" ".join(words), is_beside=True))

    def pop(self) -> None:
        """Take back what stands last."""
        self._pieces.pop()

    def put_at(self, place: int, words: Sequence[str]) -> None:
        """Keep what was typed where it stood."""
        self._pieces.insert(place, _Piece(" ".join(words)))

    def needs_one_more(self) -> bool:
        """Say whether the words would break off here."""
        return self.last.casefold() in _NEEDS_A_WORD

    def stays(self, name: str, typed: Sequence[str]) -> str:
        """Return how something that is taken stays in the words as well, "" where it leaves them.

        `typed` are its words as they stood, the sign before the first.
        """
        opened, closed = _around(typed)
        if name.endswith(tuple(BEHIND_A_WORD)):
            closed = ""  # it is the name's own
        is_aside = bool(opened) and not closed
        is_end = bool(self._pieces) and not _ENDS_A_SENTENCE.isdisjoint(closed)
        return f"{opened}{name}{closed}" if is_aside or is_end or self.needs_one_more() else ""


def _around(typed: Sequence[str]) -> tuple[str, str]:
    """Return what clings to some words at their beginning and at their end: brackets and marks."""
    first, last = typed[0], typed[-1]
    return first[: len(first) - len(first.lstrip(OPENS))], last[len(last.rstrip(BEHIND_A_WORD)) :]
