"""The server of the page: takes browsers in the process that shares the board, and ends with the sharing."""

import asyncio
import errno
import logging
import socket
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web_protocol import RequestHandler

from cofacil.board.errors import Trouble
from cofacil.share.address import is_loopback, own_address
from cofacil.share.guesses import block_of
from cofacil.share.lobby import Lobby
from cofacil.web import letters
from cofacil.web.certificate import Certificate, load_certificate, own_certificate
from cofacil.web.door import PageDoor
from cofacil.web.limits import WebLimits
from cofacil.web.listening import Listening
from cofacil.web.moment import moment_of
from cofacil.web.no_room import no_room
from cofacil.web.pages import trouble_page
from cofacil.web.seated import PageBoard, Seated
from cofacil.web.site import HEADERS, Address, Site, not_understood, too_long

_READ_AT_ONCE = 32 * 1024
_LINGERS = 2.0
"""Seconds in which what somebody sends on and on is thrown away, so that they read why it is not taken."""
_THROWN_AWAY = 8 * 1024 * 1024
"""Bytes of it at most."""
_TOLD_AT_ONCE = 100
"""Lines that may linger so, of those for which there is no room."""
_LOOK = 1.0
_FAREWELL = 1.0
"""Seconds in which the windows that are open may still ask for the page that says how it ended."""
_silent = logging.getLogger("cofacil.web")
_silent.addHandler(logging.NullHandler())
_silent.propagate = False


class WebPortTaken(Trouble):
    """Somebody else listens there."""


