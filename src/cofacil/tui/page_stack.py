"""The pages around the board: which one is on top, and how to get to each."""

import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from textual.screen import Screen

from cofacil.board.errors import Trouble
from cofacil.language.worded import worded
from cofacil.room.door import Door
from cofacil.room.live import LiveRoom
from cofacil.room.room import Told
from cofacil.room.rooms import Rooms
from cofacil.room.seats import Seat
from cofacil.tui.keys import Keymap
from cofacil.tui.options import Options
from cofacil.tui.pages.page import Page
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.head import prompt_of
from cofacil.tui.themes import Look
from cofacil.tui.widgets.board_view import BoardView
from cofacil.tui.widgets.rows_view import RowsView

if TYPE_CHECKING:
    from cofacil.tui.pages.new_board import NewBoardView
    from cofacil.tui.pages.sheet_view import SheetView


NOT_YOURS = "Whoever facilitates can show how to join this board."


class Paged(Protocol):
    """What the pages ask of the app they are opened over."""

    rooms: Rooms
    seat: Seat
    options: Options
    keymap: Keymap
    look_now: Look
    live: LiveRoom | None
    door: Door | None
    board_view: BoardView | None

    @property
    def brush(self) -> Brush: ...

    @property
    def screen(self) -> Screen[Any]: ...

    @property
    def screen_stack(self) -> list[Screen[Any]]: ...

    def push_screen(self, screen: Page) -> Any: ...

    def pop_screen(self) -> Any: ...

    async def enter(self, live: LiveRoom) -> None: ...

    def seat_in(self, live: LiveRoom) -> Seat: ...

    def say(self, sentence: str) -> None: ...


