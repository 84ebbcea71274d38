"""The SSH server: listens for guests, and ends what they have open."""

import asyncio
import errno
import socket
from contextlib import suppress

import asyncssh

from cofacil.board.errors import Trouble
from cofacil.board.notice import Notice
from cofacil.share.boards import Guest, SharedBoard
from cofacil.share.gate import Gate
from cofacil.share.host_key import HostKey
from cofacil.share.lobby import Lobby, SeatedGuest, Waiting, told_before
from cofacil.share.login import Login
from cofacil.share.rows import farewell
from cofacil.share.session import KEEPALIVE, KEEPALIVES

# The two behind it are safe from whoever has no quantum computer, and all that OpenSSH before 9.9 (2024), and PuTTY and Dropbear of
# these years, know of what is good; PuTTY before 2022 knows it by the second name only. `ssh-audit` warns of either, and fails none.
KEX = ("mlkem768x25519-sha256", "curve25519-sha256", "curve25519-sha256@libssh.org")
CIPHERS = ("chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com", "aes128-gcm@openssh.com", "aes256-ctr")
MACS = ("hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com")
VERSION = "cofacil"
WINDOW = 16 * 1024
"""Bytes of input that a guest may have sent beyond what is read: where each came alone, AsyncSSH keeps a hundred times as many."""
_LOOK_AT_MEMBERS = 2.0
_GOING = 1.0
"""Seconds that a guest's `ssh` gets to hang up by itself: hung up on, it would complain."""
REVOKED = Notice.of("membership-ended")
CLOSED = Notice.of("sharing-ended")
STOPPED_FOR_NOW = Notice.of("sharing-stopped-for-now")


class PortTaken(Trouble):
    """Somebody else listens there."""


class Server:
    """Listens for those who join some boards; opened and closed outside every App, whose context it would inherit."""

    def __init__(self, lobby: Lobby, host_key: HostKey) -> None:
        self.lobby = lobby
        self.host_key = host_key
        self._gate: Gate | None = None
        self._talks: set[asyncio.Task[None]] = set()
        """With those who are not in yet."""
        self._looking: asyncio.Task[None] | None = None
        self._faults: dict[str, str] = {}
        """What was wrong with the members file of a board when it was looked at last."""

    async def open(self, host: str, port: int) -> int:
        """Listen; return the port, which the system chose where `port` is 0.

        Raises:
            PortTaken: somebody else has that port.
            Trouble: there is no such address here, or it may not be listened at.
        """
        limits = self.lobby.counts.limits
        self._options = await _options(self.lobby, self.host_key)
        gate = Gate(self._begin, limits.waiting, VERSION, limits.login_seconds)
        gate.refuses = lambda address: farewell(told_before(self.lobby.turns_away(address)))
        gate.has_room = lambda: not self.lobby.arrivals.are_crowded
        try:
            listens_at = await gate.open(host, port)
        except OSError as trouble:
            raise _why_not_open(host, port, trouble) from trouble
        self._gate = gate
        self._looking = asyncio.create_task(self._look_at_members())
        return listens_at

    def _begin(self, sock: socket.socket) -> None:
        """Talk with somebody whose turn it is."""
        talk = asyncio.create_task(self._talk(sock))
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)

    async def _talk(self, sock: socket.socket) -> None:
        """Begin to talk with somebody; how that ends is `Login`'s to know."""
        loop = asyncio.get_running_loop()
        with suppress(OSError):
            await loop.connect_accepted_socket(lambda: asyncssh.SSHServerConnection(loop, self._options), sock)

    async def close(self, why: Notice = CLOSED) -> None:
        """Let nobody in any more, and give everybody their terminal back."""
        if self._looking is not None:
            self._looking.cancel()
        if self._gate is None:
            return
        self._gate.close()
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
        """Close the line of whoever may not be here any more, and let the others do what the file says by now."""
        while True:
            await asyncio.sleep(_LOOK_AT_MEMBERS)
            self._tell_faults()
            for seated in tuple(self.lobby.seated):
                if seated.guest.key:
                    _heed_file(seated, seated.guest, seated.board)

    def _tell_faults(self) -> None:
        """Tell the host, once, of a members file that cannot be believed: the last good one goes on counting."""
        for board in self.lobby.boards.values():
            board.members.now()
            fault = board.members.fault
            if fault is not None and str(fault) != self._faults.get(board.name):
                self.lobby.notice(Notice.of("members-as-before", fault=fault))
            self._faults[board.name] = str(fault or "")


async def _options(lobby: Lobby, host_key: HostKey) -> asyncssh.SSHServerConnectionOptions:
    """Return on what terms the server talks with everybody; made once, as they are large."""
    options: asyncssh.SSHServerConnectionOptions = await asyncssh.SSHServerConnectionOptions.construct(
        server_factory=lambda: Login(lobby),
        server_host_keys=[host_key.private],
        server_version=VERSION,
        kex_algs=KEX,
        encryption_algs=CIPHERS,
        mac_algs=MACS,
        compression_algs=("none",),
        password_auth=False,
        host_based_auth=False,
        gss_host=None,
        public_key_auth=True,
        kbdint_auth=True,
        login_timeout=0,  # it would hang up without a word
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
    return options


def _why_not_open(host: str, port: int, trouble: OSError) -> Trouble:
    """Return why nobody can be let in there; asyncio's own text is for programmers."""
    if trouble.errno == errno.EADDRINUSE:
        return PortTaken("port-taken", port=port)
    if trouble.errno == errno.EACCES:
        return Trouble("port-of-the-system", port=port)
    if trouble.errno == errno.EADDRNOTAVAIL or isinstance(trouble, socket.gaierror):
        return Trouble("address-not-here", host=host)
    return Trouble("cannot-listen", host=host, reason=trouble.strerror or str(trouble))


def _heed_file(seated: SeatedGuest, guest: Guest, board: SharedBoard) -> None:
    """End a member whom the file knows no more; one whom it lets do another thing does that from now on, where they are."""
    member = next((member for member in board.members.now() if member.key == guest.key), None)
    if member is None or member.name != guest.name:
        seated.end(REVOKED)
    elif member.role is not guest.role:
        seated.may_now(member.role)
        board.known.says_file(guest.name, member.role)
        board.presence.standing.says_file(board.people.person(guest.name), member.role)
