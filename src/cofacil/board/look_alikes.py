"""Names that look alike: whoever could be taken for somebody else by their name on a screen is called the same."""

from functools import lru_cache

from cofacil.board.skeleton import skeleton
from cofacil.board.slugs import folded, hyphened


@lru_cache(maxsize=2048)  # the names of a board are looked at again with every key of a line
def looks(name: str, *, has_accents: bool = False) -> frozenset[str]:
    """Return what a name looks like: as it stands, in small letters and in capitals; `has_accents` tells Sian from Siân.

    Two names look alike where one of these is the same: Cyrillic Аna is Ana, and lan is Ian, but Lan is not.
    """
    ways = {"=": hyphened(name), "-": folded(name), "^": hyphened(name.upper())}
    return frozenset(way + skeleton(text, has_accents=has_accents) for way, text in ways.items())


def look_alike(one: str, other: str) -> bool:
    """Say whether two names cannot be told from each other but by their accents."""
    return not looks(one, has_accents=True).isdisjoint(looks(other, has_accents=True))


def seem_one(one: str, other: str) -> bool:
    """Say whether two names are taken for one at the door, where accents are forgiven too."""
    return not looks(one).isdisjoint(looks(other))
