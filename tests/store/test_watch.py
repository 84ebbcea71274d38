"""Waking when others wrote to a board, in the way of each system, and without its help; own writes wake nobody."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path

import pytest
from kqueues import StandIn, stand_in
from storing import adding, new_board

from cofacil.board.errors import Refusal
from cofacil.board.events import Draft, Event
from cofacil.store import watch as module
from cofacil.store.board_file import BoardFile
from cofacil.store.watch import Changes, OwnWrites

NET = 0.1
"""Seconds between two looks at the file here, where notices come too."""


@pytest.fixture(params=["inotify", "kqueue", "nothing"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> StandIn | None:
    """Have the system notice in one of its ways; return the one that has to be told when to tell."""
    monkeypatch.setattr(module, "NET_SECONDS", 60.0)
    monkeypatch.setattr(module, "POLL_SECONDS", 0.02)
    if request.param == "kqueue":
        return stand_in(monkeypatch)
    if request.param == "nothing":
        monkeypatch.setattr(module, "watcher_of", lambda _: None)
    return None


def refusing(_: Sequence[Event]) -> Sequence[Draft]:
    raise Refusal("not-now")


class Watched:
    """A board that is open here and elsewhere, and how often somebody here was woken."""

    def __init__(self, path: Path, system: StandIn | None) -> None:
        self.path = path
        self.here = BoardFile.open(path, for_writing=True)
        self.there = BoardFile.open(path, for_writing=True)
        self.here.read(0)
        self.woken = 0
        self._system = system
        self.stop = self.here.changes(self._wake)

    def _wake(self) -> None:
        self.woken += 1

    async def passes(self) -> None:
        """Let what the system has to tell be told, and the file be looked at."""
        if self._system:
            self._system.rings()
        await asyncio.sleep(0.1)


@pytest.fixture
async def watched(tmp_path: Path, system: StandIn | None) -> AsyncIterator[Watched]:
    made = Watched(new_board(tmp_path, 1), system)
    yield made
    made.stop()
    made.here.close()
    made.there.close()


async def test_an_append_by_somebody_else_wakes_once(watched: Watched) -> None:
    await watched.passes()
    assert watched.woken == 0
    watched.there.append(adding(2))
    await watched.passes()
    assert watched.woken == 1
    assert len(watched.here.read(1)) == 1
    await watched.passes()
    assert watched.woken == 1


async def test_an_append_from_here_wakes_nobody(watched: Watched) -> None:
    for number in range(2, 5):
        watched.here.append(adding(number))
        await watched.passes()
    assert watched.woken == 0


async def test_somebody_elses_append_right_in_front_of_ones_own_is_handed_over_with_it(watched: Watched) -> None:
    watched.there.append(adding(2))
    assert len(watched.here.append(adding(3))) == 2
    await watched.passes()
    assert watched.woken == 0


async def test_somebody_elses_append_right_behind_ones_own_is_never_missed(watched: Watched) -> None:
    watched.here.append(adding(2))
    watched.there.append(adding(3))
    await watched.passes()
    assert watched.woken == 1


async def test_somebody_elses_append_in_front_of_one_that_is_refused_is_never_missed(watched: Watched) -> None:
    watched.there.append(adding(2))
    with pytest.raises(Refusal):
        watched.here.append(refusing)
    await watched.passes()
    assert watched.woken == 1


async def test_a_board_that_is_replaced_wakes(watched: Watched) -> None:
    aside = watched.path.with_name("aside")
    aside.write_bytes(watched.path.read_bytes())
    aside.replace(watched.path)
    await watched.passes()
    assert watched.woken == 1
    watched.there.append(adding(2))
    await watched.passes()
    assert watched.woken == 2


async def test_after_the_end_nobody_is_woken(watched: Watched) -> None:
    watched.stop()
    watched.stop()
    watched.there.append(adding(2))
    await watched.passes()
    assert watched.woken == 0


async def test_the_net_finds_what_no_notice_told_of_and_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "NET_SECONDS", 0.02)
    deaf = Watched(new_board(tmp_path, 1), stand_in(monkeypatch))  # which nobody tells when to tell
    deaf.there.append(adding(2))
    await asyncio.sleep(0.1)
    assert deaf.woken == 1
    deaf.here.append(adding(3))
    await asyncio.sleep(0.1)
    assert deaf.woken == 1
    deaf.stop()


async def test_a_look_while_something_is_written_here_is_put_off_until_that_is_done(tmp_path: Path) -> None:
    path, own, woken = new_board(tmp_path, 1), OwnWrites(), list[int]()
    changes = Changes(path, own, lambda: woken.append(1))
    with own:
        BoardFile.open(path, for_writing=True).append(adding(2))
        await asyncio.sleep(0.05)
        assert woken == []
    await asyncio.sleep(0.05)
    assert woken == [1]
    changes.stop()


@pytest.fixture
def stubborn() -> Iterator[Callable[[Path], threading.Thread]]:
    """Have a thread append to a board, again and again, through a file of its own."""
    ends = threading.Event()
    threads: list[threading.Thread] = []

    def start(path: Path) -> threading.Thread:
        def append() -> None:
            file = BoardFile.open(path, for_writing=True)
            for number in range(100, 160):
                file.append(adding(number))
                ends.wait(0.002)
            file.close()

        threads.append(threading.Thread(target=append))
        threads[-1].start()
        return threads[-1]

    yield start
    ends.set()
    for thread in threads:
        thread.join()


async def test_where_two_write_at_once_everything_arrives_by_itself(
    tmp_path: Path, stubborn: Callable[[Path], threading.Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "NET_SECONDS", 60.0)
    path = new_board(tmp_path, 1)
    here, loop, seen = BoardFile.open(path, for_writing=True), asyncio.get_running_loop(), list[int]()
    at = len(here.read(0))
    worker = asyncio.Lock()

    async def pull() -> None:
        nonlocal at
        async with worker:
            fresh = await loop.run_in_executor(None, here.read, at)
            at += len(fresh)
            seen.append(at)

    tasks: set[asyncio.Task[None]] = set()
    stop = here.changes(lambda: tasks.add(loop.create_task(pull())))
    thread = stubborn(path)
    for number in range(2, 42):
        async with worker:
            at += len(await loop.run_in_executor(None, here.append, adding(number)))
        await asyncio.sleep(0.001)
    async with asyncio.timeout(10):
        while at < 101:  # noqa: ASYNC110  # what is waited for has no event
            await asyncio.sleep(0.01)
    thread.join()
    stop()
    await asyncio.gather(*tasks)
    assert at == 101
    here.close()
