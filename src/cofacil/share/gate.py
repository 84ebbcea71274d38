"""In front of the key exchange: who calls waits here for their turn, and is not hung up on."""

import asyncio
import resource
import socket
import struct
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from cofacil.share.fair_queue import FairQueue
from cofacil.share.guesses import block_of

BEGUN_AT_ONCE = 4
BEGUN_FOR = 0.02
"""Seconds that somebody holds one of those places: a key exchange takes two milliseconds of them, who stalls takes none."""
_BACKLOG = 512
_MOST_ACCEPTED = 64
"""Callers taken in one go: those who are in type meanwhile."""
_SPEAKS_FIRST = b"SSH-"
_LISTENS = 0.3
"""Seconds in which a caller's `ssh` says what it is; some wait to be spoken to first."""
_PATIENCE_IN_CROWD = 5.0
"""Seconds of silence that are enough where others wait."""
_SWEEP = 0.5
_FILES = 8192
"""Open files that are asked of the system: each caller is one."""
_OUT_OF_FILES = 0.2
_FIRST_WORDS = 4096
_DISCONNECT = 1
_BY_CROWD = 12
"""Too many connections. Source: RFC 4253, section 11.1."""


class Caller:
    """Somebody who has called, of whom nothing is known but where from."""

    def __init__(self, sock: socket.socket, address: str, came: float) -> None:
        self.sock = sock
        self.address = address
        self.came = came
        self.is_gone = False


