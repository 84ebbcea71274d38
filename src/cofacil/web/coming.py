"""Who presses twice comes in once: what a browser sends again is the same, not somebody else's."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

from cofacil.web.door import NotIn

_AGAIN = 3.0
"""Seconds in which what was sent by the same form from the same address is a second press on the same button."""


class Sent(NamedTuple):
    """What came from a browser that wants in."""

    form: Mapping[str, str]
    address: str


@dataclass
class Turn:
    """The presses of one browser, one behind the other."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    refused: tuple[Sent, NotIn] | None = None
    """Why what was sent just before let nobody in: a guess that was sent twice is one."""

    def why_not(self, sent: Sent) -> NotIn | None:
        return self.refused[1] if self.refused is not None and self.refused[0] == sent else None


class Coming:
    """Has the presses of each browser wait for one another, and knows for a moment what came of them."""

    def __init__(self) -> None:
        self._turns: dict[str, Turn] = {}
        self._came: dict[str, tuple[Sent, str]] = {}

    @asynccontextmanager
    async def turn(self, browser: str) -> AsyncIterator[Turn]:
        """Wait until nothing else of a browser is being looked at."""
        turn = self._turns.setdefault(browser, Turn())
        turn.waiting += 1
        try:
            async with turn.lock:
                yield turn
        finally:
            turn.waiting -= 1
            if not turn.waiting:
                del self._turns[browser]

    def came(self, browser: str, sent: Sent, cookie: str) -> None:
        """Remember which cookie somebody was given: where they press twice, the first answer is read by nobody."""
        self._came[browser] = sent, cookie
        asyncio.get_running_loop().call_later(_AGAIN, self._came.pop, browser, None)

    def again(self, browser: str, sent: Sent) -> str:
        """Return the cookie that the same press was given just now, "" where it was given none."""
        before, cookie = self._came.get(browser, (None, ""))
        return cookie if before == sent else ""
