"""Where a door, its boards and the screens of guests are put together."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import NamedTuple, TextIO

from cofacil import paths
from cofacil.board.errors import Refusal
from cofacil.board.names import slug_of
from cofacil.cli.practice import load_practice
from cofacil.cli.rooms import OpenRooms
from cofacil.cli.runner import Loop, collect_again, options_of, run_screens
from cofacil.cli.who import who_am_i
from cofacil.room.live import LiveRoom
from cofacil.room.rooms import NoRooms
from cofacil.room.seats import Seat
from cofacil.settings import load_settings
from cofacil.share.door import Door
from cofacil.share.doorway import Doorway, Guest, Screens
from cofacil.share.driver import SshDriver
from cofacil.share.host_key import load_host_key
from cofacil.share.house import House
from cofacil.share.journal import Journal
from cofacil.share.limits import Limits
from cofacil.share.members import Members
from cofacil.share.welcome import Welcoming
from cofacil.share.words import Words
from cofacil.store.library import BoardLibrary
from cofacil.terminal.capability import Capability
from cofacil.tui.app import BoardApp
from cofacil.tui.messages import Noticed
from cofacil.tui.options import Options

_SWEEP_AFTER = 2.0
_YOUNG = 50_000
"""Things made between two looks of the collector at what is new: a first frame makes some thousands."""


class Sharing(NamedTuple):
    """What was asked for: which boards, and where to listen."""

    boards: tuple[Path, ...]
    host: str
    port: int
    limits: Limits
    welcomes: bool = True
    """Whether who joins is first shown where they are."""


def run_shared(sharing: Sharing, name: str | None, *, has_screen: bool) -> int:
    """Share boards until the host leaves, or the process is asked to end; return what it ends with.

    Raises:
        Trouble: a board, the door's key or its members cannot be read, or somebody else has the port.
    """
    settings, notices = load_settings(paths.config_file())
    practice, more = load_practice(settings)
    typist = who_am_i(name or os.environ.get("COFACIL_NAME"), settings.name)
    rooms = OpenRooms(BoardLibrary(paths.boards()), practice, typist)
    options = options_of(settings, (*notices, *more), rooms, asks_name=False, is_wall=False)
    # Every screen takes these over and gives back what it found, which may be another's that has ended meanwhile.
    with redirect_stdout(sys.stdout), redirect_stderr(sys.stderr), asyncio.Runner(loop_factory=Loop) as runner:
        return runner.run(_share(sharing, rooms, typist, options, has_screen=has_screen))


async def _share(sharing: Sharing, rooms: OpenRooms, typist: str, options: Options, *, has_screen: bool) -> int:
    try:
        lives = {path.stem: await rooms.open(path) for path in sharing.boards}
        if len(lives) < len(sharing.boards):
            raise Refusal("Two of these boards have one name. Give one of the files another name first.")
        doorways = {
            name: _doorway(live, typist, options._replace(welcomes=sharing.welcomes)) for name, live in lives.items()
        }
        folder = paths.share_folder()
        door = Door(House(doorways, Journal(folder / "journal"), sharing.limits), load_host_key(folder))
        door.house.gone = Sweeping(asyncio.get_running_loop()).soon
        port = await door.open(sharing.host, sharing.port)
        try:
            welcomes = [
                Welcoming(name, sharing.host, port, door.host_key, doorway.words) for name, doorway in doorways.items()
            ]
            if not has_screen:
                return await _serve(door, welcomes)
            options = options._replace(notices=(*options.notices, _first_line(welcomes[0])))
            made = partial(_tell_host, door.house, welcomes[0])
            return await run_screens(rooms, typist, options, next(iter(lives.values())), made)
        finally:
            await door.close()
    finally:
        await rooms.close()


def _doorway(live: LiveRoom, typist: str, options: Options) -> Doorway:
    own = paths.share_folder() / live.board_id
    members, words = Members(own / "members"), Words(own / "words")
    members.read()  # what does not parse stops the start, not the first guest

    def taken() -> frozenset[str]:
        seated = (one.seat.name for one in live.presence.now.present)
        known = (member.name for member in members.now())
        invited = (someone.name for someone in words.open_invitations(live.now))
        return frozenset(slug_of(name) for name in (typist, *seated, *known, *invited))

    def screens(guest: Guest, terminal: Capability, driver: type[SshDriver]) -> Screens:
        theirs = options._replace(ascii=terminal.is_ascii, cursor=False, notices=(), keep_setting=_keep_nothing)
        return BoardApp(NoRooms(), Seat(guest.name, guest.role, "ssh"), theirs, live, driver)

    return Doorway(members, words, screens, taken)


class Sweeping:
    """Collects what guests leave behind in one go: the collector walks everything, and everybody waits for it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._next: asyncio.TimerHandle | None = None
        gc.set_threshold(_YOUNG, 20, 100)

    def soon(self) -> None:
        """Collect a while behind the last one who left."""
        if self._next is not None:
            self._next.cancel()
        self._next = self._loop.call_later(_SWEEP_AFTER, gc.collect)


def _first_line(welcome: Welcoming) -> str:
    if welcome.is_local:
        return f"Shared: {welcome.command} (only this computer can join so far; --host opens it to others)."
    return f"Shared: {welcome.command}"


async def _serve(door: Door, welcomes: Sequence[Welcoming]) -> int:
    """Say how to join, and keep the door open until the process is asked to end; return what it ends with."""
    asked = _asked_to_end()  # before anybody can know that there is a process to ask
    lines = [
        *map(_first_line, welcomes),
        f"The fingerprint that ssh shows the first time: {door.host_key.fingerprint}",
        f"For known_hosts: {welcomes[0].known_host}",
        "Who may come in: `cofacil members BOARD` for those with a key, `cofacil invite BOARD` for a word.",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    door.house.notice = partial(_say_on, sys.stderr)
    collect_again()
    by = await asked
    return 0 if by == signal.SIGINT else 128 + by


def _keep_nothing(name: str, value: object) -> None:
    """Keep no setting of a guest: the settings are the host's."""


def _asked_to_end() -> "asyncio.Future[int]":
    """Return what the number of the signal will be that asks the process to end."""
    loop = asyncio.get_running_loop()
    asked: asyncio.Future[int] = loop.create_future()
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, partial(_answer, asked, number))
    return asked


def _tell_host(house: House, welcome: Welcoming, app: BoardApp) -> None:
    """Let the door say in the host's last row what it has to say, and `j` show how to join."""
    house.notice = lambda sentence: app.post_message(Noticed(sentence))
    app.door = welcome
    # Stopped, the process would keep everybody's board standing still.
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)


def _say_on(stderr: TextIO, sentence: str) -> None:
    """Say something to who looks after the server; `sys.stderr` is a guest's while one is in."""
    stderr.write(f"{sentence}\n")
    stderr.flush()


def _answer(asked: "asyncio.Future[int]", number: int) -> None:
    if not asked.done():
        asked.set_result(number)
