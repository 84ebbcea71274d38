"""What is typed waits within a quarter of a second where a killed process does not lose it: by a clock of the test's own."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from selectors import SelectorKey, SelectSelector
from typing import Any

import pytest

from cofacil.board.errors import NotSaved
from cofacil.board.notice import Notice
from cofacil.room.draft_keeper import KEPT_WITHIN, PAUSE, SOON, DraftKeeper
from cofacil.room.drafts import Unkept

HAND = 0.06
"""Seconds between two letters of somebody who types fast."""


class _Selector(SelectSelector):
    """Waits for nothing: it is as late as that would have made it."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        self.now += timeout or 0.0
        return super().select(0)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.waits = _Selector()
        super().__init__(self.waits)

    def time(self) -> float:
        return self.waits.now


class _Disk(ThreadPoolExecutor):
    """Is done with everything after the same while."""

    def __init__(self, loop: _Loop, takes: float) -> None:
        super().__init__(1)
        self._loop = loop
        self._takes = takes

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        self._loop.call_later(self._takes, lambda: done.set_result(fn(*args, **kwargs)))
        return done


class _Place:
    """Remembers what was written, and when."""

    notice: Notice | None = None

    def __init__(self, loop: _Loop) -> None:
        self._loop = loop
        self.written: list[tuple[float, str, bool]] = []
        self.is_full = False

    def read(self) -> Sequence[Unkept]:
        return ()

    def write(self, lines: Sequence[Unkept], *, is_lasting: bool) -> None:
        if self.is_full:
            raise NotSaved("not-saved", why="")
        self.written.append((self._loop.time(), lines[0].fields["text"] if lines else "", is_lasting))

    def close(self) -> None:
        pass


class Typing:
    """Somebody who types one line, letter by letter."""

    def __init__(self, takes: float) -> None:
        self.loop = _Loop()
        self.loop.set_default_executor(_Disk(self.loop, takes))
        self.place = _Place(self.loop)
        self.text = ""
        self.letters: list[tuple[float, str]] = []
        self.keeper = DraftKeeper(self.place, lambda: [Unkept("card", "", {"text": self.text})] if self.text else [])

    async def type(self, letters: str, *, is_left: bool = False) -> None:
        for letter in letters:
            self.text += letter
            self.letters.append((self.loop.time(), self.text))
            self.keeper.touch(is_soon=is_left)
            await asyncio.sleep(HAND)

    def waits(self) -> list[float]:
        """Return how long it took of each letter until it was written."""
        found = []
        for at, text in self.letters:
            later = (when for when, written, _ in self.place.written if when >= at and written.startswith(text))
            found.append(next(later) - at)
        return found

    def play(self, typed: Callable[[], Any]) -> None:
        asyncio.set_event_loop(self.loop)
        try:
            self.loop.run_until_complete(typed())
        finally:
            asyncio.set_event_loop(None)
            self.loop.close()


@pytest.mark.parametrize("takes", [0.0, 0.02, 0.05])
def test_each_letter_waits_in_its_place_within_what_is_promised_while_others_come(takes: float) -> None:
    typing = Typing(takes)

    async def typed() -> None:
        await typing.type("somebody who types fast and does not stop for a while")
        await asyncio.sleep(1)
        await typing.type(" and then goes on")
        await asyncio.sleep(1)

    typing.play(typed)
    waits = typing.waits()
    assert max(waits) <= KEPT_WITHIN
    seconds = len(typing.letters) * HAND
    assert len(typing.place.written) <= seconds / PAUSE + 3


def test_the_first_letter_behind_a_pause_is_written_at_once_and_not_before_its_picture() -> None:
    typing = Typing(0.0)

    async def typed() -> None:
        for letter in "abc":
            await typing.type(letter)
            await asyncio.sleep(2)

    typing.play(typed)
    assert typing.waits() == pytest.approx([SOON] * 3)
    assert 0 < SOON < 2 * HAND


def test_what_was_left_while_a_letter_is_written_outlives_a_power_cut() -> None:
    typing = Typing(0.05)

    async def typed() -> None:
        await typing.type("a")
        await typing.type("b", is_left=True)
        await asyncio.sleep(1)

    typing.play(typed)
    assert typing.place.written[-1][1:] == ("ab", True)


def test_nothing_is_written_where_nothing_has_changed() -> None:
    typing = Typing(0.0)

    async def typed() -> None:
        await typing.type("a")
        await asyncio.sleep(1)
        for _ in range(9):
            typing.keeper.touch()
            await asyncio.sleep(HAND)

    typing.play(typed)
    assert len(typing.place.written) == 1


def test_what_could_not_be_written_is_tried_again_with_what_was_typed_since() -> None:
    typing = Typing(0.0)
    typing.place.is_full = True

    async def typed() -> None:
        await typing.type("a full disk")
        await asyncio.sleep(1)
        assert typing.keeper.trouble is not None
        typing.place.is_full = False
        await asyncio.sleep(6)

    typing.play(typed)
    assert typing.keeper.trouble is None
    assert [text for _, text, _ in typing.place.written] == ["a full disk"]
