"""A program in a pseudo-terminal whose other end the test holds."""

import fcntl
import os
import pty
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

from terminal_screens import Screen

APP = Path(__file__).with_name("walk_app.py")
_LIMIT = 20.0


class Terminal:
    """Runs the walk's app, and plays its terminal."""

    def __init__(self, width: int = 90, height: int = 24, environ: Mapping[str, str] | None = None) -> None:
        self.screen = Screen(width, height)
        self.sent = b""
        self._shown = 0
        self._master, self._slave = pty.openpty()
        self.set_size(width, height)
        self.modes = self._modes()
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, str(APP)],
            stdin=self._slave,
            stdout=self._slave,
            stderr=self._slave,
            start_new_session=True,
            env={**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **(environ or {})},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)
        os.close(self._slave)

    def set_size(self, width: int, height: int) -> None:
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def _modes(self) -> list[Any]:
        return termios.tcgetattr(self._slave)

    @property
    def is_as_before(self) -> bool:
        return self._modes() == self.modes

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def read(self, seconds: float) -> bool:
        """Read what came within that time, and show it."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        self.sent += os.read(self._master, 1 << 16)
        whole = self.sent[self._shown :].decode("utf-8", "ignore")
        self._shown += len(whole.encode())
        self.screen.feed(whole)
        return True

    def settle(self) -> None:
        """Read until nothing comes any more."""
        while self.read(0.08):
            pass

    def wait_for(self, text: str) -> None:
        """Read until these words stand on the screen, and it is at rest."""
        limit = time.monotonic() + _LIMIT
        while text not in self.screen.text:
            assert time.monotonic() < limit, f"{text!r} is not on the screen:\n{self.screen.text}"
            self.read(0.1)
        self.settle()

    def wait_for_row(self, number: int, start: str) -> None:
        """Read until this row begins so, and the screen is at rest."""
        limit = time.monotonic() + _LIMIT
        while not self.screen.text.splitlines()[number].startswith(start):
            assert time.monotonic() < limit, f"{start!r} does not begin row {number}:\n{self.screen.text}"
            self.read(0.1)
        self.settle()

    def wait_for_end(self) -> int:
        """Read until the program has ended."""
        limit = time.monotonic() + _LIMIT
        while self.process.poll() is None:
            assert time.monotonic() < limit, "the program does not end"
            self.read(0.05)
        self.settle()
        return self.process.returncode

    def wait_until_stopped(self) -> None:
        limit = time.monotonic() + _LIMIT
        while not os.waitpid(self.process.pid, os.WUNTRACED | os.WNOHANG)[0]:
            assert time.monotonic() < limit, "the program does not stop"
            self.read(0.05)
        self.settle()
