"""How a word to come in with is made, and how it is read however somebody spells it."""

import re
import secrets
from functools import cache
from pathlib import Path

_FIGURES = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32."""
_LOOK_ALIKES = str.maketrans("OIL", "011")
_BESIDES = re.compile("[^0-9A-Z]+")
_LONGEST = 100
"""What is longer is no word; the rest of it is not looked at."""


@cache
def nouns() -> tuple[str, ...]:
    """Return the words that room words are made of: they are spelled as they sound, and none is a slip from another."""
    return tuple(Path(__file__).with_name("nouns.txt").read_text(encoding="ascii").split())


def personal_word() -> str:
    """Make a word of 50 random bits: 7K3PX-9QW2M."""
    figures = "".join(secrets.choice(_FIGURES) for _ in range(10))
    return f"{figures[:5]}-{figures[5:]}"


def room_word() -> str:
    """Make a word that can be read from a wall: GARDEN-42-BEAN."""
    return f"{secrets.choice(nouns())}-{10 + secrets.randbelow(90)}-{secrets.choice(nouns())}".upper()


def bare_word(typed: str) -> str:
    """Return a word as it is compared: capitals and figures only, O as 0, I and L as 1."""
    return _BESIDES.sub("", typed[:_LONGEST].upper()).translate(_LOOK_ALIKES)
