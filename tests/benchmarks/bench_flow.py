"""How many files a flow goes through, and how often it moves between them: `python tests/benchmarks/bench_flow.py`.

Each tree is measured from outside, by its commands: `--python` names the interpreter that has it, and `--against` a
second one, as of the tree before. A move is a call of a function, its return or the resume of a coroutine that goes to
another file of the package than the one before, in all threads together.
"""

import argparse
import asyncio
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
import tempfile
import termios
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import asyncssh

INSIDE = "--inside"
"""The first argument where this file runs in the process that is measured."""
MAIN = "from cofacil.cli import main; main()"
SIZE = (100, 30)
CARDS = ("a ladder and green paint", "seeds", "a van on Fridays", "tea for twelve", "an hour a week", "two spades")
LONGEST = 30.0
QUIET = 0.3
"""Seconds without a byte that end an answer."""
GAP = 0.02
"""Seconds without a move that end a flow once its last byte has come; the file is looked at once a second for ever."""
AT_REST = 2.0
"""Seconds until the copy of the day has been made."""
_ASKS_SYNC, _HAS_SYNC = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
# What pyte does not know and would print as text.
_STRIP = re.compile(rb"\x1b\[[<>=][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*\$p|\x1b\[\?u|\x1bP.*?\x1b\\|\x1b\[\d* q", re.DOTALL)


# In the process that is measured


class Recorder:
    """Keeps which files of the package are entered, and when, from SIGUSR1 to SIGUSR2."""

    def __init__(self, into: Path) -> None:
        spec = find_spec("cofacil")
        if spec is None or not spec.submodule_search_locations:
            raise SystemExit(f"{sys.executable} has no cofacil.")
        self._package = os.path.join(spec.submodule_search_locations[0], "")  # noqa: PTH118  # a Path drops the end
        self._into = into
        self._is_counting = False
        self._entered: list[tuple[float, str]] = []
        """In the order of time: appending is one step for all threads."""

    def install(self) -> None:
        """Listen to the signals, and to every thread that is going to start."""
        signal.signal(signal.SIGUSR1, self._begin)
        signal.signal(signal.SIGUSR2, self._end)
        threading.setprofile(self._note)
        sys.setprofile(self._note)

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        if not self._is_counting or event not in {"call", "return"}:
            return
        at = frame if event == "call" else frame.f_back
        if at is not None and (name := at.f_code.co_filename).startswith(self._package):
            self._entered.append((time.monotonic(), name[len(self._package) :]))

    def _begin(self, *_: object) -> None:
        self._entered.clear()
        self._is_counting = True
        self._tell([])

    def _end(self, *_: object) -> None:
        self._is_counting = False
        self._tell(self._entered)

    def _tell(self, entered: Sequence[tuple[float, str]]) -> None:
        half = self._into.with_suffix(".half")
        half.write_text(json.dumps(entered))
        half.rename(self._into)


def run_inside(into: str, *arguments: str) -> None:
    """Run a command of the program as its own entry does."""
    sys.argv = ["cofacil", *arguments]
    Recorder(Path(into)).install()
    from cofacil.cli import main  # importing it belongs to what is measured

    main()


# Outside


@dataclass(frozen=True)
class Counted:
    """The files that a flow went through, one behind the other."""

    names: tuple[str, ...]

    @classmethod
    def until(cls, painted: float, entered: Sequence[tuple[float, str]]) -> Self:
        """Take what was entered until a moment, and what belongs to it behind that."""
        ends = (
            number
            for number, ((before, _), (then, _)) in enumerate(pairwise(entered), 1)
            if then > painted and then - before > GAP
        )
        return cls(tuple(name for _, name in entered[: next(ends, len(entered))]))

    @cached_property
    def files(self) -> tuple[str, ...]:
        """In the order of their first entry."""
        return tuple(dict.fromkeys(self.names))

    @cached_property
    def moves(self) -> int:
        return sum(one != other for one, other in pairwise(self.names))


class Picture:
    """What a terminal shows, and when its last byte came."""

    def __init__(self) -> None:
        import pyte  # a process that is measured does without

        self._screen = pyte.Screen(*SIZE)
        self._stream = pyte.ByteStream(self._screen)
        self.changed = time.monotonic()

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    @property
    def is_quiet(self) -> bool:
        return time.monotonic() - self.changed > QUIET

    def feed(self, data: bytes) -> bytes:
        """Show what came; return what a terminal answers."""
        self.changed = time.monotonic()
        self._stream.feed(_STRIP.sub(b"", data))
        return _HAS_SYNC if _ASKS_SYNC in data else b""


