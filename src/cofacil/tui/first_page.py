"""The page below all others where no board was named: the boards on this computer, and those of other folders."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cofacil.files import real
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.paths import tilde
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Rooms, Shelved
from cofacil.tui.begun_board import BegunBoard
from cofacil.tui.keys import Keymap
from cofacil.tui.options import Options
from cofacil.tui.pages.page import Page
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import cap_of
from cofacil.tui.typed_path import complete_path, path_as_typed

if TYPE_CHECKING:
    from cofacil.tui.pages.home import HomeView


class Begins(Protocol):
    """What it asks of the app it is in."""

    rooms: Rooms
    options: Options
    keymap: Keymap

    @property
    def brush(self) -> Brush: ...


class FirstPage:
    """Makes it, and shows on it what has changed."""

    def __init__(self, app: Begins, enter_file: Callable[[Path], Awaitable[None]], begun: BegunBoard) -> None:
        self._app = app
        self._begun = begun
        self._enter_file = enter_file
        self._view: HomeView | None = None

    @property
    def is_there(self) -> bool:
        """Say whether it lies below all others."""
        return self._view is not None

    def page(self) -> Page:
        from cofacil.tui.pages.home import HomeView  # noqa: PLC0415  # start-up time

        app = self._app
        notice = " ".join(map(worded, (*app.options.notices, *app.keymap.notices)))
        view = HomeView(app.rooms.shelf(), app.rooms.folder, app.brush, app.keymap.keys, _system_now, complete_path)
        waits = _("What you typed of a new board is not kept yet: it waits there.") if self._begun.look() else ""
        view.sentence = " ".join(filter(None, (notice, waits)))
        self._view = view
        return Page(view)

    def show_behind(self, live: LiveRoom, said: str) -> None:
        """Show the boards as they are now, behind the one that was left, and say so."""
        place = live.description if live.is_kept else ""
        self._show(said, lambda board: tilde(board.path) == place)

    def drop(self, board: Shelved) -> None:
        """Take a board that lies elsewhere off the list."""
        self._app.rooms.drop(board.path)
        self._show(_("Off the list; the file stays where it is."), lambda _board: False)

    async def show_typed(self, typed: str) -> None:
        """Put the board at a path that somebody typed on the list, in hand; what cannot stand there is opened."""
        path = path_as_typed(typed)
        glanced, wanted = await self._app.rooms.glance(path), real(path)
        is_listed = any(real(board.path) == wanted for board in self._app.rooms.shelf())
        if glanced.trouble or not is_listed:
            await self._enter_file(path)
        else:
            said = _("On this list as long as it is there; {key} takes it off.", key=cap_of("delete"))
            self._show(said, lambda board: real(board.path) == wanted)

    def _show(self, said: str, in_hand: Callable[[Shelved], bool]) -> None:
        if self._view is not None:
            self._view.show(self._app.rooms.shelf(), in_hand)
            self._view.say(said)


def _system_now() -> int:
    return time.time_ns() // 1_000_000
