"""The first page on the screen: a board, a new one, the example, or a file from somebody else."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from cofacil import paths
from cofacil.board.text import strip_text
from cofacil.room.ports import Shelved
from cofacil.tui.lines.base import Press
from cofacil.tui.messages import LeaveRequested, PageRequested, PathTyped, ShelvedChosen
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.home_page import EXAMPLE, NEW, Home, paint_home
from cofacil.tui.paint.sheet import Sheet
from cofacil.tui.screens.sheet_view import SheetView
from cofacil.tui.typed import Typed

_PASTED = 4_000
"""Letters of a path: no system has longer ones."""


def _nothing_near(_typed: str) -> Sequence[str]:
    """Know no files: for a page that only shows."""
    return ()


class HomeView(SheetView):
    """Lists the boards on this computer, and the ways to begin."""

    def __init__(
        self,
        shelf: Sequence[Shelved],
        folder: Path,
        brush: Brush,
        clock: Callable[[], int],
        notice: str = "",
        complete: Callable[[str], Sequence[str]] = _nothing_near,
    ) -> None:
        super().__init__(brush)
        self.told = notice
        self._clock = clock
        self._complete = complete
        self.home = Home(tuple(shelf), paths.tilde(folder), clock())

    def draw(self, window: Window) -> Sheet:
        sheet = paint_home(replace(self.home, now=self._clock(), told=self.told), window)
        self.home = replace(self.home, top=sheet.top)
        return sheet

    def on_mount(self) -> None:
        self.wake()

    def wake(self) -> None:
        self.repaint()
        self.wake_in(60_000 - self._clock() % 60_000)

    async def take(self, press: Press) -> None:
        if self.sheet is None and press.key.casefold() == "q":
            self.post_message(LeaveRequested())
        else:
            await super().take(press)

    async def press(self, press: Press) -> None:
        self.told = ""
        if self.home.path is not None:
            await self._type(press, self.home.path)
        else:
            await self._choose(press.key)
        self.repaint()

    async def choose(self, choice: int) -> None:
        self.home = replace(self.home, hand=choice, path=None)
        await self._enter()
        self.repaint()

    def paste(self, text: str) -> None:
        if self.home.path is None:
            return
        # A terminal that a file is dropped on pastes its path quoted.
        words = strip_text(text[:_PASTED]).strip("'\"").replace("\\ ", " ")
        self._typed(self.home.path.insert(words))
        self.repaint()

    async def _choose(self, key: str) -> None:
        last = self.home.count - 1
        moves = {"up": -1, "down": 1, "pageup": -5, "pagedown": 5, "home": -last, "end": last}
        if key in moves:
            self.home = replace(self.home, hand=max(0, min(last, self.home.hand + moves[key])))
        elif key == "enter":
            await self._enter()
        elif key == "?":
            await self.ask_app(PageRequested("help"))
        elif key.casefold() == "q":
            self.post_message(LeaveRequested())

    async def _enter(self) -> None:
        shelf, hand = self.home.shelf, self.home.hand
        if hand < len(shelf):
            await self.ask_app(ShelvedChosen(shelf[hand]))
        elif hand - len(shelf) == NEW:
            await self.ask_app(PageRequested("new_board"))
        elif hand - len(shelf) == EXAMPLE:
            await self.ask_app(PageRequested("example"))
        else:
            self._typed(Typed())

    async def _type(self, press: Press, path: Typed) -> None:
        if press.key == "escape":
            self.home = replace(self.home, path=None, near=())
        elif press.key == "enter" and path.is_empty:
            self.told = "Type where the file is, then Enter. Esc goes back."
        elif press.key == "enter":
            await self.ask_app(PathTyped(path.text.strip()))
        elif press.key == "tab":
            self._finish(path)
        elif (typed := path.press(press.key, press.character)) is not None:
            self._typed(typed)

    def _finish(self, path: Typed) -> None:
        found = self._complete(path.text)
        if not found:
            self.told = "Nothing there begins like this."
        else:
            self._typed(Typed.of(os.path.commonprefix(list(found))))  # noqa: RUF071  # letters, not folders, are wanted
        self.home = replace(self.home, near=tuple(_last_part(name) for name in found) if len(found) > 1 else ())

    def _typed(self, path: Typed) -> None:
        self.home = replace(self.home, path=path, near=())


def _last_part(name: str) -> str:
    bare = name.rstrip("/")
    return bare.rpartition("/")[2] + name[len(bare) :]
