"""What doors have in common: how to join is told by who knows it, wherever the door was opened."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from cofacil import paths
from cofacil.board.errors import Refusal
from cofacil.board.kinds import Role
from cofacil.room.live import LiveRoom
from cofacil.room.ports import Invitation, Joining, Sharing, Slowed, WasShared

if TYPE_CHECKING:
    from cofacil.share.how_to_join import HowToJoin


class ShownDoor(ABC):
    """Tells how to join a board, and lets others in to it."""

    def __init__(self, by: Callable[[], str]) -> None:
        self._by = by
        """Returns the name of whoever sits at this screen."""

    @abstractmethod
    async def how_to_join(self) -> "HowToJoin":
        """Return who tells it.

        Raises:
            Trouble: the board is not shared any more.
        """

    async def joining(self, *, anew: bool = False) -> Joining:
        """Return how to join the board on this screen.

        Raises:
            Trouble: no word can be kept, or the door is closed.
        """
        return await (await self.how_to_join()).joining(anew=anew, by=self._by())

    async def look(self) -> Joining:
        """Return how to join it as it is now; no word is made by that.

        Raises:
            Trouble: it cannot be known, or the door is closed.
        """
        return await (await self.how_to_join()).look()

    async def invite(self, name: str, role: Role) -> Invitation:
        """Make a word for one person.

        Raises:
            Trouble: nobody can be invited so, or the door is closed.
        """
        return await (await self.how_to_join()).invite(name, role, self._by())

    async def let_ask(self, *, may: bool) -> None:
        """Let those ask who have no word, or no more.

        Raises:
            Trouble: the window that shares does not answer, or the door is closed.
        """
        await (await self.how_to_join()).let_ask(may=may, by=self._by())

    async def lift(self, slowed: Slowed) -> None:
        """Have words from there looked at as if none had been wrong.

        Raises:
            Trouble: the door is closed.
        """
        await (await self.how_to_join()).lift(slowed, self._by())


class GuestDoor(ShownDoor):
    """The door as who facilitates from elsewhere sees it: they let others in, and neither open nor close it."""

    is_open = True
    is_ours = False
    is_beside = False
    usual = Sharing(to_all=False)
    page_trouble = None

    def __init__(
        self, tells: Callable[[], "HowToJoin | None"], by: Callable[[], str], leads: Callable[[], bool]
    ) -> None:
        super().__init__(by)
        self._tells = tells
        """Returns who tells how to join, None where nobody can."""
        self._leads = leads
        """Says whether whoever sits there facilitates at this moment."""

    async def how_to_join(self) -> "HowToJoin":
        if not self._leads():
            raise Refusal("ask-who-facilitates")
        if (found := self._tells()) is None:
            raise Refusal("not-shared-any-more")
        return found

    async def look_around(self, live: LiveRoom) -> None:
        """There is no other: this one has let them in."""

    async def open(self, live: LiveRoom, sharing: Sharing) -> None:  # noqa: ARG002
        raise Refusal("shared-elsewhere")

    def was_open(self, live: LiveRoom) -> WasShared | None:  # noqa: ARG002
        return None

    async def open_again(self, live: LiveRoom) -> None:  # noqa: ARG002
        raise Refusal("shared-elsewhere")

    async def show_page(self) -> None:
        raise Refusal("page-where-shared")

    async def close(self) -> None:
        raise Refusal("shared-elsewhere")


class BesideDoor:
    """The door that another window of this computer has opened to the same file; one to a copy of it is not beside it."""

    def __init__(self, live: LiveRoom) -> None:
        self.live = live
        self._name = live.name
        self._folder = paths.share_folder() / live.board_id
        self._shown: tuple[tuple[str, int], HowToJoin] | None = None
        """Who tells how to join, and where the door was open then."""

    def look(self) -> bool:
        """Say whether it is open."""
        from cofacil.share.last_door import open_door

        return open_door(self._folder, file_of(self.live)) is not None

    async def how_to_join(self) -> "HowToJoin":
        """Return who tells how to join.

        Raises:
            Trouble: it is open no more, or the key of this computer cannot be read.
        """
        # What it needs takes a tenth of a second to fetch, in which the screen would stand still.
        await asyncio.to_thread(import_module, "cofacil.share.how_to_join")
        return await asyncio.to_thread(self._found)

    def _found(self) -> "HowToJoin":
        from cofacil.share.access_log import AccessLog
        from cofacil.share.host_key import load_host_key
        from cofacil.share.how_to_join import HowToJoin
        from cofacil.share.invitations import Invitations
        from cofacil.share.last_door import DoorMemory
        from cofacil.share.members import Members

        memory = DoorMemory.of_another(self._folder, file_of(self.live))
        door = memory.now() if memory is not None else None
        if door is None:
            raise Refusal("not-shared-any-more")
        place = door.host, door.port
        if self._shown is None or self._shown[0] != place:
            key, invitations = (
                load_host_key(paths.share_folder()),
                Invitations(self._folder / "words", Members(self._folder / "members").names),
            )
            journal = AccessLog(paths.share_folder() / "journal")
            shown = HowToJoin(self._name, *place, key, invitations, memory=memory, access_log=journal)
            self._shown = place, shown
        return self._shown[1]


def file_of(live: LiveRoom) -> str:
    """Return the file of a board that is kept in one."""
    return str(Path(live.description).expanduser())
