"""Lets the people of the example say and do things, by real commands, each at its moment."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple, TypeAlias

from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.links import TieLink
from cofacil.board.commands.steps import GoToStep
from cofacil.board.events import EntityId
from cofacil.board.kinds import KINDS, Kind
from cofacil.board.model import Board
from cofacil.example import words
from cofacil.language.catalog import _
from cofacil.room.clock import HandClock
from cofacil.room.practice import Practice
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog

_MINUTE = 60_000
Said: TypeAlias = tuple[float, str, str, str]
"""The minutes before the end, the kind, who said it, the words."""


class Happening(NamedTuple):
    """One thing that somebody does in a meeting."""

    minutes: float
    """Before its end."""
    make: Callable[[], Command]
    """Asked for at its moment: it may look at the board as it is then."""
    by: str = words.FACILITATOR


class Telling:
    """The example's board, to which its meetings are told one after the other."""

    def __init__(self, log: MemoryLog, practice: Practice, now: int) -> None:
        self._clock = HandClock(now)
        self._room = Room(log, self._clock, practice)
        self._end = now
        self._pace = 1.0

    @property
    def board(self) -> Board:
        return self._room.board

    def tell(self, happenings: Iterable[Happening], end: int, pace: float = 1) -> None:
        """Let things happen in the order of their moments, in a meeting that ends then; its minutes take `pace` of ours."""
        self._end, self._pace = end, pace
        for happening in sorted(happenings, key=lambda one: -one.minutes):
            self._clock.set_to(end - round(happening.minutes * pace * _MINUTE))
            seat = Seat(happening.by, via="ssh" if happening.by in words.BY_SCREEN else "screen")
            self._room.do(seat, happening.make())

    def id(self, kind: str) -> str:
        """Return the name of a new thing of some type."""
        return f"{kind}/{self.ulid()}"

    def ulid(self) -> str:
        return self._clock.new_id()

    def day(self, days: int) -> str:
        """Return a day so many days behind the meeting's, as the file has it."""
        today = datetime.fromtimestamp(self._end / 1000, UTC).astimezone().date()
        return (today + timedelta(days=days)).isoformat()

    def to(self, minutes: float, command: Callable[..., Command], label: str, *rest: object) -> Happening:
        """Return that something is done to what bears a label, found when it happens."""
        return Happening(minutes, lambda: command(self.named(label), *rest))

    def cards(self, said: Iterable[Said]) -> Iterator[Happening]:
        """Yield that things are said, and written down by whoever facilitates, or at the speaker's own screen."""
        for minutes, kind, name, text in said:
            by = name if name in words.BY_SCREEN else words.FACILITATOR
            yield Happening(minutes, partial(self._card, KINDS[kind], _(text), name), by)

    def _card(self, kind: Kind, text: str, said: str) -> AddCard:
        return AddCard(self.id("card"), kind, text, said=said)

    def ties(self, minutes: float, ends: Iterable[tuple[str, str]]) -> Iterator[Happening]:
        for start, end in ends:
            yield Happening(minutes, partial(self._tie, start, end))

    def _tie(self, start: str, end: str) -> TieLink:
        return TieLink(self.id("link"), self.named(start), self.named(end))

    def steps(self, minutes: Iterable[float]) -> Iterator[Happening]:
        """Yield that the plan is gone through, from its first step on, each at its minute."""
        for number, begins in enumerate(minutes):
            yield Happening(begins, partial(self._step, number))

    def _step(self, number: int) -> GoToStep:
        return GoToStep(self.board.plan[number].id)

    def named(self, label: str) -> EntityId:
        """Return what bears a label; the words of the example name only what is in it."""
        found = self.board.called(label)
        assert found is not None, label  # noqa: S101  # as said above
        return found.id
