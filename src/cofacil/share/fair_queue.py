"""Those who wait, address by address: however many come from one, the others' turn comes next."""

import heapq
import itertools
from collections import OrderedDict
from typing import Generic, TypeVar

Item = TypeVar("Item")


class FairQueue(Generic[Item]):
    """Gives each address its turn; within an address, who has the lower rank comes first, then who came first."""

    def __init__(self) -> None:
        self._of: OrderedDict[str, list[tuple[int, int, Item]]] = OrderedDict()
        """By address, whose turn is next coming first; each a heap."""
        self._numbers = itertools.count()

    def __bool__(self) -> bool:
        return bool(self._of)

    def put(self, address: str, item: Item, rank: int = 0) -> None:
        """Have somebody wait."""
        heapq.heappush(self._of.setdefault(address, []), (rank, next(self._numbers), item))

    def next(self) -> Item:
        """Return whose turn it is; their address comes last then.

        Raises:
            KeyError: nobody waits.
        """
        address, waiting = self._of.popitem(last=False)
        item = heapq.heappop(waiting)[-1]
        if waiting:
            self._of[address] = waiting
        return item

    def take_out(self, address: str, item: Item) -> None:
        """Forget somebody who waits no more: their address has the same turn as if they had never come."""
        waiting = self._of.get(address, [])
        left = [one for one in waiting if one[-1] is not item]
        if left:
            waiting[:] = left
            heapq.heapify(waiting)
        else:
            self._of.pop(address, None)

    def last_of(self, address: str) -> Item:
        """Take out who would come last of an address.

        Raises:
            KeyError: nobody waits there.
        """
        waiting = self._of[address]
        last = max(waiting, key=lambda one: one[:2])
        waiting.remove(last)
        heapq.heapify(waiting)
        if not waiting:
            del self._of[address]
        return last[-1]
