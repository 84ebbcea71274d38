"""What a host tells others about joining: the line to type, the word for the room, the fingerprint."""

import asyncio
import shlex
import time
import urllib.parse
from contextlib import suppress

from cofacil.board.errors import Refusal, Trouble
from cofacil.board.kinds import Role
from cofacil.board.text import clean_name, strip_text
from cofacil.room.ports import Invitation, Joining
from cofacil.share.address import is_every, is_loopback, own_address
from cofacil.share.host_key import HostKey
from cofacil.share.invitations import ROOM_SEATS, Invitations, until_tonight
from cofacil.share.last_door import DoorMemory, LastDoor

_SSH = 22


class HowToJoin:
    """Shows how to join one board; the word for the room is known in clear to this process only."""

    def __init__(  # noqa: PLR0913  # what it tells of
        self,
        name: str,
        host: str,
        port: int,
        host_key: HostKey,
        invitations: Invitations,
        *,
        may_ask: bool = False,
        memory: DoorMemory | None = None,
    ) -> None:
        self._name = strip_text(name)  # a file may be called anything
        self._host_key = host_key
        self._invitations = invitations
        self._may_ask = may_ask
        self._memory = memory
        self.port = port
        self.page = self.page_fingerprint = ""
        """Where browsers find the board, and by which certificate they know this computer; "" for nowhere."""
        self.is_local = is_loopback(host)
        self.address = "localhost" if self.is_local else own_address() if is_every(host) else host
        self._word, self._until = "", 0
        self._has_ended = False
        self._making = asyncio.Lock()

    @property
    def command(self) -> str:
        """Return the one line to type."""
        port = "" if self.port == _SSH else f"-p {self.port} "
        return f"ssh {port}{shlex.quote(f'{self._name}@{self.address}')}"

    @property
    def known_host(self) -> str:
        """Return the line for a guest's known_hosts file."""
        return self._host_key.known_hosts_line(self.address, self.port)

    async def joining(self, *, anew: bool = False) -> Joining:
        """Return how to join, with the word for everybody in the room; another one where `anew`, or where it has ended.

        Raises:
            Trouble: no word can be kept, or the board is not shared any more.
        """
        now = time.time_ns() // 1_000_000
        async with self._making:  # or who looks meanwhile is shown a word that opens nothing any more
            if self._has_ended:
                raise Refusal("not-shared-any-more")
            if anew or now >= self._until:
                until = until_tonight(now)
                self._word = await asyncio.to_thread(
                    self._invitations.open_room, Role.PARTICIPANT, ROOM_SEATS, until, now
                )
                self._until = until
                if self._memory is not None:
                    await asyncio.to_thread(self._memory.keep_word, self._word, until)
        return Joining(
            self.command,
            self._url,
            self._word,
            ROOM_SEATS,
            self._until,
            self._host_key.fingerprint,
            self.is_local,
            self._may_ask,
            self.page,
            self.page_fingerprint,
        )

    async def begin(self, last: LastDoor | None = None) -> None:
        """Go on with the word of a door that is opened again; end one that a process has left here which was killed."""
        async with self._making:
            if last is not None and last.word and time.time_ns() // 1_000_000 < last.word_until:
                self._word, self._until = last.word, last.word_until
            if last is None and not self._word:
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

    async def invite(self, name: str, role: Role) -> Invitation:
        """Make a word for one person, until the end of today, an hour at least.

        Raises:
            Trouble: nobody can be invited so, or no word can be kept.
        """
        now = time.time_ns() // 1_000_000
        until = until_tonight(now)
        word = await asyncio.to_thread(self._invitations.invite, name, role, until, now)
        return Invitation(clean_name(name), role, self.command, word, until, self._host_key.fingerprint)

    @property
    def _url(self) -> str:
        address = f"[{self.address}]" if ":" in self.address else self.address
        return f"ssh://{urllib.parse.quote(self._name, safe='')}@{address}:{self.port}"
