"""`cofacil share` as a process: with the host's own screen, or only the server."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from cofacil import paths
from cofacil.board.errors import Refusal
from cofacil.board.notice import Notice
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.room.live import LiveRoom
from cofacil.settings import load_settings
from cofacil.tui.keys import Keymap
from cofacil.tui.options import Options
from cofacil.wiring.host_door import HostDoor
from cofacil.wiring.open_boards import OpenBoards
from cofacil.wiring.practice import load_practice
from cofacil.wiring.run import ENDED_FROM_OUTSIDE, collect_again, known_as, options_of, run_loop, run_screens
from cofacil.wiring.terms import Terms
from cofacil.wiring.typist import who_am_i

if TYPE_CHECKING:
    from cofacil.share.how_to_join import HowToJoin
    from cofacil.wiring.guests import Shared


def run_shared(boards: tuple[Path, ...], terms: Terms, name: str | None, *, has_screen: bool) -> int:
    """Share boards until the host leaves, or the process is asked to end; return what it ends with.

    Raises:
        Trouble: a board, the key of this computer or the members cannot be read, or somebody else has the port.
    """
    settings, notices = load_settings(paths.config_file())
    practice, more = load_practice(settings)
    told = name or os.environ.get("COFACIL_NAME") or ""
    typist = who_am_i(told, settings.name)
    rooms = OpenBoards(paths.boards(), paths.cache_folder(), practice, typist)
    options = options_of(settings, (*notices, *more), rooms, asks_name=not (told or settings.name), is_wall=False)
    door = HostDoor(options, lambda: rooms.typist, terms)
    door.opens = rooms.open
    # Stopped, the process would keep everybody's board standing still.
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    return run_loop(_share(boards, door, rooms, options, told, has_screen=has_screen))


async def _share(
    boards: tuple[Path, ...],
    door: HostDoor,
    rooms: OpenBoards,
    options: Options,
    told: str,
    *,
    has_screen: bool,
) -> int:
    try:
        lives = await _open(boards, rooms)
        options = known_as(rooms, told, next(iter(lives.values())), options)
        shared, is_over = await door.open_to(lives, door.terms.host), False
        try:
            if has_screen:
                said = (*options.notices, *_of_the_page(shared), _in_brief(shared.how_to_join[0], options))
                options = options._replace(notices=said)
                code = await run_screens(rooms, rooms.typist, options, next(iter(lives.values())), door)
            else:
                code = await _serve(door, shared, lives)
            is_over = code not in ENDED_FROM_OUTSIDE
            return code
        finally:
            await door.close(is_over=is_over)
    finally:
        await rooms.close()


async def _open(boards: tuple[Path, ...], rooms: OpenBoards) -> dict[str, LiveRoom]:
    lives = {path.stem: await rooms.open(path) for path in boards}
    if len(lives) < len(boards):
        raise Refusal("boards-of-one-name")
    return lives


async def _serve(door: HostDoor, shared: "Shared", lives: Mapping[str, LiveRoom]) -> int:
    """Say how to join, and listen until the process is asked to end; return what it ends with."""
    asked = _asked_to_end()  # before anybody can know that there is a process to ask
    door.notice = partial(_say_on, sys.stderr)
    door.tell_of_files(lives)
    sys.stdout.write("\n".join(said_of(shared)) + "\n")
    sys.stdout.flush()
    collect_again()
    by = await asked
    return 0 if by == signal.SIGINT else 128 + by


def said_of(shared: "Shared") -> Iterator[str]:
    """Return how to join, who can, and by which key guests know this computer."""
    yield from map(_first_line, shared.how_to_join)
    fingerprint = shared.server.host_key.fingerprint
    yield _("The fingerprint that ssh shows the first time: {fingerprint}", fingerprint=fingerprint)
    yield _("For known_hosts: {line}", line=shared.how_to_join[0].known_host)
    yield from map(worded, _of_the_page(shared))
    if shared.page is not None and shared.page.fingerprint:
        yield worded(Notice.of("page-fingerprint", fingerprint=shared.page.fingerprint))
    yield _("Who may come in: `cofacil members BOARD` for those with a key, `cofacil invite BOARD` for a word.")


def _of_the_page(shared: "Shared") -> tuple[Notice, ...]:
    return (Notice.of("page-here", url=shared.page.url),) if shared.page is not None else ()


def _in_brief(how_to_join: "HowToJoin", options: Options) -> Notice:
    """Return what the last row has room for."""
    key = Keymap.of(options.keymap).keys["join"]
    return Notice.of("shared-here-only" if how_to_join.is_local else "shared-with-network", key=key)


def _first_line(how_to_join: "HowToJoin") -> str:
    if how_to_join.is_local:
        return _(
            "Shared: {command} (only this computer can join so far; --host opens it to others).",
            command=how_to_join.command,
        )
    return _(
        "Shared: {command} (everybody can knock who reaches this computer; a key or a word lets in).",
        command=how_to_join.command,
    )


def _asked_to_end() -> "asyncio.Future[int]":
    """Return what the number of the signal will be that asks the process to end."""
    loop = asyncio.get_running_loop()
    asked: asyncio.Future[int] = loop.create_future()
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, partial(_answer, asked, number))
    return asked


def _say_on(stderr: TextIO, sentence: str) -> None:
    """Say something to who looks after the server; `sys.stderr` is a guest's while one is in."""
    stderr.write(f"{sentence}\n")
    stderr.flush()


def _answer(asked: "asyncio.Future[int]", number: int) -> None:
    if not asked.done():
        asked.set_result(number)
