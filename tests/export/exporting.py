"""Boards to carry away: the example, and one that a test writes on."""

from collections.abc import Sequence

from cofacil.board.events import Event
from cofacil.board.fold import fold
from cofacil.board.model import EMPTY, Board
from cofacil.example.meeting import example_log
from cofacil.export.exported import ALL, Exported, exported
from cofacil.export.given_away import Giving, given_away
from cofacil.export.initials import Names
from cofacil.review.book import Book
from cofacil.room.clock import HandClock
from cofacil.room.room import News, Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog
from cofacil.wiring.practice import load_practice

START = 1_795_370_700_000
"""Sunday 22 November 2026, 18:05 UTC."""
BOARD_ID = "01J0000000000000000000000B"


class Written:
    """A board that a test writes on."""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        self.log = MemoryLog(events)
        self.clock = HandClock(START)
        self.room = Room(self.log, self.clock)
        self.room.pull()

    def id(self, kind: str) -> str:
        return f"{kind}/{self.clock.new_id()}"

    def do(self, command: object, name: str = "Ana", via: str = "screen") -> News:
        return self.room.do(Seat(name, via=via), command)  # type: ignore[arg-type]  # any command

    def exported(self, giving: Giving | None = None, chosen: str = ALL) -> Exported:
        return carried(tuple(self.log.read(0)), giving or Giving(), chosen)


def carried(events: Sequence[Event], giving: Giving, chosen: str = ALL) -> Exported:
    book = Book(given_away(events, giving).events)
    made = exported(book, chosen, START, "en", has_people=giving.how is Names.WHOLE)
    return made._replace(board_id=giving.board_id(BOARD_ID), created=START - 1000)


def example() -> Written:
    """Return the example in the middle of its second meeting."""
    return Written(tuple(example_log(load_practice()[0], START).read(0)))


def board_of(events: Sequence[Event]) -> Board:
    return fold(EMPTY, events)
