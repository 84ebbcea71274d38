"""What the deeds of a meeting cost on a screen: `python tests/benchmarks/bench_meeting.py`.

A board of 100 cards in a durable file, with a plan of many steps; each deed again and again in one sitting. Its time is that of
the Enter which keeps it, to the last byte; medians, beside a bare fdatasync of the same run.
"""

import argparse
import statistics
import sys
from contextlib import closing
from pathlib import Path

from crowded import crowded
from playing import TTYBENCH, Player, alone, bare_sync, in_a_folder, load_ttybench, say

from cofacil.board.commands.meetings import OpenMeeting
from cofacil.board.commands.steps import LayPlan
from cofacil.board.plan import Plan, PlannedStep
from cofacil.room.clock import SystemClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile

LIMIT = 10.0
"""Milliseconds that a deed may take besides what the disk does."""
DEEDS = {
    "go on to the next step": ("n", "enter"),
    "begin quiet writing": ("h", "enter"),
    "write quietly": ("a", "enter", "What nobody sees yet", "enter"),
    "show all of it": ("h", "enter"),
    "gather into a theme": ("g", "The gate and the path", "enter"),
    "say I will": ("i", "@ana", "enter"),
}
AFTERWARDS = {"write quietly": ("esc",), "gather into a theme": ("esc",), "say I will": ("esc", "down")}
"""What is pressed behind a deed, before the next."""


def planned(folder: Path, steps: int) -> Path:
    """Make a board in a meeting with so many steps ahead."""
    path, clock = crowded(folder, 100), SystemClock()
    plan = Plan("many", "Many steps", tuple(PlannedStep(f"Step {n}", 5, f"What is number {n}?") for n in range(steps)))
    with closing(BoardFile.open(path, for_writing=True)) as log:
        room, ana = Room(log, clock), Seat("Ana")
        room.pull()
        room.do(ana, OpenMeeting(f"meeting/{clock.new_id()}"))
        room.do(ana, LayPlan(tuple(f"step/{clock.new_id()}" for _step in plan.steps), plan))
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ttybench", type=Path, default=TTYBENCH)
    parser.add_argument("--times", type=int, default=10)
    asked = parser.parse_args()

    def run(folder: Path) -> None:
        environ, sync = alone(folder), bare_sync(folder)
        board = planned(folder, asked.times + 1)
        took: dict[str, list[float]] = {deed: [] for deed in DEEDS}
        sent: dict[str, list[int]] = {deed: [] for deed in DEEDS}
        command = [str(Path(sys.executable).with_name("cofacil")), "open", str(board)]
        with Player(load_ttybench(asked.ttybench), command, "saved", environ) as it:
            it.gesture("3", "home")
            for number in range(asked.times + 1):
                for deed, keys in DEEDS.items():
                    answers = it.gesture(*keys)
                    if number:  # what is done first is compiled and laid for the first time
                        took[deed].append(answers[-1].milliseconds)
                        sent[deed].append(sum(answer.bytes for answer in answers))
                    it.gesture(*AFTERWARDS.get(deed, ()))
            if "NOT SAVED" in it.text():
                raise SystemExit(it.text())
        say(f"a bare fdatasync: {sync:.2f} ms; each deed must take at most {LIMIT:g} ms and that")
        for deed in DEEDS:
            middle = statistics.median(took[deed])
            met = "yes" if middle <= LIMIT + sync else "NO"
            say(f"{deed:<26}{middle:8.2f} ms {statistics.median(sent[deed]):8,.0f} B  {met}")

    in_a_folder(run)


if __name__ == "__main__":
    main()
