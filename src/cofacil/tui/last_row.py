"""What the last row says: one sentence at a time, and what ends it. What another has taken the place of never returns."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from cofacil.board.events import Event
from cofacil.board.model import Board
from cofacil.board.timer import MINUTE, TimerState
from cofacil.room.attending import Attending
from cofacil.room.requests import Ask
from cofacil.room.walls import CardShown

OLD = 10 * MINUTE
"""Milliseconds after which what happened is no news any more."""


class Moment(NamedTuple):
    """How things are: what a sentence is held against."""

    board: Board
    attending: Attending
    now: int
    """UTC milliseconds."""


class Said(NamedTuple):
    """A sentence, and what ends it: the next key, a moment, or that it is no longer so."""

    words: str
    is_answer: bool = False
    """Whether it is what a key came to: the next one ends it."""
    until: int | None = None
    """UTC milliseconds."""
    is_so: Callable[[Moment], bool] | None = None
    is_trouble: bool = False
    """Whether it says that something is not kept."""

    def holds(self, moment: Moment) -> bool:
        return (self.until is None or moment.now < self.until) and (self.is_so is None or self.is_so(moment))


NOTHING = Said("")


class LastRow(NamedTuple):
    """What the last key came to, until the next; below it what came since, or is still so."""

    key: Said = NOTHING
    news: Said = NOTHING

    def words(self, moment: Moment | None = None, meanwhile: str | None = None) -> str:
        """Return what is said: what a key came to, what an open mode says `meanwhile`, or else what is news."""
        if self.key.words or meanwhile is not None:
            return self.key.words or meanwhile or ""
        return self.news.words if moment is None or self.news.holds(moment) else ""

    def say(self, said: Said) -> "LastRow":
        """Return the row that says something; where that is nothing, the same."""
        if not said.words:
            return self
        if said.is_answer:
            return LastRow(said, self._still_so)
        return LastRow(self.key if said.until else NOTHING, said)

    def behind(self, words: str, before: "LastRow") -> str:
        """Return these words, and behind them what has come to be said since `before`."""
        key = "" if self.key is before.key else self.key.words
        since = key or ("" if self.news is before.news else self.news.words)
        return " ".join(filter(None, (words, since)))

    def at_key(self) -> "LastRow":
        """Return the row at the next key."""
        return LastRow(NOTHING, self.news) if self.key.words else self

    def covered(self) -> "LastRow":
        """Return the row when a mode has opened that says something of its own."""
        return LastRow(self.key, self._still_so)

    @property
    def _still_so(self) -> Said:
        """Return what may come back: what has only happened is old by then, a state may still be one."""
        return NOTHING if self.news.until else self.news


def answer(words: str) -> Said:
    """Return what a key came to."""
    return Said(words, is_answer=True)


def happened(words: str, now: int, events: Sequence[Event] = ()) -> Said:
    """Return what has happened; of a timer it is so as long as that runs, or stands, as it did then."""
    is_timer = bool(events) and events[-1].op.startswith("timer.")
    return Said(words, until=now + OLD, is_so=_as_the_timer_stands(events[-1]) if is_timer else None)


def _as_the_timer_stands(event: Event) -> Callable[[Moment], bool]:
    def is_so(moment: Moment) -> bool:
        timer = moment.board.timer
        return timer.state(moment.now) is timer.state(event.t)

    return is_so


def while_time_is_up(words: str) -> Said:
    return Said(words, is_so=lambda moment: moment.board.timer.state(moment.now) is TimerState.TIME)


def while_asked(words: str, ask: Ask) -> Said:
    """Return what is said of somebody who asks, as long as they wait for an answer."""
    return Said(words, is_so=lambda moment: ask in moment.attending.asks)


def while_unseen(words: str, shown: CardShown, seen: Callable[[], CardShown | None]) -> Said:
    """Return what is said of a card for everyone, as long as it is shown and has not been looked at here."""
    return Said(words, is_so=lambda moment: moment.attending.shown == shown and seen() != shown)


def while_waiting(words: str, is_waiting: Callable[[], bool]) -> Said:
    """Return what whoever asks to write is told, as long as they wait for an answer."""
    return Said(words, is_so=lambda _moment: is_waiting())


def until_a_meeting(words: str) -> Said:
    return Said(words, is_so=lambda moment: moment.board.meeting_at(moment.now) is None)


def while_a_meeting(words: str) -> Said:
    return Said(words, is_so=lambda moment: moment.board.meeting_at(moment.now) is not None)
