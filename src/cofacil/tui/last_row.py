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
_READ, _READ_LETTER = 4_000, 60
"""Milliseconds in which a sentence is read, at least and for each letter: so long it gives way to no news."""
_MOST_SINCE = 3
"""Sentences that are said side by side, of those that came while another was read."""


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
    at: int | None = None
    """When it was said, UTC milliseconds; None for what stands until it is ended, whatever else happens."""
    is_own: bool = False
    """Whether it has happened by a key that was pressed here."""
    is_told: bool = False
    """Whether it is told to who sits here, and not only seen by them: it is read before what others do."""
    is_of_others: bool = False
    """Whether somebody waits for an answer: it is back once the answer to a key that covers it has been read."""

    def holds(self, moment: Moment) -> bool:
        return (self.until is None or moment.now < self.until) and (self.is_so is None or self.is_so(moment))

    @property
    def read_at(self) -> int | None:
        """Return from when on it gives way to news, UTC milliseconds; None for never."""
        return None if self.at is None else self.at + max(_READ, _READ_LETTER * len(self.words))


NOTHING = Said("")


class LastRow(NamedTuple):
    """What the last key came to, until it has been read and others did something, or the next; below it what is still so."""

    key: Said = NOTHING
    news: Said = NOTHING
    """What was said last that no key came to."""
    since: tuple[Said, ...] = ()
    """What has been said while what a key came to could be read: it follows that."""
    own: Said = NOTHING
    """What has happened by the last key, as long as that is not another one."""

    def words(self, moment: Moment | None = None, meanwhile: str | None = None, *, is_held: bool = False) -> str:
        """Return what is said: what a key came to, what an open mode says `meanwhile`, or else what is news.

        Where it `is_held`, what a key came to gives way to nothing: it may be what the next key answers.
        """
        if meanwhile is not None:
            return self.key.words or meanwhile
        lead, is_held = self._lead, is_held and bool(self.key.words)
        is_so = lead.words and (moment is None or lead.holds(moment))
        if is_so and (is_held or not self._gives_way(moment)):
            return lead.words
        said = self.since or (self.news,)
        return " ".join(one.words for one in said if one.words and (moment is None or one.holds(moment)))

    def say(self, said: Said, now: int | None = None) -> "LastRow":
        """Return the row that says something `now`; where that is nothing, the same."""
        if not said.words:
            return self
        if said.at is None and not said.is_trouble:
            said = said._replace(at=now)
        if said.is_answer:
            return LastRow(said, self._still_so)
        if said.is_own:
            return LastRow(self.key, said, (), said)
        lead = self._lead
        own = said if said.is_told else NOTHING
        if not lead.words or lead.at is None:
            return LastRow(self.key if said.until else NOTHING, said, (), own)
        is_read = said.at is not None and lead.read_at is not None and said.at >= lead.read_at
        if is_read and said.is_told:
            return LastRow(NOTHING, said, (), said)
        since = (said,) if is_read else (*self.since, said)[-_MOST_SINCE:]
        return LastRow(self.key, said, since, self.own)

    def behind(self, words: str, before: "LastRow") -> str:
        """Return these words, and behind them what has come to be said since `before`."""
        key = "" if self.key is before.key else self.key.words
        since = key or ("" if self.news is before.news else self.news.words)
        return " ".join(filter(None, (words, since)))

    def at_key(self) -> "LastRow":
        """Return the row at the next key."""
        return LastRow(NOTHING, self.news, self.since) if self._lead.words else self

    def covered(self) -> "LastRow":
        """Return the row when a mode has opened that says something of its own."""
        return LastRow(self.key, self._still_so)

    @property
    def turns_at(self) -> int | None:
        """Return when what a key came to gives way to what was said since, UTC milliseconds; None where nothing waits for that."""
        waits = bool(self.since) or (bool(self.key.words) and self.news.is_of_others)
        return self._lead.read_at if waits and self._lead.words else None

    def turns_in(self, now: int) -> int | None:
        """Return in how many milliseconds that is; None for never, or once it has."""
        at = self.turns_at
        return at - now if at is not None and at > now else None

    @property
    def _lead(self) -> Said:
        """Return what is read before anything that came later."""
        return self.key if self.key.words else self.own

    def is_to_be_read(self, moment: Moment | None, *, is_held: bool = False) -> bool:
        """Say whether what a key came to stands there and has not been read yet, or may be what the next key answers."""
        lead = self._lead
        if not lead.words or (moment is not None and not lead.holds(moment)):
            return False
        return is_held or moment is None or lead.read_at is None or moment.now < lead.read_at

    @property
    def read_at(self) -> int | None:
        """Return when what a key came to has been read, UTC milliseconds; None for never, and where nothing stands there."""
        return self._lead.read_at if self._lead.words else None

    def _gives_way(self, moment: Moment | None) -> bool:
        turns_at = self.turns_at
        if moment is None or turns_at is None or moment.now < turns_at:
            return False
        return bool(self.since) or self.news.holds(moment)

    @property
    def _still_so(self) -> Said:
        """Return what may come back: what has only happened is old by then, a state may still be one."""
        return NOTHING if self.news.until else self.news


def answer(words: str) -> Said:
    """Return what a key came to."""
    return Said(words, is_answer=True)


def happened(words: str, now: int, events: Sequence[Event] = (), *, is_own: bool = False) -> Said:
    """Return what has happened; of a timer it is so as long as that runs, or stands, as it did then."""
    is_timer = bool(events) and events[-1].op.startswith("timer.")
    is_so = _as_the_timer_stands(events[-1]) if is_timer else None
    return Said(words, until=now + OLD, is_so=is_so, at=now, is_own=is_own)


def told(words: str, now: int) -> Said:
    """Return what somebody is told of what happened elsewhere, as by the door that they have opened."""
    return happened(words, now)._replace(is_told=True)


def _as_the_timer_stands(event: Event) -> Callable[[Moment], bool]:
    def is_so(moment: Moment) -> bool:
        timer = moment.board.timer
        return timer.state(moment.now) is timer.state(event.t)

    return is_so


def while_time_is_up(words: str) -> Said:
    return Said(words, is_so=lambda moment: moment.board.timer.state(moment.now) is TimerState.TIME)


def while_asked(words: str, ask: Ask) -> Said:
    """Return what is said of somebody who asks, as long as they wait for an answer."""
    return Said(words, is_so=lambda moment: ask in moment.attending.asks, is_of_others=True)


def while_unseen(words: str, shown: CardShown, seen: Callable[[], CardShown | None]) -> Said:
    """Return what is said of a card for everyone, as long as it is shown and has not been looked at here."""

    def is_so(moment: Moment) -> bool:
        return moment.attending.shown == shown and seen() != shown

    return Said(words, is_so=is_so, is_of_others=True)


def while_waiting(words: str, is_waiting: Callable[[], bool]) -> Said:
    """Return what whoever asks to write is told, as long as they wait for an answer."""
    return Said(words, is_so=lambda _moment: is_waiting())


def until_a_meeting(words: str) -> Said:
    return Said(words, is_so=lambda moment: moment.board.meeting_at(moment.now) is None)


def while_a_meeting(words: str) -> Said:
    return Said(words, is_so=lambda moment: moment.board.meeting_at(moment.now) is not None)
