"""How a word to come in with is made, and how it is read however somebody spells it."""

import re
import secrets
from functools import cache
from pathlib import Path

_FIGURES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32."""
_LOOK_ALIKES = str.maketrans("OIL", "011")
_BESIDES = re.compile("[^0-9A-Z]+")
_OWN_LENGTH = 10
_LIKE_A_ROOMS = re.compile("[A-Z01]+[0-9]{2}[A-Z01]+")
"""Letters, two figures, letters, as `bare_word` has them."""
_LONGEST = 100
"""What is longer is no word; the rest of it is not looked at."""


@cache
def nouns() -> tuple[str, ...]:
    """Return the words that room words are made of: they are spelled as they sound, and none is a slip from another."""
    return tuple(Path(__file__).with_name("nouns.txt").read_text(encoding="ascii").split())


def personal_word() -> str:
    """Make a word of 50 random bits: 7K3PX-9QW2M."""
    figures = "".join(secrets.choice(_FIGURES) for _ in range(_OWN_LENGTH))
    return f"{figures[:5]}-{figures[5:]}"


def room_word() -> str:
    """Make a word that can be read from a wall: GARDEN-42-BEAN."""
    return f"{secrets.choice(nouns())}-{10 + secrets.randbelow(90)}-{secrets.choice(nouns())}".upper()


def bare_word(typed: str) -> str:
    """Return a word as it is compared: capitals and figures only, O as 0, I and L as 1."""
    return _BESIDES.sub("", typed[:_LONGEST].upper()).translate(_LOOK_ALIKES)


@cache
def _bare_nouns() -> frozenset[str]:
    return frozenset(map(bare_word, nouns()))


def can_be_a_word(typed: str) -> bool:
    """Say whether what was typed has the form of a word: a slip in one of its nouns makes none of it.

    Nouns may come to the list, and none may go while a word made of it is good.
    """
    bare = bare_word(typed)
    if len(bare) == _OWN_LENGTH and set(bare) <= set(_FIGURES):
        return True
    return any(
        found[1] in _bare_nouns() and found[2] in _bare_nouns()
        for at in range(1, len(bare) - 2)
        if (found := (bare[at : at + 2], bare[:at], bare[at + 2 :]))[0].isdigit()
    )


def is_only_ones_own(typed: str) -> bool:
    """Say whether what was typed can be a word for one person, and none for a room."""
    bare = bare_word(typed)
    return len(bare) == _OWN_LENGTH and not _LIKE_A_ROOMS.fullmatch(bare)
