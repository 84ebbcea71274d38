"""Terminals of tmux, with a shell in each, as people have them."""

import itertools
import os
import shlex
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from cofacil.terminal.burst import AT_ONCE, GOES_ON

LIMIT = 15.0
_MOMENT = 0.1
"""Seconds between the key that opens a line and its words, where nothing shows that it has."""
_OPENS = 1.0
"""Seconds that a computer with much to do may take to open a line on a screen."""
_PROMPT = "ready>"
_NUMBERS = itertools.count(1)
"""Of a server that goes its socket is there for a moment longer: the next one has another."""


class Tmux:
    """A tmux of the test's own, on a socket of its own."""

    def __init__(self, name: str) -> None:
        self._name = name

    def run(self, *arguments: str, text: str = "") -> str:
        done = subprocess.run(
            ["tmux", "-u", "-L", self._name, "-f", "/dev/null", *arguments],
            input=text,
            capture_output=True,
            encoding="utf-8",
            timeout=LIMIT,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def pane(self, name: str, environ: Mapping[str, str], size: tuple[int, int] = (80, 24)) -> Iterator["Pane"]:
        """Open a terminal with a shell; close it behind the test."""
        said = [f"{key}={value}" for key, value in environ.items()]
        shell = shlex.join(["env", "-i", *said, f"PS1={_PROMPT} ", "bash", "--norc", "--noprofile", "-i"])
        self.run("new-session", "-d", "-s", name, "-x", str(size[0]), "-y", str(size[1]), shell)
        # A window of its own size, whoever looks at it.
        self.run("set-option", "-t", name, "status", "off")
        try:
            pane = Pane(self, name)
            pane.until(_PROMPT)
            yield pane
        finally:
            self.run("kill-session", "-t", name)


@contextmanager
def tmux() -> Iterator[Tmux]:
    made = Tmux(f"cofacil-{os.getpid()}-{next(_NUMBERS)}")
    # What keeps it running while no test has a pane.
    made.run("new-session", "-d", "-s", "keep", "sleep 1000")
    made.run("set-option", "-g", "escape-time", "0")
    try:
        yield made
    finally:
        made.run("kill-server")


class Pane:
    """One terminal, and what it shows."""

    def __init__(self, tmux: Tmux, name: str) -> None:
        self._tmux = tmux
        self.name = name

    @property
    def text(self) -> str:
        return self._tmux.run("capture-pane", "-p", "-t", self.name)

    @property
    def rows(self) -> list[str]:
        return [row.rstrip() for row in self.text.splitlines()]

    @property
    def unbroken(self) -> list[str]:
        """Return the rows as they were written: of those that ran over the edge each is one here."""
        return [row.rstrip() for row in self._tmux.run("capture-pane", "-p", "-J", "-t", self.name).splitlines()]

    @property
    def modes(self) -> str:
        """What the terminal is set to: its other screen, the cursor, the mouse, wrapping."""
        wanted = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{mouse_sgr_flag} #{wrap_flag}"
        return self._tmux.run("display-message", "-p", "-t", self.name, wanted).strip()

    _quiet_from = 0.0
    """The moment from which what was typed at once is over."""

    def type(self, text: str) -> None:
        """Press the keys of a text: one, and a moment later the rest, which is no command where that has opened no line."""
        self._pause()
        if len(set(text)) > AT_ONCE and text[0].isprintable():
            before = self.text if self.modes.startswith("1") else ""
            self._tmux.run("send-keys", "-t", self.name, "-l", "--", text[0])
            self._wait_until_it_shows(before)
            text = text[1:]
        self._tmux.run("send-keys", "-t", self.name, "-l", "--", text)
        if len(set(text)) > AT_ONCE:
            self._quiet_from = time.monotonic() + 2 * GOES_ON

    def _wait_until_it_shows(self, before: str) -> None:
        """Wait until a key has changed what stands on a screen; a shell takes what comes in one piece."""
        limit = time.monotonic() + (_OPENS if before else _MOMENT)
        while time.monotonic() < limit and (not before or self.text == before):
            time.sleep(0.02)

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names for them."""
        self._pause()
        self._tmux.run("send-keys", "-t", self.name, *keys)

    def _pause(self) -> None:
        """Wait as anybody does between a sentence and the next key."""
        time.sleep(max(0.0, self._quiet_from - time.monotonic()))

    def paste(self, text: str) -> None:
        """Paste between marks, where the program asked for them."""
        self._tmux.run("load-buffer", "-b", self.name, "-", text=text)
        self._tmux.run("paste-buffer", "-p", "-r", "-d", "-b", self.name, "-t", self.name)

    def resize(self, width: int, height: int) -> None:
        self._tmux.run("resize-window", "-t", self.name, "-x", str(width), "-y", str(height))

    def until(self, words: str) -> None:
        """Wait until these words stand on the screen."""
        limit = time.monotonic() + LIMIT
        while words not in (text := self.text):
            assert time.monotonic() < limit, f"{words!r} is not on the screen of {self.name}:\n{text}"
            time.sleep(0.02)

    def until_one_of(self, *words: str) -> str:
        """Wait until one of these stands on the screen; return which."""
        limit = time.monotonic() + LIMIT
        while not (found := [each for each in words if each in self.text]):
            assert time.monotonic() < limit, f"none of {words} is on the screen of {self.name}:\n{self.text}"
            time.sleep(0.02)
        return found[0]

    def until_gone(self, words: str) -> None:
        limit = time.monotonic() + LIMIT
        while words in (text := self.text):
            assert time.monotonic() < limit, f"{words!r} is still on the screen of {self.name}:\n{text}"
            time.sleep(0.02)

    def say(self, text: str, words: str) -> None:
        """Type, and wait for what should come of it."""
        self.type(text)
        self.until(words)

    def run(self, command: str, words: str) -> None:
        """Have the shell start something, and wait for what should come of it."""
        self.type(f"clear; {command}")
        self.press("Enter")
        self.until(words)

    def answer(self, command: str) -> str:
        """Have the shell run something to its end; return what it printed."""
        self.run(f"{command}; echo en''d $?", "end ")
        return self.text

    def settings(self, folder: Path) -> str:
        """Return what stty says of the terminal."""
        file = folder / f"{self.name}.stty"
        self.answer(f"stty -a >{shlex.quote(str(file))}")
        return file.read_text()
