"""When a door's collector of garbage works: everybody whose screen it serves waits for it."""

import asyncio
import gc

_YOUNG = 50_000
"""Things made between two looks of the collector at what is new: a first frame makes some thousands."""
_OLDER = 5
"""Such looks behind which it also looks at what has lived through one: pages that were open, screens of another size.

Textual leaves some hundred things in circles with each of them. Four times as many looks apart, a hall that changes its
sizes all the time holds a tenth more, and waits twice as long for one look.
"""
_OLDEST = 20
"""Those behind which it looks at all there is: hardly ever by itself, but behind those who leave."""
_AFTER = 2.0
"""Seconds behind somebody who leaves: whoever leaves together is swept behind together."""
_BETWEEN = 15.0
"""Seconds between two sweeps, however many come and go."""


class GarbageSweep:
    """Collects what guests leave behind in one go: the collector walks everything."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._next: asyncio.TimerHandle | None = None
        self._last = loop.time() - _BETWEEN
        gc.set_threshold(_YOUNG, _OLDER, _OLDEST)

    def soon(self) -> None:
        """Collect a while behind somebody who left; those who leave until then put it off no more."""
        if self._next is None:
            self._next = self._loop.call_at(max(self._loop.time() + _AFTER, self._last + _BETWEEN), self._sweep)

    def _sweep(self) -> None:
        self._next = None
        gc.collect()
        self._last = self._loop.time()
