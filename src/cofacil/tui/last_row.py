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

    def is_read(self, now: int) -> bool:
        """Say whether it has been read by a moment, UTC milliseconds."""
        return self.read_at is not None and now >= self.read_at


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

    def words(
        self,
        moment: Moment | None = None,
        meanwhile: str | None = None,
        *,
        is_held: bool = False,
        stands: Said = NOTHING,
    ) -> str:
        """Return what is said: what a key came to, what an open mode says `meanwhile`, or else what is news.

        Where it `is_held`, what a key came to gives way to nothing: it may be what the next key answers. What `stands` is said
        whenever nothing is to be read before it, for as long as it is so.
        """
        if meanwhile is not None:
            return self.key.words or meanwhile
        lead, is_held = self._lead, is_held and bool(self.key.words)
        is_so = lead.words and (moment is None or lead.holds(moment))
        if is_so and is_held:
            return lead.words
        for first in self._leads:
            if moment is None or (first.holds(moment) and not first.is_read(moment.now)):
                return first.words
        if stands.words and (moment is None or stands.holds(moment)):
            return stands.words
        if is_so and not self._gives_way(moment):
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
        leads, own = self._leads, said if said.is_told else NOTHING
        if not leads or leads[0].at is None:
            return LastRow(self.key if said.until or self.key.is_trouble else NOTHING, said, (), own)
        is_read = said.at is not None and leads[-1].is_read(said.at)
        if is_read and said.is_told:
            return LastRow(NOTHING, said, (), said)
        # What is said once more is one sentence still.
        others = () if is_read else tuple(one for one in self.since if one.words != said.words)
        return LastRow(self.key, said, _few((*others, said)), self.own)

    def changed(self, said: Said, moment: Moment) -> "LastRow":
        """Return the row that says how something is by now that a page always says, once all else that is said was read."""
        return self.say(said, moment.now) if self._is_read(moment) else self

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
        """Return when what is read first gives way to what was said since, UTC milliseconds; None where nothing waits for that."""
        waits = bool(self.since) or (bool(self.key.words) and self.news.is_of_others)
        leads = self._leads
        return leads[-1].read_at if waits and leads else None

    def turns_in(self, now: int, stands: Said = NOTHING) -> int | None:
        """Return in how many milliseconds the next of it has been read, behind which something waits; None for never, or once all has."""
        if self.turns_at is None and not stands.words:
            return None
        ends = (lead.read_at for lead in self._leads)
        return next((at - now for at in ends if at is not None and at > now), None)

    @property
    def _lead(self) -> Said:
        """Return what is read before anything that came later."""
        return self.key if self.key.words else self.own

    @property
    def _leads(self) -> tuple[Said, ...]:
        """Return what is read one after the other before anything else: what was told waits until the one before has been read."""
        if not self._lead.words:
            return ()
        leads = [self._lead]
        for said in self.since:
            if said.is_told and (before := leads[-1].read_at) is not None:
                leads.append(said._replace(at=max(before, said.at or before)))
        return tuple(leads)

    def _is_read(self, moment: Moment) -> bool:
        """Say whether all that is said has been read."""
        leads, said = self._leads, [one for one in self.since or (self.news,) if one.words and one.holds(moment)]
        if leads and leads[0].holds(moment) and not leads[-1].is_read(moment.now):
            return False
        if not said or (leads and not self._gives_way(moment)):
            return True
        begun = max(one.at or 0 for one in said)
        if leads:
            begun = max(begun, leads[-1].read_at or 0)
        return Said(" ".join(one.words for one in said), at=begun).is_read(moment.now)

    def _gives_way(self, moment: Moment | None) -> bool:
        turns_at = self.turns_at
        if moment is None or turns_at is None or moment.now < turns_at:
            return False
        return bool(self.since) or self.news.holds(moment)

    @property
    def _still_so(self) -> Said:
        """Return what may come back: what has only happened is old by then, a state may still be one."""
        return NOTHING if self.news.until else self.news


def _few(since: tuple[Said, ...]) -> tuple[Said, ...]:
    """Return so many as are said side by side: the newest, and rather what is told to who sits here than what they only see."""
    while len(since) > _MOST_SINCE:
        drop = next((number for number, said in enumerate(since[:-1]) if not said.is_told), 0)
        since = (*since[:drop], *since[drop + 1 :])
    return since


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
