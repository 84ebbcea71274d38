"""One window's stream of events: always the newest state, never a row of those before it."""

import asyncio
import json
from collections.abc import Callable

from aiohttp import web

from cofacil.web.news import news
from cofacil.web.parts import NO_PARTS, Parts

STILL = 15.0
"""Seconds of silence behind which a sign of life is sent."""
_FIRST = b"retry: 1000\n\n"


class Stream:
    """Sends a reader's window what has changed since it was sent something last."""

    def __init__(self, parts: Callable[[], Parts], now: Callable[[], int], patience: float) -> None:
        self._parts = parts
        self._now = now
        self._patience = patience
        self._sent = NO_PARTS
        self._is_news = asyncio.Event()
        self._said = ""
        """The newest sentence that was not sent yet."""
        self._is_over = False
        self._leads_to = ""
        """Where the window is to go behind it, "" for nowhere."""

    def wake(self, said: str = "") -> None:
        """Send what is new now."""
        self._said = said or self._said
        self._is_news.set()

    def end(self, to: str = "") -> None:
        """Send the window elsewhere, and end; without anywhere it is only told no more."""
        self._is_over, self._leads_to = True, to
        self._is_news.set()

    async def run(self, response: web.StreamResponse) -> None:
        """Send until it is ended; who takes nothing of it for a while is hung up on.

        Raises:
            TimeoutError, ConnectionError: the line is lost.
        """
        await self._send(response, _FIRST, self._still(), self._news())
        while not self._is_over:
            try:
                async with asyncio.timeout(STILL):
                    await self._is_news.wait()
            except TimeoutError:
                await self._send(response, self._still())
                continue
            self._is_news.clear()
            said, self._said = self._said, ""
            if not self._is_over:
                await self._send(response, self._news(), _event("said", {"words": said}) if said else b"")
        if self._leads_to:
            await self._send(response, _event("go", {"to": self._leads_to}))

    async def _send(self, response: web.StreamResponse, *events: bytes) -> None:
        data = b"".join(events)
        if data:
            async with asyncio.timeout(self._patience):
                await response.write(data)

    def _still(self) -> bytes:
        return _event("still", {"now": self._now()})

    def _news(self) -> bytes:
        """Return the event with the parts that are not as they were sent last, b"" where all are."""
        before, self._sent = self._sent, self._parts()
        changed = news(before, self._sent)
        return b"event: parts\ndata: {" + changed + b"}\n\n" if changed else b""


def _event(name: str, data: object) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
