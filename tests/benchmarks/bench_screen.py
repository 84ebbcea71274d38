"""What the board costs on a screen, against the targets: `python tests/benchmarks/bench_screen.py`.

Boards of 100 and of 10,000 cards in durable files, and a blank Textual app, turn about; medians of all rounds. The
whole gesture of carrying, adding and editing counts for its bytes; its time is that of the Enter which keeps it.
"""

import argparse
import os
import statistics
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType

from blank_app import READY
from crowded import crowded
from playing import COFACIL, ROOT, TTYBENCH, Answer, Player, alone, bare_sync, in_a_folder, load_ttybench, say

FEW, MANY = 100, 10_000
BLANK = "blank"
TURNED = 3.5
"""Seconds in which what was just said is turned round, and back."""
AT_REST = 2.0
"""Seconds behind the first frame, when the copy of the day has been made."""
WORDS = "could bring a ladder and a pot of green paint"


@dataclass
class Measured:
    """Everything that was measured of one program: a name, and its figures of all rounds."""

    figures: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, *figures: float) -> None:
        self.figures[name] += figures

    def answers(self, name: str, answers: Sequence[Answer]) -> None:
        self.add(f"{name} ms", *(answer.milliseconds for answer in answers))
        self.add(f"{name} B", *(answer.bytes for answer in answers))

    def middle(self, name: str) -> float:
        return statistics.median(self.figures[name]) if self.figures[name] else float("nan")

    def share(self, name: str, share: float) -> float:
        figures = sorted(self.figures[name])
        return figures[min(len(figures) - 1, int(len(figures) * share))] if figures else float("nan")


@dataclass(frozen=True, slots=True)
class Rounds:
    """How much is measured."""

    rounds: int
    presses: int
    seconds: float
    """How long it is left alone."""
    adds: int
    is_shared: bool = False
    """Whether a door is open meanwhile, through which nobody has come."""

    def command(self, board: Path) -> list[str]:
        how = ["share", "--port", "0"] if self.is_shared else ["open"]
        return [str(COFACIL), *how, str(board)]


QUICK = Rounds(1, 6, 3.0, 12)


def measure_blank(bench: ModuleType, environ: dict[str, str], measured: Measured) -> None:
    with Player(
        bench, [str(COFACIL.with_name("python")), str(ROOT / "tests/benchmarks/blank_app.py")], READY, environ
    ) as it:
        _start(it, measured)
        measured.add("memory MB", it.memory())


def measure_board(bench: ModuleType, board: Path, environ: dict[str, str], measured: Measured, much: Rounds) -> None:
    """Measure everything of one board in one sitting."""
    with Player(bench, much.command(board), "saved", environ) as it:
        _start(it, measured)
        it.tty.quiet(1e9, AT_REST)
        measured.add("memory MB", it.memory())
        _looking(it, measured, much)
        _writing(it, measured, much)
        _others(it, board, environ, measured, much)
        _leaving_alone(it, measured, much)


def _start(it: Player, measured: Measured) -> None:
    measured.add("start ms", it.start.milliseconds)
    measured.add("start cpu", it.start.cpu)
    measured.add("first frame B", it.start.bytes)


def _looking(it: Player, measured: Measured, much: Rounds) -> None:
    it.gesture("2", "home", "down", "up")
    for _ in range(much.presses):
        measured.answers("cursor", it.gesture("down", "down", "up", "up"))
    for _ in range(2):
        it.press("home")
        for _ in range(20):
            top = it.text()
            answer = it.press("down")
            if _middle_of(it.text()) != _middle_of(top):
                measured.answers("scroll", [answer])
    it.press("home")
    for _ in range(much.presses):
        opened, letter, closed = it.gesture("e", "x", "esc")
        measured.answers("open", [opened])
        measured.answers("letter", [letter])
        measured.answers("esc", [closed])
    there_and_back = ["down"] * 20 + ["up"] * 20
    measured.add("held ms", it.hold((there_and_back * 3)[:100], 60))
    it.gesture("home")


def _middle_of(text: str) -> str:
    """Return the words of another column's half of the screen, and of the rows around the hand, without its mark."""
    return "".join(line[32:64].replace("▌", " ") for line in text.split("\n")[4:41])


