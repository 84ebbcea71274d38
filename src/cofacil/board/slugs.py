"""Who somebody is in the file: the slug of their name, and the two ways of being here."""

import unicodedata

from cofacil.board.text import clean_name

HALL, SCREEN = "hall", "screen"
"""How somebody is here: in the room, or joined from another computer."""


def slug_of(name: str) -> str:
    """Return the slug of a name: casefolded, NFC; a dot or a slash would cut the field it becomes part of."""
    folded = unicodedata.normalize("NFC", clean_name(name).casefold())
    return folded.translate({ord("."): "-", ord("/"): "-", ord(" "): "-"})