class Pages:
    """Opens pages over each other, and takes the top one away again."""

    def __init__(self, app: Paged) -> None:
        self._app = app
        self._new_board: NewBoardView | None = None

    def home(self) -> Page:
        """Return the page with the boards on this computer."""
        from cofacil.tui.pages.home import HomeView  # noqa: PLC0415  # start-up time

        app = self._app
        notice = " ".join((*app.options.notices, *app.keymap.notices))
        view = HomeView(app.rooms.shelf(), app.rooms.folder, app.brush, _system_now, notice, complete_path)
        return Page(view)

    async def open(self, name: str) -> None:
        """Open a page by its name."""
        if name == "example":
            await self.enter(self._app.rooms.example())
            return
        if name == "join":
            await self._join()
            return
        if name == "about":
            self._tell_about_file()
            return
        make = self._makers().get(name)
        if make is None:
            return
        view = make()
        view.is_kept = self._app.live is None or bool(self._app.live.where)
        await self._app.push_screen(Page(view))

    async def _join(self) -> None:
        """Show how to join, or to share; only the host's own screen knows the words."""
        from cofacil.tui.pages.join import JoinView  # noqa: PLC0415  # start-up time

        door, live = self._app.door, self._app.live
        if door is None or live is None:
            self._app.say(NOT_YOURS)
            return
        view = JoinView(door, live, self._app.brush, lambda: live.presence.now.by_screen)
        view.is_kept = bool(live.where)
        await view.look_up()
        await self._app.push_screen(Page(view))

    def _tell_about_file(self) -> None:
        live = self._app.live
        if live is not None:
            where = live.where or "Nowhere: nothing of this example is kept"
            self._app.say(f"{live.board.position:,} things have happened on this board so far. {where}.")

    async def back(self) -> None:
        """Take the top page away; the first one stays."""
        if len(self._app.screen_stack) > 1:
            await self._app.pop_screen()

    async def enter(self, opening: Awaitable[LiveRoom]) -> bool:
        """Open a board over the home screen; what stands against it is said there. Say whether it opened."""
        try:
            live = await opening
        except Trouble as trouble:
            self.say(worded(trouble))
            return False
        await self._app.enter(live)
        return True

    async def enter_typed(self, path: str) -> None:
        """Open the board at a path as somebody typed it."""
        await self.enter(self._app.rooms.open(_as_typed(path)))

    def top(self) -> RowsView | None:
        page = self._app.screen
        return page.view if isinstance(page, Page) else None

    def say(self, sentence: str) -> None:
        """Say something in the last row of the top page, where it has one of its own."""
        view = self.top()
        if view is not None and hasattr(view, "say"):
            view.say(sentence)

    def show_board(self, told: Told) -> None:
        """Show the board as it now is on the top page."""
        view = self.top()
        if view is not None and view is not self._app.board_view:
            view.hear(told.board, self._app.board_view.told if self._app.board_view else "")

    def show_brush(self, brush: Brush) -> None:
        """Paint the top page anew with another look."""
        from cofacil.tui.pages.themes import ThemesView  # noqa: PLC0415  # start-up time

        view = self.top()
        if isinstance(view, ThemesView):
            view.show(brush)

    def _makers(self) -> Mapping[str, "Callable[[], SheetView]"]:
        from cofacil.tui.pages.card import WholeView  # noqa: PLC0415  # start-up time
        from cofacil.tui.pages.help import HelpView  # noqa: PLC0415  # start-up time
        from cofacil.tui.pages.people import PeopleView  # noqa: PLC0415  # start-up time
        from cofacil.tui.pages.themes import ThemesView  # noqa: PLC0415  # start-up time

        app, board, live, door = self._app, self._app.board_view, self._app.live, self._app.door
        role = app.seat_in(live).role if live else app.seat.role
        makers: dict[str, Callable[[], SheetView]] = {
            "new_board": self._begin,
            "themes": lambda: ThemesView(app.options.looks, app.look_now.name, app.brush),
            "help": lambda: HelpView(app.keymap, role, app.brush, live.where if live else "", is_home=live is None),
        }
        if door is not None and door.is_open:
            makers["invite"] = lambda: self._invite(door)
        if board is not None and live is not None:
            hand = board.view.in_hand(board.board)
            makers |= {
                "people": lambda: PeopleView(
                    board.board, app.brush, lambda: live.now, can_write=board.keeping.is_writable
                ),
                "big_timer": lambda: self._big_timer(board, live),
            }
            if hand is not None:
                makers["whole"] = lambda: WholeView(board.board, hand.id, app.brush)
        return makers

    def _big_timer(self, board: BoardView, live: LiveRoom) -> "SheetView":
        from cofacil.tui.pages.timer import TimerView  # noqa: PLC0415  # start-up time

        question = prompt_of(board.scene(*board.size))
        view = TimerView(board.board, self._app.brush, lambda: live.now, question)
        view.told = board.told
        return view

    def _invite(self, door: Door) -> "SheetView":
        from cofacil.tui.pages.invite import InviteView  # noqa: PLC0415  # start-up time

        return InviteView(door, self._app.brush)

    def _begin(self) -> "SheetView":
        from cofacil.tui.pages.new_board import NewBoardView  # noqa: PLC0415  # start-up time

        app, before = self._app, self._new_board
        draft = before.draft if before else None
        self._new_board = NewBoardView(app.brush, asks_name=app.options.asks_name, name=app.seat.name, draft=draft)
        return self._new_board


def complete_path(typed: str) -> list[str]:
    """Return the paths that go on from what was typed, folders with their slash."""
    path = Path(typed).expanduser()
    folder, start = (path, "") if typed.endswith("/") else (path.parent, path.name)
    try:
        names = sorted(
            entry for entry in folder.iterdir() if entry.name.startswith(start) and not entry.name.startswith(".")
        )
    except OSError:
        return []
    return [f"{entry}/" if entry.is_dir() else str(entry) for entry in names]


def _as_typed(path: str) -> Path:
    """Return the path that somebody typed, or dropped onto the terminal in quotes."""
    return Path(path.strip().strip("'\"")).expanduser()


def _system_now() -> int:
    return time.time_ns() // 1_000_000
