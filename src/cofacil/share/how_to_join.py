"""What a host tells others about joining: the line to type, the word for the room, the fingerprint; and who has come."""

import asyncio
import os
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from cofacil.board.errors import NotSaved, Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.text import clean_name
from cofacil.room.ports import Invitation, Invited, Joining, Slowed
from cofacil.share.access_log import HERE, AccessLog
from cofacil.share.address import is_loopback, reached_at
from cofacil.share.beside import SoNow, Wish, let_ask, lift, so_now, wish
from cofacil.share.host_key import HostKey
from cofacil.share.invitations import ROOM_SEATS, Invitations, RoomUsed, until_tonight
from cofacil.share.last_door import DoorMemory, LastDoor
from cofacil.share.line_to_type import command_of, url_of
from cofacil.share.lobby import Lobby

_PATIENCE, _MOMENT = 4.0, 0.05
"""Seconds in which the window that shares does what another wants of it, and after which it is looked again."""
_PAGE_PATIENCE = 15.0
"""Those in which it shows a page: what serves it is fetched then, and a certificate made."""


class _Word(NamedTuple):
    """The word for everybody in the room, in clear."""

    text: str = ""
    until: int = 0
    by: str = ""


class HowToJoin:
    """Shows how to join one board; the word for the room is known in clear to who shares it on this computer only."""

    def __init__(  # noqa: PLR0913  # what it tells of
        self,
        name: str,
        host: str,
        port: int,
        host_key: HostKey,
        invitations: Invitations,
        *,
        memory: DoorMemory | None = None,
        lobby: Lobby | None = None,
        access_log: AccessLog | None = None,
    ) -> None:
        """Tell of one board; without a `lobby` another process has it."""
        self._name = name
        self._host = host
        self._host_key = host_key
        self._invitations = invitations
        self._memory = memory
        self._lobby = lobby
        self._access_log = lobby.access_log if lobby is not None else access_log
        self.port = port
        self.is_local = is_loopback(host)
        self._word = _Word()
        self._has_ended = False
        self._making = asyncio.Lock()

    @property
    def address(self) -> str:
        """Return by what others find this computer at this moment: it may come to another network meanwhile."""
        return reached_at(self._host)

    @property
    def command(self) -> str:
        """Return the one line to type."""
        return command_of(self._name, self.address, self.port)

    @property
    def known_host(self) -> str:
        """Return the line for a guest's known_hosts file."""
        return self._host_key.known_hosts_line(self.address, self.port)

    async def joining(self, *, anew: bool = False, by: str = "") -> Joining:
        """Return how to join, with the word for everybody in the room; another one where `anew`, or where it has ended.

        Raises:
            Trouble: no word can be kept, or the board is not shared any more.
        """
        now = _now()
        async with self._making:  # or who looks meanwhile is shown a word that opens nothing any more
            self._expect_shared()
            self._adopt(await asyncio.to_thread(self._kept))
            if anew or now >= self._word.until:
                self._word = await asyncio.to_thread(self._make, by, now)
                self._note(f"a word for the wall made by {by}")
            return await self._told(now)

    async def look(self) -> Joining:
        """Return how to join as it is now; a word is neither made nor ended by that.

        Raises:
            Trouble: it cannot be known, or the board is not shared any more.
        """
        async with self._making:
            self._expect_shared()
            self._adopt(await asyncio.to_thread(self._kept))
            return await self._told(_now())

    async def begin(self, last: LastDoor | None = None) -> None:
        """Go on with the word of a door that is opened again; end one that a process has left here which was killed."""
        async with self._making:
            if last is not None and last.word and _now() < last.word_until:
                self._word = _Word(last.word, last.word_until, last.word_by)
            if last is None and not self._word.text:
                with suppress(Trouble):  # what cannot be read or written lets nobody in
                    await asyncio.to_thread(self._invitations.close_room)

    async def end(self, *, is_over: bool = True) -> None:
        """End the word for everybody in the room, unless the door is to be opened again; there is none behind it.

        Raises:
            Trouble: it cannot be ended.
        """
        async with self._making:
            self._has_ended = True
            if is_over:
                await asyncio.to_thread(self._invitations.close_room)

    async def invite(self, name: str, role: Role, by: str = "") -> Invitation:
        """Make a word for one person, until the end of today, an hour at least.

        Raises:
            Trouble: nobody can be invited so, or no word can be kept.
        """
        now = _now()
        until = until_tonight(now)
        word = await asyncio.to_thread(self._invitations.invite, name, role, until, now)
        self._note(f"a word as {role} made by {by}", name)
        door = await asyncio.to_thread(self._kept)
        page = door.page_url if door is not None and not self.is_local else ""
        return Invitation(clean_name(name), role, self.command, word, until, self._host_key.fingerprint, page)

    async def let_ask(self, *, may: bool, by: str = "") -> None:
        """Let those ask to be let in who have no word, or no more; it is so for all boards of this door.

        Raises:
            Trouble: another process has the door, and does not do it.
        """
        if self._lobby is None:
            await self._wish(Wish(by, may), lambda now: now.may_ask is may)
        else:
            let_ask(self._lobby, self._name, by, may=may)

    async def lift(self, slowed: Slowed, by: str = "") -> None:
        """Have words from there looked at as if none had been wrong.

        Raises:
            Trouble: another process has the door, and does not do it.
        """
        address, door = slowed.address, slowed.door
        if self._lobby is None:
            wanted = Wish(by, None, address, door)
            await self._wish(wanted, lambda now: (address, door) not in {(one.address, one.door) for one in now.slowed})
        else:
            lift(self._lobby, self._name, by, address, door)

    async def show_page(self, by: str = "") -> None:
        """Have the window that shares show a page for phones as well.

        Raises:
            Trouble: it cannot be shown, or that window does not answer.
        """
        wanted = Wish(by, page=os.urandom(8).hex())
        await self._wish(wanted, lambda now: now.no_page[0] == wanted.page or self._has_page, _PAGE_PATIENCE)
        known, why = self._so_now.no_page
        if known == wanted.page:
            raise Trouble("no-page-there", why=why)

    @property
    def _has_page(self) -> bool:
        door = self._kept()
        return door is not None and bool(door.page_url)

    async def _wish(self, wanted: Wish, is_so: Callable[[SoNow], bool], patience: float = _PATIENCE) -> None:
        """Have the process do something that has the door, and wait until it is so."""
        if self._memory is None:
            raise Refusal("not-shared-any-more")
        try:
            file = await asyncio.to_thread(wish, self._memory.folder, wanted)
        except OSError as trouble:
            raise NotSaved("wish-not-left", reason=trouble.strerror or str(trouble)) from trouble
        try:
            async with asyncio.timeout(patience):
                while not is_so(so_now(self._memory.folder)):  # noqa: ASYNC110  # another process has no event here
                    await asyncio.sleep(_MOMENT)
        except TimeoutError:
            raise Trouble("sharing-window-silent") from None
        finally:
            file.unlink(missing_ok=True)  # or it would be done at a moment when nobody wants it any more

    def _note(self, what: str, who: str = "") -> None:
        """Write down that a word was made, never the word."""
        if self._access_log is not None:
            self._access_log.note(HERE, f"{self._name}: {what}", who)

    # what is known

    @property
    def may_ask(self) -> bool:
        return self._lobby.counts.limits.asking > 0 if self._lobby is not None else self._so_now.may_ask

    @property
    def _so_now(self) -> SoNow:
        """Return how the door is now that another process has."""
        return so_now(self._memory.folder) if self._memory is not None else SoNow()

    def _expect_shared(self) -> None:
        if self._has_ended:
            raise Refusal("not-shared-any-more")

    def _kept(self) -> LastDoor | None:
        return self._memory.now() if self._memory is not None else None

    def _adopt(self, door: LastDoor | None) -> None:
        """Take the word that somebody else has made meanwhile, in another process."""
        if door is not None and door.word:
            self._word = _Word(door.word, door.word_until, door.word_by)

    def _make(self, by: str, now: int) -> _Word:
        until = until_tonight(now)
        if self._memory is None:
            return _Word(self._invitations.open_room(Role.PARTICIPANT, ROOM_SEATS, until, now), until, by)
        try:
            with self._memory.renewing(until, by) as keep:
                text = self._invitations.open_room(Role.PARTICIPANT, ROOM_SEATS, until, now)
                keep(text)
        except OSError as trouble:
            raise NotSaved("words-not-made", reason=trouble) from trouble
        return _Word(text, until, by)

    async def _told(self, now: int) -> Joining:
        used, invited = await asyncio.to_thread(self._used, now)
        address, door, word = self.address, self._memory.now() if self._memory is not None else None, self._word
        is_open = bool(word.text) and bool(used.seats) and now < word.until
        return Joining(
            command_of(self._name, address, self.port),
            "" if self.is_local else url_of(self._name, address, self.port),
            word.text if is_open else "",
            used.seats or ROOM_SEATS,
            word.until if is_open or now >= word.until else 0,
            self._host_key.fingerprint,
            self.is_local,
            self.may_ask,
            used.people,
            word.by,
            tuple(one._replace(is_spent=one.has_come and self._is_forgotten(one.name)) for one in invited),
            self._slowed(),
            door.page_url if door is not None else "",
            door.page_fingerprint if door is not None else "",
        )

    def _is_forgotten(self, name: str) -> bool:
        """Say whether a word of their own brings somebody back no more who has come by it; what another process knows is not known here."""
        board = self._lobby.boards.get(self._name) if self._lobby is not None else None
        return board is not None and not board.known.came_by_word(name)

    def _used(self, now: int) -> tuple[RoomUsed, tuple[Invited, ...]]:
        return self._invitations.room_used(now), self._invitations.invited(now)

    def _slowed(self) -> tuple[Slowed, ...]:
        lobby = self._lobby
        slowed = lobby.words.guesses.slowed(self._name) if lobby is not None else self._so_now.slowed
        return tuple(Slowed(one.address, one.door, one.wrong, one.until) for one in slowed)


def _now() -> int:
    return time.time_ns() // 1_000_000
