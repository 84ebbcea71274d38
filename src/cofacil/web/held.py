"""What was made for one reader, and is the same for the next."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Held(Generic[Made]):
    """Holds what was made lately.

    A key is made of equal values, and of the identities of frozen objects that it was made from: as long as those are held
    beside it, nobody else has their ids.
    """

    def __init__(self, limit: int) -> None:
        self._made: dict[tuple[Hashable, ...], tuple[tuple[object, ...], Made]] = {}
        self._limit = limit

    def get(self, key: tuple[Hashable, ...]) -> Made | None:
        found = self._made.get(key)
        return None if found is None else found[1]

    def put(self, key: tuple[Hashable, ...], things: tuple[object, ...], made: Made) -> Made:
        if len(self._made) >= self._limit:
            self._made.clear()
        self._made[key] = (things, made)
        return made
