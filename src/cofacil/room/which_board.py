"""Which board is meant by what somebody types for one: its name, its title, or how either begins."""

from collections.abc import Callable, Sequence
from typing import NamedTuple
from unicodedata import normalize

from cofacil.board.text import bare


class Called(NamedTuple):
    """What a board may be called by."""

    name: str
    """The name of its file, without the end."""
    title: str = ""
    """What stands above it on the screen; "" where that is not known."""


def boards_meant(typed: str, boards: Sequence[Called]) -> tuple[str, ...]:
    """Return the names of the boards that are called so, in the surest way of reading it that fits any.

    Several mean that it is not clear. Small letters, accents and what parts words make no difference unless two boards
    differ by nothing else.
    """
    if any(board.name == typed for board in boards):
        return (typed,)
    return (
        _whose(boards, _name, _is_alike(typed))
        or _whose(boards, _title, _is_alike(typed))
        or _whose(boards, _either, _is_so_called(typed))
    )


def boards_begun(typed: str, boards: Sequence[Called]) -> tuple[str, ...]:
    """Return the names of the boards of which the name begins so, else of those of which the title does.

    Copies of a board bear its title, and must not make the beginning of its name unclear.
    """
    ways = _begins_alike(typed), _begins_so(typed)
    return next((found for part in (_name, _title) for fits in ways if (found := _whose(boards, part, fits))), ())


def plainly(text: str) -> str:
    """Return a name or a title as it is compared: `harbour-lane` for *Harbour  Lane!*."""
    letters = "".join(letter if letter.isalnum() else " " for letter in bare(text))
    return "-".join(letters.split())


def alike(text: str) -> str:
    """Return a name or a title as it is compared where accents tell one from another."""
    return " ".join(normalize("NFC", normalize("NFC", text).casefold()).split())


_Fits = Callable[[str], bool]
_Part = Callable[[Called], tuple[str, ...]]


def _name(board: Called) -> tuple[str, ...]:
    return (board.name,)


def _title(board: Called) -> tuple[str, ...]:
    return (board.title,)


def _either(board: Called) -> tuple[str, ...]:
    return (board.name, board.title)


def _whose(boards: Sequence[Called], part: _Part, fits: _Fits) -> tuple[str, ...]:
    return tuple(board.name for board in boards if any(map(fits, part(board))))


def _is_alike(typed: str) -> _Fits:
    wanted = alike(typed)
    return lambda text: bool(wanted) and alike(text) == wanted


def _is_so_called(typed: str) -> _Fits:
    wanted = plainly(typed)
    return lambda text: bool(wanted) and plainly(text) == wanted


def _begins_alike(typed: str) -> _Fits:
    wanted = alike(typed)
    return lambda text: bool(wanted) and alike(text).startswith(wanted)


def _begins_so(typed: str) -> _Fits:
    wanted = plainly(typed)
    return lambda text: bool(wanted) and plainly(text).startswith(wanted)
