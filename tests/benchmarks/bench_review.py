"""What looking back costs: `python tests/benchmarks/bench_review.py`.

Milliseconds of processor time. A log of 10,000 events holds some 4,000 cards, one of 100,000 some 40,000, all of them on the
board nearly from the beginning, and changed in any order: the dearest that there is to fold.
"""

import gc
import resource
from collections.abc import Callable, Sequence
from random import Random
from time import process_time

from cofacil.board.events import Event, Write
from cofacil.board.fold import EMPTY, fold
from cofacil.example.crowd import crowd
from cofacil.example.meeting import example_log
from cofacil.review.book import Book
from cofacil.review.replay import Replay
from cofacil.wiring.practice import load_practice

NOW = 1_795_370_700_000


def a_log(count: int) -> list[Event]:
    """Return so many events: the example, a crowd of cards, and changes of their words."""
    events = list(example_log(load_practice()[0], NOW).read(0))
    board = fold(EMPTY, events)
    events += crowd(board, count * 2 // 5, board.last)
    cards = [write.entity for event in events for write in event.writes if write.entity.startswith("card/")]
    random = Random(1)  # noqa: S311  # the same changes every time
    while len(events) < count:
        number, last = len(events), events[-1].t
        writes = (Write(random.choice(cards), "text", None, f"words {number}"),)
        events.append(Event(f"{number:026}", last + 1000, "ana", "card.edit", writes))
    return events


def spent(turn: Callable[[], object]) -> float:
    """Return milliseconds of processor time."""
    began = process_time()
    turn()
    return (process_time() - began) * 1000


def measure(count: int) -> dict[str, float]:
    """Return what it costs to open a log of so many events, and to look anywhere in it."""
    events = a_log(count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    gc.disable()
    live = min(spent(lambda: fold(EMPTY, events)) for _turn in range(3))
    opened = min(spent(lambda: Replay(events)) for _turn in range(3))
    replay = Replay(events)
    prepared = spent(replay.prepare)
    answered = spent(lambda: Book(replay).answers)
    gc.freeze()  # as the screens do behind their first frame
    gc.enable()
    random = Random(2)  # noqa: S311  # the same places every time
    return {
        "fold as a live board is": live,
        "open to look back": opened,
        "prepare, behind the first frame": prepared,
        "answer": answered,
        **_of("seek", replay, [random.randrange(count) for _turn in range(100)]),
        **_of("the next one", replay, range(count // 2, count // 2 + 100)),
        **_of("the one before", replay, range(count // 3, count // 3 - 100, -1)),
        "held, MiB": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
    }


def _of(what: str, replay: Replay, positions: Sequence[int]) -> dict[str, float]:
    took = sorted(spent(lambda at=position: replay.board_at(at)) for position in positions)  # type: ignore[misc]
    return {f"{what}, median": took[len(took) // 2], f"{what}, most": took[-1]}


def main() -> None:
    for count in (10_000, 100_000):
        for what, figure in measure(count).items():
            print(f"{count:7,}  {what:34} {figure:9.2f}")  # noqa: T201  # a benchmark prints


if __name__ == "__main__":
    main()
