"""What a saved board answers, in words: the same on the screen, on the page that is given away, and in plain lines."""

from collections.abc import Mapping
from datetime import date

from cofacil.board.kinds import AbsenceState
from cofacil.board.marked import N_
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of, day_of, say_day_short
from cofacil.language.names import listed, us_last
from cofacil.language.numbers import count_first, count_of
from cofacil.language.states import STATES
from cofacil.review.questions import Answers, Counts, Missing, Outcome, Promise, Way

_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.OPEN: N_("open"),
    Outcome.KEPT: N_("kept"),
    Outcome.PARTLY: N_("partly"),
    Outcome.NOT_YET: N_("not yet"),
    Outcome.LET_GO: N_("let go"),
    Outcome.DONE: N_("done"),
}


def outcome_words(promise: Promise) -> str:
    """Return in a word what came of what somebody said they would do."""
    if promise.is_suggestion and promise.outcome is Outcome.OPEN:
        return _("suggested")
    return _(_OUTCOMES[promise.outcome])


def who_will(promise: Promise) -> str:
    """Return who said that they will."""
    return listed(us_last(promise.who)) or _("nobody yet")


def asks_words(missing: Missing, today: date) -> str:
    """Return who asks somebody who was missing, or could."""
    if missing.way in {Way.WILL_ASK, Way.NOT_ASKED} and missing.asks:
        day = day_of(missing.when)
        if day:
            return _("{name} asks, by {day}", name=missing.asks, day=say_day_short(day, today))
        return _("{name} asks", name=missing.asks)
    if missing.asks:
        return _("{name} asked", name=missing.asks)
    if missing.bridge:
        return _("{name} knows one of them", name=missing.bridge)
    return _("nobody yet")


def came_words(missing: Missing, today: date) -> str:
    """Return what came of it that somebody was missing."""
    if missing.way is Way.CAME:
        return _came(missing, say_day_short(date_of(missing.at), today))
    if missing.way in {Way.BRIDGED, Way.NOTICED}:
        return _noticed(missing.noticed)
    return _(_WAYS[missing.way])


_WAYS: Mapping[Way, str] = {
    Way.WILL_ASK: N_("not asked yet"),
    Way.NOT_ASKED: N_("not asked yet"),
    Way.INVITED: N_("no answer yet"),
    Way.SAID_NO: STATES[AbsenceState.DECLINED].way,
    Way.ALWAYS: N_("always"),
}


def _came(missing: Missing, day: str) -> str:
    count = len(missing.became)
    if count < 2:  # of one it may not be known who they were
        return _("came on {day}", day=day)
    return ngettext("{number} came on {day}", "{number} came on {day}", count, number=count_of(count), day=day)


def _noticed(meetings: int) -> str:
    if meetings < 2:
        return _(STATES[AbsenceState.NOTICED].choice)
    if meetings == 2:
        return _("noticed twice")
    return ngettext("noticed {number} time", "noticed {number} times", meetings)


def meetings_words(answers: Answers, today: date) -> str:
    """Return how many meetings there were, and when, and how many people came to them."""
    count = len(answers.meetings)
    if not count:
        return _("No meeting has been held yet.")
    first = say_day_short(date_of(answers.meetings[0].opened), today)
    last = say_day_short(date_of(answers.meetings[-1].opened), today)
    people = ngettext("{number} person", "{number} people", answers.counts.people)
    if count == 1:
        return _("One meeting, on {day}; {people}.", day=first, people=people)
    if first == last:
        return ngettext(
            "{number} meeting, on {day}; {people}.",
            "{number} meetings, all on {day}; {people}.",
            count,
            number=count_first(count),
            day=first,
            people=people,
        )
    if count == 2:
        return _("Two meetings, on {first} and {last}; {people}.", first=first, last=last, people=people)
    return ngettext(
        "{number} meeting, from {first} to {last}; {people}.",
        "{number} meetings, from {first} to {last}; {people}.",
        count,
        number=count_first(count),
        first=first,
        last=last,
        people=people,
    )


def came_in_all(counts: Counts) -> str:
    """Return how many of those who were missing came, as a sentence."""
    if not counts.missing:
        return _("Nobody is written down as missing.")
    if not counts.came:
        return _("Nobody who was missing has come yet.")
    return ngettext(
        "One who was missing came.", "{Number} who were missing came.", counts.came, Number=count_first(counts.came)
    )


def kept_in_all(counts: Counts) -> str:
    """Return how many promises were kept, and how many are open, as sentences."""
    if not counts.promised:
        return _('Nobody has said "I will".')
    kept = ngettext("One promise is kept.", "{Number} promises are kept.", counts.kept, Number=count_first(counts.kept))
    still = ngettext(
        "One is open.", "{Number} are open.", counts.promised_open, Number=count_first(counts.promised_open)
    )
    return f"{kept} {still}" if counts.promised_open else kept
