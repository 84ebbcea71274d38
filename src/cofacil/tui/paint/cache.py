"""What was painted before, found again by the very things it was painted from."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Painted = TypeVar("Painted")


class Kept(Generic[Painted]):
    """Keeps what was made last, so that what nobody touched need not be painted, or compared, again."""

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
