"""What one change costs while many look: `python tests/benchmarks/bench_sharing.py [PHONES] [GUESTS] [CARDS]`.

All in one process, with nothing on a wire: what is counted is the work of making what each is sent, in processor time, which
others who use this computer make no longer, and in calls, which are the same on every computer. Half of the phones have
written something of their own, as people do.
"""

import asyncio
import cProfile
import gc
import pstats
import sys
import tempfile
import time
from pathlib import Path
from types import MethodType

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "share")]

from serving import Board, board, opened  # noqa: E402

from cofacil.board.commands.cards import AddCard  # noqa: E402
from cofacil.board.kinds import Kind, Role  # noqa: E402
from cofacil.room.seats import Seat  # noqa: E402
from cofacil.share.boards import Guest  # noqa: E402
from cofacil.share.driver import driver_for  # noqa: E402
from cofacil.share.limits import Limits  # noqa: E402
from cofacil.terminal.capability import Capability  # noqa: E402
from cofacil.web.seated import PageBoard, Seated  # noqa: E402
from cofacil.wiring.run import Loop  # noqa: E402

CHANGES = 12
PAUSE = 0.05


class Pipe:
    """The terminal of a guest, of whom only the bytes count."""

    def __init__(self) -> None:
        self.sent = 0
        self.pieces = 0

    def write(self, data: bytes) -> None:
        self.sent += len(data)
        self.pieces += 1

    def is_closing(self) -> bool:
        return False


class Browser:
    """The answer that a reader's window reads on and on."""

    def __init__(self, pipe: Pipe) -> None:
        self._pipe = pipe

    async def write(self, data: bytes) -> None:
        self._pipe.write(data)


async def main(phones: int, guests: int, cards: int) -> None:
    loop = asyncio.get_running_loop()
    loop.set_task_factory = MethodType(Loop.set_task_factory, loop)  # type: ignore[method-assign]
    folder = Path(tempfile.mkdtemp())
    async with (
        board() as shared,
        opened(folder, shared.screens, Limits(seats=phones + guests), presence=shared.live.presence) as place,
    ):
        (garden,) = place.lobby.boards.values()
        page, running = PageBoard(garden, shared.live), list[asyncio.Task[object]]()
        for number in range(cards):
            await add(shared, number, f"Something to say, number {number}")
        screens, readers = [Pipe() for _ in range(guests)], [Pipe() for _ in range(phones)]
        for number, pipe in enumerate(screens):
            guest = Guest(f"Guest {named(number)}", Role.PARTICIPANT, "127.0.0.1")
            app = shared.screens(guest, Capability(), driver_for(pipe, Capability(), lambda _driver: None))
            running.append(asyncio.create_task(app.run_async(size=(100, 30))))
        for number, reader in enumerate(readers):
            person = Guest(f"Reader {named(number)}", Role.PARTICIPANT, "127.0.0.1")
            seated = Seated(place.lobby, page, person, lambda _seated: None)
            seated.token = f"{number:032d}"
            seated.come()
            running.append(asyncio.create_task(seated.open_stream(3, 30).run(Browser(reader))))  # type: ignore[arg-type]
            if number % 2:
                seat = Seat(person.name, Role.PARTICIPANT, "page")
                await shared.live.submit(seat, AddCard(f"card/{shared.live.new_id()}", Kind.ISSUE, "My own"))
        await asyncio.sleep(3 + (phones + guests) / 50)
        gc.collect()
        gc.freeze()
        await add(shared, 0, "One more to begin with")
        await asyncio.sleep(1)
        cost, profile = await changed(shared, screens, readers)
        tell(cost, profile, screens, readers)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def changed(shared: Board, screens: list[Pipe], readers: list[Pipe]) -> tuple[list[float], cProfile.Profile]:
    """Change the board several times; return what each took of the processor, and what was called for one more."""
    for pipe in (*screens, *readers):
        pipe.sent = pipe.pieces = 0
    cost = []
    for number in range(CHANGES):
        began = time.process_time()
        await add(shared, number, f"What came up, number {number}")
        await until_told(screens, readers, number + 1)
        cost.append(time.process_time() - began)
    sent = [(pipe.sent, pipe.pieces) for pipe in (*screens, *readers)]
    profile = cProfile.Profile()
    profile.enable()
    await add(shared, 0, "What came up last")
    await until_told(screens, readers, CHANGES + 1)
    profile.disable()
    for pipe, (size, pieces) in zip((*screens, *readers), sent, strict=True):
        pipe.sent, pipe.pieces = size, pieces
    return cost, profile


async def until_told(screens: list[Pipe], readers: list[Pipe], times: int) -> None:
    while any(pipe.pieces < times for pipe in (*screens, *readers)):  # noqa: ASYNC110  # a pipe tells nobody
        await asyncio.sleep(PAUSE)
    await asyncio.sleep(PAUSE)


async def add(shared: Board, number: int, words: str) -> None:
    await shared.do(AddCard(f"card/{shared.live.new_id()}", list(Kind)[number % len(Kind)], words))


def named(number: int) -> str:
    return f"{chr(65 + number // 26)}{chr(97 + number % 26)}"


def say(words: str) -> None:
    # A screen that runs has the standard output for itself.
    print(words, file=sys.__stdout__, flush=True)


def tell(cost: list[float], profile: cProfile.Profile, screens: list[Pipe], readers: list[Pipe]) -> None:
    stats = pstats.Stats(profile)
    calls = stats.total_calls  # type: ignore[attr-defined]  # typeshed does not know it
    say(f"{len(readers)} phones, {len(screens)} guests at 100x30")
    say(f"processor a change: least {min(cost) * 1000:.1f} ms, median {sorted(cost)[len(cost) // 2] * 1000:.1f} ms")
    say(f"calls a change: {calls}")
    for name, pipes in (("phone", readers), ("guest", screens)):
        if pipes:
            size, pieces = (sum(getattr(pipe, what) for pipe in pipes) for what in ("sent", "pieces"))
            say(
                f"a {name} and change: {size / len(pipes) / CHANGES:.0f} B in {pieces / len(pipes) / CHANGES:.1f} writes"
            )
    if "-v" in sys.argv:
        stats.stream = sys.__stdout__  # type: ignore[attr-defined]  # likewise
        stats.sort_stats("cumtime").print_stats(110)


if __name__ == "__main__":
    wanted = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    given = [*wanted, *(100, 50, 60)[len(wanted) :]]
    asyncio.run(main(*given))
