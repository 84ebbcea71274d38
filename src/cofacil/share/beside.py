"""What other windows of this computer want of an open door, and what its process tells them: small files beside its own.

A wish is a file of its own, which the process that has the door takes; what is so by then stands in one that only it writes.
"""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cofacil import files
from cofacil.board.errors import Refusal, Trouble
from cofacil.language.worded import worded
from cofacil.share.access_log import HERE
from cofacil.share.guesses import Slowed
from cofacil.share.last_door import DoorMemory
from cofacil.share.limits import STRANGERS
from cofacil.share.lobby import Lobby
from cofacil.share.private import NotPrivate, put_new, read_private

LOOKS = 0.5
"""Seconds after which it is looked again whether somebody wants something."""
_WISH, _NOW = "wish.", "now"
_MOST = 2**16
"""Bytes of a wish; none of ours has a hundredth of them."""
_MOST_SLOWED = 100
"""Addresses that are told of."""


class Wish(NamedTuple):
    """What another window wants: that strangers may ask, or no more; that words from somewhere are looked at again; or a page."""

    by: str
    may_ask: bool | None = None
    """None where it is about words."""
    address: str = ""
    door: str = ""
    page: str = ""
    """By what the answer is known to whoever wants the page for phones to be shown, "" where it is about something else."""


class SoNow(NamedTuple):
    """How a door is at this moment, as its process tells it."""

    may_ask: bool = False
    slowed: tuple[Slowed, ...] = ()
    no_page: tuple[str, str] = ("", "")
    """Why no page could be shown for who wanted one last, in a sentence, behind by what their wish is known."""


def wish(folder: Path, wanted: Wish) -> Path:
    """Leave a wish for the process that has the door; return its file, which goes as soon as it is taken.

    Raises:
        OSError: nothing can be written there.
    """
    file = folder / f"{_WISH}{os.urandom(8).hex()}"
    put_new(file, json.dumps(wanted).encode())
    return file


def so_now(folder: Path) -> SoNow:
    """Return how the door is that another process has open; nothing is said where that cannot be read."""
    with suppress(OSError, NotPrivate, ValueError, RecursionError):
        match json.loads(read_private(folder / _NOW)):
            case [bool(may_ask), list(slowed), [str(wanted), str(why)]]:
                return SoNow(may_ask, tuple(map(_slowed, slowed)), (wanted, why))
            case _:
                raise ValueError(_NOW)
    return SoNow()


def _slowed(said: object) -> Slowed:
    match said:
        case [str(address), str(door), int(wrong), int(since), int(until)]:
            return Slowed(address, door, wrong, since, until)
        case _:
            raise ValueError(_NOW)


class Windows:
    """Does what other windows of this computer want, and tells them how it is."""

    def __init__(self, lobby: Lobby, memories: Mapping[str, DoorMemory]) -> None:
        """Hear of some boards, by name."""
        self._lobby = lobby
        self._memories = memories
        self._told: dict[str, SoNow] = {}
        self._looks: asyncio.TimerHandle | None = None
        self.show_page: Callable[[], Awaitable[object]] = _shows_nothing
        """Shows the page for phones."""
        self._showing: set[asyncio.Task[None]] = set()
        self._no_page = ("", "")

    def begin(self) -> None:
        """Look from now on; a wish that was meant for another process is nobody's."""
        for memory in self._memories.values():
            for _wish in _taken(memory.folder):
                pass
        self._look()

    def end(self) -> None:
        """Look no more, and tell nothing more."""
        if self._looks is not None:
            self._looks.cancel()
            self._looks = None
        for memory in self._memories.values():
            with suppress(OSError):
                (memory.folder / _NOW).unlink()

    def _look(self) -> None:
        self._looks = asyncio.get_running_loop().call_later(LOOKS, self._look)
        for name, memory in self._memories.items():
            for wanted in _taken(memory.folder):
                self._do(name, wanted)
        for name, memory in self._memories.items():
            self._tell(name, memory)

    def _do(self, name: str, wanted: Wish) -> None:
        if wanted.page:
            showing = asyncio.create_task(self._show_page(name, wanted))
            self._showing.add(showing)
            showing.add_done_callback(self._showing.discard)
        elif wanted.may_ask is not None:
            let_ask(self._lobby, name, wanted.by, may=wanted.may_ask)
        else:
            lift(self._lobby, name, wanted.by, wanted.address, wanted.door)

    async def _show_page(self, name: str, wanted: Wish) -> None:
        try:
            await self.show_page()
        except Trouble as trouble:
            self._no_page = wanted.page, worded(trouble)
        else:
            self._lobby.access_log.note(HERE, f"{name}: a page for phones is shown, says {wanted.by}")

    def _tell(self, name: str, memory: DoorMemory) -> None:
        slowed = self._lobby.words.guesses.slowed(name)[:_MOST_SLOWED]
        now, told = SoNow(self._lobby.counts.limits.asking > 0, slowed, self._no_page), self._told.get(name)
        if told is not None and _matters(told) == _matters(now):
            return
        memory.keep_asking(self._lobby.counts.limits.asking)
        with suppress(OSError):
            files.put_instead(memory.folder / _NOW, json.dumps(now).encode(), is_synced=False)
            self._told[name] = now


def let_ask(lobby: Lobby, name: str, by: str, *, may: bool) -> None:
    """Let those ask who have no word, or no more; it is so for all boards of this door."""
    lobby.counts.limits = lobby.counts.limits._replace(asking=STRANGERS if may else 0)
    lobby.access_log.note(HERE, f"{name}: strangers {'may ask' if may else 'may not ask any more'}, says {by}")


def lift(lobby: Lobby, name: str, by: str, address: str, door: str) -> None:
    """Have words from there looked at as if none had been wrong."""
    lobby.words.guesses.lift(address, door)
    lobby.access_log.note(HERE, f"{name}: words from {address} are looked at again, says {by}")


async def _shows_nothing() -> None:
    raise Refusal("not-shared-any-more")


def _matters(now: SoNow) -> object:
    """Return what makes it worth telling anew: until when an address is slowed moves by a hair at each look."""
    return now.may_ask, now.no_page, [(one.address, one.door, one.wrong) for one in now.slowed]


def _taken(folder: Path) -> Iterator[Wish]:
    """Yield what is wanted there, each once; what is nothing of ours is cleared away."""
    try:
        names = [name for name in os.listdir(folder) if name.startswith(_WISH)]  # noqa: PTH208  # names are all it takes
    except OSError:
        return
    for name in names:
        wanted = _wish_in(folder / name)
        try:
            (folder / name).unlink()
        except OSError:
            continue  # it was taken back, or would be done at every look
        if wanted is not None:
            yield wanted


def _wish_in(file: Path) -> Wish | None:
    """Return what a file wants, None where it is nothing of ours."""
    with suppress(OSError, NotPrivate, ValueError, RecursionError):
        match json.loads(read_private(file)[:_MOST]):
            case [str(by), (bool() | None) as may_ask, str(address), str(door), str(page)]:
                return Wish(by, may_ask, address, door, page)
            case _:
                return None
    return None
