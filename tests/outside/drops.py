"""Guests with the real `ssh`, whose lines break in every way, and who come back."""

import contextlib
import os
import pty
import re
import select
import signal
import socket
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fcntl import ioctl
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyte

LIMIT = 20.0
SIZE = (110, 30)
# What pyte does not know and would print as text.
_STRIP = re.compile(rb"\x1b\[[<>=][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*\$p|\x1b\[\d* q")
KINDS = ("killed", "stopped", "cut", "reset")
"""A client that is killed, one that stands still, a network that carries nothing any more, one that hangs up."""


class Wire:
    """The network between one guest and the host: a relay on the loopback, with an address of its own."""

    def __init__(self, number: int, host_port: int) -> None:
        self._from = f"127.0.0.{10 + number}"
        self._host_port = host_port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._cut: set[socket.socket] = set()
        threading.Thread(target=self._run, daemon=True).start()

    def cut(self) -> None:
        """Carry nothing more of what is connected now, and tell nobody."""
        for pair in self._pairs:
            self._cut |= set(pair)

    def reset(self) -> None:
        """Hang up on both sides at once."""
        pairs, self._pairs = self._pairs, []
        for pair in pairs:
            for end in pair:
                with suppress(OSError):
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    end.close()

    def close(self) -> None:
        self.reset()
        self._listening.close()

    def _run(self) -> None:
        while True:
            try:
                guest, _address = self._listening.accept()
            except OSError:
                return
            try:
                host = socket.create_connection(("127.0.0.1", self._host_port), LIMIT, (self._from, 0))
                host.settimeout(None)
            except OSError:
                guest.close()
                continue
            self._pairs.append((guest, host))
            for here, there in ((guest, host), (host, guest)):
                threading.Thread(target=self._carry, args=(here, there), daemon=True).start()

    def _carry(self, here: socket.socket, there: socket.socket) -> None:
        with suppress(OSError):
            while data := here.recv(65536):
                if here in self._cut:
                    return
                there.sendall(data)
        if here not in self._cut:
            for end in (here, there):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)


class Client:
    """One `ssh` in a terminal of its own."""

    def __init__(self, command: list[str]) -> None:
        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.ByteStream(self._screen)
        self._said = bytearray()
        self.process, self._terminal = pty.fork()
        if self.process == 0:
            environ = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "TERM": "xterm-256color", "LANG": "C.UTF-8"}
            os.execvpe(command[0], command, environ)  # noqa: S606  # the real one
        ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))

    @property
    def text(self) -> str:
        self._read(0.0)
        return "\n".join(self._screen.display)

    @property
    def said(self) -> str:
        return self._said.decode("utf-8", "replace")

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def slowly(self, keys: str) -> None:
        """Type as a hand does: what comes at once is no command."""
        for key in keys:
            self.type(key)
            time.sleep(0.012)

    def until(self, is_so: Callable[[str], bool], what: str) -> None:
        limit = time.monotonic() + LIMIT
        while not is_so(self.text):
            assert time.monotonic() < limit, f"{what} did not come:\n{self.text}\n{self.said[-400:]!r}"
            self._read(0.02)

    def until_there(self, *words: str) -> None:
        self.until(lambda text: all(word in text for word in words), repr(words))

    def end(self, number: int = signal.SIGKILL) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.process, number)

    def close(self) -> None:
        """Be gone for good."""
        self.end()
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)
        with suppress(OSError):
            os.close(self._terminal)

    def _read(self, patience: float) -> None:
        while select.select([self._terminal], [], [], patience)[0]:
            try:
                data = os.read(self._terminal, 65536)
            except OSError:
                return
            if not data:
                return
            self._said += data
            self._stream.feed(_STRIP.sub(b"", data))
            patience = 0.0


class Who(NamedTuple):
    """Somebody who comes in, and by what."""

    name: str
    column: str
    """The key of the column that they look at."""
    key: Path | None = None
    word: str = ""
    is_by_wall: bool = False
    writes: bool = True


