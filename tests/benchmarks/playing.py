"""Plays the terminal of a program with ttybench: presses keys, and tells when the last byte of the answer came."""

import importlib.util
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[2]
TTYBENCH = ROOT.parent / "shared" / "tools" / "ttybench.py"
COFACIL = Path(sys.executable).with_name("cofacil")
QUIET = 0.06
"""Seconds of silence, with the program at rest, that end an answer."""
BETWEEN = 0.3
"""Seconds that hands take from one thing to the next: what comes sooner behind words in one piece belongs to them."""
SETTLED = 0.25
"""Seconds of silence that end a start."""
LONGEST = 90.0
SIZE = (160, 45)

NAMED = {"up": "\x1b[A", "down": "\x1b[B", "home": "\x1b[H", "end": "\x1b[F", "enter": "\r", "esc": "\x1b"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a key."""

    milliseconds: float
    """From the key to the last byte."""
    bytes: int


@dataclass(frozen=True, slots=True)
class Start:
    """What it took until the screen stood still."""

    milliseconds: float
    bytes: int
    cpu: float
    """Milliseconds of a processor."""


def load_ttybench(path: Path) -> ModuleType:
    """Import ttybench from its file."""
    spec = importlib.util.spec_from_file_location("ttybench", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SystemExit(f"There is no ttybench at {path}: --ttybench says where it is.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Player:
    """A program in a pseudo-terminal; use it in a `with`."""

    def __init__(self, bench: ModuleType, command: Sequence[str], until: str, environ: Mapping[str, str]) -> None:
        self._bench = bench
        self.tty: Any = bench.Tty(list(command), *SIZE, dict(environ))
        try:
            if self.tty.wait_text(until, LONGEST) is None:
                raise SystemExit(f"{command} never showed {until!r}:\n{self.tty.text()}")
            self.tty.rest(SETTLED, LONGEST, bench.procs(self.tty.pid))
        except BaseException:
            self.tty.close()
            raise
        self.tree: list[int] = bench.procs(self.tty.pid)
        began = self.tty.t0
        sent = sum(len(data) for _, data in self.tty.chunks)
        self.start = Start((self.tty.chunks[-1][0] - began) * 1e3, sent, self.cpu_ms())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.tty.close()

    def cpu_ms(self) -> float:
        return float(self._bench.cpu_ns(self.tree) / 1e6)

    def memory(self) -> float:
        """Return megabytes."""
        return float(self._bench.mem(self._bench.procs(self.tty.pid))[0])

    def press(self, key: str) -> Answer:
        """Press one key, or write what is no key's name in one go."""
        before, began = len(self.tty.chunks), time.perf_counter()
        os.write(self.tty.fd, NAMED.get(key, key).encode())
        return self.answer(before, began)

    def answer(self, before: int, began: float) -> Answer:
        """Read until the program is at rest; return what came behind chunk `before`."""
        while len(self.tty.chunks) == before and time.perf_counter() < began + 1.5 and not self.tty.eof:
            self.tty.pump(0.1)
        self.tty.rest(QUIET, LONGEST, self.tree)
        if self.tty.eof:
            raise SystemExit(f"The program ended:\n{self.tty.text()}")
        got = self.tty.chunks[before:]
        return Answer((got[-1][0] - began) * 1e3 if got else 0.0, sum(len(data) for _, data in got))

    def gesture(self, *keys: str) -> list[Answer]:
        """Press keys one after the other, each when the one before was answered; then take a breath."""
        answers = [self.press(key) for key in keys]
        if any(len(key) > 1 and key not in NAMED for key in keys):
            self.tty.quiet(1e9, BETWEEN)
        return answers

    def hold(self, keys: Sequence[str], hertz: float) -> float:
        """Press keys as a held one sends them; return how many milliseconds the last byte came behind the last key."""
        following = last = time.perf_counter()
        for key in keys:
            while (left := following - time.perf_counter()) > 0:
                self.tty.pump(left)
            os.write(self.tty.fd, NAMED.get(key, key).encode())
            last = time.perf_counter()
            following += 1 / hertz
        self.tty.rest(0.2, LONGEST, self.tree)
        return max(0.0, float(self.tty.chunks[-1][0] - last) * 1e3)

    def idle(self, seconds: float) -> tuple[float, float]:
        """Leave it alone; return percent of a processor, and bytes a second."""
        self.tty.rest(SETTLED, LONGEST, self.tree)
        before, cpu, began = len(self.tty.chunks), self.cpu_ms(), time.perf_counter()
        self.tty.quiet(1e9, seconds)
        passed = time.perf_counter() - began
        sent = sum(len(data) for _, data in self.tty.chunks[before:])
        return (self.cpu_ms() - cpu) / passed / 10, sent / passed

    def text(self) -> str:
        return str(self.tty.text())


def bare_sync(folder: Path, times: int = 50) -> float:
    """Return what a bare append and fdatasync take there, in milliseconds."""
    took = []
    with (folder / "bare").open("ab", buffering=0) as file:
        for _ in range(times):
            began = time.perf_counter()
            file.write(b"x" * 400)
            os.fdatasync(file.fileno())
            took.append((time.perf_counter() - began) * 1e3)
            time.sleep(0.002)
    return statistics.median(took)


def alone(folder: Path) -> dict[str, str]:
    """Return an environment with a home of its own, in which compiled modules are kept for the next start."""
    for name in [*os.environ]:
        if name.startswith(("PYTHONDONT", "PYTHONUN", "COFACIL_", "TEXTUAL")):
            del os.environ[name]
    home = {"COFACIL_HOME": str(folder / "home"), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    os.environ |= home
    return {**home, "COFACIL_NAME": "Ana", "TZ": "UTC"}


def in_a_folder(work: Callable[[Path], None]) -> None:
    """Do something with a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="cofacil-bench-") as name, suppress(KeyboardInterrupt):
        work(Path(name))


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
