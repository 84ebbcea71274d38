"""Telling many: a few at a time, so that keys which come meanwhile are heard in between."""

import asyncio
from collections.abc import Callable

AT_ONCE = 8
"""How many are called together: less work in all than one by one, and not so much that a key has to wait for it."""
BEFORE = 16
"""How many rounds of the event loop come before the first are called: who asked has painted by then."""
APART = 12
"""How many rounds come between some who are called and the next: those before have painted by then."""


class FewAtATime:
    """Calls many, a few at a time and each a few rounds of the event loop behind those before.

    Rounds, not seconds: where nothing else waits they pass at once, and where much does nobody waits behind all of it.
    """

    def __init__(self) -> None:
        self._waiting: dict[Callable[[], None], None] = {}
        """Who waits, in order, each once."""
        self._behind: dict[Callable[[], None], None] = {}
        """Who waits until nobody else does."""
        self._rounds = 0
        """How many pass until the next are called."""
        self._is_going = False

    @property
    def is_done(self) -> bool:
        """Say whether nobody waits."""
        return not (self._waiting or self._behind)

    def call(self, call: Callable[[], None], before: int = BEFORE, *, is_behind: bool = False) -> None:
        """Call this when it is due: once, however often that is asked meanwhile; `before` rounds pass where nobody waits yet.

        Who `is_behind` is called behind all others: what they are told has a longer way to them anyhow.
        """
        (self._behind if is_behind else self._waiting)[call] = None
        if not self._is_going:
            self._rounds = before
            self._go_on()

    def drop(self, call: Callable[[], None]) -> None:
        """Call this no more."""
        self._waiting.pop(call, None)
        self._behind.pop(call, None)

    def _go_on(self) -> None:
        self._is_going = not self.is_done
        if self._is_going:
            asyncio.get_running_loop().call_soon(self._round)

    def _round(self) -> None:
        self._rounds -= 1
        if self._rounds <= 0:
            self._rounds = APART
            # Never both together: those behind would be in the way of what the others paint.
            for _ in range(min(AT_ONCE, len(self._waiting or self._behind))):
                # A call each of the loop's: one that breaks keeps nobody else from being called.
                asyncio.get_running_loop().call_soon(self._call_next)
        self._go_on()

    def _call_next(self) -> None:
        waiting = self._waiting or self._behind
        call = next(iter(waiting), None)
        if call is not None:
            del waiting[call]
            call()
