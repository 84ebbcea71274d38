"""The real program in a real terminal, at a moment of the script's, and what its screen shows."""

import fcntl
import mmap
import os
import pty
import re
import select
import shlex
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Self

import pyte

from cofacil.terminal.burst import GOES_ON

NOW = datetime.fromisoformat("2026-12-20T18:55:00+00:00")
"""Every picture is of one evening: made anew, only what looks different differs."""
ENTER, ESC, TAB, UP, DOWN, LEFT, RIGHT = "\r", "\x1b", "\t", "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C"
PROMPT = "$"
_LIMIT = 40.0
_QUIET = 0.35
"""Seconds in which nothing comes any more from a screen that is done."""
_AT_ONCE = 0.02
_RUNS = Path(__file__).with_name("at_a_moment.py")
# What pyte does not know, and would print as letters.
_STRIP = re.compile(r"\x1b\[[<>=][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*\$p|\x1b\[\?u|\x1bP.*?\x1b\\|\x1b\[\d* q", re.DOTALL)


class Terminal:
    """A terminal of some size, with one command in it, or a shell."""

    def __init__(self, home: Path, arguments: Sequence[str] | None, size: tuple[int, int]) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self.screen)
        self._came = b""
        home.mkdir(parents=True, exist_ok=True)
        moment = home / "moment"
        if not moment.exists():  # two terminals of one home share it
            moment.write_bytes(bytes(8))
        with moment.open("r+b") as file:
            self._moment = mmap.mmap(file.fileno(), 8)
        self.now = NOW.timestamp()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.process = subprocess.Popen(  # noqa: S603  # our own program
            _shell() if arguments is None else [sys.executable, str(_RUNS), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            preexec_fn=_take_terminal,  # noqa: PLW1509  # no thread is running here
            cwd=home,
            env=_environ(home, moment),
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    @property
    def now(self) -> float:
        """Return the moment that it is in there, in seconds."""
        return float(struct.unpack("<q", self._moment[:8])[0]) / 1000

    @now.setter
    def now(self, seconds: float) -> None:
        self._moment[:8] = struct.pack("<q", round(seconds * 1000))

    @property
    def text(self) -> str:
        return "\n".join(row.rstrip() for row in self.screen.display)

    def press(self, keys: str) -> None:
        """Press a key, or type words: one letter at a time, as hands do."""
        for key in [keys] if keys.startswith("\x1b") else keys:
            os.write(self._master, key.encode())
            self.read(_AT_ONCE)

    def read(self, seconds: float) -> bool:
        """Read what comes within that time, and show it; say whether something came."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            self._came += os.read(self._master, 1 << 16)
        except OSError:  # who wrote there has gone
            return False
        whole = self._came.decode("utf-8", "ignore")
        self._came = self._came[len(whole.encode()) :]
        self._stream.feed(_STRIP.sub("", whole))
        return True

    def settle(self, quiet: float = _QUIET) -> None:
        """Read until nothing comes any more."""
        while self.read(quiet):
            pass

    def until(self, *words: str) -> None:
        """Read until these words stand on the screen, and nothing more comes.

        Raises:
            NotShown: they do not come.
        """
        limit = time.monotonic() + _LIMIT
        while missing := [each for each in words if each not in self.text]:
            if time.monotonic() > limit or (self.process.poll() is not None and not self.read(0)):
                raise NotShown(f"{missing} not on the screen:\n{self.text}")
            self.read(0.05)
        self.settle()

    def pause(self) -> None:
        """Wait as anybody does between a sentence and the next key."""
        limit = time.monotonic() + 2 * GOES_ON
        while (left := limit - time.monotonic()) > 0:
            self.read(left)


class NotShown(AssertionError):
    """A screen does not show what its picture is made for."""


def _shell() -> list[str]:
    ours = f'cofacil() {{ {shlex.join([sys.executable, str(_RUNS)])} "$@"; }}; export -f cofacil'
    return ["bash", "-c", f"{ours}; export PS1='{PROMPT} '; exec bash --norc --noprofile -i"]


def _environ(home: Path, moment: Path) -> dict[str, str]:
    ours = {"COFACIL_HOME": str(home), "COFACIL_NAME": "Ana", "COFACIL_MOMENT": str(moment), "HOME": str(home)}
    drawn = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "TZ": "UTC"}
    return {"PATH": os.environ["PATH"], "BASH_SILENCE_DEPRECATION_WARNING": "1", **ours, **drawn}


def _take_terminal() -> None:
    """Make the terminal on stdin the one that /dev/tty means, as a login shell has it."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
