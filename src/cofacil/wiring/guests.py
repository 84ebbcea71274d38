"""Where the SSH server, the boards it shares and the screens of guests are put together."""

import asyncio
import gc
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cofacil import paths
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.model import Board
from cofacil.board.naming import slug_meant
from cofacil.language.days import date_of
from cofacil.room.live import LiveRoom
from cofacil.room.ports import NoRooms
from cofacil.room.saved_room import SavedRoom
from cofacil.room.seats import Seat
from cofacil.room.standing import NoDoors
from cofacil.share.access_log import AccessLog
from cofacil.share.beside import Windows
from cofacil.share.boards import Guest, People, Screens, SharedBoard
from cofacil.share.doorkeeper import Doorkeeper
from cofacil.share.driver import SshDriver
from cofacil.share.host_key import load_host_key
from cofacil.share.how_to_join import HowToJoin
from cofacil.share.invitations import Invitations, until_tonight
from cofacil.share.kept_out import KeptOutList
from cofacil.share.known_guests import KnownGuests
from cofacil.share.last_door import DoorMemory, LastDoor
from cofacil.share.limits import Limits
from cofacil.share.lobby import Lobby, Said
from cofacil.share.members import Members
from cofacil.share.server import CLOSED, STOPPED_FOR_NOW, PortTaken, Server
from cofacil.store.draft_file import DraftFolder
from cofacil.terminal.capability import Capability
from cofacil.terminal.colours import Depth
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Options
from cofacil.wiring.doors import GuestDoor
from cofacil.wiring.shared_book import SharedBook
from cofacil.wiring.shared_page import open_page
from cofacil.wiring.terms import Terms, Web

if TYPE_CHECKING:
    from cofacil.web.server import PageServer

_SWEEP_AFTER = 2.0
_YOUNG = 50_000
"""Things made between two looks of the collector at what is new: a first frame makes some thousands."""


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
        for ended in await asyncio.gather(closing, *words, self._forget(is_over=is_over), return_exceptions=True):
            if isinstance(ended, Trouble):
                self.server.lobby.notice(ended)
            elif ended is not None:
                raise ended
        if self.page is not None:
            await self.page.close()

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
    limits = terms.limits or Limits()
    how_to_join: dict[str, HowToJoin] = {}
    boards = {name: _shared_board(name, live, typist, options, how_to_join) for name, live in lives.items()}
    folder = paths.share_folder()
    memories = {name: DoorMemory(folder / live.board_id) for name, live in lives.items()}
    try:
        last = _take_doors(memories, boards)
    except BaseException:
        _let_go(memories)
        raise
    server = Server(Lobby(boards, AccessLog(folder / "journal"), limits), load_host_key(folder))
    server.lobby.gone = GarbageSweep(asyncio.get_running_loop()).soon
    server.lobby.notice = notice
    before = next((door.port for door in last.values() if door is not None), 0)
    try:
        port, page = await _listen(server, host, terms._replace(ports=tuple(_ports(terms.ports, before))), lives)
    except BaseException:
        _let_go(memories)
        raise
    # Not before it listens: where it cannot, a board may be shared by another process, whose words are good.
    for name, board in boards.items():
        how_to_join[name] = HowToJoin(
            name, host, port, server.host_key, board.invitations, memory=memories[name], lobby=server.lobby
        )
    _hold_doors(server.lobby, lives)
    await asyncio.gather(*(how_to_join[name].begin(last[name]) for name in lives if memories[name].is_ours))
    now = time.time_ns() // 1_000_000
    door = LastDoor(
        host,
        port,
        limits.seats,
        limits.asking,
        tuple(map(file_of, lives.values())),
        now,
        until_tonight(now),
        page=terms.web.files if terms.web is not None else "",
        fingerprint=server.host_key.fingerprint,
        page_url=page.url if page is not None else "",
        page_fingerprint=page.fingerprint if page is not None else "",
    )
    for name, memory in memories.items():
        memory.keep(door.with_word_of(last[name]))
    windows = Windows(server.lobby, memories)
    windows.begin()
    return Shared(server, tuple(how_to_join.values()), tuple(memories.values()), page, windows)


def _take_doors(memories: Mapping[str, DoorMemory], boards: Mapping[str, SharedBoard]) -> Mapping[str, LastDoor | None]:
    """Hold the doors of some boards; return what processes have left of them that died.

    Raises:
        Refusal: another process shares one of them.
    """
    last = {name: memory.take() for name, memory in memories.items()}
    for name, memory in memories.items():
        if (other := memory.of_others()) is not None:
            raise Refusal("shared-already", port=other.port)
        if memory.is_ours:
            boards[name].known.begin(goes_on=last[name] is not None)
    return last


