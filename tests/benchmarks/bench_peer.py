"""Beside kanban-tui 0.21.2 at 100 tasks: `python tests/benchmarks/bench_peer.py --peer-python peer/bin/python`.

Make the peer's own environment with `python3 -m venv peer && peer/bin/pip install kanban-tui==0.21.2`.
"""

import argparse
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from bench_screen import Measured
from crowded import WORDS, crowded
from playing import COFACIL, TTYBENCH, Player, alone, in_a_folder, load_ttybench, say

TASKS = 100
AT_MOST = 0.01
"""The share of the peer's time and bytes that moving the cursor may take."""
_FILL = """
import sys
from kanban_tui.backends.sqlite.database import create_new_task_db, init_first_board, init_new_db
from kanban_tui.constants import DATABASE_FILE
DATABASE_FILE.parent.mkdir(parents=True, exist_ok=True)
init_new_db()
init_first_board()
words = sys.argv[2:]
for number in range(int(sys.argv[1])):
    create_new_task_db(words[number % len(words)], column=1 + number % 3)
"""


def measure(it: Player, down: str, up: str, measured: Measured, presses: int) -> None:
    measured.add("start ms", it.start.milliseconds)
    measured.add("start cpu", it.start.cpu)
    it.gesture(down, up)
    for _ in range(presses):
        measured.answers("cursor", it.gesture(down, down, up, up))
    measured.add("idle cpu", it.idle(4.0)[0])
    measured.add("memory MB", it.memory())


def fill(peer: Path, environ: Mapping[str, str]) -> None:
    """Give the peer as many tasks, through its own code."""
    subprocess.run([str(peer), "-c", _FILL, str(TASKS), *WORDS], env={**environ, "PATH": "/usr/bin:/bin"}, check=True)


def run(bench: ModuleType, folder: Path, peer: Path, rounds: int) -> None:
    environ = alone(folder)
    board = crowded(folder, TASKS)
    theirs = {name: str(folder / "peer") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    fill(peer, theirs)
    programs: Sequence[tuple[str, list[str], str, Mapping[str, str], tuple[str, str]]] = (
        ("cofacil", [str(COFACIL), "open", str(board)], "saved", environ, ("down", "up")),
        ("kanban-tui", [str(peer.with_name("kanban-tui"))], WORDS[3], {**environ, **theirs}, ("j", "k")),
    )
    measured = {name: Measured() for name, *_ in programs}
    for number in range(rounds + 1):
        for name, command, until, there, (down, up) in programs:
            with Player(bench, command, until, there) as it:
                # The first round compiles.
                measure(it, down, up, measured[name] if number else Measured(), 5)
    show(measured["cofacil"], measured["kanban-tui"])


def show(ours: Measured, theirs: Measured) -> None:
    say(f"{'':<24}{'cofacil':>12}{'kanban-tui':>14}{'ratio':>10}")
    for name in ours.figures:
        here, there = ours.middle(name), theirs.middle(name)
        met = f"   must be at most 1/{1 / AT_MOST:.0f}: {'yes' if here <= AT_MOST * there else 'NO'}"
        ratio = f"1/{there / here:,.0f}" if here and there > here else "-"
        say(f"{name:<24}{here:>12,.2f}{there:>14,.2f}{ratio:>10}{met if name.startswith('cursor') else ''}")
    say(f"medians of {len(ours.figures['start ms'])} rounds at {TASKS} tasks, 160x45, turn about")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer-python", type=Path, required=True)
    parser.add_argument("--ttybench", type=Path, default=TTYBENCH)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    bench = load_ttybench(asked.ttybench)
    in_a_folder(lambda folder: run(bench, folder, asked.peer_python, asked.rounds))


if __name__ == "__main__":
    main()
