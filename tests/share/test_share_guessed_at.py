"""A hall in which somebody guesses, while others guess from elsewhere: with a clock that only waiting moves on."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, cast

import pytest

from cofacil.board.kinds import Role
from cofacil.share.access_log import AccessLog
from cofacil.share.boards import SharedBoard
from cofacil.share.guesses import FREE, SAVED, SLOWLIER, SLOWLY, Guesses
from cofacil.share.invitations import Admission, Counted, WordRefused
from cofacil.share.wordlist import room_word
from cofacil.share.words import Words

HALL = "192.0.2.1"
RIGHT = "GARDEN-42-BEAN"
FAILURES = 3
LOOKS = 0.05
"""Seconds that looking a word up takes."""
TEN_MINUTES = 600.0


class Simulated(asyncio.SelectorEventLoop):
    """Waits for nothing: its clock is put forward to what comes next."""

    now = 0.0

    def __init__(self) -> None:
        super().__init__(_NeverWaits(self))

    def time(self) -> float:
        return self.now


class _NeverWaits(selectors.SelectSelector):
    def __init__(self, loop: Simulated) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[Any]:
        self._loop.now += timeout or 0.0
        return super().select(0)


class Board:
    """Is what a word is looked up on."""

    name = "garden"

    def __init__(self) -> None:
        self.looked_at = 0
        self.invitations = self

    def take(self, typed: str, now: int, before_use: object = None) -> Admission | None:  # noqa: ARG002
        self.looked_at += 1
        return Admission("", Role.PARTICIPANT, now, True) if typed == RIGHT else None

    def count_in(self, _admission: Admission, _name: str, _now: int) -> Counted:
        return Counted(True, 1, 100)


class Hall:
    """A board whose door is tried at."""

    def __init__(self, folder: Path, loop: Simulated) -> None:
        self.board = Board()
        self._loop = loop
        self.words = Words(AccessLog(folder / "journal"), lambda _said: None)
        self.words.guesses = Guesses(loop.time)
        self._guessing: list[asyncio.Task[None]] = []

    @property
    def _shared(self) -> SharedBoard:
        return cast("SharedBoard", self.board)

    def guess_from(self, address: str, connections: int, patience: float = 3600) -> None:
        """Guess for ever, over so many connections at once, each given up when it has been silent for too long."""
        self._guessing += [asyncio.ensure_future(self._guess(address, patience)) for _ in range(connections)]

    async def _guess(self, address: str, patience: float) -> None:
        while True:
            for rank in range(FAILURES):
                try:
                    async with asyncio.timeout(patience):
                        await self.words.take(self._shared, "garden", address, room_word(), rank)
                except WordRefused:
                    pass
                except TimeoutError:
                    break
            await asyncio.sleep(0.1)

    async def comes_in(self, name: str, address: str = HALL) -> float:
        """Come in by the word on the wall; return the seconds that it took."""
        began = self._loop.time()
        admission = await self.words.take(self._shared, "garden", address, RIGHT)
        await self.words.count_in(self._shared, address, admission, name)
        return self._loop.time() - began

    async def forty_come(self) -> list[float]:
        """Have forty come within ten seconds; return how long each of them waited."""

        async def comes(number: int) -> float:
            await asyncio.sleep(number / 4)
            return await self.comes_in(f"Guest {number}")

        return await asyncio.gather(*(comes(number) for number in range(40)))

    async def end(self) -> None:
        for task in self._guessing:
            task.cancel()
        await asyncio.gather(*self._guessing, return_exceptions=True)


@pytest.fixture(name="play")
def play_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    async def at_once(does: Callable[..., object], *arguments: object, **more: object) -> object:
        await asyncio.sleep(LOOKS)
        return does(*arguments, **more)

    monkeypatch.setattr("asyncio.to_thread", at_once)

    def play(what: Callable[[Hall], Coroutine[Any, Any, Any]]) -> object:
        loop = Simulated()

        async def whole() -> object:
            hall = Hall(tmp_path, loop)
            try:
                return await what(hall)
            finally:
                await hall.end()

        try:
            return loop.run_until_complete(whole())
        finally:
            loop.close()

    return play


def test_a_guesser_among_forty_slows_nobody_who_comes_meanwhile(play: Callable[..., Any]) -> None:
    async def evening(hall: Hall) -> list[float]:
        await asyncio.sleep(TEN_MINUTES)
        hall.guess_from(HALL, 10)
        return await hall.forty_come()

    assert max(play(evening)) < 5


def test_a_hall_in_which_somebody_has_guessed_for_long_comes_in_whoever_guesses_elsewhere(
    play: Callable[..., Any],
) -> None:
    async def evening(hall: Hall) -> tuple[list[float], int]:
        await hall.comes_in("Who came first")
        hall.guess_from(HALL, 2)
        for number in range(50):
            hall.guess_from(f"198.51.100.{number}", 4)
        await asyncio.sleep(TEN_MINUTES)
        tried = hall.board.looked_at
        return await hall.forty_come(), tried

    waited, tried = play(evening)
    assert max(waited) < 40 * SLOWLY * 1.2
    assert tried < 51 * (FREE + 2) + 2 * (SAVED + 1) + TEN_MINUTES / SLOWLY + TEN_MINUTES / SLOWLIER


def test_whoever_guesses_and_goes_takes_nobodys_turn(play: Callable[..., Any]) -> None:
    async def evening(hall: Hall) -> float:
        hall.words.guesses.came_in("198.51.100.2")
        hall.words.guesses.came_in(HALL)
        for address in (HALL, "198.51.100.1"):
            hall.guess_from(address, 10, patience=SLOWLY / 2)
        hall.guess_from("198.51.100.2", 3)
        await asyncio.sleep(TEN_MINUTES)
        return await hall.comes_in("Nia")

    # Those who came before are gone by the time, and every third turn is the hall's.
    assert play(evening) < 5 * SLOWLY
