"""With COFACIL_DRIVER=stock Textual's own driver draws: heavier, and the same screen."""

import fcntl
import os
import pty
import random
import re
import select
import struct
import subprocess
import sys
import termios
import time
from codecs import getincrementaldecoder
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyte

WIDTH, HEIGHT = 120, 40
LOOKING = (
    "\x1b[A",
    "\x1b[B",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "1",
    "2",
    "3",
    "4",
    "5",
    "\x1b[6~",
    "\x1b[H",
    "\x1b[F",
    "v",
    "z",
)
WRITING = ("d", "m", "\x1b[B", "\r", "a", "some words", "\r", "\x1b", "e", "x", "\r", "p", "u")
FIRST_OFFER = ("2", "\x1b[H")
_LIMIT = 30.0
_UNKNOWN_TO_PYTE = re.compile(r"\x1b\[[<>=][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*\$p")


def keys() -> list[str]:
    """Return sixty keys: looking about, then writing, then looking again."""
    choose = random.Random(7)  # noqa: S311  # the same walk every time
    about, again = choose.choices(LOOKING, k=25), choose.choices(LOOKING[:13], k=15)
    return [*about, "\x1b", *FIRST_OFFER, *WRITING, "\x1b", "\x1b", *again, *FIRST_OFFER]


class Window:
    """A terminal of our own with `cofacil demo` in it."""

    def __init__(self, home: Path, driver: str) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.bytes = 0
        self._stream = pyte.Stream(self.screen)
        self._decoder = getincrementaldecoder("utf-8")("replace")
        self._fd, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "TZ": "UTC"}
        own = {"COFACIL_HOME": str(home), "COFACIL_NAME": "Ana", "COFACIL_DRIVER": driver}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cofacil", "demo"],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  # no thread is running here
            env=kept | terminal | own,
        )
        os.close(slave)

    def settle(self, quiet: float = 0.08) -> None:
        """Read until nothing came for so many seconds."""
        while select.select([self._fd], [], [], quiet)[0]:
            data = os.read(self._fd, 1 << 16)
            self.bytes += len(data)
            self._stream.feed(_UNKNOWN_TO_PYTE.sub("", self._decoder.decode(data)))

    def wait_for(self, words: str) -> None:
        limit = time.monotonic() + _LIMIT
        while words not in "\n".join(self.screen.display):
            assert time.monotonic() < limit, "\n".join(self.screen.display)
            self.settle()

    def press(self, key: str) -> None:
        os.write(self._fd, key.encode())
        # The stock driver holds Esc back for 107 ms.
        self.settle(0.25 if key == "\x1b" else 0.08)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._fd)


def walk(window: Window) -> tuple[list[str], int]:
    """Return the rows of the screen after the walk, without what a clock or the lot decides, and how many bytes it took."""
    try:
        window.wait_for("not kept")
        window.settle(0.5)
        for key in keys():
            window.press(key)
        window.settle(0.5)
        rows = [re.sub(r"\d{1,2}:\d\d|[▇▁]+", "", row).rstrip() for row in window.screen.display]
        return [*rows[:2], *rows[3:]], window.bytes
    finally:
        window.close()


def test_the_stock_driver_ends_with_the_same_screen(tmp_path: Path) -> None:
    assert len(keys()) == 60
    windows = [Window(tmp_path / driver, driver) for driver in ("cofacil", "stock")]
    # Nearly all of a walk is waiting for a terminal to be quiet: two at once take no longer.
    with ThreadPoolExecutor(2) as both:
        (ours, light), (stock, heavy) = both.map(walk, windows)
    assert ours == stock
    assert any("some words" in row for row in ours)
    assert light < heavy