def _writing(it: Player, measured: Measured, much: Rounds) -> None:
    before = _offers(it)
    for number in range(much.presses + 1):
        gestures = {
            "carry": ("m", "down", "enter"),
            "edit": ("e", "home", f"{number} so: ", "enter"),
            "add": ("a", f"{WORDS} {number}", "enter"),
        }
        for name, keys in gestures.items():
            answers = it.gesture(*keys)
            if number:  # the first opens the meeting
                measured.add(f"{name} ms", answers[-1].milliseconds)
                measured.add(f"{name} B", sum(answer.bytes for answer in answers))
                measured.add(f"{name} all ms", sum(answer.milliseconds for answer in answers))
        it.gesture("esc", "home")
    if _offers(it) != before + much.presses + 1 or "NOT SAVED" in it.text():
        raise SystemExit(f"What was written is not there:\n{it.text()}")


def _offers(it: Player) -> int:
    """Return how many offers the board says it has: the column in hand while this is measured."""
    return int(it.text().split("OFFERS ", 1)[1].split("]", 1)[0])


def _others(it: Player, board: Path, environ: dict[str, str], measured: Measured, much: Rounds) -> None:
    """Let another process add cards; measure from its acknowledgement, and from the line that asked for it."""
    pipe = subprocess.PIPE
    adding = subprocess.Popen(
        [str(COFACIL), "add", str(board), "offer", "--stdin"], stdin=pipe, stdout=pipe, env={**os.environ, **environ}
    )
    assert adding.stdin is not None
    assert adding.stdout is not None
    for number in range(much.adds + 2):
        before, asked = len(it.tty.chunks), time.perf_counter()
        adding.stdin.write(f"A card from the pipe, number {number}\n".encode())
        adding.stdin.flush()
        adding.stdout.readline()
        told = time.perf_counter()
        answer = it.answer(before, asked)
        if number > 1:
            measured.add("other from line ms", answer.milliseconds)
            measured.add("other from ack ms", answer.milliseconds - (told - asked) * 1e3)
            measured.add("other B", answer.bytes)
    adding.stdin.close()
    adding.wait(10)


def _leaving_alone(it: Player, measured: Measured, much: Rounds) -> None:
    if (left := 60 - time.time() % 60) < much.seconds + 1:
        it.tty.quiet(1e9, left + 1)  # the clock in the first row goes on once a minute
    it.tty.quiet(1e9, TURNED)
    cpu, sent = it.idle(much.seconds)
    measured.add("idle cpu", cpu)
    measured.add("idle B/s", sent)
    it.gesture("t", "50", "enter")
    cpu, sent = it.idle(much.seconds)
    measured.add("timer cpu", cpu)
    measured.add("timer B/s", sent)


