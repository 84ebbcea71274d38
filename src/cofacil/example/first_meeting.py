"""The first meeting of the example: in the middle of things, or gone through by its plan and closed."""

from collections.abc import Iterator
from functools import partial

from cofacil.board.commands.absences import AbsenceCame, NameAbsence, SetAbsence
from cofacil.board.commands.agreeing import Agree
from cofacil.board.commands.cards import AddToNote, TakeCard
from cofacil.board.commands.closing import AddNextTime, FindOut, SpeakFor, StayOpen, Stays
from cofacil.board.commands.meetings import NOT_BORN, CloseMeeting, FoundBoard
from cofacil.board.commands.moving import MarkDone, MoveCard, PutAway
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.timer import StartTimer
from cofacil.board.kinds import KINDS, AbsenceState
from cofacil.board.plan import Plan
from cofacil.example import words
from cofacil.example.telling import Happening, Telling
from cofacil.language.catalog import _


def untouched(telling: Telling) -> Iterator[Happening]:
    """Yield a first meeting as it is a while after it began: no plan, nothing before it, the timer running."""
    yield from _began(telling, None)
    yield from _told(telling)
    yield Happening(words.TIMER_SET, partial(StartTimer, words.TIMER))


def gone_through(telling: Telling, plan: Plan) -> Iterator[Happening]:
    """Yield the same meeting as it was gone through by its plan, from welcome to goodbye."""
    yield from _began(telling, plan)
    yield from telling.steps(words.STEPS)
    yield from _told(telling)
    yield from (telling.to(words.AFTER, Agree, label) for label in words.AGREED)
    yield from _closing(telling)


def _began(telling: Telling, plan: Plan | None) -> Iterator[Happening]:
    about = _(words.TITLE), _(words.PURPOSE), _(words.PLACE)
    yield Happening(words.BEGAN, lambda: FoundBoard(telling.id("absence"), *about, _(NOT_BORN), plan))
    for number, (name, brings, how) in enumerate(words.PEOPLE):
        yield Happening(words.BEGAN - 0.4 * number, partial(AddPerson, name, brings and _(brings), how))


def _told(telling: Telling) -> Iterator[Happening]:
    yield from telling.cards(words.CARDS)
    yield from telling.cards([words.LAST])
    for minutes, who, prompt in words.ABSENCES:
        yield Happening(minutes, partial(_missing, telling, who, prompt))
    for label, note in words.NOTES:
        yield telling.to(words.AFTER, AddToNote, label, _(note))
    for label, names, days in words.OWNERS:
        yield from (telling.to(words.AFTER, TakeCard, label, name, telling.day(days)) for name in names)
    yield from telling.ties(words.AFTER, words.TIES)
    for label, knows, asks, days, where in words.BRIDGES:
        yield _bridge(telling, words.AFTER, label, knows, asks, telling.day(days) if days else "", where)
    for label, state in words.CAME:
        yield telling.to(words.AFTER, AbsenceCame, label, AbsenceState(state))
    yield from (telling.to(words.TIMER_SET, MarkDone, label) for label in words.DONE)
    yield from (telling.to(words.TIMER_SET, MoveCard, label, KINDS[kind]) for label, kind in words.MOVED)
    yield from (telling.to(words.TIMER_SET, PutAway, label) for label in words.PUT_AWAY)


def _missing(telling: Telling, who: str, prompt: str) -> NameAbsence:
    return NameAbsence(telling.id("absence"), _(who), _(prompt))


def _bridge(telling: Telling, minutes: float, label: str, *said: str) -> Happening:
    knows, asks, when, where = said
    return telling.to(minutes, SetAbsence, label, None, knows, asks, when, where and _(where))


def _closing(telling: Telling) -> Iterator[Happening]:
    """Yield what was said as it ended, part by part."""
    for label, stays in words.STAYS:
        yield telling.to(words.PARTS[0], StayOpen, label, Stays(stays))
    yield from (telling.to(words.PARTS[0], MarkDone, label) for label in words.TAKEN_UP)
    for label, names in words.FINDS_OUT:
        yield telling.to(words.PARTS[0], FindOut, label, names)
    for label, knows, asks in words.INVITES:
        yield _bridge(telling, words.PARTS[1], label, knows, asks, "", "")
    for label, name in words.SPEAKS:
        yield telling.to(words.PARTS[1], SpeakFor, label, name)
    for wish in words.NEXT_TIME:
        yield Happening(words.PARTS[2], partial(_wish, telling, _(wish)))
    yield Happening(0, CloseMeeting)


def _wish(telling: Telling, text: str) -> AddNextTime:
    return AddNextTime(telling.ulid(), text)
