"""A cache of painted rows: what was painted from the same objects and equal values is not painted again."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Painted = TypeVar("Painted")


class PaintCache(dict[tuple[Hashable, ...], tuple[tuple[object, ...], Painted]], Generic[Painted]):
    """Holds what was painted lately, for all seats of a process.

    A key is made of the identities of the objects it was painted from, which are frozen and never compared, and of equal
    values. A look into it is a plain `get`, as it is asked for every row of every frame; what is found has the painted
    thing as its second part.
    """

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def put(self, key: tuple[Hashable, ...], things: tuple[object, ...], painted: Painted) -> Painted:
        """Hold what was painted, and the objects it was painted from: as long as they are held, nobody else has their ids."""
        if len(self) >= self._limit:
            self.clear()
        self[key] = (things, painted)
        return painted
