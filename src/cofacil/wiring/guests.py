"""Where a door, its boards and the screens of guests are put together."""

import asyncio
import gc
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from cofacil import paths
from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.slugs import slug_of
from cofacil.room.door import Invitation, Joining
from cofacil.room.live import LiveRoom
from cofacil.room.rooms import NoRooms
from cofacil.room.seats import Seat
from cofacil.share.access_log import Journal
from cofacil.share.boards import Doorway, Guest, Screens
from cofacil.share.driver import SshDriver
from cofacil.share.host_key import load_host_key
from cofacil.share.how_to_join import Welcoming
from cofacil.share.invitations import Words
from cofacil.share.limits import Limits
from cofacil.share.lobby import House
from cofacil.share.members import Members
from cofacil.share.server import Door, PortTaken
from cofacil.terminal.capability import Capability
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Options
from cofacil.wiring.terms import Terms

_SWEEP_AFTER = 2.0
_NOT_HERE = "Sharing is begun and ended on the computer that shares the board."
_YOUNG = 50_000
"""Things made between two looks of the collector at what is new: a first frame makes some thousands."""


class Shared(NamedTuple):
    """A door that is open, and what to tell others of each board behind it."""

    door: Door
    welcomes: tuple[Welcoming, ...]


async def open_shared(
    lives: Mapping[str, LiveRoom],
    host: str,
    terms: Terms,
    options: Options,
    typist: str,
    notice: Callable[[str], object],
) -> Shared:
    """Open a door to boards; called outside every App.

    Raises:
        Trouble: the door's key or its members cannot be read, or somebody else has the port.
    """
    limits = terms.limits or Limits()
    welcomes: dict[str, Welcoming] = {}
    doorways = {name: _doorway(name, live, typist, options, welcomes) for name, live in lives.items()}
    folder = paths.share_folder()
    door = Door(House(doorways, Journal(folder / "journal"), limits), load_host_key(folder))
    door.house.gone = Sweeping(asyncio.get_running_loop()).soon
    door.house.notice = notice
    port = await _open_one_of(door, host, terms.ports)
    for name, doorway in doorways.items():
        welcomes[name] = Welcoming(name, host, port, door.host_key, doorway.words, may_ask=limits.asking > 0)
    return Shared(door, tuple(welcomes.values()))


async def _open_one_of(door: Door, host: str, ports: Sequence[int]) -> int:
    """Open the door at the first port that is free."""
    for port in ports:
        try:
            return await door.open(host, port)
        except PortTaken:
            if len(ports) == 1:
                raise
    raise Trouble(
        f"The door cannot be opened: every port from {ports[0]} to {ports[-1]} is somebody else's here. "
        "Stop sharing another board first."
    )


def _doorway(name: str, live: LiveRoom, typist: str, options: Options, welcomes: Mapping[str, Welcoming]) -> Doorway:
    own = paths.share_folder() / live.board_id
    members, words = Members(own / "members"), Words(own / "words")
    members.read()  # what does not parse stops the start, not the first guest

    def taken() -> frozenset[str]:
        seated = (one.seat.name for one in live.presence.now.present)
        known = (member.name for member in members.now())
        invited = (someone.name for someone in words.open_invitations(live.now))
        return frozenset(slug_of(name) for name in (typist, *seated, *known, *invited))

    def screens(guest: Guest, terminal: Capability, driver: type[SshDriver]) -> Screens:
        theirs = options._replace(
            ascii=terminal.is_ascii,
            cursor=False,
            notices=(),
            keep_setting=_keep_nothing,
            is_known=bool(guest.key),
            way_back=guest.way_back,
        )
        app = BoardApp(NoRooms(), Seat(guest.name, guest.role, "ssh"), theirs, live, driver)
        if guest.role.includes(Role.COFACILITATOR):
            app.door = OpenDoor(welcomes[name])
        return app

    return Doorway(name, members, words, screens, live.presence, taken)


class OpenDoor:
    """The door as who facilitates from elsewhere sees it: they let others in, and neither open nor close it."""

    is_open = True
    is_ours = False

    def __init__(self, welcome: Welcoming) -> None:
        self._welcome = welcome

    async def open(self, live: LiveRoom, *, to_all: bool) -> None:  # noqa: ARG002
        raise Refusal(_NOT_HERE)

    async def close(self) -> None:
        raise Refusal(_NOT_HERE)

    async def joining(self, *, anew: bool = False) -> Joining:
        return await self._welcome.joining(anew=anew)

    async def invite(self, name: str, role: Role) -> Invitation:
        return await self._welcome.invite(name, role)


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


def _keep_nothing(name: str, value: object) -> None:
    """Keep no setting of a guest: the settings are the host's."""
