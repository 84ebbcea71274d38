"""The example that `cofacil demo` shows: a neighbourhood in the middle of its first meeting, kept nowhere."""

from datetime import UTC, datetime, timedelta

from cofacil.board.commands.absences import AbsenceCame, NameAbsence, SetAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, AddToNote, TakeCard
from cofacil.board.commands.links import TieLink
from cofacil.board.commands.meetings import NOT_BORN, FoundBoard
from cofacil.board.commands.moving import MarkDone, MoveCard, PutAway
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.timer import StartTimer
from cofacil.board.fold import EMPTY, fold
from cofacil.board.kinds import KINDS, AbsenceState
from cofacil.board.records import Absence, Card
from cofacil.example import words
from cofacil.language.catalog import _
from cofacil.room.clock import HandClock
from cofacil.room.practice import Practice
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog

_MINUTE = 60_000
_BEGAN = 52
"""Minutes ago."""
_TIMER = 15
_TIMER_SET = 8.8
"""Minutes ago: six minutes and twelve seconds are left."""


def example_log(practice: Practice, now: int, cards: int | None = None) -> MemoryLog:
    """Return the log of the example meeting, written by real commands, as it stands at `now`; filled up to `cards` cards."""
    log = MemoryLog()
    clock = HandClock(now)
    telling = _Telling(Room(log, clock, practice), clock)
    telling.open()
    telling.cards()
    telling.ties()
    telling.absences()
    telling.go_on()
    return log if cards is None else _crowded(log, cards)


def _crowded(log: MemoryLog, cards: int) -> MemoryLog:
    from cofacil.example.crowd import crowd  # noqa: PLC0415  # start-up time

    events = log.read(0)
    board = fold(EMPTY, events)
    return MemoryLog([*events, *crowd(board, cards - sum(1 for _card in board.cards()), board.last)])


class _Telling:
    """Lets the people of the example say and do things, some minutes ago."""

    def __init__(self, room: Room, clock: HandClock) -> None:
        self._room = room
        self._now = clock.now()
        self._clock = clock

    def open(self) -> None:
        about = _(words.TITLE), _(words.PURPOSE), _(words.PLACE)
        self._do(_BEGAN, FoundBoard(f"absence/{self._id()}", *about, _(NOT_BORN)))
        for number, (name, brings, how) in enumerate(words.PEOPLE):
            self._do(_BEGAN - 0.4 * number, AddPerson(name, brings and _(brings), how))

    def cards(self) -> None:
        for minutes, kind, said, text in words.CARDS:
            by = said if said in words.BY_SCREEN else words.FACILITATOR
            self._do(minutes, AddCard(f"card/{self._id()}", KINDS[kind], _(text), said=said), by)
        for label, note in words.NOTES:
            self._do(words.AFTER, AddToNote(self._card(label).id, _(note)))
        for label, names, days in words.OWNERS:
            for name in names:
                self._do(words.AFTER, TakeCard(self._card(label).id, name, self._day(days)))

    def ties(self) -> None:
        for offer, met in words.TIES:
            self._do(words.AFTER, TieLink(f"link/{self._id()}", self._card(offer).id, self._card(met).id))

    def absences(self) -> None:
        for minutes, who, prompt in words.ABSENCES:
            self._do(minutes, NameAbsence(f"absence/{self._id()}", _(who), _(prompt)))
        for label, knows, asks, days, where in words.BRIDGES:
            when = self._day(days) if days else ""
            self._do(words.AFTER, SetAbsence(self._absence(label).id, None, knows, asks, when, where and _(where)))
        for label, state in words.CAME:
            self._do(words.AFTER, AbsenceCame(self._absence(label).id, AbsenceState(state)))

    def go_on(self) -> None:
        """Do what moves cards about, start the timer, and let one more person speak."""
        self._do(_TIMER_SET, StartTimer(_TIMER))
        for label in words.DONE:
            self._do(_TIMER_SET, MarkDone(self._card(label).id))
        for label, kind in words.MOVED:
            self._do(_TIMER_SET, MoveCard(self._card(label).id, KINDS[kind]))
        for label in words.PUT_AWAY:
            self._do(_TIMER_SET, PutAway(self._card(label).id))
        minutes, kind, said, text = words.LAST
        self._do(minutes, AddCard(f"card/{self._id()}", KINDS[kind], _(text), said=said), said)

    def _do(self, minutes_ago: float, command: Command, by: str = words.FACILITATOR) -> None:
        self._clock.set_to(self._now - round(minutes_ago * _MINUTE))
        self._room.do(Seat(by, via="ssh" if by in words.BY_SCREEN else "screen"), command)

    def _id(self) -> str:
        return self._clock.new_id()

    def _day(self, days: int) -> str:
        today = datetime.fromtimestamp(self._now / 1000, UTC).astimezone().date()
        return (today + timedelta(days=days)).isoformat()

    def _card(self, label: str) -> Card:
        found = self._room.board.called(label)
        assert isinstance(found, Card)  # noqa: S101  # the words of the example name only what is in it
        return found

    def _absence(self, label: str) -> Absence:
        found = self._room.board.called(label)
        assert isinstance(found, Absence)  # noqa: S101  # as above
        return found
