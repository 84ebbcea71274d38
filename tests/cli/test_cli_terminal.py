"""On a terminal: tables, the screens, and leaving in good order when somebody pulls the plug."""

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
from pathlib import Path

import pytest
from cli_running import Cofacil

PATIENCE = 20


class Terminal:
    """A command with a terminal of its own."""

    def __init__(
        self, cofacil: Cofacil, *typed: str, term: str = "xterm-256color", size: tuple[int, int] = (24, 80)
    ) -> None:
        self._fd, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        self.seen = b""

        def take() -> None:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

        self.process = subprocess.Popen(
            [sys.executable, "-m", "cofacil", *typed],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, **cofacil.env, "TERM": term},
            preexec_fn=take,  # noqa: PLW1509  # no thread is running here
        )
        os.close(slave)

    def see(self, words: str) -> None:
        """Wait until some words have been written."""
        give_up = time.monotonic() + PATIENCE
        while words.encode() not in self.seen:
            assert time.monotonic() < give_up, self.seen[-2000:].decode(errors="replace")
            self._read()

    def type(self, keys: str) -> None:
        os.write(self._fd, keys.encode())

    def end(self) -> int:
        """Read to the end; return what the process ended with."""
        while self._read():
            pass
        os.close(self._fd)
        return self.process.wait(PATIENCE)

    def _read(self) -> bool:
        if not select.select([self._fd], [], [], PATIENCE)[0]:
            self.process.kill()
            pytest.fail(f"it waits: {self.seen[-500:]!r}")
        try:
            data = os.read(self._fd, 65_536)
        except OSError:  # what Linux says when nobody is on the other side any more
            return False
        self.seen += data
        return bool(data)


@pytest.fixture
def cofacil(tmp_path: Path) -> Cofacil:
    return Cofacil(tmp_path / "home")


@pytest.mark.parametrize(
    "typed", [(), ("demo",), ("open", "garden"), ("new", "Other"), ("list",), ("themes",), ("doctor",)]
)
def test_a_dumb_terminal_gets_plain_lines(cofacil: Cofacil, typed: tuple[str, ...]) -> None:
    cofacil.begin("Garden")
    terminal = Terminal(cofacil, *typed, term="dumb")
    assert terminal.end() == 0
    assert b"\x1b" not in terminal.seen
    assert terminal.seen


@pytest.mark.parametrize(
    ("typed", "head"), [(("list",), "Last met"), (("themes",), "Columns"), (("doctor", "garden"), "How it is")]
)
def test_a_terminal_gets_tables(cofacil: Cofacil, typed: tuple[str, ...], head: str) -> None:
    path = cofacil.begin("Garden [b]of[/b] :house:")
    path.rename(path.with_name("garden.json"))
    terminal = Terminal(cofacil, *typed, size=(24, 120))
    assert terminal.end() == 0
    assert head in terminal.seen.decode()
    if typed == ("list",):
        assert "Garden [b]of[/b] :house:" in terminal.seen.decode()


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_a_terminal_of_any_width_gets_the_name_of_a_board_whole(cofacil: Cofacil, columns: int) -> None:
    name = "street party of the north west"
    path = cofacil.begin("Street party of the north west, and all by the river")
    path.rename(path.with_name(f"{name}.json"))
    terminal = Terminal(cofacil, "list", size=(24, columns))
    assert terminal.end() == 0
    assert any(row.startswith(name) for row in terminal.seen.decode().splitlines())


@pytest.mark.parametrize(("number", "code"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_board_is_left_in_good_order_when_the_process_is_asked_to_end(
    cofacil: Cofacil, number: signal.Signals, code: int
) -> None:
    terminal = Terminal(cofacil, "demo")
    terminal.see("Riverside")
    terminal.process.send_signal(number)
    assert terminal.end() == code
    assert terminal.seen.endswith(b"\x1b[?1049l\x1b[?25h")
    assert b"Traceback" not in terminal.seen


def test_a_board_that_cannot_be_opened_is_told_on_the_terminal_as_it_was(cofacil: Cofacil) -> None:
    path = cofacil.begin("Garden")
    path.write_text("[1]")
    terminal = Terminal(cofacil, "open", "garden")
    assert terminal.end() == 3
    assert b"\x1b[?1049h" not in terminal.seen
    assert b"is no board that cofacil knows" in terminal.seen


def test_a_board_of_a_title_that_there_is_says_so_on_the_screen_too(cofacil: Cofacil) -> None:
    cofacil.begin("Garden")
    terminal = Terminal(cofacil, "new", "Garden", size=(18, 60))
    terminal.see("One is called so already: garden.")
    terminal.type("q\r")
    assert terminal.end() == 0


def damaged(cofacil: Cofacil) -> Path:
    path = cofacil.begin("Garden")
    for words in ("pans", "a van", "pots"):
        cofacil("add", "garden", "offer", words)
    path.write_bytes(path.read_bytes().replace(b"a van", b"a fan"))
    return path


def test_a_damaged_board_that_is_opened_shows_the_ways_on(cofacil: Cofacil) -> None:
    path = damaged(cofacil)
    before = path.read_bytes()
    terminal = Terminal(cofacil, "open", "garden")
    terminal.see("all but 1 change; nothing is written")
    terminal.type("\r")
    terminal.see("What is whole, to look at")
    terminal.type("2")
    terminal.see("pots")
    terminal.type("q\r")
    terminal.see("You have left Garden.")
    terminal.type("q")
    assert terminal.end() == 0
    assert path.read_bytes() == before


def test_a_wall_has_nobody_to_choose_a_way_on(cofacil: Cofacil) -> None:
    damaged(cofacil)
    terminal = Terminal(cofacil, "open", "garden", "--wall")
    assert terminal.end() == 3
    assert b"\x1b[?1049h" not in terminal.seen
    assert b"is damaged at line" in terminal.seen


def test_opening_a_board_makes_a_backup_and_writes_nothing_else(cofacil: Cofacil) -> None:
    path = cofacil.begin("Garden")
    before = path.read_bytes()
    terminal = Terminal(cofacil, "open", "garden")
    terminal.see("Garden")
    give_up = time.monotonic() + PATIENCE
    while not (kept := list(cofacil.home.glob("backups/*/*.json"))):
        assert time.monotonic() < give_up
        time.sleep(0.05)
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.end() == 143
    assert kept[0].read_bytes() == before == path.read_bytes()
