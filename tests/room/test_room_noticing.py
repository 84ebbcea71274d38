import asyncio
import os
from collections.abc import Callable

import pytest

from cofacil.board.commands.cards import AddCard
from cofacil.board.errors import BoardDamaged
from cofacil.board.kinds import Kind
from cofacil.room import live as live_room
from cofacil.room.live import LiveRoom
from cofacil.room.room import Room, Told
from cofacil.room.seats import Seat
from cofacil.room.watching import POLL_SECONDS, Noticing
from cofacil.store.memory import MemoryLog


class Pipe:
    """A watcher whose notices come through a pipe."""

    def __init__(self, *, is_ours: bool = True) -> None:
        self._out, self._in = os.pipe()
        self._is_ours = is_ours
        self.is_closed = False

    def notice(self) -> None:
        os.write(self._in, b"x")

    def fileno(self) -> int | None:
        return self._out

    def drain(self) -> bool:
        os.read(self._out, 100)
        return self._is_ours

    def close(self) -> None:
        os.close(self._out)
        os.close(self._in)
        self.is_closed = True


class Watched(MemoryLog):
    """A log in memory that others may write to."""

    def __init__(self, pipe: Pipe | None = None) -> None:
        super().__init__()
        self.pipe = pipe
        self.writes = 0

    def watcher(self) -> Pipe | None:  # type: ignore[override]  # here something else can write
        return self.pipe

    def stamp(self) -> tuple[int, int, int]:
        return (0, self.writes, 0)


async def until(is_so: Callable[[], bool], seconds: float = 2.0) -> None:
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110  # what is waited for knows of no events
            await asyncio.sleep(0.005)


async def test_a_notice_wakes_at_once() -> None:
    pipe, woken = Pipe(), list[int]()
    noticing = Noticing(Watched(pipe), lambda: woken.append(1))
    pipe.notice()
    await until(lambda: woken == [1], 0.5)
    noticing.stop()
    assert pipe.is_closed


async def test_a_notice_about_another_file_wakes_nobody() -> None:
    pipe, woken = Pipe(is_ours=False), list[int]()
    noticing = Noticing(Watched(pipe), lambda: woken.append(1))
    pipe.notice()
    await asyncio.sleep(0.05)
    noticing.stop()
    assert woken == []


async def test_without_notices_a_look_at_the_file_finds_it() -> None:
    log, woken = Watched(), list[int]()
    noticing = Noticing(log, lambda: woken.append(1))
    await asyncio.sleep(1.5 * POLL_SECONDS)
    assert woken == []
    log.writes += 1
    await until(lambda: woken == [1])
    await asyncio.sleep(1.5 * POLL_SECONDS)
    noticing.stop()
    assert woken == [1]


async def test_nothing_is_noticed_after_the_end() -> None:
    log, woken = Watched(), list[int]()
    noticing = Noticing(log, lambda: woken.append(1))
    noticing.stop()
    log.writes += 1
    await asyncio.sleep(1.5 * POLL_SECONDS)
    assert woken == []


async def test_what_another_process_wrote_reaches_who_watches(room: Room) -> None:
    pipe = Pipe()
    log = Watched(pipe)
    live = LiveRoom(Room(log, room.clock))
    await live.open()
    heard: list[Told] = []
    live.subscribe(heard.append)
    elsewhere = Room(log, room.clock)
    elsewhere.do(Seat("Zoe", via="add"), AddCard("card/1", Kind.OFFER, "seeds"))
    pipe.notice()
    await until(lambda: bool(heard))
    assert [card.text for card in live.board.columns[Kind.OFFER]] == ["seeds"]
    await live.close()


async def test_a_watcher_goes_on_with_what_it_has_while_the_file_cannot_be_read(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = Pipe()
    log = Watched(pipe)
    live = LiveRoom(Room(log, room.clock))
    await live.open()
    reads: list[int] = []

    def damaged(after: int) -> tuple[()]:
        reads.append(after)
        raise BoardDamaged("This file is not what it was.")

    monkeypatch.setattr(log, "read", damaged)
    pipe.notice()
    await until(lambda: reads == [0])
    assert live.board.position == 0
    await live.close()


async def test_what_is_written_while_a_board_opens_is_noticed(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    log = Watched()
    live = LiveRoom(Room(log, room.clock))
    pull, pulls = live._pull, list[int]()

    def written_behind() -> None:
        pull()
        pulls.append(1)
        log.writes += 1 if len(pulls) == 1 else 0

    monkeypatch.setattr(live, "_pull", written_behind)
    await live.open()
    await until(lambda: len(pulls) == 2)
    await live.close()


async def test_who_watches_is_told_once_that_the_file_cannot_be_read_and_once_that_it_can(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_room, "READ_AGAIN", 0.01)
    log = Watched()
    live = LiveRoom(Room(log, room.clock))
    await live.open()
    told: list[str] = []
    live.subscribe(lambda _: None, lambda trouble: told.append(trouble.name if trouble else ""))
    with monkeypatch.context() as patch:
        reads: list[int] = []

        def damaged(after: int) -> tuple[()]:
            reads.append(after)
            raise BoardDamaged("This file is not what it was.")

        patch.setattr(log, "read", damaged)
        log.writes += 1
        await until(lambda: len(reads) > 3)
        assert told == ["This file is not what it was."]
    await until(lambda: told[1:] == [""])
    await live.close()