# The table


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: how a figure is had, and up to where it may go."""

    what: str
    figure: Callable[[Measured], float]
    limit: float | None
    many: float | None = None
    """The limit at 10,000, where it is another one."""
    ratio: float | None = None
    """How many times the figure at 100 it may be at 10,000, where that is the target."""
    unit: str = ""
    digits: int = 1


def rows(blank: Measured, sync: float) -> list[Row]:
    """Return the table of targets."""

    def to_blank(name: str) -> Callable[[Measured], float]:
        return lambda measured: measured.middle(name) / blank.middle(name)

    def middle(name: str) -> Callable[[Measured], float]:
        return lambda measured: measured.middle(name)

    kept = 7 + sync
    found = [
        Row("start to a settled full board / blank", to_blank("start ms"), 1.2, 1.4, unit="x", digits=2),
        Row("  the same in processor time / blank", to_blank("start cpu"), None, unit="x", digits=2),
        Row("  the same in milliseconds", middle("start ms"), None, unit="ms", digits=0),
        Row("bytes of the first frame", middle("first frame B"), 20_000, unit="B", digits=0),
        Row("cursor move, to the last byte", middle("cursor ms"), 3, ratio=1.2, unit="ms", digits=2),
        Row("cursor move", middle("cursor B"), 400, unit="B", digits=0),
        Row("cursor move that scrolls", middle("scroll B"), 2500, unit="B", digits=0),
        Row("  the same", middle("scroll ms"), None, unit="ms", digits=2),
    ]
    for name in ("carry", "add", "edit"):
        found += [
            Row(f"{name}: Enter to the last byte", middle(f"{name} ms"), kept, ratio=1.3, unit="ms", digits=2),
            Row(f"{name}: all its keys", middle(f"{name} B"), 4500, unit="B", digits=0),
            Row("  the same, all their times together", middle(f"{name} all ms"), None, unit="ms", digits=2),
        ]
    for name, words, milliseconds, size in (
        ("open", "open the editor", 10, 500),
        ("letter", "a typed letter", 5, 200),
        ("esc", "Esc", 50, None),
    ):
        found += [
            Row(words, middle(f"{name} ms"), milliseconds, unit="ms", digits=2),
            Row("  the same", middle(f"{name} B"), size, unit="B", digits=0),
        ]
    return [
        *found,
        Row("idle, of a processor", middle("idle cpu"), 0.05, unit="%", digits=3),
        Row("idle", middle("idle B/s"), 0, unit="B/s", digits=0),
        Row("with the timer running, of a processor", middle("timer cpu"), 0.3, unit="%", digits=3),
        Row("with the timer running", middle("timer B/s"), 150, unit="B/s", digits=0),
        Row("held key, 60 Hz x 100: lag after the last", middle("held ms"), 20, unit="ms"),
        Row("memory / blank", to_blank("memory MB"), 1.3, 1.8, unit="x", digits=2),
        Row("another's add, from its ack, p50", lambda it: it.share("other from ack ms", 0.5), 4, unit="ms", digits=2),
        Row(
            "another's add, from its ack, p95", lambda it: it.share("other from ack ms", 0.95), 10, unit="ms", digits=2
        ),
        Row(
            "  from the line that asked for it, p50",
            lambda it: it.share("other from line ms", 0.5),
            None,
            unit="ms",
            digits=2,
        ),
        Row(
            "  from the line that asked for it, p95",
            lambda it: it.share("other from line ms", 0.95),
            None,
            unit="ms",
            digits=2,
        ),
        Row("  the same", middle("other B"), None, unit="B", digits=0),
    ]


def table(few: Measured, many: Measured, blank: Measured, sync: float) -> None:
    say(f"{'':<42}{'100 cards':>12}{'10,000':>12}  {'target':<22}met?")
    for row in rows(blank, sync):
        at_few, at_many = row.figure(few), row.figure(many)
        says, met = "", ""
        if row.limit is not None:
            limit = row.ratio * at_few if row.ratio else row.many or row.limit
            says = f"<= {row.limit:g} {row.unit}"
            says += f", {row.ratio:g}x of that" if row.ratio else f", {row.many:g} {row.unit}" if row.many else ""
            met = f"{_met(at_few <= row.limit)} {_met(at_many <= limit)}"
        say(
            f"{row.what:<42}{at_few:>10,.{row.digits}f}{row.unit:<4}{at_many:>8,.{row.digits}f}{row.unit:<4}  {says:<22}{met}"
        )
    say()
    say(
        f"a bare fdatasync in this run: {sync:.2f} ms; blank: {blank.middle('start ms'):.0f} ms, {blank.middle('start cpu'):.0f} ms of a processor,"
    )
    say(f"{blank.middle('memory MB'):.0f} MB")


def _met(is_met: bool) -> str:
    return "yes" if is_met else "NO "


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ttybench", type=Path, default=TTYBENCH)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--shared", action="store_true", help="with a door open, through which nobody has come")
    parser.add_argument("--quick", action="store_true", help="one short round")
    asked = parser.parse_args()
    bench = load_ttybench(asked.ttybench)
    much = replace(QUICK if asked.quick else Rounds(asked.rounds, 10, 6.0, 30), is_shared=asked.shared)
    in_a_folder(lambda folder: run(bench, folder, much))


def run(bench: ModuleType, folder: Path, much: Rounds) -> None:
    environ = alone(folder)
    measured = {BLANK: Measured(), FEW: Measured(), MANY: Measured()}
    syncs: list[float] = []
    measure_blank(bench, environ, Measured())  # what is compiled is kept from here on
    with Player(bench, much.command(crowded(folder, FEW)), "saved", environ):
        pass
    for number in range(much.rounds):
        syncs.append(bare_sync(folder))
        measure_blank(bench, environ, measured[BLANK])
        # A round writes: the next one begins with boards that are like these. Copies of them would be taken for copies.
        own = folder / str(number)
        own.mkdir()
        for cards in (FEW, MANY):
            measure_board(bench, crowded(own, cards), environ, measured[cards], much)
    table(measured[FEW], measured[MANY], measured[BLANK], statistics.median(syncs))


if __name__ == "__main__":
    main()
