"""The SSH server: listens for guests, and ends what they have open."""

import asyncio
import errno
import socket
from contextlib import suppress

import asyncssh

from cofacil.board.errors import Trouble
from cofacil.board.notice import Notice
from cofacil.share.boards import Guest, SharedBoard
from cofacil.share.host_key import HostKey
from cofacil.share.lobby import Lobby, SeatedGuest, Waiting
from cofacil.share.login import Login
from cofacil.share.session import KEEPALIVE, KEEPALIVES

KEX = ("mlkem768x25519-sha256", "curve25519-sha256", "curve25519-sha256@libssh.org")
CIPHERS = ("chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com", "aes128-gcm@openssh.com", "aes256-ctr")
MACS = ("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com")
WINDOW = 64 * 1024
_LOOK_AT_MEMBERS = 2.0
_GOING = 1.0
"""Seconds that a guest's `ssh` gets to hang up by itself: hung up on, it would complain."""
REVOKED = Notice.of("membership-ended")
CHANGED = Notice.of("role-changed")
CLOSED = Notice.of("sharing-ended")
STOPPED_FOR_NOW = Notice.of("sharing-stopped-for-now")


class PortTaken(Trouble):
    """Somebody else listens there."""


class Server:
    """Listens for those who join some boards; opened and closed outside every App, whose context it would inherit."""

    def __init__(self, lobby: Lobby, host_key: HostKey) -> None:
        self.lobby = lobby
        self.host_key = host_key
        self._listening: asyncssh.SSHAcceptor | None = None
        self._looking: asyncio.Task[None] | None = None
        self._faults: dict[str, str] = {}
        """What was wrong with the members file of a board when it was looked at last."""

    async def open(self, host: str, port: int) -> int:
        """Listen; return the port, which the system chose where `port` is 0.

        Raises:
            PortTaken: somebody else has that port.
            Trouble: there is no such address here, or it may not be listened at.
        """
        try:
            self._listening = await asyncssh.listen(
                host,
                port,
                server_factory=lambda: Login(self.lobby),
                server_host_keys=[self.host_key.private],
                server_version="cofacil",
                kex_algs=KEX,
                encryption_algs=CIPHERS,
                mac_algs=MACS,
                compression_algs=("none",),
                password_auth=False,
                host_based_auth=False,
                gss_host=None,
                public_key_auth=True,
                kbdint_auth=True,
                login_timeout=self.lobby.counts.limits.login_seconds,
                keepalive_interval=KEEPALIVE,
                keepalive_count_max=KEEPALIVES,
                agent_forwarding=False,
                x11_forwarding=False,
                allow_scp=False,
                sftp_factory=None,
                line_editor=False,
                encoding=None,
                window=WINDOW,
            )
        except OSError as trouble:
            raise _why_not_open(host, port, trouble) from trouble
        self._looking = asyncio.create_task(self._look_at_members())
        return self._listening.get_port()

    async def close(self, why: Notice = CLOSED) -> None:
        """Let nobody in any more, and give everybody their terminal back."""
        if self._looking is not None:
            self._looking.cancel()
        if self._listening is None:
            return
        self._listening.close()
        guests: tuple[SeatedGuest | Waiting, ...] = (*self.lobby.seated, *self.lobby.waiting)
        for guest in guests:
            guest.end(why)
        await asyncio.gather(*(guest.ended() for guest in guests))
        await self._end_connections()

    async def _end_connections(self) -> None:
        """End the connections that do not end by themselves when their seat is gone, or that never had one."""
        connections = tuple(self.lobby.connections)
        with suppress(TimeoutError):
            async with asyncio.timeout(_GOING):
                await asyncio.gather(*(connection.wait_closed() for connection in connections))
        for connection in tuple(self.lobby.connections):
            connection.abort()

    async def _look_at_members(self) -> None:
        """Close the line of whoever may not be here any more."""
        while True:
            await asyncio.sleep(_LOOK_AT_MEMBERS)
            self._tell_faults()
            for seated in tuple(self.lobby.seated):
                if seated.guest.key and (why := _why_to_go(seated.guest, seated.board)):
                    seated.end(why)

    def _tell_faults(self) -> None:
        """Tell the host, once, of a members file that cannot be believed: the last good one goes on counting."""
        for board in self.lobby.boards.values():
            board.members.now()
            fault = board.members.fault
            if fault is not None and str(fault) != self._faults.get(board.name):
                self.lobby.notice(Notice.of("members-as-before", fault=fault))
            self._faults[board.name] = str(fault or "")


def _why_not_open(host: str, port: int, trouble: OSError) -> Trouble:
    """Return why nobody can be let in there; asyncio's own text is for programmers."""
    if trouble.errno == errno.EADDRINUSE:
        return PortTaken("port-taken", port=port)
    if trouble.errno == errno.EACCES:
        return Trouble("port-of-the-system", port=port)
    if trouble.errno == errno.EADDRNOTAVAIL or isinstance(trouble, socket.gaierror):
        return Trouble("address-not-here", host=host)
    return Trouble("cannot-listen", host=host, reason=trouble.strerror or str(trouble))


def _why_to_go(guest: Guest, board: SharedBoard) -> Notice | None:
    """Return what a member is told whom the file knows no more, or knows otherwise; None for who may stay."""
    member = next((member for member in board.members.now() if member.key == guest.key), None)
    if member is None or member.name != guest.name:
        return REVOKED
    return None if member.role is guest.role else CHANGED
