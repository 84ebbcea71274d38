import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from itertools import pairwise

import pytest

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.timer import StartTimer
from cofacil.board.errors import NotSaved, Refusal
from cofacil.board.events import Draft, Event
from cofacil.board.kinds import Kind
from cofacil.room import live as module
from cofacil.room.live import LiveRoom
from cofacil.room.room import Room, Told
from cofacil.room.seats import Seat

Make = Callable[[Sequence[Event]], Sequence[Draft]]


@pytest.fixture
async def live(room: Room) -> AsyncIterator[LiveRoom]:
    live = LiveRoom(Room(room.log, room.clock, room.practice))
    await live.open()
    yield live
    await live.close()


def words(live: LiveRoom, text: str = "words") -> AddCard:
    return AddCard(f"card/{live.new_id()}", Kind.OFFER, text)


def texts(live: LiveRoom) -> list[str]:
    return [card.text for card in live.board.columns[Kind.OFFER]]


def _hear(heard: list[int], number: int, _: Told) -> None:
    heard.append(number)


def _hear_position(heard: list[int], told: Told) -> None:
    heard.append(told.position)


async def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so that nobody tells of."""
    async with asyncio.timeout(5):
        while not is_so():  # noqa: ASYNC110  # what is waited for has no event
            await asyncio.sleep(0.005)


async def test_opening_reads_the_board(live: LiveRoom) -> None:
    assert live.board.title == "Riverside garden"
    assert live.is_writable


async def test_everybody_is_told_before_the_asker_is_answered(live: LiveRoom, ana: Seat) -> None:
    heard: list[str] = []
    live.subscribe(lambda told: heard.append(f"one {told.own[-1].op}"))
    live.subscribe(lambda told: heard.append(f"two {told.own[-1].op}"))
    told = await live.submit(ana, words(live))
    assert heard == ["one card.add", "two card.add"]
    assert live.board is told.board


async def test_the_board_has_changed_when_a_subscriber_is_told(live: LiveRoom, ana: Seat) -> None:
    seen: list[bool] = []
    live.subscribe(lambda told: seen.append(live.board is told.board))
    await live.submit(ana, words(live))
    assert seen == [True]


async def test_subscribers_are_called_on_the_event_loop_and_the_log_is_not(
    live: LiveRoom, ana: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_on: list[threading.Thread] = []
    decided_on: list[threading.Thread] = []
    log, append = live._room.log, live._room.log.append
    live.subscribe(lambda _: told_on.append(threading.current_thread()))

    def counted(make: Make) -> Sequence[Event]:
        decided_on.append(threading.current_thread())
        return append(make)

    monkeypatch.setattr(log, "append", counted)
    for _ in range(3):
        await live.submit(ana, words(live))
    assert set(told_on) == {threading.current_thread()}
    assert len(set(decided_on)) == 1
    assert not set(decided_on) & set(told_on)


async def test_many_at_once_are_kept_one_after_the_other_and_told_in_that_order(live: LiveRoom, ana: Seat) -> None:
    positions: list[int] = []
    live.subscribe(lambda told: positions.append(told.position))
    await asyncio.gather(*(live.submit(ana, words(live, str(n))) for n in range(50)))
    assert texts(live) == [str(n) for n in range(50)]
    assert positions == sorted(positions)
    assert live.board.position == positions[-1]


async def test_whoever_left_is_told_nothing_more(live: LiveRoom, ana: Seat) -> None:
    heard: list[Told] = []
    leave = live.subscribe(heard.append)
    await live.submit(ana, words(live))
    leave()
    leave()
    await live.submit(ana, words(live))
    assert len(heard) == 1


async def test_whoever_left_before_it_was_their_turn_is_told_nothing(live: LiveRoom, ana: Seat) -> None:
    heard: list[int] = []
    leaves = [live.subscribe(partial(_hear, heard, number)) for number in range(3 * module.AT_ONCE)]
    await live.submit(ana, words(live))
    leaves[-1]()
    await until(lambda: len(heard) == 3 * module.AT_ONCE - 1)
    await asyncio.sleep(2 * module.APART)
    assert heard == list(range(3 * module.AT_ONCE - 1))


async def test_leaving_while_being_told_leaves_nobody_out(live: LiveRoom, ana: Seat) -> None:
    heard: list[str] = []

    def once(_: Told) -> None:
        heard.append("one")
        leave()

    leave = live.subscribe(once)
    live.subscribe(lambda _: heard.append("two"))
    await live.submit(ana, words(live))
    assert heard == ["one", "two"]


async def test_where_many_watch_the_asker_is_answered_before_the_last_of_them_is_told(
    live: LiveRoom, ana: Seat
) -> None:
    heard: list[int] = []
    for number in range(5 * module.AT_ONCE):
        live.subscribe(partial(_hear, heard, number))
    await live.submit(ana, words(live))
    assert module.AT_ONCE <= len(heard) < 5 * module.AT_ONCE
    await until(lambda: len(heard) == 5 * module.AT_ONCE)
    assert heard == list(range(5 * module.AT_ONCE))


async def test_each_of_many_is_told_everything_and_in_order(live: LiveRoom, ana: Seat) -> None:
    heard: list[list[int]] = [[] for _ in range(5 * module.AT_ONCE + 1)]
    for one in heard:
        live.subscribe(partial(_hear_position, one))
    for number in range(12):
        await asyncio.gather(*(live.submit(ana, words(live, f"{number} {part}")) for part in range(3)))
        await asyncio.sleep(module.APART / 3)
    await until(lambda: len(heard[-1]) == 36)
    assert heard[0] == sorted(heard[0])
    assert all(one == heard[0] for one in heard)


async def test_a_few_at_a_time_are_told_and_others_have_their_turn_in_between(live: LiveRoom, ana: Seat) -> None:
    heard: list[float] = []
    for _ in range(3 * module.AT_ONCE):
        live.subscribe(lambda _: heard.append(asyncio.get_running_loop().time()))
    await live.submit(ana, words(live))
    await until(lambda: len(heard) == 3 * module.AT_ONCE)
    firsts = heard[:: module.AT_ONCE]
    assert all(later - sooner >= module.APART * 0.9 for sooner, later in pairwise(firsts))


async def test_a_refusal_goes_to_the_asker_alone(live: LiveRoom, kofi: Seat) -> None:
    heard: list[Told] = []
    live.subscribe(heard.append)
    with pytest.raises(Refusal, match="ask who facilitates"):
        await live.submit(kofi, StartTimer(5))
    assert heard == []


async def test_a_command_that_changes_nothing_tells_nobody(live: LiveRoom, ana: Seat) -> None:
    heard: list[Told] = []
    command = words(live)
    await live.submit(ana, command)
    live.subscribe(heard.append)
    assert (await live.submit(ana, command)).events == ()
    assert heard == []


async def test_who_stops_waiting_does_not_stop_what_they_asked(
    live: LiveRoom, ana: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()
    append = live._room.log.append

    def slow(make: Make) -> Sequence[Event]:
        let_go.wait(5)
        return append(make)

    monkeypatch.setattr(live._room.log, "append", slow)
    asked = [asyncio.ensure_future(live.submit(ana, words(live, text))) for text in ("running", "waiting in line")]
    for task in asked:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(task, 0.02)
    let_go.set()
    await live.submit(ana, words(live, "later"))
    assert texts(live) == ["running", "waiting in line", "later"]


async def test_closing_waits_for_what_is_being_kept(live: LiveRoom, ana: Seat) -> None:
    asked = asyncio.ensure_future(live.submit(ana, words(live)))
    await asyncio.sleep(0)
    await live.close()
    assert (await asked).own[-1].op == "card.add"


async def test_a_closed_room_says_so_and_closes_once(live: LiveRoom, ana: Seat) -> None:
    await live.close()
    await live.close()
    with pytest.raises(NotSaved, match="closed"):
        await live.submit(ana, words(live))


async def test_what_was_done_last_and_undone_last_is_found(live: LiveRoom, ana: Seat) -> None:
    assert await live.last_undone(ana) is None
    told = await live.submit(ana, words(live))
    assert await live.last_done(ana) == told.own[-1]
