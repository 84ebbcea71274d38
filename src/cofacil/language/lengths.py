"""How long something shall last, in people's words."""

import re
import unicodedata
from collections.abc import Callable

from cofacil.board.errors import Trouble
from cofacil.board.timer import MINUTE
from cofacil.language.as_typed import as_typed

_SECOND = 1000
# As text: they are compiled when a length is first read.
_MINUTES = r"(\d{1,6})"
_CLOCK = r"(?:(\d{1,2}):(?=\d{2}:))?(\d{1,4}):(\d{2})"
_HOURS = r"(\d{1,6}) ?(?:h|hr|hrs|hour|hours)(?: ?(\d{1,6}) ?(?:m|min|mins|minute|minutes)?)?"
_MINUTES_AND = r"(\d{1,6}) ?(?:m|min|mins|minute|minutes)(?: ?(\d{1,6}) ?(?:s|sec|secs|second|seconds)?)?"
_SECONDS = r"(\d{1,6}) ?(?:s|sec|secs|second|seconds)"


class LengthUnknown(Trouble):
    """These words are no length of time."""

    def __init__(self, text: str) -> None:
        super().__init__("length-unknown", text=as_typed(text))


def read_length(text: str) -> int:
    """Work out how long somebody means, in milliseconds: `5` and `5 min`, `90s`, `1:30`, `1m30`, `1h`, `1h30`.

    A figure alone is minutes, in whichever figures it is written. `1:30` is a minute and a half, as it stands on the wall.
    A fraction is no length: where one reader means a half by `1.30`, another means thirty seconds.

    Raises:
        LengthUnknown: when it is no length.
    """
    words = " ".join(_plain(text).split())
    for read in _WAYS:
        length = read(words)
        if length is not None:
            return length
    raise LengthUnknown(text)


def _plain(text: str) -> str:
    """Return text with the figures of every script as ours, and the wide colon too."""
    signs = text.casefold().replace("\N{FULLWIDTH COLON}", ":")
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in signs)


def _minutes(words: str) -> int | None:
    found = re.fullmatch(_MINUTES, words, re.ASCII)
    return int(found[1]) * MINUTE if found else None


def _clock(words: str) -> int | None:
    found = re.fullmatch(_CLOCK, words, re.ASCII)
    if found is None or int(found[3]) > 59 or (found[1] and int(found[2]) > 59):
        return None
    return (int(found[1] or 0) * 60 + int(found[2])) * MINUTE + int(found[3]) * _SECOND


def _units(pattern: str, larger: int, smaller: int) -> Callable[[str], int | None]:
    """Return what reads a length in one unit, and what is over in the next smaller one."""

    def read(words: str) -> int | None:
        found = re.fullmatch(pattern, words, re.ASCII)
        if found is None or int(found[2] or 0) > 59:
            return None
        return int(found[1]) * larger + int(found[2] or 0) * smaller

    return read


def _seconds(words: str) -> int | None:
    found = re.fullmatch(_SECONDS, words, re.ASCII)
    return int(found[1]) * _SECOND if found else None


_WAYS: tuple[Callable[[str], int | None], ...] = (
    _minutes, _clock, _units(_HOURS, 60 * MINUTE, MINUTE), _units(_MINUTES_AND, MINUTE, _SECOND), _seconds,
)  # fmt: skip
