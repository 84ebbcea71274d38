"""The proof of the layer: a long walk shows the same screen with it and without."""

import asyncio
import random
from typing import Any

from terminal_screens import Screen
from textual.app import App
from textual.widgets import Input
from walk_app import RowsView, WalkApp

from cofacil.terminal.capability import Capability
from cofacil.terminal.driver import BoardDriver
from cofacil.terminal.guard import permits

KEYS = [*["j", "k"] * 8, "l", "l", "s", "e", "\x1b[A", "\x1b", "\x1b", "t"]
WALK = 1000
STOPS = 40


class PairedDriver(BoardDriver):
    """Shows on one screen what Textual writes, and on another what would be sent."""

    capability = Capability()
    plain: Screen
    short: Screen

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or (100, 30))
        self.plain, self.short = Screen(100, 30), Screen(100, 30)
        self.sizes = [0, 0]
        self.writes = 0

    def start_application_mode(self) -> None:
        super().start_application_mode()
        self.resized(*(self._size or (100, 30)))

    def write(self, data: str) -> None:
        self.writes += 1
        self.sizes[0] += len(data)
        self.plain.feed(data)
        super().write(data)

    def transmit(self, data: bytes) -> None:
        text = data.decode()
        assert permits(text)
        self.sizes[1] += len(text)
        self.short.feed(text)

    async def settle(self) -> None:
        before = -1
        while before != self.writes:
            before = self.writes
            await asyncio.sleep(0.025)

    def change_size(self, width: int, height: int) -> None:
        for screen in (self.plain, self.short):
            screen.resize(width, height)
            screen.clear()
        self.resized(width, height)

    def resume(self) -> None:
        self.stop_application_mode()
        self.plain.clear()
        self.short.clear()
        self.start_application_mode()
        self.redraw()


async def started(app: WalkApp) -> tuple[asyncio.Task[None], PairedDriver]:
    task = asyncio.create_task(app.run_async())
    async with asyncio.timeout(10):
        while not app.is_running:  # noqa: ASYNC110 - Textual has no event for it
            await asyncio.sleep(0.01)
    driver = app._driver
    assert isinstance(driver, PairedDriver)
    await driver.settle()
    return task, driver


async def ended(app: WalkApp, task: asyncio.Task[None]) -> None:
    app.exit()
    await task
    assert app.return_code == 0


async def test_a_walk_of_a_thousand_keys_shows_the_same_screen() -> None:
    choice = random.Random(20)  # noqa: S311 - a walk that can be walked again
    app = WalkApp(driver_class=PairedDriver)
    task, driver = await started(app)
    assert driver.keys is not None
    for stop in range(STOPS):
        for _ in range(WALK // STOPS):
            assert driver.keys is not None
            driver.keys.feed(
                choice.choice(KEYS).replace("q", "" if app.focused.__class__ is not Input else "q").encode()
            )
            await asyncio.sleep(0.001)
        if stop == STOPS // 2:
            driver.keys.feed(b"\x1b[?2026;2$y")
        if stop % 8 == 3:
            driver.change_size(choice.randint(40, 130), choice.randint(8, 40))
        if stop % 8 == 6:
            driver.resume()
        await driver.settle()
        async with asyncio.timeout(10):
            while "row " not in driver.short.text:  # a busy machine is quiet for a while before it has drawn
                await driver.settle()
        assert driver.short.text == driver.plain.text, stop
        assert driver.short.rows == driver.plain.rows, stop
    assert driver.sizes[1] < driver.sizes[0] / 2
    await ended(app, task)


async def test_a_move_over_two_whole_rows_is_a_few_hundred_bytes() -> None:
    app = WalkApp(driver_class=PairedDriver)
    task, driver = await started(app)
    assert driver.keys is not None
    sizes = []
    for _ in range(10):
        before = driver.sizes[1]
        driver.keys.feed(b"j")
        await driver.settle()
        sizes.append(driver.sizes[1] - before)
    assert max(sizes) < 450
    await ended(app, task)


async def test_frames_are_held_while_the_door_is_blocked_and_none_is_lost() -> None:
    app = WalkApp(driver_class=PairedDriver)
    task, driver = await started(app)
    assert driver.keys is not None
    driver.pause_output()
    driver.pause_output()
    sent = driver.sizes[1]
    for _ in range(5):
        driver.keys.feed(b"jlt")
        await driver.settle()
    assert driver.sizes[1] == sent
    driver.resume_output()
    await driver.settle()
    assert driver.sizes[1] > sent
    assert driver.short.rows == driver.plain.rows
    assert driver.short.text.splitlines()[5].startswith("▌")
    await ended(app, task)


async def test_hostile_words_reach_no_terminal() -> None:
    app = WalkApp(driver_class=PairedDriver)
    task, driver = await started(app)
    assert driver.keys is not None
    view = app.query_one(RowsView)
    view.cards[1] = "a\x1b]52;c;aGk=\x07b\x1bc\x9b5i\x1b[?1049lc\u202e!"
    view.refresh()
    await driver.settle()
    assert "abc5i[?1049lc!" in driver.short.text
    await ended(app, task)