class Gate:
    """Takes every call at once, and begins with each when it is their turn: address by address."""

    def __init__(self, begin: Callable[[socket.socket], object], most: int, version: str, seconds: float) -> None:
        self._begin = begin
        self._most = most
        self._version = version
        self._seconds = seconds
        self.refuses: Callable[[str], str] = lambda _address: ""
        """Called for each caller who has to go; returns what they are told."""
        self.has_room: Callable[[], bool] = lambda: True
        """Says whether one who is silent may be begun with."""
        self._loop = asyncio.get_running_loop()
        self._listening: list[socket.socket] = []
        self._silent: dict[Caller, None] = {}
        """Those who have not said a word, who came first coming first."""
        self._speaking: FairQueue[Caller] = FairQueue()
        self._waiting: Counter[str] = Counter()
        """How many wait, by address, silent or not."""
        self._begun = 0
        self._sweeping: asyncio.TimerHandle | None = None

    @property
    def crowd(self) -> int:
        """Return how many wait."""
        return self._waiting.total()

    async def open(self, host: str, port: int) -> int:
        """Listen; return the port, which the system chose where `port` is 0.

        Raises:
            OSError: it cannot be listened there.
        """
        _ask_for_files()
        found = await self._loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        try:
            for family, kind, proto, _, where in dict.fromkeys(found):
                port = self._listen(socket.socket(family, kind, proto), (where[0], port, *where[2:]))
        except OSError:
            self.close()
            raise
        for sock in self._listening:
            self._loop.add_reader(sock, self._accept, sock)
        return port

    def _listen(self, sock: socket.socket, where: tuple[object, ...]) -> int:
        self._listening.append(sock)
        sock.setblocking(False)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if sock.family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        sock.bind(where)
        sock.listen(_BACKLOG)
        return int(sock.getsockname()[1])

    def close(self) -> None:
        """Take no more calls, and hang up on who waits."""
        for sock in self._listening:
            self._loop.remove_reader(sock)
            sock.close()
        self._listening.clear()
        for caller in tuple(self._silent):
            self._drop(caller)
        while self._speaking:
            self._drop(self._speaking.next())
        if self._sweeping is not None:
            self._sweeping.cancel()

    # who calls

    def _accept(self, listening: socket.socket) -> None:
        for _ in range(_MOST_ACCEPTED):
            try:
                sock, peer = listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError:
                self._run_out_of_files(listening)
                return
            self._take(sock, block_of(str(peer[0])))

    def _run_out_of_files(self, listening: socket.socket) -> None:
        """Hang up on the one who has been silent longest, and accept nobody for a moment."""
        if self._silent:
            self._refuse(next(iter(self._silent)))
        self._loop.remove_reader(listening)
        self._loop.call_later(_OUT_OF_FILES, self._accept_again, listening)

    def _accept_again(self, listening: socket.socket) -> None:
        if listening in self._listening:
            self._loop.add_reader(listening, self._accept, listening)

    def _take(self, sock: socket.socket, address: str) -> None:
        sock.setblocking(False)
        caller = Caller(sock, address, time.monotonic())
        is_room = self.crowd < self._most or self._make_room(address)
        self._waiting[address] += 1
        if not is_room:
            self._refuse(caller)
            return
        self._silent[caller] = None
        self._loop.add_reader(sock, self._heard, caller)
        if self._sweeping is None:
            self._sweeping = self._loop.call_later(_SWEEP, self._sweep)

    def _make_room(self, address: str) -> bool:
        """Hang up on one of those of whom there are most; say whether there is room for one more from an address."""
        [(heaviest, most)] = self._waiting.most_common(1)
        silent = next((caller for caller in self._silent if caller.address == heaviest), None)
        if silent is not None:
            self._refuse(silent)
            return True
        if self._waiting[address] + 1 >= most:
            return False
        # The others from there are many, and nobody can tell which of them are people.
        self._refuse(self._speaking.last_of(heaviest))
        return True

    def _heard(self, caller: Caller) -> None:
        """Look at what a caller says first, and leave it for whoever begins with them."""
        said = _first_words(caller)
        if said is None:
            return
        if said and _SPEAKS_FIRST.startswith(said):
            self._is_next(caller)
        else:
            self._drop(caller)

    def _is_next(self, caller: Caller) -> None:
        self._loop.remove_reader(caller.sock)
        del self._silent[caller]
        self._speaking.put(caller.address, caller)
        self._go_on()

    # whose turn it is

    def _go_on(self) -> None:
        while self._begun < BEGUN_AT_ONCE and self._speaking:
            caller = self._speaking.next()
            if _first_words(caller) == b"":
                self._drop(caller)
                continue
            self._leave(caller)
            self._begun += 1
            self._loop.call_later(BEGUN_FOR, self._done)
            self._begin(caller.sock)

    def _done(self) -> None:
        self._begun -= 1
        self._go_on()

    def _sweep(self) -> None:
        """Speak first to those who wait for it, and hang up on who has been silent for too long."""
        self._sweeping = None
        now = time.monotonic()
        patience = self._seconds if self.crowd * 4 < self._most else _PATIENCE_IN_CROWD
        for caller in tuple(self._silent):
            if now - caller.came < _LISTENS:
                break
            if now - caller.came > patience:
                self._refuse(caller)
            elif not self._speaking and self.has_room():
                self._is_next(caller)
        if self._silent:
            self._sweeping = self._loop.call_later(_SWEEP, self._sweep)

    # who has to go

    def _refuse(self, caller: Caller) -> None:
        """Say why before the line is closed: that much of SSH is not sealed yet, and costs nothing."""
        sentence = self.refuses(caller.address)
        with suppress(OSError):
            caller.sock.recv(_FIRST_WORDS)  # what is left unread would take the sentence with it
        with suppress(OSError):
            caller.sock.send(f"SSH-2.0-{self._version}\r\n".encode() + _farewell(sentence))
            caller.sock.shutdown(socket.SHUT_WR)
        self._drop(caller)

    def _drop(self, caller: Caller) -> None:
        if not caller.is_gone:
            self._silent.pop(caller, None)
            self._loop.remove_reader(caller.sock)
            self._leave(caller)
            caller.sock.close()

    def _leave(self, caller: Caller) -> None:
        caller.is_gone = True
        self._waiting[caller.address] -= 1
        if not self._waiting[caller.address]:
            del self._waiting[caller.address]


def _first_words(caller: Caller) -> bytes | None:
    """Return how a caller begins, b"" for one who has gone, None for one who has said nothing."""
    try:
        return caller.sock.recv(len(_SPEAKS_FIRST), socket.MSG_PEEK)
    except (BlockingIOError, InterruptedError):
        return None
    except OSError:
        return b""


def _farewell(sentence: str) -> bytes:
    """Return the message that ends a connection before any key is exchanged. Source: RFC 4253, sections 6 and 11.1."""
    text = sentence.encode()
    payload = struct.pack(f">BII{len(text)}sI", _DISCONNECT, _BY_CROWD, len(text), text, 0)
    padding = 8 - (len(payload) + 5) % 8
    padding += 8 if padding < 4 else 0  # at least four bytes of it
    return struct.pack(">IB", len(payload) + padding + 1, padding) + payload + bytes(padding)


def _ask_for_files() -> None:
    """Ask the system for as many open files as a hall takes."""
    few, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if most == resource.RLIM_INFINITY else min(_FILES, most)
    if few != resource.RLIM_INFINITY and few < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
