"""What a host tells others about the door: the line to type, the word for the room, the fingerprint."""

import asyncio
import ipaddress
import shlex
import socket
import time
import urllib.parse
from contextlib import suppress
from datetime import datetime, timedelta

from cofacil.board.kinds import Role
from cofacil.board.text import clean_name, strip_text
from cofacil.room.door import Invitation, Joining
from cofacil.share.host_key import HostKey
from cofacil.share.words import Words

ROOM_SEATS = 20
"""People whom one word on the wall lets in."""
_AN_HOUR = 3_600_000
"""Milliseconds that a word opens the door at least, however late it is."""
_SSH = 22


class Welcoming:
    """Shows how to join one board; the word for the room is known in clear to this process only."""

    def __init__(
        self, name: str, host: str, port: int, host_key: HostKey, words: Words, *, may_ask: bool = False
    ) -> None:
        self._name = strip_text(name)  # a file may be called anything
        self._host_key = host_key
        self._words = words
        self._may_ask = may_ask
        self.port = port
        self.is_local = is_loopback(host)
        self.address = "localhost" if self.is_local else own_address() if is_every(host) else host
        self._word, self._until = "", 0

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
            Trouble: no word can be kept.
        """
        now = time.time_ns() // 1_000_000
        if anew or now >= self._until:
            until = max(_end_of_today(), now + _AN_HOUR)
            self._word = await asyncio.to_thread(self._words.open_room, Role.PARTICIPANT, ROOM_SEATS, until, now)
            self._until = until
        return Joining(
            self.command,
            self._url,
            self._word,
            ROOM_SEATS,
            self._until,
            self._host_key.fingerprint,
            self.is_local,
            self._may_ask,
        )

    async def invite(self, name: str, role: Role) -> Invitation:
        """Make a word for one person, until the end of today, an hour at least.

        Raises:
            Trouble: nobody can be invited so, or no word can be kept.
        """
        now = time.time_ns() // 1_000_000
        until = max(_end_of_today(), now + _AN_HOUR)
        word = await asyncio.to_thread(self._words.invite, name, role, until, now)
        return Invitation(clean_name(name), role, self.command, word, until, self._host_key.fingerprint)

    @property
    def _url(self) -> str:
        address = f"[{self.address}]" if ":" in self.address else self.address
        return f"ssh://{urllib.parse.quote(self._name, safe='')}@{address}:{self.port}"


def is_loopback(host: str) -> bool:
    """Say whether only this computer reaches an address."""
    if host == "localhost":
        return True
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def is_every(host: str) -> bool:
    """Say whether an address stands for every one that this computer has."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_unspecified
    return False


def own_address() -> str:
    """Return the address of this computer in its network; its name where it has none."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # Nothing is sent: this only asks the system which way it would go. Source: RFC 5737, an address for examples.
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return socket.gethostname()


def _end_of_today() -> int:
    tomorrow = (datetime.now().astimezone() + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(tomorrow.timestamp() * 1000) - 60_000
