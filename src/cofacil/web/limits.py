"""How much of everything the page takes from browsers, and how fast."""

from collections import OrderedDict
from typing import NamedTuple


class WebLimits(NamedTuple):
    """The numbers of the page; tests and load tests give others, and say so."""

    lines: int = 400
    """Connections in all."""
    lines_of_one: int = 160
    """Connections from one address: all phones of a hall may come from one."""
    waiting: int = 256
    """Connections that wait for their turn, in all; behind them none is taken from the system."""
    streams: int = 300
    """Streams of events in all."""
    streams_of_one: int = 3
    """Windows of one reader that are told of each change; the oldest is told no more."""
    head_seconds: float = 10
    """How long a request may take until its head is there, and how long a line stays open without one."""
    body_seconds: float = 10
    handshake_seconds: float = 8
    write_seconds: float = 30
    """How long a browser may take nothing of what it is sent."""
    body: int = 96 * 1024
    """Bytes of a form: a card, and a note as long as one may be, in letters of which each takes twelve."""
    line: int = 2048
    """Letters of a request's first line, and of each header behind it."""
    headers: int = 48
    coming: float = 60
    """Connections from one address that are taken each second, of many that come at once."""
    coming_in_all: float = 200
    asking: float = 100
    """Requests of strangers from one address that are answered each second; the others wait."""
    doing: float = 20
    """Requests of one reader that are answered each second; the others wait."""


_MOST_KNOWN = 4096


class Pace:
    """Says how long each of many has to wait, so that none takes more than so many turns a second."""

    def __init__(self, rate: float, burst: float) -> None:
        self._each = 1 / rate
        self._ahead = burst / rate
        self._next: OrderedDict[str, float] = OrderedDict()

    def wait(self, who: str, now: float) -> float:
        """Take a turn; return the seconds until it comes, 0 for at once."""
        turn = max(self._next.pop(who, 0.0), now - self._ahead) + self._each
        self._next[who] = turn
        if len(self._next) > _MOST_KNOWN:
            self._next.popitem(last=False)
        return max(0.0, turn - now)