class Guest:
    """Somebody at the board, through all that happens to their line."""

    def __init__(self, who: Who, wire: Wire) -> None:
        self.who = who
        self.wire = wire
        self.drops = 0
        self.typed = ""
        self.waits: list[float] = []
        """Seconds from the new `ssh` to the board, of each time that they came back."""
        self._old: list[Client] = []
        self.client = self._ssh()
        self._answer()
        self.client.until(lambda text: "Enter to the board" in text or "1 ?" in text, "the board")
        if "Enter to the board" in self.client.text:
            self.client.type("\r")
        self.client.until_there("1 ?")

    def _ssh(self) -> Client:
        options = {
            "UserKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "no",
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "IdentityFile": str(self.who.key or "none"),
            "LogLevel": "ERROR",
        }
        said = [part for option, value in options.items() for part in ("-o", f"{option}={value}")]
        return Client(["ssh", "-F", "/dev/null", *said, "-p", str(self.wire.port), "riverside@127.0.0.1"])

    def _answer(self) -> None:
        """Say the word, and the name, where they are asked for."""
        asked = 0
        limit = time.monotonic() + LIMIT
        while True:
            text = self.client.text
            if "1 ?" in text or "Enter to the board" in text:
                return
            said = self.client.said
            if said.count("Word: ") > asked and self.who.word:
                asked += 1
                assert asked < 3, f"{self.who.name} is asked again: {said!r}"
                self.client.type(f"{self.who.word}\r")
            elif "What is your name? " in said and asked < 10:
                asked = 10
                self.client.type(f"{self.who.name}\r")
            assert "already somebody" not in said, f"{self.who.name} is locked out: {said!r}"
            assert time.monotonic() < limit, f"{self.who.name} is not let in: {said!r}"
            time.sleep(0.01)

    def begin_to_type(self, number: int) -> None:
        """Look at one's column, and begin a line: a card, somebody who is missing, or a change of one's card."""
        client = self.client
        client.slowly("\x1b")
        time.sleep(0.05)
        client.type(self.who.column)
        client.until(lambda text: re.search(rf"\[{self.who.column} ", text) is not None, f"column {self.who.column}")
        if not self.who.writes:
            return
        way = "aew"[(number - 1) % 3]
        self.typed = f"{self.who.name.lower()}{number} begins"
        client.slowly(f"{way}")
        client.until(lambda text: "Esc" in text, "a line")
        time.sleep(0.05)
        client.slowly(self.typed)
        client.until_there(self.typed)

    def drop(self, kind: str) -> None:
        """Lose the line; what of it still stands is let go of behind the return."""
        ways: dict[str, Callable[[], None]] = {
            "killed": self.client.end,
            "stopped": partial(self.client.end, signal.SIGSTOP),
            "cut": self.wire.cut,
            "reset": self.wire.reset,
        }
        if kind in ways:
            ways[kind]()
        self._old.append(self.client)

    def come_back(self) -> None:
        """Join again, and find everything as it was."""
        began = time.monotonic()
        self.client = self._ssh()
        self._answer()
        self.client.until_there("1 ?")
        self.waits.append(time.monotonic() - began)
        self.client.until(
            lambda text: re.search(rf"\[{self.who.column} ", text) is not None, f"{self.who.name}: column and place"
        )
        if self.typed:
            self.client.until_there(self.typed)
        self.drops += 1
        for old in self._old:
            old.close()
        self._old = []

    def keep(self, number: int) -> None:
        """Go on with the line, and keep what it says, or throw it away."""
        if not self.typed:
            return
        if (number - 1) % 3 < 2:
            self.client.slowly(" and ends\r")
            time.sleep(0.2)
            self.client.type("\x1b")
            self.client.until_there(" and ends")
        else:
            self.client.type("\x15")
            time.sleep(0.05)
            self.client.type("\x1b")
        self.client.until_there("e edit" if self.who.column != "5" else "w")
        self.typed = ""

    def close(self) -> None:
        for client in (*self._old, self.client):
            client.close()


class Host:
    """The computer that shares, without a screen; it may be killed, and started again."""

    def __init__(self, program: Path, environ: dict[str, str], port: int) -> None:
        self._command = [str(program), "share", "riverside", "--port", str(port), "--no-screen"]
        self._environ = environ
        self.process = self._start()

    def _start(self) -> "subprocess.Popen[str]":
        started = subprocess.Popen(
            self._command, env=self._environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        assert started.stdout
        line = started.stdout.readline()
        assert line.startswith("Shared: "), line
        return started

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def start(self) -> None:
        self.process = self._start()

    def close(self) -> None:
        self.kill()


def at_once(work: list[Callable[[], object]]) -> None:
    """Let several people do something at the same time."""
    failures: list[BaseException] = []

    def run(one: Callable[[], object]) -> None:
        try:
            one()
        except BaseException as failure:  # noqa: BLE001  # told by the test
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@contextmanager
def closing_all(*made: "Guest | Wire | Host") -> Iterator[None]:
    try:
        yield
    finally:
        for one in made:
            with contextlib.suppress(OSError):
                one.close()
