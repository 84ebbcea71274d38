"""The installed program in a pseudo-terminal that the test plays, with a home of its own."""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import pyte

from cofacil.terminal.burst import AT_ONCE, GOES_ON

# What pyte does not know and would print as text.
_STRIP = re.compile(r"\x1b\[[<>=][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*\$p|\x1b\[\?u|\x1bP.*?\x1b\\|\x1b\[\d* q", re.DOTALL)
_LIMIT = 15.0
PROGRAM = Path(sys.executable).with_name("cofacil")
ENTER, ESC, TAB, BACKSPACE, CTRL_U = "\r", "\x1b", "\t", "\x7f", "\x15"
UP, DOWN, HOME = "\x1b[A", "\x1b[B", "\x1b[H"


def home_environ(home: Path) -> dict[str, str]:
    """Return what the program may know of the outside."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    ours = {"COFACIL_HOME": str(home), "COFACIL_NAME": "Ana", "TZ": "UTC", "LANG": "C.UTF-8"}
    return {**kept, **ours, "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def cofacil(home: Path, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command of the program without a terminal."""
    return subprocess.run(
        [str(PROGRAM), *arguments],
        env=home_environ(home),
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=30,
        check=False,
    )


def begin(home: Path, title: str = "Riverside garden") -> Path:
    """Begin a board; return where it is."""
    made = cofacil(home, "new", title, "--purpose", "How do we share the garden?", "--no-open")
    assert made.returncode == 0, made.stderr
    return Path(made.stdout.strip())


def _take_terminal() -> None:
    """Make the terminal on stdin the one that /dev/tty means, as a login shell has it."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


_MOMENT = 0.05
"""Seconds between a key that opens a line and what is typed on it."""


class Terminal:
    """One run of the program, and what its screen shows."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self.width, self.height = size
        self.sent = b""
        self._shown = 0
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)
        self._master, self._slave = pty.openpty()
        self.resize(*size)
        self.modes = self._modes()
        self.process = subprocess.Popen(
            [str(PROGRAM), *arguments],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            preexec_fn=_take_terminal,  # noqa: PLW1509  # no thread is running here
            env={**home_environ(home), **(environ or {})},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)
        os.close(self._slave)

    def resize(self, width: int, height: int) -> None:
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def _modes(self) -> list[Any]:
        return termios.tcgetattr(self._slave)

    @property
    def is_as_before(self) -> bool:
        """Whether the terminal is in the modes that it had before the program."""
        return self._modes() == self.modes

    @property
    def rows(self) -> list[str]:
        return [row.rstrip() for row in self._screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.rows)

    @property
    def at_cursor(self) -> str:
        """What the row of the cursor says from there on; "" while the cursor is not seen."""
        cursor = self._screen.cursor
        return "" if cursor.hidden else self.rows[cursor.y][cursor.x :]

    @property
    def output(self) -> str:
        return self.sent.decode("utf-8", "strict")

    _quiet_from = 0.0
    """The moment from which what was typed at once is over."""

    def send(self, keys: str) -> None:
        """Type: one key, and a moment later the rest at once, which is no command where the key has opened no line."""
        while time.monotonic() < self._quiet_from:
            self.read(_MOMENT)  # as anybody pauses between a sentence and the next key
        if keys[:1].isprintable() and len(keys) > 1:
            self._write(keys[:1])
            self.read(_MOMENT)
            keys = keys[1:]
        self._write(keys)
        if len(set(keys)) > AT_ONCE:
            self._quiet_from = time.monotonic() + 2 * GOES_ON

    def flood(self, keys: str) -> None:
        """Type as no hand does: all at once, without a pause."""
        self._write(keys)

    def _write(self, keys: str) -> None:
        data = keys.encode("utf-8", "surrogateescape")
        while data:
            if select.select([], [self._master], [], 0.05)[1]:
                data = data[os.write(self._master, data[:1024]) :]
            self.read(0)

    def paste(self, text: str) -> None:
        """Paste as a terminal does: between its marks."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def read(self, seconds: float) -> bool:
        """Read what comes within that time, and show it."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            self.sent += os.read(self._master, 1 << 16)
        except OSError:
            return False
        whole = self.sent[self._shown :].decode("utf-8", "ignore")
        self._shown += len(whole.encode())
        self._stream.feed(_STRIP.sub("", whole))
        return True

    def settle(self, quiet: float = 0.06) -> None:
        """Read until nothing comes any more."""
        while self.read(quiet):
            pass

    def until(self, words: str, *, row: int | None = None) -> None:
        """Read until these words stand on the screen, or in one row of it."""
        limit = time.monotonic() + _LIMIT
        while words not in (self.text if row is None else self.rows[row]):
            assert self.process.poll() is None, f"the program ended with {self.process.returncode}:\n{self.text}"
            assert time.monotonic() < limit, f"{words!r} is not on the screen:\n{self.text}"
            self.read(0.05)

    def until_changed(self, before: str) -> None:
        """Read until another text than before stands on the screen, and nothing more comes."""
        limit = time.monotonic() + _LIMIT
        while self.text == before:
            assert time.monotonic() < limit, f"nothing has changed:\n{self.text}"
            self.read(0.05)
        self.settle(0.15)

    def until_gone(self, words: str) -> None:
        limit = time.monotonic() + _LIMIT
        while words in self.text:
            assert time.monotonic() < limit, f"{words!r} is still on the screen:\n{self.text}"
            self.read(0.05)

    def say(self, keys: str, words: str, *, row: int | None = None) -> None:
        """Type, and wait for what should come of it."""
        self.send(keys)
        self.until(words, row=row)

    def ended(self) -> int:
        """Return what the program ends with."""
        limit = time.monotonic() + _LIMIT
        while self.process.poll() is None:
            assert time.monotonic() < limit, f"the program does not end:\n{self.text}"
            self.read(0.02)
        self.settle()
        return self.process.returncode

    def leave(self) -> int:
        """Leave the board as people do."""
        self.say("q", "Leave the board?")
        self.send(ENTER)
        return self.ended()

    def leave_by_home(self) -> int:
        """Leave a board that was opened from home, and then home."""
        self.say("q", "Leave the board?")
        self.say(ENTER, "All is kept. You have left")
        self.send("q")
        return self.ended()

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)


def fields_of(path: Path) -> dict[str, dict[str, Any]]:
    """Fold a board file with nothing but TinyDB: every entity and its fields."""
    from tinydb import TinyDB

    entities: dict[str, dict[str, Any]] = {}
    with TinyDB(path, access_mode="r") as database:
        for event in database.table("events"):
            for entity, field, _, after in json.loads(json.dumps(event["w"])):
                record = entities.setdefault(entity, {})
                if field:
                    record[field] = after
                else:
                    record.update(after)
    return entities


def cards_of(path: Path, *, gone: bool = False) -> list[dict[str, Any]]:
    """Return the cards that are on the wall, in the order they were labelled."""
    cards = [fields for entity, fields in fields_of(path).items() if entity.startswith("card/")]
    return [card for card in cards if gone or not card.get("gone")]


def texts_of(path: Path) -> list[str]:
    return [card["text"] for card in cards_of(path)]
