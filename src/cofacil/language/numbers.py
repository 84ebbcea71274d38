"""Small numbers in words."""

from cofacil.board.marked import N_
from cofacil.language.catalog import _

_NUMBERS = (
    N_("no"), N_("one"), N_("two"), N_("three"), N_("four"), N_("five"), N_("six"),
    N_("seven"), N_("eight"), N_("nine"), N_("ten"), N_("eleven"), N_("twelve"),
)  # fmt: skip


def count_of(number: int) -> str:
    """Return a small number as a word, a larger one in figures."""
    return _(_NUMBERS[number]) if 0 <= number < len(_NUMBERS) else str(number)


def count_first(number: int) -> str:
    """Return a number as `count_of` does, for the beginning of a sentence."""
    words = count_of(number)
    return words[:1].upper() + words[1:]
