"""A cache of painted rows: what was painted from the same objects and equal values is not painted again."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Painted = TypeVar("Painted")


class PaintCache(Generic[Painted]):
    """Holds what was painted lately, by the identity of the objects it came from: they are frozen, and never compared."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: dict[tuple[Hashable, ...], tuple[tuple[object, ...], Painted]] = {}

    def get(self, things: tuple[object, ...], values: tuple[Hashable, ...], make: Callable[[], Painted]) -> Painted:
        """Return what `make` returns for these very things and for equal values."""
        key = (*map(id, things), *values)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= self._limit:
                self._kept.clear()
            # The things are kept too: as long as they are, nobody else can have their ids.
            found = self._kept[key] = (things, make())
        return found[1]
