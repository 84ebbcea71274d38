"""Telling many: one after the other, so that keys which come meanwhile are heard in between."""

import asyncio
from collections.abc import Callable

BEFORE = 16
"""How many turns of the event loop come before the first is told: who asked has painted by then."""
APART = 4
"""How many turns come between two who are told: the one before has painted most of it by then."""


class OneByOne:
    """Calls one after the other, each a few turns of the event loop behind the one before.

    Turns, not seconds: where nothing else waits they pass at once, and where much does nobody waits behind all of it.
    """

    def __init__(self) -> None:
        self._waiting: dict[Callable[[], None], None] = {}
        """Who waits, in order, each once."""
        self._turns = 0
        """How many turns pass until the next is called."""
        self._is_turning = False

    @property
    def is_done(self) -> bool:
        """Say whether nobody waits."""
        return not self._waiting

    def call(self, call: Callable[[], None]) -> None:
        """Call this when its turn comes: once, however often that is asked meanwhile."""
        self._waiting[call] = None
        if not self._is_turning:
            self._turns = BEFORE
            self._go_on()

    def drop(self, call: Callable[[], None]) -> None:
        """Call this no more."""
        self._waiting.pop(call, None)

    def _go_on(self) -> None:
        self._is_turning = bool(self._waiting)
        if self._is_turning:
            asyncio.get_running_loop().call_soon(self._turn)

    def _turn(self) -> None:
        self._turns -= 1
        if self._turns > 0 or not self._waiting:
            self._go_on()
            return
        self._turns = APART
        call = next(iter(self._waiting))
        del self._waiting[call]
        self._go_on()
        call()
