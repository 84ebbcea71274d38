"""The event loop, the signals and the app: how a board gets onto the screen, and how that ends."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cofacil import paths
from cofacil.board.errors import BoardCopied, BoardDamaged, Trouble
from cofacil.board.events import Event
from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.board.slugs import folded
from cofacil.board.text import strip_text
from cofacil.language.catalog import _
from cofacil.room.live import LiveRoom
from cofacil.room.seats import Seat
from cofacil.room.ways import Copied, WaysOn
from cofacil.settings import Settings, load_settings, save_setting
from cofacil.store.draft_file import DraftFolder
from cofacil.terminal.capability import Capability
from cofacil.terminal.colours import Depth
from cofacil.tui.app import BoardApp
from cofacil.tui.messages import Noticed
from cofacil.tui.options import Kept, Options
from cofacil.tui.themes import load_themes
from cofacil.wiring.chosen_language import language_notices
from cofacil.wiring.host_door import HostDoor
from cofacil.wiring.open_boards import OpenBoards
from cofacil.wiring.practice import load_practice
from cofacil.wiring.progress import slowly
from cofacil.wiring.typist import named_at, who_am_i

if TYPE_CHECKING:
    from textual.app import App

    from cofacil.language.catchup import CatchUp

Keep = Callable[[str, object], None]
Entering = Callable[[OpenBoards], Awaitable[LiveRoom | WaysOn | Copied]]


ENDED_FROM_OUTSIDE = frozenset({128 + signal.SIGHUP, 128 + signal.SIGTERM})
"""What a process ends with whose terminal has gone, or that the computer ends: nobody has stopped sharing by that."""


class Loop(asyncio.SelectorEventLoop):
    """An event loop that keeps its own way of making tasks.

    Textual puts eager tasks on the loop from Python 3.12 on, and log-ins of other seats hang with them.
    """

    def set_task_factory(self, factory: Any) -> None:
        """Leave it as it is."""


def run_home() -> int:
    """Show the boards on this computer; return what the process ends with."""
    return _run(None, None)


def run_board(path: Path, name: str | None, *, is_wall: bool, first: Notice | None = None, begins: bool = False) -> int:
    """Show one board, or where it is damaged the ways on; `first` is said in its last row first.

    With `begins` the next meeting begins where one has been and none is open.

    Raises:
        Trouble: it is missing or busy, or damaged and there is no way on.
    """
    return _run(name, lambda rooms: _open(rooms, path, is_wall=is_wall), is_wall=is_wall, first=first, begins=begins)


def run_example(name: str | None, cards: int | None, *, is_first: bool) -> int:
    """Show the example, or its first meeting, filled up to so many cards."""
    return _run(name, lambda rooms: rooms.example(cards, is_first=is_first))


def _run(
    name: str | None,
    entering: Entering | None,
    *,
    is_wall: bool = False,
    first: Notice | None = None,
    begins: bool = False,
) -> int:
    settings, notices = load_settings(paths.config_file())
    practice, more = load_practice(settings)
    told = name or os.environ.get("COFACIL_NAME") or ""
    typist = who_am_i(told, settings.name)
    asks = not (told or settings.name)
    rooms = OpenBoards(paths.boards(), paths.cache_folder(), practice, typist)
    options = options_of(settings, (*notices, *more), rooms, asks_name=asks, is_wall=is_wall)
    options = options._replace(first=first, begins=begins and not is_wall)
    return run_loop(_show(rooms, told, options, entering))


def run_loop(main: Coroutine[Any, Any, int]) -> int:
    """Run what shows boards, on our own loop; return what the process ends with."""
    # Every screen takes these over and gives back what it found, which may be another's that has ended meanwhile.
    with redirect_stdout(sys.stdout), redirect_stderr(sys.stderr), asyncio.Runner(loop_factory=Loop) as runner:
        return runner.run(main)


async def _show(rooms: OpenBoards, told: str, options: Options, entering: Entering | None) -> int:
    door, is_over = HostDoor(options, lambda: rooms.typist), False
    door.opens = rooms.open
    try:
        found = await _enter(rooms, entering)
        live, ways = (None, found) if isinstance(found, WaysOn | Copied) else (found, None)
        if live is not None:
            options = known_as(rooms, told, live, options)
        code = await run_screens(rooms, rooms.typist, options, live, door, ways)
        is_over = code not in ENDED_FROM_OUTSIDE
        return code
    finally:
        await door.close(is_over=is_over)
        await rooms.close()


def known_as(rooms: OpenBoards, told: str, live: LiveRoom, options: Options) -> Options:
    """Let the one who types be whom the board knows by the name that was told; return options that say so, where it is another.

    Raises:
        Refusal: the name fits several there.
    """
    if not told:
        return options
    rooms.typist = named_at(live.board, told)
    if folded(rooms.typist) in {folded(told), folded(told.strip('"“”„«»'))}:
        return options
    return options._replace(notices=(*options.notices, Notice.of("typist-known-as", name=rooms.typist)))


async def run_screens(
    rooms: OpenBoards,
    typist: str,
    options: Options,
    live: LiveRoom | None,
    door: HostDoor,
    ways: WaysOn | Copied | None = None,
) -> int:
    """Show a board, or the home screen, with the ways on from a damaged one over it, to the one at this terminal, who may open a door to it; return what the process ends with.

    Raises:
        Trouble: the screens have broken.
    """
    may_write = not options.is_wall and (live is None or live.is_writable)
    seat = Seat(typist, Role.HOST if may_write else Role.VIEWER, is_guess=options.asks_name)
    from cofacil.terminal.tty import driver_class

    driver = driver_class(os.environ, shows_cursor=options.cursor, may_stop=lambda: not door.is_open or door.is_beside)
    app = BoardApp(rooms, seat, options, live, driver)
    app.settled = collect_again
    app.ways = ways
    rooms.notice = door.notice = lambda sentence: app.post_message(Noticed(sentence, is_news=True))
    if not options.is_wall:
        app.door = door
    leave_on_signals(app)
    await app.run_async(mouse=options.mouse)
    if app.fault:
        raise Trouble("stopped", fault=app.fault)
    if app.parting and not options.is_wall:
        sys.stdout.write(f"{strip_text(app.parting)}\n")
    return app.return_code or 0


def collect_again() -> None:
    """Turn the collector on again, and let it leave alone what is loaded: that stays."""
    gc.freeze()
    gc.enable()


async def _open(rooms: OpenBoards, path: Path, *, is_wall: bool) -> LiveRoom | WaysOn | Copied:
    """Open a board, or return the ways on from a damaged one, or a copy, which a wall has nobody to choose from."""
    try:
        live = await rooms.open(path)
    except (BoardDamaged, BoardCopied):
        ways = None if is_wall else await rooms.ways_on(path)
        if ways is None or not ways.each:
            raise
        return ways
    if not is_wall:
        rooms.remember(path)
    return live


async def _enter(rooms: OpenBoards, entering: Entering | None) -> LiveRoom | WaysOn | Copied | None:
    with slowly(_("Opening the board")):
        return await entering(rooms) if entering else None


def leave_on_signals(app: "App[None]") -> None:
    """Leave in good order when the terminal goes away or somebody asks the process to end."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, partial(app.exit, return_code=128 + number))