Painted = Callable[[str], bool]
"""Says whether a text of a screen is the one that was waited for."""


def has(*texts: str, but: str = "") -> Painted:
    return lambda shown: all(text in shown for text in texts) and not (but and but in shown)


def _take_terminal() -> None:
    """Make the terminal on stdin the one that /dev/tty means, as a login shell has it."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Program:
    """A command of the program in a pseudo-terminal, with a recorder inside; use it in a `with`."""

    def __init__(self, place: "Place", *arguments: str) -> None:
        self.picture = Picture()
        self._into = place.home / "entered"
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", *reversed(SIZE), 0, 0))
        self._process = subprocess.Popen(
            [place.python, __file__, INSIDE, str(self._into), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            preexec_fn=_take_terminal,  # noqa: PLW1509  # no thread is running here
            env=place.environ,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def wait(self, painted: Painted) -> None:
        """Read until the screen is what was waited for, and stands still."""
        end = time.monotonic() + LONGEST
        while not (self.picture.is_quiet and painted(self.picture.text)):
            if self._process.poll() is not None or time.monotonic() > end:
                raise SystemExit(f"What was waited for was never on the screen:\n{self.picture.text}")
            if select.select([self._master], [], [], QUIET / 10)[0]:
                with suppress(OSError):
                    os.write(self._master, self.picture.feed(os.read(self._master, 1 << 16)))

    def begin(self) -> None:
        """Count from here on."""
        self._signal(signal.SIGUSR1)

    def end(self, painted: float) -> Counted:
        """Count no more; return what led to what was painted then."""
        return Counted.until(painted, self._signal(signal.SIGUSR2))

    def _signal(self, number: signal.Signals) -> list[tuple[float, str]]:
        """Send a signal, and return what is told once it has been taken."""
        self._into.unlink(missing_ok=True)
        self._process.send_signal(number)
        end = time.monotonic() + LONGEST
        while not self._into.exists():
            if time.monotonic() > end:
                raise SystemExit(f"{number.name} was not taken.")
            time.sleep(0.005)
        return [(then, name) for then, name in json.loads(self._into.read_text())]


@dataclass(frozen=True, slots=True)
class Place:
    """A home with one board, and the interpreter that has the program."""

    python: str
    home: Path

    @property
    def environ(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        ours = {"COFACIL_HOME": str(self.home), "COFACIL_NAME": "Ana", "TZ": "UTC", "LANG": "C.UTF-8"}
        return {**kept, **ours, "TERM": "xterm-256color", "COLORTERM": "truecolor"}

    def run(self, *arguments: str) -> str:
        """Run a command to its end; return what it says."""
        ran = subprocess.run(
            [self.python, "-c", MAIN, *arguments], env=self.environ, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            raise SystemExit(f"cofacil {' '.join(arguments)}: {ran.stdout}{ran.stderr}")
        return ran.stdout

    def begin(self) -> None:
        """Begin the board, with a few cards."""
        self.run("new", "Riverside", "--no-open")
        for words in CARDS:
            self.run("add", "riverside", "offer", words)

    def adding(self) -> "subprocess.Popen[str]":
        """Return a process that adds a card for each line it is given."""
        return subprocess.Popen(
            [self.python, "-c", MAIN, "add", "riverside", "offer", "--stdin"],
            env=self.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )


def _settle(program: Program) -> None:
    program.wait(has("saved", CARDS[0]))
    time.sleep(AT_REST)
    program.wait(has("saved"))


# The flows, each with a first round that is not counted: it opens the meeting and imports


def enter_to_painted(place: Place, repeat: int) -> list[Counted]:
    """Change a card's words; count from the Enter that keeps them."""
    counted = []
    with Program(place, "open", "riverside") as program:
        _settle(program)
        program.press("2")
        program.wait(has("OFFERS"))
        for number in range(repeat + 1):
            program.press("e")
            program.wait(has("Enter keep"))
            program.press(f"\x15ladder number {number}")
            program.wait(has(f"ladder number {number}", "Enter keep"))
            program.begin()
            program.press("\r")
            program.wait(has(f"ladder number {number}", "saved", but="Enter keep"))
            counted.append(program.end(program.picture.changed))
    return counted[1:]


