"""What browsers read that come while more of them are there than are answered: it is sent before they have asked for anything."""

import socket
from contextlib import suppress

from cofacil.board.notice import Notice
from cofacil.language.worded import worded
from cofacil.web.pages import trouble_page
from cofacil.web.site import HEADERS

_AGAIN = 5
"""Seconds until a browser may well try again by itself."""
_READ = 64 * 1024
_READS = 4


def no_room() -> bytes:
    """Return the whole answer, in the language of whoever shares: nothing was read yet that tells another."""
    page = trouble_page(worded(Notice.of("page-no-room"))).encode()
    headers = HEADERS | {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Length": str(len(page)),
        "Retry-After": str(_AGAIN),
        "Connection": "close",
    }
    lines = ["HTTP/1.1 503 Service Unavailable", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    return "\r\n".join(lines).encode() + page


def turn_away(line: socket.socket, answer: bytes) -> None:
    """Hang up on a line that was not begun to be read, with an answer where it takes one at once."""
    with suppress(OSError):  # whoever has gone already needs no answer
        line.setblocking(False)
        line.send(answer)
        line.shutdown(socket.SHUT_WR)
        # What was asked and is not read would reset the line, and with it the answer.
        for _ in range(_READS):
            if not line.recv(_READ):
                break
    line.close()
