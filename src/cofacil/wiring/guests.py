"""Where the server, the page and the boards that they share are put together."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cofacil import paths
from cofacil.board.errors import Refusal, Trouble
from cofacil.room.live import LiveRoom
from cofacil.room.standing import NoDoors
from cofacil.share.access_log import AccessLog
from cofacil.share.beside import Windows
from cofacil.share.boards import SharedBoard
from cofacil.share.doorkeeper import Doorkeeper
from cofacil.share.host_key import load_host_key
from cofacil.share.how_to_join import HowToJoin
from cofacil.share.invitations import until_tonight
from cofacil.share.last_door import DoorMemory, LastDoor
from cofacil.share.lobby import Lobby, Said
from cofacil.share.server import CLOSED, STOPPED_FOR_NOW, PortTaken, Server
from cofacil.tui.options import Options
from cofacil.wiring.doors import file_of
from cofacil.wiring.garbage_sweep import GarbageSweep
from cofacil.wiring.shared_board import GuestScreens, shared_board
from cofacil.wiring.shared_page import open_page
from cofacil.wiring.terms import Terms, Web

if TYPE_CHECKING:
    from cofacil.web.server import PageServer


class Shared(NamedTuple):
    """A server that listens, and how others join each board it shares."""

    server: Server
    how_to_join: tuple[HowToJoin, ...]
    memories: tuple[DoorMemory, ...] = ()
    page: "PageServer | None" = None
    """What serves phones and browsers, None where nothing does."""
    windows: Windows | None = None
    """The other windows of this computer, which may want something of this door."""

    async def show_page(self, web: Web, lives: Mapping[str, LiveRoom]) -> "Shared":
        """Show the page as well from now on; called outside every App.

        Raises:
            Trouble: it cannot be shown.
        """
        door = next((door for memory in self.memories if (door := memory.now()) is not None), None)
        if self.page is not None or door is None:
            return self
        page = await open_page(self.server, door.host, web, lives, paths.share_folder())
        for memory in self.memories:
            memory.keep_page(web.files, page.url, page.fingerprint)
        return self._replace(page=page)

    async def end(self, *, is_over: bool = True) -> None:
        """Let nobody in any more, also not by a word that was on the wall, and give everybody their terminal back.

        Unless sharing `is_over`, the same door can be opened again, and who was in is in again.
        """
        if self.windows is not None:
            self.windows.end()
        if self.page is not None:
            self.page.end_entering()
        words = (one.end(is_over=is_over) for one in self.how_to_join)
        closing = self.server.close(CLOSED if is_over else STOPPED_FOR_NOW)
        ends = await asyncio.gather(closing, *words, self._forget(is_over=is_over), return_exceptions=True)
        if self.page is not None:
            await self.page.close()
        for ended in ends:
            if isinstance(ended, Trouble):
                self.server.lobby.notice(ended)
            elif ended is not None:
                raise ended

    async def _forget(self, *, is_over: bool) -> None:
        for board in self.server.lobby.boards.values():
            board.presence.standing.set_doors(NoDoors())
            if is_over:
                board.known.end()
        for memory in self.memories:
            memory.end(is_over=is_over)


async def start_sharing(
    lives: Mapping[str, LiveRoom],
    host: str,
    terms: Terms,
    options: Options,
    typist: str,
    notice: Callable[[Said], object],
) -> Shared:
    """Share boards; called outside every App.

    Raises:
        Trouble: the key of this computer or the members cannot be read, or somebody else has the port.
    """
    begun = _Begun.of(lives, options, typist)
    server = _server_of(begun.boards, terms, notice)
    async with AsyncExitStack() as undoes:
        undoes.callback(_let_go, begun.memories)
        last = _take_doors(lives, begun.memories, begun.boards)
        before = next((door.port for door in last.values() if door is not None), 0)
        port = await _open_one_of(server, host, _ports(terms.ports, before))
        undoes.push_async_callback(server.close)
        # Not before it listens: where it cannot, a board may be shared by another process, whose words are good. And
        # nothing is awaited in between: somebody comes in as soon as anything is.
        tells = _begin_at(begun, server, host, port)
        undoes.callback(_close_doors, lives)
        page = None
        if terms.web is not None:
            page = await open_page(server, host, terms.web, lives, paths.share_folder())
            undoes.push_async_callback(page.close)
        await asyncio.gather(*(tells[name].begin(last[name]) for name in lives if begun.memories[name].is_ours))
        undoes.pop_all()  # it is shared
    door = _as_opened(server, (host, port), lives, terms.web, page)
    for name, memory in begun.memories.items():
        memory.keep(door.with_word_of(last[name]))
    windows = Windows(server.lobby, begun.memories)
    windows.begin()
    return Shared(server, tuple(tells.values()), tuple(begun.memories.values()), page, windows)


class _Begun(NamedTuple):
    """Some boards that are about to be shared, and what each of them needs for it, by their names."""

    lives: Mapping[str, LiveRoom]
    screens: Mapping[str, GuestScreens]
    boards: Mapping[str, SharedBoard]
    memories: Mapping[str, DoorMemory]

    @classmethod
    def of(cls, lives: Mapping[str, LiveRoom], options: Options, typist: str) -> "_Begun":
        screens = {name: GuestScreens(live, options) for name, live in lives.items()}
        boards = {name: shared_board(name, live, typist, screens[name]) for name, live in lives.items()}
        return cls(lives, screens, boards, {name: DoorMemory(screens[name].folder) for name in lives})


def _begin_at(begun: _Begun, server: Server, host: str, port: int) -> Mapping[str, HowToJoin]:
    """Let a server that listens decide who may do what on some boards; return how others join each of them."""
    lobby = server.lobby
    tells = {
        name: HowToJoin(name, host, port, server.host_key, board.invitations, memory=begun.memories[name], lobby=lobby)
        for name, board in begun.boards.items()
    }
    for name, live in begun.lives.items():
        begun.screens[name].how_to_join = tells[name]
        live.presence.standing.set_doors(Doorkeeper(lobby, begun.boards[name]))
    return tells


def _close_doors(lives: Mapping[str, LiveRoom]) -> None:
    """Leave nobody from elsewhere to decide about: the boards are not shared after all."""
    for live in lives.values():
        live.presence.standing.set_doors(NoDoors())


def _server_of(boards: Mapping[str, SharedBoard], terms: Terms, notice: Callable[[Said], object]) -> Server:
    """Return a server of some boards, which does not listen yet.

    Raises:
        Trouble: the key of this computer cannot be read.
    """
    folder = paths.share_folder()
    lobby = Lobby(boards, AccessLog(folder / "journal"), terms.limits)
    lobby.gone = GarbageSweep(asyncio.get_running_loop()).soon
    lobby.notice = notice
    return Server(lobby, load_host_key(folder))


def _as_opened(
    server: Server, place: tuple[str, int], lives: Mapping[str, LiveRoom], web: Web | None, page: "PageServer | None"
) -> LastDoor:
    """Return what it takes to open the same door again; `place` is where it listens."""
    limits, now = server.lobby.counts.limits, time.time_ns() // 1_000_000
    return LastDoor(
        *place,
        limits.seats,
        limits.asking,
        tuple(map(file_of, lives.values())),
        now,
        until_tonight(now),
        page=web.files if web is not None else "",
        fingerprint=server.host_key.fingerprint,
        page_url=page.url if page is not None else "",
        page_fingerprint=page.fingerprint if page is not None else "",
    )


def _take_doors(
    lives: Mapping[str, LiveRoom], memories: Mapping[str, DoorMemory], boards: Mapping[str, SharedBoard]
) -> Mapping[str, LastDoor | None]:
    """Hold the doors of some boards; return what processes have left of them that died.

    Raises:
        Refusal: another process shares one of them.
    """
    last = {name: memory.take() for name, memory in memories.items()}
    for name, memory in memories.items():
        if (other := memory.of_others()) is not None:
            if other.boards and not other.is_of(file_of(lives[name])):
                raise Refusal("shared-as-another-file", file=Path(other.boards[0]).name)
            raise Refusal("shared-already", port=other.port)
        if memory.is_ours:
            boards[name].known.begin(goes_on=last[name] is not None)
    return last


def _let_go(memories: Mapping[str, DoorMemory]) -> None:
    """Let another process have the door that could not be opened here; what was left of it stays."""
    for memory in memories.values():
        memory.end(is_over=False)


def _ports(ports: Sequence[int], before: int) -> Sequence[int]:
    """Return where to listen: where several may do, first where the same board was found before its process died."""
    return (before, *ports) if before and len(ports) > 1 else ports


async def _open_one_of(server: Server, host: str, ports: Sequence[int]) -> int:
    """Listen at the first port that is free."""
    for port in ports:
        try:
            return await server.open(host, port)
        except PortTaken:
            if len(ports) == 1:
                raise
    raise Trouble("every-port-taken", first=ports[0], last=ports[-1])
