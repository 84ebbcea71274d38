"""Those who wait at the door: whose turn is next, and who gives way where too many come."""

import asyncio
from itertools import pairwise

import pytest

from cofacil.share.arrivals import Arrivals, Stage
from cofacil.share.fair_queue import FairQueue
from cofacil.share.words import Lane

HERE, THERE = "192.0.2.1", "192.0.2.2"


class Somebody:
    """Has come so far."""

    def __init__(self, address: str, stage: Stage) -> None:
        self.address = address
        self.stage = stage
        self.gave_way = False

    def give_way(self) -> None:
        self.gave_way = True


def test_each_address_has_its_turn_however_many_come_from_another() -> None:
    queue: FairQueue[str] = FairQueue()
    for number in range(4):
        queue.put(HERE, f"here {number}")
    queue.put(THERE, "there")
    assert [queue.next() for _ in range(5)] == ["here 0", "there", "here 1", "here 2", "here 3"]
    assert not queue
    with pytest.raises(KeyError):
        queue.next()


def test_within_an_address_the_lower_rank_comes_first_and_the_last_of_it_can_be_taken_out() -> None:
    queue: FairQueue[str] = FairQueue()
    for name, rank in (("guessed twice", 2), ("first", 0), ("guessed once", 1), ("second", 0)):
        queue.put(HERE, name, rank)
    assert queue.last_of(HERE) == "guessed twice"
    assert [queue.next() for _ in range(3)] == ["first", "second", "guessed once"]
    queue.put(HERE, "alone")
    assert queue.last_of(HERE) == "alone"
    assert not queue


def test_who_waits_no_more_takes_no_turn_with_them() -> None:
    queue: FairQueue[str] = FairQueue()
    for name in ("gone", "first", "gone too", "second"):
        queue.put(HERE, name)
    queue.put(THERE, "gone there")
    for address, name in ((HERE, "gone"), (HERE, "gone too"), (THERE, "gone there"), (THERE, "never came")):
        queue.take_out(address, name)
    queue.put(THERE, "there")
    assert [queue.next() for _ in range(3)] == ["first", "there", "second"]
    assert not queue


@pytest.mark.parametrize(
    ("stages", "gives_way"),
    [
        ("SILENT SILENT SILENT LINGERS FRESH", 3),
        ("SILENT SILENT ANSWERS SILENT FRESH", 3),
        ("SILENT SILENT ANSWERS FRESH FRESH", 3),
        ("SILENT ANSWERS ANSWERS ANSWERS SILENT", 0),
        ("ANSWERS ANSWERS ANSWERS ANSWERS ANSWERS", 0),
    ],
)
def test_whoever_costs_and_does_nothing_gives_way_and_the_first_have_time_to_type(stages: str, gives_way: int) -> None:
    arrivals = Arrivals(4, 2)
    people = [Somebody(HERE, Stage[stage]) for stage in stages.split()]
    for person in people:
        arrivals.add(person)
    assert [number for number, person in enumerate(people) if person.gave_way] == [gives_way]


def test_only_where_most_come_from_somebody_gives_way() -> None:
    arrivals = Arrivals(4, 0)
    lone = Somebody(THERE, Stage.LINGERS)
    crowd = [Somebody(HERE, Stage.SILENT) for _ in range(4)]
    for person in (lone, *crowd):
        arrivals.add(person)
    assert not lone.gave_way
    assert [person.gave_way for person in crowd] == [True, False, False, False]


def test_who_is_in_or_gone_is_forgotten_and_going_twice_owes_nothing() -> None:
    arrivals = Arrivals(4, 2)
    people = [Somebody(address, Stage.FRESH) for address in (HERE, HERE, THERE)]
    for person in people:
        arrivals.add(person)
    assert len(arrivals) == 3
    assert arrivals.are_crowded
    for person in (*people, *people):
        arrivals.remove(person)
    assert len(arrivals) == 0
    assert not arrivals.are_crowded
    assert not arrivals._by_address
    assert not arrivals._numbers


async def test_a_turn_that_nobody_waits_for_any_more_is_the_next_ones() -> None:
    lane, had = Lane(), []

    async def has_turn(name: str, address: str) -> None:
        async with lane.turn(address):
            had.append(name)
            await asyncio.sleep(0)

    first, gone, last = (
        asyncio.ensure_future(has_turn(name, address)) for name, address in (("a", HERE), ("b", HERE), ("c", THERE))
    )
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.wait_for(asyncio.gather(first, last), 5)
    assert had == ["a", "c"]
    await asyncio.wait_for(has_turn("d", HERE), 5)


async def test_who_goes_in_the_moment_of_their_turn_keeps_it_from_nobody() -> None:
    lane = Lane()

    async def has_turn() -> None:
        async with lane.turn(HERE):
            pass

    goes = asyncio.ensure_future(has_turn())
    await asyncio.sleep(0)
    goes.cancel()
    await asyncio.gather(goes, return_exceptions=True)
    await asyncio.wait_for(has_turn(), 5)


async def test_turns_keep_their_distance() -> None:
    lane, loop = Lane(1, 0.05), asyncio.get_running_loop()
    moments = []

    async def has_turn() -> None:
        async with lane.turn(HERE):
            moments.append(loop.time())

    await asyncio.gather(*(has_turn() for _ in range(3)))
    assert all(after - before >= 0.049 for before, after in pairwise(moments))


async def test_turns_that_were_not_used_are_had_at_once_and_then_no_more_than_their_pace() -> None:
    lane, had = Lane(1, 60, 3), 0

    async def has_turn() -> None:
        nonlocal had
        async with lane.turn(HERE):
            had += 1

    waiting = asyncio.gather(*(has_turn() for _ in range(9)))
    await asyncio.wait({waiting}, timeout=0.1)
    assert had == 1 + 3
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
