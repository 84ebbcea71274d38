"""What is made as it is looked at: a list of thousands costs what is seen of it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

from cofacil.board.events import EntityId

Made_co = TypeVar("Made_co", covariant=True)


class Lazily(Sequence[Made_co]):
    """A list of which the entities are known, and each member is made when it is first asked for."""

    __slots__ = ("_made", "_make", "keys")

    def __init__(self, keys: Sequence[EntityId] = (), make: Callable[[int], Made_co] | None = None) -> None:
        self.keys = keys
        """Of each member what it tells of: known without making it."""
        self._make = make
        self._made: dict[int, Made_co] = {}

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Made_co]:
        return map(self._at, range(len(self.keys)))

    @overload
    def __getitem__(self, at: int) -> Made_co: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Made_co, ...]: ...

    def __getitem__(self, at: int | slice) -> Made_co | tuple[Made_co, ...]:
        places = range(len(self.keys))[at]
        return self._at(places) if isinstance(places, int) else tuple(map(self._at, places))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lazily) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self.keys))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _at(self, at: int) -> Made_co:
        if at in self._made:
            return self._made[at]
        assert self._make is not None  # noqa: S101  # there is something in it
        made = self._made[at] = self._make(at)
        return made
