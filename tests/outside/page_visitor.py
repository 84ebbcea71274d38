"""Somebody who talks with the page over a bare socket, and sends whatever they like."""

import re
import socket
import ssl
import threading
from typing import NamedTuple
from urllib.parse import urlencode

LIMIT = 15.0


class Answer(NamedTuple):
    """What came back, as it came."""

    raw: bytes

    @property
    def status(self) -> int:
        return int(self.raw.split(b" ", 2)[1]) if self.raw.startswith(b"HTTP/") else 0

    @property
    def head(self) -> list[tuple[str, str]]:
        rows = self.raw.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
        return [(name.casefold(), value) for name, value in (row.split(": ", 1) for row in rows)]

    def header(self, name: str) -> str:
        return next((value for known, value in self.head if known == name.casefold()), "")

    @property
    def body(self) -> str:
        return self.raw.partition(b"\r\n\r\n")[2].decode("utf-8", "replace")


class Visitor:
    """Has a cookie, and no browser."""

    def __init__(self, port: int, *, is_sealed: bool = False) -> None:
        self.port = port
        self.cookie = ""
        self.heard = b""
        """All that a stream of events has said."""
        self._is_sealed = is_sealed
        self._listening: threading.Thread | None = None
        self._line: socket.socket | None = None

    def line(self) -> socket.socket:
        plain = socket.create_connection(("127.0.0.1", self.port), LIMIT)
        if not self._is_sealed:
            return plain
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # it made its certificate itself
        return context.wrap_socket(plain)

    def send(self, *parts: bytes) -> Answer:
        """Send bytes, and read until the other side hangs up."""
        came = b""
        with self.line() as line:
            try:
                for part in parts:
                    line.sendall(part)
                while more := line.recv(65536):
                    came += more
            except ConnectionError:
                pass  # it was not taken to its end
        return Answer(came)

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None, *, host: str = "", **headers: str
    ) -> Answer:
        """Ask for a page, and take the cookie that comes with it."""
        answer = self.send(self.request(method, path, form, host=host, **headers))
        if kept := re.match("([^=]+=[^;]+)", answer.header("Set-Cookie")):
            self.cookie = kept[1]
        return answer

    def request(
        self, method: str, path: str, form: dict[str, str] | None = None, *, host: str = "", **headers: str
    ) -> bytes:
        body = urlencode(form or {}).encode()
        said = {"Host": host or f"localhost:{self.port}", "Connection": "close"}
        if self.cookie:
            said["Cookie"] = self.cookie
        if form is not None:
            said |= {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        said |= {name.replace("_", "-"): value for name, value in headers.items()}
        rows = "".join(f"{name}: {value}\r\n" for name, value in said.items())
        return f"{method} {path} HTTP/1.1\r\n{rows}\r\n".encode() + body

    def token(self) -> str:
        """Return what the forms bear that are made for us."""
        found = re.search('name="token" value="([^"]+)"', self.ask("GET", "/").body)
        assert found
        return found[1]

    def enter(self, word: str, name: str) -> str:
        """Come in; return the page of the board."""
        answer = self.ask("POST", "/enter", {"token": self.token(), "word": word, "name": name})
        assert answer.status == 303, answer.body
        return self.ask("GET", "/").body

    def listen(self) -> None:
        """Hear of every change from now on."""
        self._line = self.line()
        self._line.settimeout(None)
        self._line.sendall(self.request("GET", "/events", Accept="text/event-stream"))
        self._listening = threading.Thread(target=self._listen, args=(self._line,), daemon=True)
        self._listening.start()

    def _listen(self, line: socket.socket) -> None:
        while True:
            try:
                more = line.recv(65536)
            except OSError:
                return
            if not more:
                return
            self.heard += more

    def go(self) -> None:
        if self._line is not None and self._listening is not None:
            self._line.shutdown(socket.SHUT_RDWR)
            self._listening.join(LIMIT)
            self._line.close()
