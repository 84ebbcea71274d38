"""What finding costs on very many boards: `python tests/benchmarks/bench_search.py [BOARDS] [CARDS]`.

Processor time of this process, since the clock on the wall says more of what else runs; and the clock as well.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from many_boards import make_boards, vocabulary

from cofacil.room.finding import Sought
from cofacil.store.indexed_library import IndexedLibrary
from cofacil.store.library import BoardLibrary

BOARDS, CARDS = 1000, 500
TIMES = 5


def say(what: str, spent: tuple[float, float], must: str) -> None:
    processor, wall = spent
    sys.stdout.write(f"{what:<58} {processor * 1e3:>9.1f} ms processor {wall * 1e3:>9.1f} ms clock   must {must}\n")
    sys.stdout.flush()


def spent(action: Callable[[], object]) -> tuple[float, float]:
    processor, wall = time.process_time(), time.perf_counter()
    action()
    return time.process_time() - processor, time.perf_counter() - wall


def least(action: Callable[[], object]) -> tuple[float, float]:
    return min(spent(action) for _ in range(TIMES))


def run(folder: Path, boards: int, cards: int) -> None:
    home = folder / "boards"
    make_boards(home, boards, cards)
    time.sleep(0.1)  # what was written this moment is read twice
    library = IndexedLibrary(home, folder / "cache")
    nowhere = IndexedLibrary(home, folder / "file" / "cache")
    (folder / "file").write_bytes(b"")
    words = vocabulary(random.Random(11))  # noqa: S311  # those of the boards

    def find(words: str, library: IndexedLibrary = library, **more: object) -> Callable[[], object]:
        return lambda: list(library.search(Sought(words)._replace(**more)).boards)  # type: ignore[arg-type]

    say("first hit without an index", spent(lambda: next(iter(nowhere.search(Sought(words[0])).boards))), "<= 2 s")
    say(
        "first hit, rare word, without an index",
        spent(lambda: next(iter(nowhere.search(Sought(words[9000])).boards))),
        "<= 2 s",
    )
    say("building the index", spent(library.shelf), "<= 15 s")
    size = sum(path.stat().st_size for path in (folder / "cache").iterdir())
    sys.stdout.write(
        f"{'its size, beside that of the boards':<58} {size / sum(p.stat().st_size for p in home.iterdir()):.2f}\n"
    )
    say("every board with its figures", least(library.shelf), "at once")
    for what, words_typed in (
        ("the commonest word, on nearly every card", words[0]),
        ("a common word", words[50]),
        ("a rare word", words[20_000]),
        ("two words", f"{words[0]} {words[2000]}"),
        ("a slip of the finger", words[3000].replace(words[3000][2], "x", 1)),
        ("a label", "q3"),
        ("nothing", "zzzzqqqq"),
    ):
        say(f"the complete answer: {what}", least(find(words_typed)), "<= 100 ms")
    say("the complete answer: what Priya said, still open", least(find("", who="priya", is_open=True)), "<= 100 ms")
    path = next(home.glob("*.json"))
    os.utime(path)
    say("one board has changed", spent(find(words[20_000])), "<= 100 ms")
    say("every board read, as without an index", spent(BoardLibrary(home).shelf), "")
    env = {**os.environ, "COFACIL_HOME": str(folder)}
    command = [sys.executable, "-m", "cofacil", "search", words[20_000]]
    before = os.times()
    wall = spent(lambda: subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL))[1]
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    say("`cofacil search`, the whole process", (processor, wall), "")


if __name__ == "__main__":
    counts = [int(figure) for figure in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as place:
        run(Path(place), *(counts + [BOARDS, CARDS][len(counts) :]))