def options_of(
    settings: Settings, notices: tuple[Notice, ...], rooms: OpenBoards, *, asks_name: bool, is_wall: bool
) -> Options:
    """Return what the screens are given besides a room."""
    looks, faults = load_themes(paths.shipped_themes(), paths.themes_folder())
    if settings.theme not in looks:
        faults = (*faults, Notice.of("no-such-theme", name=settings.theme))
    drawn = Capability.of(os.environ, is_tty=True)
    return Options(
        looks=looks,
        theme=settings.theme if settings.theme in looks else next(iter(looks)),
        keymap=settings.keymap,
        ascii=drawn.is_ascii if settings.ascii is None else settings.ascii,
        has_colours=drawn.depth is not Depth.NONE,
        cursor=settings.cursor,
        mouse=settings.mouse,
        is_wall=is_wall,
        notices=(*language_notices(settings.language), *notices, *faults),
        asks_name=asks_name,
        drafts=DraftFolder(paths.drafts()),
        keep_page=_keep_page,
        keep_board=_keep_board,
        keep_setting=_keeping(rooms),
    )


def _keep_page(name: str, page: "CatchUp", width: int) -> Path:
    from cofacil.export.catchup_file import keep_page_as

    return keep_page_as(name, page, width)


def _keep_board(board_id: str, events: Sequence[Event], whose: str, name: str) -> Kept:
    from cofacil.wiring.board_as_file import keep_board

    return keep_board(board_id, events, whose, name)


def _keeping(rooms: OpenBoards) -> Keep:
    """Return what writes a setting into the file; a name that was told now is also who begins the next board."""

    def keep(key: str, value: object) -> None:
        if not isinstance(value, str | int | bool | None):
            raise TypeError(f"a setting cannot be {value!r}")
        if key == "name" and isinstance(value, str):
            rooms.typist = value
        save_setting(paths.config_file(), key, value)

    return keep
