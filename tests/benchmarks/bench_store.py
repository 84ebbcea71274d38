"""What keeping a board costs, as ratios to what the disk itself costs: `python tests/benchmarks/bench_store.py`."""

import fcntl
import gc
import multiprocessing
import os
import select
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.synchronize import Barrier
from pathlib import Path

from cofacil.board.events import Change, Draft, Event, Write
from cofacil.board.fold import EMPTY, fold
from cofacil.store.board_file import BoardFile
from cofacil.store.watch import watcher_of

BOARD = "01KAK7ZZZZ0000000000000000"
START = 1_763_730_000_000
WRITERS = 8
SECONDS = 3.0
TIMES = 1000


def draft(number: int) -> Draft:
    fields: dict[str, str] = {"kind": "question", "label": f"Q{number}", "text": "x" * 120}
    return Draft(
        START + number, "ana", "add", "", Change("card.add", (Write(f"card/{number}", "", None, dict(fields)),))
    )


def adding(number: int) -> Callable[[Sequence[Event]], Sequence[Draft]]:
    made = [draft(number)]  # a draft is the room's work, and not what is measured here
    return lambda _: made


def board_of(folder: Path, events: int) -> Path:
    path = folder / f"{events}.json"
    file = BoardFile.create(path, START, BOARD)
    if events:
        file.append(lambda _: [draft(number) for number in range(1, events + 1)])
    file.close()
    return path


def say(what: str, figure: str, must: str) -> None:
    sys.stdout.write(f"{what:<58} {figure:<44} must {must}\n")
    sys.stdout.flush()


def timed(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return (time.perf_counter() - begin) * 1e6


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def appends(folder: Path, events: int) -> float:
    """Append to a board and to a bare file, turn about; return what one durable append took."""
    path = board_of(folder, events)
    file = BoardFile.open(path, for_writing=True)
    file.read(0)
    fd = os.open(folder / "bare", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    os.write(fd, path.read_bytes())
    os.fsync(fd)
    ours, bare = [], []
    for number in range(TIMES):
        before = file.storage.chain.end
        ours.append(timed(partial(file.append, adding(events + number + 1))))
        data = b"x" * (file.storage.chain.end - before)

        def append(data: bytes = data) -> None:
            os.write(fd, data)
            os.fdatasync(fd)

        bare.append(timed(append))
    os.close(fd)
    file.close()
    middle, plain = statistics.median(ours), statistics.median(bare)
    tail, plain_tail = percentile(ours, 0.99), percentile(bare, 0.99)
    say(
        f"durable append at {events:,} / a bare append + fdatasync",
        f"{middle / plain:.2f}x ({middle:.0f} / {plain:.0f} µs), p99 {tail / plain_tail:.2f}x",
        "<= 1.25x, p99 <= 2.5x",
    )
    return middle


def write_board(path: Path, begin: Barrier, done: "multiprocessing.Queue[int]") -> None:
    file, count = BoardFile.open(path, for_writing=True), 0
    file.read(0)
    begin.wait()
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        file.append(adding(count))
        count += 1
    done.put(count)


def write_bare(path: Path, begin: Barrier, done: "multiprocessing.Queue[int]") -> None:
    fd, lock, count = (
        os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND),
        os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT),
        0,
    )
    begin.wait()
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.write(fd, b"x" * 300)
        os.fdatasync(fd)
        fcntl.flock(lock, fcntl.LOCK_UN)
        count += 1
    done.put(count)


def together(path: Path, write: Callable[[Path, Barrier, "multiprocessing.Queue[int]"], None]) -> list[int]:
    context = multiprocessing.get_context("fork")
    done: multiprocessing.Queue[int] = context.Queue()
    begin = context.Barrier(WRITERS)
    running = [context.Process(target=write, args=(path, begin, done)) for _ in range(WRITERS)]
    for process in running:
        process.start()
    counts = [done.get() for _ in running]
    for process in running:
        process.join()
    return counts


def crowds(folder: Path) -> None:
    path = board_of(folder, 0)
    shares = []
    for turn in range(3):
        bare = sum(together(folder / f"bare{turn}", write_bare))
        ours = together(path, write_board)
        shares.append((sum(ours) / bare, sum(ours) / SECONDS, min(ours)))
    share, rate, least = sorted(shares)[1]
    say(
        f"{WRITERS} processes appending / bare append under one lock",
        f"{share:.2f}x ({rate:.0f} a second; the slowest process {least})",
        ">= 0.6x",
    )


def opening(folder: Path, events: int, must: str) -> None:
    path = board_of(folder, events)
    opened, folded = [], []
    for _ in range(5 if events < 50_000 else 3):
        gc.disable()  # as `cofacil open` does until its first frame
        begin = time.perf_counter()
        file = BoardFile.open(path, for_writing=True)
        read = file.read(0)
        between = time.perf_counter()
        fold(EMPTY, read)
        opened.append((between - begin) * 1e3)
        folded.append((time.perf_counter() - between) * 1e3)
        gc.enable()
        file.close()
    say(
        f"open and fold {events:,}",
        f"{min(map(sum, zip(opened, folded, strict=True))):.0f} ms (open and read {min(opened):.0f}, fold {min(folded):.0f})",
        must,
    )


def write_slowly(path: Path, times: int, told: "multiprocessing.Queue[float]") -> None:
    file = BoardFile.open(path, for_writing=True)
    file.read(0)
    for number in range(times):
        time.sleep(0.005)
        file.append(adding(20_000 + number))
        told.put(time.perf_counter())


def noticing(folder: Path, times: int = 400) -> None:
    """Measure from the other process's acknowledgement to the folded board here."""
    path = board_of(folder, 10_000)
    file = BoardFile.open(path, for_writing=True)
    board = fold(EMPTY, file.read(0))
    watcher = watcher_of(path)
    if watcher is None:
        say("another process's change noticed and folded", "no notices here", "p50 <= 1 ms, p99 <= 15")
        return
    context = multiprocessing.get_context("fork")
    told: multiprocessing.Queue[float] = context.Queue()
    writer = context.Process(target=write_slowly, args=(path, times, told))
    writer.start()
    seen: list[float] = []
    fd = watcher.fileno() or 0
    while len(seen) < times:
        select.select([fd], [], [], 1.0)
        if watcher.drain() and (events := file.read(board.position)):
            board = fold(board, events)
            seen += [time.perf_counter()] * len(events)
    late = [max(0.0, there - told.get()) * 1e3 for there in seen]
    writer.join()
    say(
        "another process's change noticed and folded at 10,000",
        f"p50 {statistics.median(late):.2f} ms, p99 {percentile(late, 0.99):.2f} ms",
        "p50 <= 1 ms, p99 <= 15",
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few, many = appends(folder, 100), appends(folder, 10_000)
        say("durable append at 10,000 / at 100", f"{many / few:.2f}x", "<= 1.1x")
        crowds(folder)
        for path in folder.glob("10000.json*"):
            path.unlink()
        opening(folder, 10_000, "<= 60 ms")
        for path in folder.glob("10000.json*"):
            path.unlink()
        opening(folder, 100_000, "<= 900 ms")
        noticing(folder)


if __name__ == "__main__":
    main()
