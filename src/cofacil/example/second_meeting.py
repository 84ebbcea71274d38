"""The second meeting of the example, some weeks after the first: what was said then is with it."""

from collections.abc import Iterator
from functools import partial

from cofacil.board.asked_after import Came, Kept
from cofacil.board.commands.agreeing import Suggest
from cofacil.board.commands.answers import AnswerInvitation, AnswerPromise
from cofacil.board.commands.next_meeting import AboutMeeting, ComeAgain
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.steps import LayPlan
from cofacil.board.commands.themes import GatherCard
from cofacil.board.plan import Plan
from cofacil.board.slugs import SCREEN, slug_of
from cofacil.example import words_since as words
from cofacil.example.telling import Happening, Telling
from cofacil.language.catalog import _


def in_its_fifth_step(telling: Telling, plan: Plan) -> Iterator[Happening]:
    """Yield what has happened in it so far: its plan is in the fifth step, and the timer of that runs."""
    yield from _began(telling, plan)
    yield from telling.steps(words.STEPS)
    yield from _asked_after(telling)
    yield from telling.cards(words.CARDS)
    for minutes, name, labels in words.THEMES:
        yield from (telling.to(minutes, GatherCard, label, _(name)) for label in labels)
    yield from telling.ties(words.TIED, words.TIES)
    yield from (telling.to(words.TIED, Suggest, label) for label in words.SUGGESTED)


def _began(telling: Telling, plan: Plan) -> Iterator[Happening]:
    yield Happening(words.BEGAN, partial(AboutMeeting, access=_(words.ACCESS)))
    yield Happening(words.BEGAN, lambda: LayPlan(tuple(telling.id("step") for _step in plan.steps), plan))
    yield Happening(words.BEGAN, partial(ComeAgain, tuple(map(slug_of, words.AGAIN))))
    for name in words.AGAIN_BY_SCREEN:
        yield Happening(words.BEGAN, partial(AddPerson, name, "", SCREEN), name)
    for name, brings in words.NEW:
        yield Happening(words.BEGAN, partial(AddPerson, name, _(brings)))


def _asked_after(telling: Telling) -> Iterator[Happening]:
    """Yield what has come of what people said they would do, and of who was to be invited."""
    for minutes, label, answer, why in words.PROMISES:
        yield telling.to(minutes, AnswerPromise, label, Kept(answer), why and _(why))
    for minutes, label, answer, why, name in words.INVITATIONS:
        yield telling.to(minutes, AnswerInvitation, label, Came(answer), why and _(why), name and slug_of(name))
