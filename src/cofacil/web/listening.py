"""Takes connections one after the other, each address in its turn: who floods the door holds up nobody else's."""

import asyncio
import socket
import ssl
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from cofacil.share.guesses import block_of
from cofacil.web.limits import Pace, WebLimits
from cofacil.web.no_room import turn_away

_BACKLOG = 128
_SENT_AHEAD = 64 * 1024
"""Bytes that the system may hold for a browser that is slow: it is to be told the newest state, not each one before it."""
_FULL = 0.05
"""Seconds until a door at which too many wait looks again."""


class Listening:
    """A listening socket, and those who have connected and wait for their turn."""

    def __init__(
        self,
        listener: socket.socket,
        made: Callable[[], asyncio.BaseProtocol],
        limits: WebLimits,
        context: ssl.SSLContext | None,
        no_room: bytes,
    ) -> None:
        self._loop = asyncio.get_running_loop()
        self._listener = listener
        self._made = made
        self._limits = limits
        self._context = context
        self._no_room = b"" if context else no_room
        """What is answered to those who are hung up on; behind TLS nothing can be, before hands are shaken."""
        self._waiting: dict[str, deque[socket.socket]] = {}
        self._count = 0
        self._there = asyncio.Event()
        self._pace = Pace(limits.coming, 2 * limits.coming)
        self._pace_of_all = Pace(limits.coming_in_all, limits.coming_in_all)
        self._not_before: dict[str, float] = {}
        self._coming: set[asyncio.Task[None]] = set()
        self._tasks = [self._loop.create_task(self._take()), self._loop.create_task(self._let_in())]

    async def close(self) -> None:
        """Take nobody any more."""
        for task in (*self._tasks, *self._coming):
            task.cancel()
        await asyncio.gather(*self._tasks, *self._coming, return_exceptions=True)
        self._listener.close()
        for waiting in self._waiting.values():
            for line in waiting:
                line.close()

    async def _take(self) -> None:
        while True:
            if self._count >= self._limits.waiting:
                self._drop_one()
            try:
                line, peer = await self._loop.sock_accept(self._listener)
            except OSError:  # too many files are open, or whoever came has gone already
                await asyncio.sleep(_FULL)
                continue
            self._waiting.setdefault(block_of(str(peer[0])), deque()).append(line)
            self._count += 1
            self._there.set()

    def _drop_one(self) -> None:
        """Hang up on the newest of those from where most wait."""
        crowd = max(self._waiting.values(), key=len)
        turn_away(crowd.pop(), self._no_room)
        self._count -= 1

    async def _let_in(self) -> None:
        while True:
            self._there.clear()
            now = self._loop.time()
            for address in tuple(self._waiting):
                if self._not_before.get(address, 0.0) <= now:
                    self._let_one_in(address, now)
                    if pause := self._pace_of_all.wait("", now):
                        await asyncio.sleep(pause)
            self._not_before = {address: then for address, then in self._not_before.items() if then > now}
            if not self._waiting:
                await self._there.wait()
            elif all(self._not_before.get(address, 0.0) > now for address in self._waiting):
                # Somebody from elsewhere may come meanwhile.
                until = min(self._not_before[address] for address in self._waiting) - now
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._there.wait(), until)
            else:
                await asyncio.sleep(0)

    def _let_one_in(self, address: str, now: float) -> None:
        waiting = self._waiting[address]
        if waiting:
            self._count -= 1
            self._not_before[address] = now + self._pace.wait(address, now)
            task = self._loop.create_task(self._begin(waiting.popleft()))
            self._coming.add(task)
            task.add_done_callback(self._coming.discard)
        if not waiting:
            del self._waiting[address]

    async def _begin(self, line: socket.socket) -> None:
        """Begin to talk with a browser; who does not manage to shake hands is given up."""
        patience = self._limits.handshake_seconds if self._context else None
        try:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SENT_AHEAD)
            if hasattr(socket, "TCP_USER_TIMEOUT"):
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(self._limits.write_seconds * 1000))
            await self._loop.connect_accepted_socket(
                self._made, line, ssl=self._context, ssl_handshake_timeout=patience
            )
        except OSError:  # TLS's own, and a handshake that takes too long, are some as well
            line.close()
        except asyncio.CancelledError:  # it is closed meanwhile
            line.close()
            raise
