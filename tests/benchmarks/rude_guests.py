"""What one rude guest costs the others: `python tests/benchmarks/rude_guests.py PORT KEY [flood|stall|paste]`.

Knocks at a door that `share_server.py` has opened, with the key of a member who facilitates. Prints milliseconds:

flood: the time in which a guest sees their own letter, alone and while another sends keys without end.
paste: the same while another pastes 32 kB again and again.
stall: the time in which a guest who stopped reading while 1,500 changes were made shows what all the others show.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncssh
import pyte

SIZE = (100, 30)
ROUNDS = 60
CHANGES = 1500
PASTE = b"\x1b[200~" + b"p" * 32_000 + b"\x1b[201~"


class Guest(asyncssh.SSHClientSession[bytes]):
    """One terminal, and what it shows."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(*SIZE)
        self._screen.reset_mode(7, private=True)
        self._stream = pyte.ByteStream(self._screen)
        self.news = asyncio.Event()
        self.bytes = 0
        self.chan: asyncssh.SSHClientChannel[bytes]

    def connection_made(self, chan: "asyncssh.SSHClientChannel[bytes]") -> None:
        self.chan = chan

    def data_received(self, data: bytes, datatype: int | None) -> None:  # noqa: ARG002
        self.bytes += len(data)
        self._stream.feed(data)
        self.news.set()

    @property
    def rows(self) -> list[str]:
        return [row.rstrip() for row in self._screen.display]

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not is_so():
                self.news.clear()
                await self.news.wait()

    async def shows(self, words: str) -> None:
        await self.until(lambda: any(words in row for row in self.rows))

    async def echo(self, letter: str) -> float:
        """Return in how many milliseconds a letter stands on the line that is typed on."""
        before = self.rows
        at = time.perf_counter()
        self.chan.write(letter.encode())
        await self.until(lambda: self.rows != before)
        return (time.perf_counter() - at) * 1000


@asynccontextmanager
async def guest(port: int, key: str) -> AsyncIterator[Guest]:
    """Come in, and wait for the board."""
    made: Any = {"known_hosts": None, "agent_path": None, "config": None}
    async with asyncssh.connect("127.0.0.1", port, username="load", client_keys=[key], **made) as conn:
        sitting = Guest()
        await conn.create_session(lambda: sitting, term_type="xterm-256color", term_size=SIZE, encoding=None)
        await sitting.shows("Offers")
        yield sitting


async def flood(port: int, key: str, what: bytes) -> None:
    """Measure one guest's letters, alone and beside one who sends without end."""
    async with guest(port, key) as quiet, guest(port, key) as rude:
        quiet.chan.write(b"a")
        await quiet.shows("Question:")
        alone = await _echoes(quiet)
        sending = asyncio.create_task(_send(rude, what))
        await asyncio.sleep(1)
        beside = await _echoes(quiet)
        sending.cancel()
        with suppress(asyncio.CancelledError):
            await sending
    print(f"alone   {_said(alone)}\nbeside  {_said(beside)}")  # noqa: T201


async def stall(port: int, key: str) -> None:
    """Measure how long one who stopped reading needs to show what the others show."""
    async with guest(port, key) as busy, guest(port, key) as witness, guest(port, key) as stalled:
        stalled.chan.pause_reading()
        before = stalled.bytes
        for number in range(CHANGES):
            busy.chan.write(f"e\x15change {number}\r".encode())
            if number % 100 == 99:
                await witness.shows(f"change {number}")
        await witness.shows(f"change {CHANGES - 1}")
        await asyncio.sleep(1)
        at = time.perf_counter()
        stalled.chan.resume_reading()
        await stalled.until(lambda: stalled.rows == witness.rows)
        took = time.perf_counter() - at
    print(f"in step again after {took * 1000:.0f} ms and {(stalled.bytes - before) / 1000:.0f} kB")  # noqa: T201


async def _echoes(quiet: Guest) -> list[float]:
    taken = []
    for number in range(ROUNDS):
        taken.append(await quiet.echo(chr(ord("a") + number % 26)))
        await asyncio.sleep(0.05)
    return taken


async def _send(rude: Guest, what: bytes) -> None:
    while True:
        rude.chan.write(what)
        # The door takes much less than this.
        await asyncio.sleep(0.01 if rude.chan.get_write_buffer_size() > 64 * 1024 else 0)


def _said(taken: list[float]) -> str:
    slow = statistics.quantiles(taken, n=20)[-1]
    return f"p50 {statistics.median(taken):5.1f}  p95 {slow:5.1f}  most {max(taken):5.1f} ms"


WAYS: dict[str, Callable[[int, str], Coroutine[Any, Any, None]]] = {
    "flood": lambda port, key: flood(port, key, b"aj\x1b" * 500),
    "paste": lambda port, key: flood(port, key, PASTE),
    "stall": stall,
}

if __name__ == "__main__":
    for way in sys.argv[3:] or WAYS:
        print(way)  # noqa: T201
        asyncio.run(WAYS[way](int(sys.argv[1]), sys.argv[2]))
