"""Telling many: a few at a time, and whoever has something else to do has their turn in between."""

import asyncio
from collections.abc import Callable
from functools import partial

from cofacil.room.few_at_a_time import APART, AT_ONCE, BEFORE, FewAtATime


async def is_done(telling: FewAtATime) -> None:
    async with asyncio.timeout(5):
        while not telling.is_done:  # noqa: ASYNC110  # what is waited for has no event
            await asyncio.sleep(0)


async def test_each_is_called_once_and_in_order() -> None:
    telling, called = FewAtATime(), list[int]()
    for number in range(20):
        telling.call(partial(called.append, number))
    await is_done(telling)
    assert called == list(range(20))


async def test_who_is_to_be_called_twice_is_called_once_in_the_place_they_had() -> None:
    telling, called = FewAtATime(), list[str]()
    first, second = partial(called.append, "first"), partial(called.append, "second")
    for call in (first, second, first):
        telling.call(call)
    await is_done(telling)
    telling.call(first)
    await is_done(telling)
    assert called == ["first", "second", "first"]


async def test_who_is_behind_is_called_when_nobody_else_waits_and_by_themselves() -> None:
    telling, called, together = FewAtATime(), list[str](), list[set[str]]()
    for number in range(20):
        telling.call(partial(called.append, f"behind {number}"), is_behind=True)
        telling.call(partial(called.append, f"first {number}"))

    def one_round() -> None:
        together.append({words.split()[0] for words in called})
        called.clear()
        if not telling.is_done:
            asyncio.get_running_loop().call_soon(one_round)

    one_round()
    await is_done(telling)
    await asyncio.sleep(0)
    said = [next(iter(words)) for words in together if words]
    assert all(len(words) < 2 for words in together)
    assert said == sorted(said, reverse=True)
    assert {"first", "behind"} == set(said)


async def test_a_few_are_called_at_a_time_with_rounds_of_the_loop_before_and_between() -> None:
    telling, called, rounds = FewAtATime(), list[int](), list[int]()

    def one_round() -> None:
        rounds.append(len(called))
        if len(called) < 2 * AT_ONCE + 1:
            asyncio.get_running_loop().call_soon(one_round)

    asyncio.get_running_loop().call_soon(one_round)
    for number in range(2 * AT_ONCE + 1):
        telling.call(partial(called.append, number))
    await is_done(telling)
    assert [rounds.count(number) for number in (0, AT_ONCE, 2 * AT_ONCE)] == [BEFORE + 1, APART, APART]
    assert set(rounds) <= {0, AT_ONCE, 2 * AT_ONCE, 2 * AT_ONCE + 1}


async def test_who_is_dropped_is_not_called_and_the_others_are() -> None:
    telling, called = FewAtATime(), list[int]()
    calls = [partial(called.append, number) for number in range(3)]
    for call in calls:
        telling.call(call)
    telling.drop(calls[1])
    telling.drop(calls[1])
    await is_done(telling)
    assert called == [0, 2]


async def test_who_is_dropped_by_one_who_is_called_together_with_them_is_not_called() -> None:
    telling, called = FewAtATime(), list[int]()
    second = partial(called.append, 2)

    def first() -> None:
        called.append(1)
        telling.drop(second)

    for call in (first, second, partial(called.append, 3)):
        telling.call(call)
    await is_done(telling)
    assert called == [1, 3]


async def test_when_all_are_dropped_the_next_waits_as_long_as_ever() -> None:
    telling, called, rounds = FewAtATime(), list[int](), list[int]()
    dropped = partial(called.append, 0)
    telling.call(dropped)
    telling.drop(dropped)
    telling.call(partial(called.append, 1))
    while not called:
        rounds.append(1)
        await asyncio.sleep(0)
    assert len(rounds) >= BEFORE
    assert called == [1]


async def test_one_who_breaks_keeps_nobody_from_being_called() -> None:
    telling, called, broken = FewAtATime(), list[int](), list[object]()
    asyncio.get_running_loop().set_exception_handler(lambda _, context: broken.append(context["exception"]))

    def breaks() -> None:
        raise ValueError

    calls: list[Callable[[], None]] = [breaks, partial(called.append, 1)]
    for call in calls:
        telling.call(call)
    await is_done(telling)
    assert called == [1]
    assert [type(trouble) for trouble in broken] == [ValueError]


async def test_whoever_is_called_may_have_others_called() -> None:
    telling, called = FewAtATime(), list[str]()

    def ask_again() -> None:
        called.append("one")
        telling.call(partial(called.append, "two"))

    telling.call(ask_again)
    await is_done(telling)
    assert called == ["one", "two"]


async def test_what_nobody_here_asked_for_waits_for_nobody_to_paint() -> None:
    telling, called, rounds = FewAtATime(), list[int](), list[int]()

    def one_round() -> None:
        rounds.append(len(called))
        if len(called) < AT_ONCE + 1:
            asyncio.get_running_loop().call_soon(one_round)

    for number in range(AT_ONCE + 1):
        telling.call(partial(called.append, number), 1)
    asyncio.get_running_loop().call_soon(one_round)
    await is_done(telling)
    assert [rounds.count(number) for number in (0, AT_ONCE)] == [1, APART], "those behind the first wait as ever"
