"""What a text looks like, whatever letters it is made of.

Source: Unicode Technical Standard 39, section 4: two texts look alike where their skeletons are the same.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path


def skeleton(text: str, *, has_accents: bool = True) -> str:
    """Return letters that stand for all that look like these, without what is not seen."""
    # What is drawn as itself in another size or face (full width, small capitals of mathematics) has no row of its own.
    plain = _drawn(unicodedata.normalize("NFKC", _drawn(text)))
    return "".join(
        letter for letter in unicodedata.normalize("NFD", plain) if _is_seen(letter, has_accents=has_accents)
    )


_LATIN = str.maketrans({"`": "'", "0": "O", "1": "l", "I": "l", "|": "l"})
"""What the table says of ASCII letters: names that have no others are looked at without it."""


def _drawn(text: str) -> str:
    if text.isascii():
        return text.translate(_LATIN)
    table = _table()
    return "".join(table.get(letter, letter) for letter in unicodedata.normalize("NFD", text))


def _is_seen(letter: str, *, has_accents: bool) -> bool:
    category = unicodedata.category(letter)
    return category[0] not in "CZ" and (has_accents or category[0] != "M")


@cache
def _table() -> Mapping[str, str]:
    """Return what each letter looks like, where that is another; read when the first text with other letters than ASCII is looked at."""
    rows = Path(__file__).with_name("look_alikes.txt").read_text(encoding="ascii").splitlines()
    table: dict[str, str] = {}
    for group in " ".join(row for row in rows if not row.startswith("#")).split(";"):
        one, _colon, others = group.strip().partition(":")
        shape = "".join(chr(int(point, 16)) for point in filter(None, one.split("+")))
        table.update((chr(int(point, 16)), shape) for point in others.split())
    return table
