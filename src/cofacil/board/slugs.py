"""Who somebody is in the file: the slug of their name; and what stands for all of us, which is nobody's name."""

import unicodedata
from functools import lru_cache

from cofacil.board.text import clean_name, strip_text

HALL, SCREEN = "hall", "screen"
"""How somebody is here: in the room, or joined from another computer."""
ROOM = "\0"
"""Stands for all of us among the names that a command is given; no name that can be kept has such a letter."""
ROOM_KEPT = "room"
"""What the file says for it among the owners of a card. No name has this slug (`text.clean_name`)."""
_INTO_A_FIELD = {ord("."): "-", ord("/"): "-", ord(" "): "-"}
"""A dot or a slash would cut the field that a slug becomes part of."""


@lru_cache(maxsize=1024)  # the same few names with every key and every picture
def slug_of(name: str) -> str:
    """Return the slug of a name: casefolded, NFC.

    Raises:
        Refusal: when nobody can have that name.
    """
    return folded(clean_name(name))


@lru_cache(maxsize=2048)  # the names of a board are looked at again with every key of a line
def folded(name: str) -> str:
    """Return what the slug of a name would be, without asking whether anybody can have it."""
    # Small letters may be plain ones where the capital was not, and join nothing then: ẞ becomes ss.
    return hyphened(unicodedata.normalize("NFC", name.casefold()))


def hyphened(name: str) -> str:
    """Return a name with a hyphen for what would cut the field that it becomes part of."""
    return strip_text(name).translate(_INTO_A_FIELD)
