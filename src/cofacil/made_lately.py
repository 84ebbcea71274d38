"""What was made lately from the same objects and equal values, and is not made again: rows of a screen, parts of the page."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class MadeLately(dict[tuple[Hashable, ...], tuple[tuple[object, ...], Made]], Generic[Made]):
    """Holds what was made lately, for all seats and readers of a process.

    A key is made of the identities of the objects it was made from, which are frozen and never compared, and of equal values.
    A look into it may be a plain `get`, as it is asked for every row of every frame; what is found has what was made as its
    second part.
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def made(self, key: tuple[Hashable, ...]) -> Made | None:
        """Return what was made under a key, None for nothing that is held."""
        found = self.get(key)
        return None if found is None else found[1]

    def put(self, key: tuple[Hashable, ...], things: tuple[object, ...], made: Made) -> Made:
        """Hold what was made, and the objects it was made from: as long as they are held, nobody else has their ids."""
        if len(self) >= self._limit:
            del self[next(iter(self))]  # what was made first: what many look at now was made since
        self[key] = (things, made)
        return made
