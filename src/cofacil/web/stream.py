"""One window's stream of events: always the newest state, never a row of those before it."""

import asyncio
import json
from collections.abc import Callable, Mapping

from aiohttp import web

from cofacil.web.held import Held

STILL = 15.0
"""Seconds of silence behind which a sign of life is sent."""
_FIRST = b"retry: 1000\n\n"

_fragments: Held[bytes] = Held(512)


class Stream:
    """Sends a reader's window what has changed since it was sent something last."""

    def __init__(self, parts: Callable[[], Mapping[str, str]], now: Callable[[], int], patience: float) -> None:
        self._parts = parts
        self._now = now
        self._patience = patience
        self._sent: dict[str, str] = {}
        self._is_news = asyncio.Event()
        self._said = ""
        """The newest sentence that was not sent yet."""
        self._go = ""
        """Where the window is to go, behind which there is nothing more."""

    def wake(self, said: str = "") -> None:
        """Send what is new now."""
        self._said = said or self._said
        self._is_news.set()

    def end(self, to: str = "") -> None:
        """Send the window elsewhere, and end; without anywhere it is only told no more."""
        self._go = to or "."
        self._is_news.set()

    async def run(self, response: web.StreamResponse) -> None:
        """Send until it is ended; who takes nothing of it for a while is hung up on.

        Raises:
            TimeoutError, ConnectionError: the line is lost.
        """
        await self._send(response, _FIRST, self._still(), self._news())
        while not self._go:
            try:
                async with asyncio.timeout(STILL):
                    await self._is_news.wait()
            except TimeoutError:
                await self._send(response, self._still())
                continue
            self._is_news.clear()
            said, self._said = self._said, ""
            if not self._go:
                await self._send(response, self._news(), _event("said", {"words": said}) if said else b"")
        if self._go != ".":
            await self._send(response, _event("go", {"to": self._go}))

    async def _send(self, response: web.StreamResponse, *events: bytes) -> None:
        data = b"".join(events)
        if data:
            async with asyncio.timeout(self._patience):
                await response.write(data)

    def _still(self) -> bytes:
        return _event("still", {"now": self._now()})

    def _news(self) -> bytes:
        """Return the event with the parts that are not as they were sent last, b"" where all are."""
        parts, sent = self._parts(), self._sent
        new = [(name, html) for name, html in parts.items() if sent.get(name) != html]
        self._sent = dict(parts)
        return b"event: parts\ndata: {" + b",".join(_fragment(*part) for part in new) + b"}\n\n" if new else b""


def _fragment(name: str, html: str) -> bytes:
    """Return a part as it is sent: for all who are sent the same it is made once."""
    key = (name, id(html))
    if (found := _fragments.get(key)) is not None:
        return found
    # The text itself is held with it, so that nothing else gets its id.
    return _fragments.put(key, (html,), f"{json.dumps(name)}:{json.dumps(html, ensure_ascii=False)}".encode())


def _event(name: str, data: object) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