class WayOut:
    """The transport of a connection, which is closed only when whoever sends what is refused has had time to read why.

    A line that is closed while more comes is reset, and with it goes the answer that is still on its way.
    """

    def __init__(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._is_ending = False
        self._left = _THROWN_AWAY
        self.is_refused = False
        """Whether what is sent on this line is not read any more."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def close(self) -> None:
        transport = self._transport
        if self._is_ending:
            return
        if not self.is_refused or not isinstance(transport, asyncio.Transport):
            transport.close()
            return
        self._is_ending = True
        if transport.can_write_eof():
            transport.write_eof()
        transport.resume_reading()
        asyncio.get_running_loop().call_later(_LINGERS, transport.close)

    def throw_away(self, data: bytes) -> None:
        """Take something that is not read; who sends on and on has had their answer."""
        self._left -= len(data)
        if self._left < 0:
            self.hang_up()

    def refuse(self, answer: bytes) -> None:
        """Answer whatever may be asked with this, read nothing of it, and close when it had time to be read."""
        self.is_refused = True
        if isinstance(self._transport, asyncio.Transport):
            self._transport.write(answer)
        self.close()

    def hang_up(self) -> None:
        """Wait for nobody to read why any more."""
        if self._is_ending:
            self._transport.close()


class Line(RequestHandler):
    """One connection of a browser."""

    __slots__ = ("_lines", "_way_out", "address", "was_answered")

    def __init__(self, manager: "Lines", **more: Any) -> None:
        super().__init__(manager, **more)
        self._lines = manager
        self._way_out: WayOut | None = None
        self.address = ""
        self.was_answered = False
        """Whether a request that came on it was begun to be answered."""

    @property
    def is_idle(self) -> bool:
        """Say whether it waits for a request."""
        return self._current_request is None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        peer = transport.get_extra_info("peername")
        self.address = block_of(str(peer[0])) if peer else "?"
        self._way_out = WayOut(transport)
        # It is called as a transport is, and by nothing else.
        super().connection_made(cast("asyncio.Transport", self._way_out))
        self._lines.came(self)

    def data_received(self, data: bytes) -> None:
        if self._way_out is not None and self._way_out.is_refused:
            self._way_out.throw_away(data)
        else:
            super().data_received(data)

    def turn_away(self, answer: bytes) -> None:
        """Say that there is no room; who was answered before comes again by themselves, and is only hung up on."""
        if self._way_out is None or self.was_answered:
            self.force_close()
        else:
            self._way_out.refuse(answer)
            super().force_close()

    def force_close(self) -> None:
        super().force_close()
        if self._way_out is not None:
            self._way_out.hang_up()

    async def shutdown(self, timeout: float | None = 15.0) -> None:  # noqa: ASYNC109  # aiohttp's signature
        await super().shutdown(timeout)
        if self._way_out is not None:
            self._way_out.hang_up()

    def connection_lost(self, exc: BaseException | None) -> None:
        self._lines.went(self)
        super().connection_lost(exc)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,  # noqa: ARG002  # aiohttp's signature
    ) -> web.StreamResponse:
        """Answer what could not be read, or what broke, with one sentence."""
        if request.writer.output_size > 0:
            raise ConnectionError
        is_long = isinstance(exc, HttpProcessingError) and "Line" in type(exc).__name__
        with letters.heard_in(letters.language_wanted(request)):
            sentence = too_long() if is_long else not_understood()
            page = trouble_page(sentence)
        if status >= 500:
            self._lines.broke(type(exc).__name__)
        response = web.Response(text=page, status=status, headers=HEADERS, content_type="text/html", charset="utf-8")
        response.force_close()
        if self._way_out is not None:
            self._way_out.is_refused = True
        return response


class Lines(web.Server):
    """All connections, of which there are never more than so many, in all and from one address."""

    def __init__(self, site: Site, limits: WebLimits, lobby: Lobby, no_room: bytes) -> None:
        super().__init__(self._answer, handler_cancellation=True)
        self._site = site
        self._limits = limits
        self._lobby = lobby
        self._open: dict[Line, None] = {}
        self._turned_away: set[Line] = set()
        self._no_room = no_room

    def __call__(self) -> Line:
        limits = self._limits
        return Line(
            self,
            loop=self._loop,
            keepalive_timeout=limits.head_seconds,
            logger=_silent,
            access_log=None,
            max_line_size=limits.line,
            max_field_size=limits.line,
            max_headers=limits.headers,
            lingering_time=_LINGERS,
            read_bufsize=_READ_AT_ONCE,
        )

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if isinstance(request.protocol, Line):
            request.protocol.was_answered = True
        return await self._site.answer(request)

    def came(self, line: Line) -> None:
        """Count one more; where there are too many, the one that has said nothing for longest is hung up on."""
        self._open[line] = None
        same = [other for other in self._open if other.address == line.address]
        if len(same) > self._limits.lines_of_one or len(self._open) > self._limits.lines:
            crowd = same if len(same) > 1 else list(self._open)
            idle = next((other for other in crowd if other.is_idle), line)
            del self._open[idle]
            if len(self._turned_away) < _TOLD_AT_ONCE:
                self._turned_away.add(idle)
                idle.turn_away(self._no_room)
            else:
                idle.force_close()

    def went(self, line: Line) -> None:
        self._open.pop(line, None)
        self._turned_away.discard(line)

    def broke(self, what: str) -> None:
        """Note that an answer broke; what stands behind the kind of trouble may be somebody's words."""
        self._lobby.access_log.note("-", f"the page broke ({what})")


class PageServer:
    """Serves the page; opened and closed outside every App, whose context it would inherit."""

    def __init__(self, lobby: Lobby, boards: Sequence[PageBoard], limits: WebLimits | None = None) -> None:
        self._limits = limits or WebLimits()
        self._boards = boards
        self._door = PageDoor(lobby, boards, self._forget)
        self._lobby = lobby
        self._site: Site | None = None
        self._lines: Lines | None = None
        self._listening: Listening | None = None
        self._looking: asyncio.Task[None] | None = None
        self.url = ""
        """Where browsers find it."""
        self.fingerprint = ""
        """SHA-256 of the certificate by which they know this computer, "" where there is none."""

    async def open(
        self, host: str, ports: Sequence[int], folder: Path, own: tuple[Path, Path | None] | None = None
    ) -> int:
        """Listen at the first port that is free; return it.

        On the loopback it is plain, as nothing is sent anywhere; elsewhere nothing is sent that others could read.

        Raises:
            Trouble: somebody else has the port, or the certificate cannot be used.
        """
        address = own_address() if host in {"0.0.0.0", "::"} else host  # noqa: S104  # compared only
        certificate = await asyncio.to_thread(_certificate, host, address, folder, own)
        listener = _listen(host, ports)
        port = int(listener.getsockname()[1])
        scheme = "https" if certificate else "http"
        local = is_loopback(host)
        own_name = socket.gethostname()
        others = () if local else (own_name, f"{own_name}.local", *_own_names(own))
        names = {"localhost", address, *others}
        where = Address(scheme, port, frozenset(name.casefold() for name in names), local)
        self._site = Site(self._door, where, self._limits)
        too_many = no_room()
        self._lines = Lines(self._site, self._limits, self._lobby, too_many)
        context = certificate.context if certificate else None
        self._listening = Listening(listener, self._lines, self._limits, context, too_many)
        self._looking = asyncio.create_task(self._look_at_time())
        shown = f"[{address}]" if ":" in address else "localhost" if local else address or own_name
        self.url = f"{scheme}://{shown}:{port}/"
        self.fingerprint = certificate.fingerprint if certificate else ""
        return port

    def end_entering(self) -> None:
        """Let nobody in any more: sharing ends."""
        if self._site is not None:
            self._site.is_ending = True

    async def close(self) -> None:
        """End: whoever reads is told, and shown how it ended; called when their seats have been ended."""
        if self._looking is not None:
            self._looking.cancel()
        if self._listening is not None:
            await self._listening.close()
        if self._site is not None:
            await self._site.close()
        if self._lines is not None:
            await self._lines.shutdown(_FAREWELL)

    def _forget(self, seated: Seated) -> None:
        if self._site is not None:
            self._site.forget(seated)

    async def _look_at_time(self) -> None:
        """Tell readers when time alone has changed something: the timer is over, another question is on the wall."""
        seen: dict[int, object] = {}
        while True:
            await asyncio.sleep(_LOOK)
            for at, board in enumerate(self._boards):
                readers = self._readers_of(board)
                if not readers:
                    continue
                moment = moment_of(board.live.board, board.live.now())
                if seen.get(at) != moment:
                    seen[at] = moment
                    for reader in readers:
                        reader.wake()

    def _readers_of(self, board: PageBoard) -> tuple[Seated, ...]:
        seated = tuple(self._lobby.seated)
        return tuple(one for one in seated if isinstance(one, Seated) and one.live is board.live)


def _certificate(host: str, address: str, folder: Path, own: tuple[Path, Path | None] | None) -> Certificate | None:
    if own is not None:
        return own_certificate(*own)
    return None if is_loopback(host) else load_certificate(folder, (address,))


def _own_names(own: tuple[Path, Path | None] | None) -> list[str]:
    """Return the names that somebody's own certificate is for."""
    if own is None:
        return []
    from cryptography import x509  # noqa: PLC0415  # most doors have no page

    with suppress(ValueError, x509.ExtensionNotFound):
        certificate = x509.load_pem_x509_certificate(own[0].read_bytes())
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        return names.get_values_for_type(x509.DNSName)
    return []


def _listen(host: str, ports: Sequence[int]) -> socket.socket:
    for port in ports:
        try:
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            listener = socket.create_server((host, port), family=family, backlog=128)
        except OSError as trouble:
            if trouble.errno == errno.EADDRINUSE and port != ports[-1]:
                continue
            raise _why_not(host, port, trouble) from trouble
        listener.setblocking(False)
        return listener
    raise WebPortTaken("web-port-taken", port=0)


def _why_not(host: str, port: int, trouble: OSError) -> Trouble:
    if trouble.errno == errno.EADDRINUSE:
        return WebPortTaken("web-port-taken", port=port)
    if trouble.errno == errno.EACCES:
        return Trouble("web-port-of-the-system", port=port)
    if trouble.errno == errno.EADDRNOTAVAIL or isinstance(trouble, socket.gaierror):
        return Trouble("address-not-here", host=host)
    return Trouble("cannot-listen", host=host, reason=trouble.strerror or str(trouble))
