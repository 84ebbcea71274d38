"""A room in which others write too: what they wrote is pulled once, what was written here never."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cofacil.board.commands.cards import AddCard
from cofacil.board.errors import BoardDamaged
from cofacil.board.events import Event
from cofacil.board.kinds import Kind
from cofacil.room import live as live_room
from cofacil.room.clock import HandClock
from cofacil.room.live import LiveRoom
from cofacil.room.room import News, Room
from cofacil.room.seats import Seat
from cofacil.store import watch
from cofacil.store.board_file import BoardFile
from cofacil.store.memory import MemoryLog

ZOE = Seat("Zoe", via="add")


class Watched(MemoryLog):
    """A log in memory that others may write to."""

    def __init__(self) -> None:
        super().__init__()
        self.wakes: list[Callable[[], None]] = []

    def changes(self, wake: Callable[[], None]) -> Callable[[], None]:
        self.wakes.append(wake)
        return lambda: self.wakes.remove(wake)

    def notice(self) -> None:
        for wake in self.wakes:
            wake()


async def until(is_so: Callable[[], bool], seconds: float = 2.0) -> None:
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110  # what is waited for knows of no events
            await asyncio.sleep(0.005)


async def test_what_another_process_wrote_reaches_who_watches(room: Room) -> None:
    log = Watched()
    live = LiveRoom(Room(log, room.clock))
    await live.open()
    heard: list[News] = []
    live.subscribe(heard.append)
    Room(log, room.clock).do(ZOE, AddCard("card/1", Kind.OFFER, "seeds"))
    log.notice()
    await until(lambda: bool(heard))
    assert [card.text for card in live.board.columns[Kind.OFFER]] == ["seeds"]
    await live.close()
    assert log.wakes == [], "a room that is closed watches no more"


async def test_a_notice_on_another_thread_is_as_good(room: Room) -> None:
    log = Watched()
    live = LiveRoom(Room(log, room.clock))
    await live.open()
    Room(log, room.clock).do(ZOE, AddCard("card/1", Kind.OFFER, "seeds"))
    await asyncio.to_thread(log.notice)
    await until(lambda: bool(live.board.columns[Kind.OFFER]))
    await live.close()


async def test_a_watcher_goes_on_with_what_it_has_while_the_file_cannot_be_read(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Watched()
    live = LiveRoom(Room(log, room.clock))
    await live.open()
    reads: list[int] = []

    def damaged(after: int) -> tuple[()]:
        reads.append(after)
        raise BoardDamaged("not-what-it-was")

    monkeypatch.setattr(log, "read", damaged)
    log.notice()
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
        if len(pulls) == 1:
            log.notice()

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
    news: list[str] = []
    live.subscribe(lambda _: None, lambda trouble: news.append(trouble.name if trouble else ""))
    with monkeypatch.context() as patch:
        reads: list[int] = []

        def damaged(after: int) -> tuple[()]:
            reads.append(after)
            raise BoardDamaged("not-what-it-was")

        patch.setattr(log, "read", damaged)
        log.notice()
        await until(lambda: len(reads) > 3)
        assert news == ["not-what-it-was"]
    await until(lambda: news[1:] == [""])
    await live.close()


async def test_a_file_is_read_once_for_what_another_process_wrote_and_never_for_what_was_written_here(
    clock: HandClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "NET_SECONDS", 0.02)
    path = tmp_path / "board.json"
    log, reads = BoardFile.create(path, clock.now(), clock.new_id()), list[int]()
    live = LiveRoom(Room(log, clock))
    await live.open()
    read = log.read

    def counted(after: int) -> Sequence[Event]:
        reads.append(after)
        return read(after)

    monkeypatch.setattr(log, "read", counted)
    for number in range(20):
        await live.submit(ZOE, AddCard(f"card/{number}", Kind.OFFER, "seeds"))
        await asyncio.sleep(0.01)
    assert reads == []
    elsewhere = Room(BoardFile.open(path, for_writing=True), clock)
    elsewhere.pull()
    elsewhere.do(ZOE, AddCard("card/elsewhere", Kind.OFFER, "a spade"))
    await until(lambda: live.board.columns[Kind.OFFER][-1].text == "a spade")
    await asyncio.sleep(0.1)
    assert len(reads) == 1
    await live.close()
