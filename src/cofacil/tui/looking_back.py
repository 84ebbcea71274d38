"""The screens of looking back as a page: over the boards on this computer, or at the bottom of an app of their own."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from cofacil.board.errors import Trouble
from cofacil.board.events import Event
from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.review.book import Book
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Rooms, Saved
from cofacil.room.saved_room import SavedRoom
from cofacil.tui.keys import Keymap
from cofacil.tui.last_row import Said
from cofacil.tui.options import Options
from cofacil.tui.pages.page import Page
from cofacil.tui.pages.review.commands import Command
from cofacil.tui.pages.review.view import ReviewView
from cofacil.tui.paint.brush import Brush

_KEEP = "keep_as_page"
ReadBook = Callable[[], Awaitable[Book]]
"""Reads what a board tells, all of it."""
_PAUSE = 0.25
"""Seconds between two looks at a board that others write to: what comes in between is shown together."""
_SLICE = 1024
"""Events that are gone through in one go to make looking anywhere quick: no key waits longer for it."""
_BETWEEN_SLICES = 0.05


class LooksBack(Protocol):
    """What they ask of the app they are opened in."""

    rooms: Rooms
    keymap: Keymap
    options: Options

    @property
    def brush(self) -> Brush: ...

    def push_screen(self, screen: Page) -> Any: ...


class LooksBackHere(LooksBack, Protocol):
    """The same of an app over a board that is open."""

    live: LiveRoom | None
    book: ReadBook | None

    def say(self, said: Said | str) -> None: ...


async def look_back(app: LooksBack, path: Path) -> None:
    """Look back on a board, over what is on the screen.

    Raises:
        Trouble: it is not there, cannot be read, or nothing of it is whole.
    """
    saved = await app.rooms.saved(path)
    try:
        book = await asyncio.to_thread(Book, await saved.read(0))
        page = ReviewPage(app, saved, book)
    except BaseException:
        await saved.close()
        raise
    page.look.is_over = True
    await app.push_screen(page)


async def look_back_here(app: LooksBackHere) -> None:
    """Look back on the board that is open, over it; what is done on it meanwhile comes in here too."""
    if app.live is None:
        return
    saved = SavedRoom(app.live)
    try:
        book = await app.book() if app.book else await asyncio.to_thread(Book, await saved.read(0))
    except Trouble as trouble:
        app.say(worded(trouble))
        return
    page = ReviewPage(app, saved, book)
    page.look.is_over = True
    await app.push_screen(page)


class ReviewPage(Page):
    """Shows what a saved board tells, follows what happens on it, and lets go of it behind itself."""

    def __init__(self, app: LooksBack, saved: Saved, book: Book) -> None:
        self.look = ReviewView(book, app.brush, app.keymap.keys, _system_now)
        super().__init__(self.look)
        self._app = app
        self._saved = saved
        if app.options.keep_board is not None:
            self.look.does[_KEEP] = self._keep_as_page
            self.look.extra = (Command(N_("keep all this as a page"), action=_KEEP),)
        self._follower = Follower(saved, self.look)
        self.look.sentence = " ".join(_of_the_file(saved))

    def on_mount(self) -> None:
        self._follower.begin()

    async def _keep_as_page(self) -> None:
        """Ask whose names stand on a page of all that is looked at, and keep it as a file of this computer."""
        from cofacil.language.days import date_of  # noqa: PLC0415  # start-up time
        from cofacil.tui.pages.keep_as_page import KeepAsPageView  # noqa: PLC0415  # start-up time

        app, keep = self._app, self._app.options.keep_board
        if keep is None:
            return
        name = f"~/{self._saved.name or 'board'}-{date_of(_system_now()).isoformat()}.html"
        keeping = partial(keep, self._saved.board_id)
        await app.push_screen(Page(KeepAsPageView(app.brush, app.keymap.keys, name, keeping, self._happened)))

    async def _happened(self) -> Sequence[Event]:
        return self.look.book.replay.public()

    async def on_unmount(self) -> None:
        await self._follower.end()
        await self._saved.close()


class Follower:
    """Keeps up with a saved board, behind what is on the screen."""

    def __init__(self, saved: Saved, look: ReviewView) -> None:
        self._saved = saved
        self._look = look
        self._stop: Callable[[], None] | None = None
        self._more = asyncio.Event()
        self._tasks: tuple[asyncio.Task[None], ...] = ()
        self._trouble = ""

    def begin(self) -> None:
        """Follow it from now on, and make looking anywhere in it quick."""
        tasks = [asyncio.create_task(self._prepare())]
        if self._saved.is_live:
            self._stop = self._saved.follow(self._more.set)
            # What was written while the board was opened has woken nobody.
            self._more.set()
            tasks.append(asyncio.create_task(self._follow()))
        self._tasks = tuple(tasks)

    async def end(self) -> None:
        """Follow it no more."""
        if self._stop is not None:
            self._stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _follow(self) -> None:
        while True:
            await self._more.wait()
            self._more.clear()
            await self._look_again()
            await asyncio.sleep(_PAUSE)

    async def _look_again(self) -> None:
        """Show what has come; what cannot be read is said once, and what was read stays."""
        book = self._look.book
        try:
            events = await self._saved.read(len(book.replay))
        except (Trouble, OSError) as trouble:
            words = worded(trouble if isinstance(trouble, Trouble) else Trouble("board-unread", reason=trouble))
            if words != self._trouble:
                self._trouble = words
                self._look.say(words)
            return
        self._trouble = ""
        if events:
            self._look.grow(book.with_more(events))
            self._prepare_on()

    async def _prepare(self) -> None:
        while self._look.book.replay.prepared < len(self._look.book.replay):
            await asyncio.sleep(_BETWEEN_SLICES)
            self._prepare_on()
        if gc.isenabled():
            # What is held stays: the collector would make keys wait for going through all of it, again and again.
            gc.freeze()

    def _prepare_on(self) -> None:
        replay = self._look.book.replay
        replay.prepare(replay.prepared + _SLICE)


def _of_the_file(saved: Saved) -> list[str]:
    """Return what is to be said of a board before anything else, short enough for a last row: what is wrong is said behind it."""
    said = [_("Damaged: only what is whole is shown.")] if saved.damage else []
    if saved.is_newer:
        said.append(_("A newer cofacil made this board: what is new in it is left out."))
    return said


def _system_now() -> int:
    return time.time_ns() // 1_000_000
