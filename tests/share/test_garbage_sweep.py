"""What guests leave behind is collected for all of them at once: neither put off for ever, nor time and again."""

import asyncio
import gc
from collections.abc import Iterator
from itertools import pairwise
from weakref import ref

import pytest

from cofacil.wiring import garbage_sweep
from cofacil.wiring.garbage_sweep import GarbageSweep


class Circle:
    """Something that a guest leaves behind, and that is let go of by the collector alone."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _seldom(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(garbage_sweep, "_AFTER", 0.05)
    monkeypatch.setattr(garbage_sweep, "_BETWEEN", 0.3)
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


async def until_gone(left: "ref[Circle]") -> None:
    async with asyncio.timeout(5):
        while left() is not None:  # noqa: ASYNC110  # the collector tells nobody
            await asyncio.sleep(0.005)


async def test_what_somebody_leaves_is_gone_soon() -> None:
    sweep = GarbageSweep(asyncio.get_running_loop())
    left = ref(Circle())
    sweep.soon()
    assert left() is not None
    await until_gone(left)


async def test_who_comes_and_goes_all_the_time_puts_it_off_for_nobody() -> None:
    sweep = GarbageSweep(asyncio.get_running_loop())
    left = ref(Circle())

    async def come_and_go() -> None:
        while True:
            sweep.soon()
            await asyncio.sleep(0.02)

    going = asyncio.create_task(come_and_go())
    await until_gone(left)
    going.cancel()


async def test_who_comes_and_goes_all_the_time_has_it_swept_no_more_often(monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[float] = []
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(gc, "collect", lambda: swept.append(loop.time()))
    sweep = GarbageSweep(loop)
    async with asyncio.timeout(5):
        while len(swept) < 3:
            sweep.soon()
            await asyncio.sleep(0.01)
    assert all(after - before > 0.29 for before, after in pairwise(swept))