def append_to_painted(place: Place, repeat: int) -> list[Counted]:
    """Let another process add a card; count in the one that shows the board."""
    counted = []
    with Program(place, "open", "riverside") as program, place.adding() as adding:
        assert adding.stdin is not None
        _settle(program)
        for number in range(repeat + 1):
            program.begin()
            adding.stdin.write(f"brought by number {number}\n")
            adding.stdin.flush()
            program.wait(has(f"O{len(CARDS) + number + 1}."))  # so says the last row, also where the card is below
            counted.append(program.end(program.picture.changed))
    return counted[1:]


def log_in_to_first_frame(place: Place, repeat: int) -> list[Counted]:
    """Come in by a word for one person; count in the process that shares the board."""
    with Program(place, "share", "riverside", "--no-screen", "--port", "0") as server:
        server.wait(has("-p ", "members"))
        time.sleep(AT_REST)
        found = re.search(r"-p (\d+)", server.picture.text)
        assert found is not None
        port = int(found[1])
        return [asyncio.run(_log_in(place, server, port, f"Guest {number}")) for number in range(repeat + 1)][1:]


async def _log_in(place: Place, server: Program, port: int, name: str) -> Counted:
    import asyncssh  # a process that is measured imports it when it will

    said = await asyncio.to_thread(place.run, "invite", "riverside", "--name", name)
    word = said.partition("word: ")[2].split()[0]
    picture = Picture()
    server.begin()
    async with asyncio.timeout(LONGEST), _connecting(port, word) as conn:
        process: asyncssh.SSHClientProcess[bytes] = await conn.create_process(
            term_type="xterm-256color", term_size=SIZE, encoding=None
        )
        await _read(process, picture, has("Enter to the board"))
        counted = server.end(picture.changed)
    await asyncio.sleep(QUIET)
    return counted


def _connecting(port: int, word: str) -> Any:
    """Knock with nothing but the word: no key, agent or settings of this computer."""
    import asyncssh

    class Person(asyncssh.SSHClient):
        def kbdint_auth_requested(self) -> str:
            return ""

        def kbdint_challenge_received(self, *asked: Any) -> list[str]:
            return [word for _ in asked[-1]]

    nothing: dict[str, Any] = {"client_keys": None, "known_hosts": None, "agent_path": None, "config": None}
    return asyncssh.connect("127.0.0.1", port, username="riverside", client_factory=Person, **nothing)


async def _read(process: "asyncssh.SSHClientProcess[bytes]", picture: Picture, painted: Painted) -> None:
    """Read until the guest's screen is what was waited for, and stands still."""
    while not (picture.is_quiet and painted(picture.text)):
        with suppress(TimeoutError):
            async with asyncio.timeout(QUIET / 10):
                if not (data := await process.stdout.read(1 << 16)):
                    raise SystemExit(f"The door was closed:\n{picture.text}")
                process.stdin.write(picture.feed(data))


FLOWS: dict[str, Callable[[Place, int], list[Counted]]] = {
    "Enter to painted": enter_to_painted,
    "another's append to painted": append_to_painted,
    "log-in to first frame": log_in_to_first_frame,
}


# The table


def measure(python: str, flow: Callable[[Place, int], list[Counted]], repeat: int) -> Counted:
    """Return the round in the middle, by its moves."""
    with tempfile.TemporaryDirectory(prefix="cofacil-bench-") as home:
        place = Place(python, Path(home))
        place.begin()
        rounds = sorted(flow(place, repeat), key=lambda counted: counted.moves)
    return rounds[len(rounds) // 2]


def said(counted: Counted) -> str:
    return f"files {len(counted.files):<4} moves {counted.moves:<6}"


def ratio(counted: Counted, other: Counted) -> str:
    return f"files {len(counted.files) / len(other.files):.2f}x moves {counted.moves / other.moves:.2f}x"


def run(options: argparse.Namespace) -> None:
    for name, flow in FLOWS.items():
        counted = measure(options.python, flow, options.repeat)
        line = f"{name:<27} {said(counted)}"
        if options.against:
            other = measure(options.against, flow, options.repeat)
            line = f"{line} against {said(other)} ratio {ratio(counted, other)}"
        listed = (f"    {file}" for file in counted.files) if options.list else ()
        sys.stdout.write("\n".join((line.rstrip(), *listed)) + "\n")
        sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="the interpreter that has the tree to measure")
    parser.add_argument("--against", help="the interpreter of a tree to compare it with")
    parser.add_argument("--repeat", type=int, default=3, help="rounds of each flow; the one in the middle counts")
    parser.add_argument("--list", action="store_true", help="name the files in the order of their first entry")
    run(parser.parse_args())


if __name__ == "__main__":
    if sys.argv[1:2] == [INSIDE]:
        run_inside(*sys.argv[2:])
    else:
        main()
