"""Who is connected at this moment: never in the file."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

from cofacil.room.seats import Seat

PACE = 0.2
"""Seconds between two times that everybody is told: many who come at once are one picture."""


class Attending(NamedTuple):
    """Who is connected, and what the last row says of it."""

    seats: tuple[Seat, ...] = ()
    said: str = ""

    @property
    def by_screen(self) -> tuple[str, ...]:
        """Return the names of those who joined from another computer, each once."""
        return tuple(dict.fromkeys(seat.name for seat in self.seats if seat.via == "ssh"))


Watching = Callable[[Attending], None]


class Presence:
    """Knows every seat of one room, and tells each who comes and goes."""

    def __init__(self) -> None:
        self._seats: dict[object, tuple[Seat, Watching]] = {}
        self._news: tuple[Seat, str] | None = None
        self._telling: asyncio.TimerHandle | None = None

    @property
    def now(self) -> Attending:
        return Attending(tuple(seat for seat, _ in self._seats.values()))

    def join(self, seat: Seat, watching: Watching) -> Callable[[], None]:
        """Take a seat, and be told from now on; return what gives it up."""
        is_news = seat.name not in self.now.by_screen and seat.via == "ssh"
        key = object()
        self._seats[key] = (seat, watching)
        self._soon(seat, f"{seat.name} is here by screen." if is_news else "")

        def leave() -> None:
            if self._seats.pop(key, None) is None:
                return
            is_gone = seat.name not in self.now.by_screen and seat.via == "ssh"
            self._soon(seat, f"{seat.name} has left the screen." if is_gone else "")

        return leave

    def _soon(self, seat: Seat, words: str) -> None:
        self._news = (seat, words) if words else self._news
        if self._telling is None:
            self._telling = asyncio.get_running_loop().call_later(PACE, self._tell)

    def _tell(self) -> None:
        now, news = self.now, self._news
        self._telling = self._news = None
        for seat, watching in tuple(self._seats.values()):
            # Nobody is told of themselves.
            watching(now._replace(said=news[1]) if news and news[0].name != seat.name else now)