async def _listen(
    server: Server, host: str, terms: Terms, lives: Mapping[str, LiveRoom]
) -> "tuple[int, PageServer | None]":
    """Listen for guests by SSH, and for browsers where they are let in; where one cannot be, neither is."""
    port = await _open_one_of(server, host, terms.ports)
    if terms.web is None:
        return port, None
    try:
        return port, await open_page(server, host, terms.web, lives, paths.share_folder())
    except BaseException:
        await server.close()
        raise


def _hold_doors(lobby: Lobby, lives: Mapping[str, LiveRoom]) -> None:
    """Have the doors do from now on what is decided in each room."""
    for name, live in lives.items():
        live.presence.standing.set_doors(Doorkeeper(lobby, lobby.boards[name]))


def file_of(live: LiveRoom) -> str:
    """Return the file of a board that is kept in one."""
    return str(Path(live.description).expanduser())


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


def _shared_board(
    name: str, live: LiveRoom, typist: str, options: Options, how_to_join: Mapping[str, HowToJoin]
) -> SharedBoard:
    own = paths.share_folder() / live.board_id
    members = Members(own / "members")
    invitations = Invitations(own / "words", members.names)
    members.read()  # what does not parse stops the start, not the first guest
    kept_out = KeptOutList(own / "out")
    kept_out.now(live.now())  # likewise
    # Forgotten when sharing ends: who comes then is another one, whatever they are called.
    known, drafts = KnownGuests(own / "guests"), DraftFolder(own / "drafts", is_for_a_while=True)
    known.forgotten = lambda whose: _forget_left(live, drafts, whose)

    shelf = SharedBook(live)

    def taken() -> frozenset[str]:
        seated = (one.seat.name for one in live.presence.now().present)
        known = (member.name for member in members.now())
        invited = (someone.name for someone in invitations.open_invitations(live.now()))
        names = (typist, *seated, *known, *invited, *live.hidden_writers)
        return frozenset(key for name in names for key in _ways_to_say(name, live.board))

    def screens(guest: Guest, terminal: Capability, driver: type[SshDriver]) -> Screens:
        app = BoardApp(NoRooms(), Seat(guest.name, guest.role_now, "ssh"), theirs(guest, terminal), live, driver)
        app.book = shelf.book
        # Also of who does not facilitate yet: they may be let, and it asks each time.
        app.door = GuestDoor(how_to_join[name], lambda: app.seat.name, lambda: app.together.leads)
        return app

    def theirs(guest: Guest, terminal: Capability) -> Options:
        return options._replace(
            ascii=terminal.is_ascii,
            has_colours=terminal.depth is not Depth.NONE,
            cursor=False,
            notices=(),
            keep_page=None,
            keep_board=None,
            keep_setting=_keep_nothing,
            drafts=options.drafts if guest.key else drafts,
            place=_place_of(known, guest),
            keep_place=partial(known.looks, guest.name),
            way_back=guest.way_back,
        )

    async def reviews(guest: Guest, terminal: Capability, driver: type[SshDriver]) -> Screens:
        from cofacil.tui.review_app import ReviewApp  # most guests come to the meeting

        return ReviewApp(SavedRoom(live), await shelf.book(), theirs(guest, terminal), driver)

    async def lines() -> Iterable[str]:
        from cofacil.review.lines import review_lines  # as above

        return review_lines((await shelf.book()).answers, date_of(live.now()))

    return SharedBoard(
        name,
        members,
        invitations,
        screens,
        reviews,
        lines,
        live.presence,
        taken,
        known,
        kept_out,
        lambda: live.board.title,
        People(lambda said: Seat(said, via="ssh").at(live.board).person, lambda said: _ways_to_say(said, live.board)),
    )


def _place_of(known: KnownGuests, guest: Guest) -> str:
    """Return where somebody looked who is back; "" for who comes first."""
    found = known.called(guest.name) if guest.is_back else None
    return found.place if found is not None else ""


def _forget_left(live: LiveRoom, drafts: DraftFolder, name: str) -> None:
    """Let nothing wait that somebody left whose seat is nobody's any more."""
    seat = Seat(name, via="ssh").at(live.board)
    live.presence.forget_left(seat.name)
    live.presence.standing.forget(seat.person)
    drafts.forget(live.board_id, seat)


def _ways_to_say(name: str, board: Board) -> Iterator[str]:
    """Yield every name by which somebody would sit down as this person, or would be taken for them."""
    slug = slug_meant(board, name)
    yield from (name, board.name_of(slug), *board.selves(slug))


class GarbageSweep:
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


def _keep_nothing(name: str, value: object) -> None:
    """Keep no setting of a guest: the settings are the host's."""
