"""The example that `cofacil demo` shows: a neighbourhood that meets again after four weeks, kept nowhere."""

from datetime import UTC, datetime, timedelta

from cofacil.board.fold import EMPTY, fold
from cofacil.board.plan import Plan, PlannedStep
from cofacil.example import words, words_since
from cofacil.example.first_meeting import gone_through, untouched
from cofacil.example.second_meeting import in_its_fifth_step
from cofacil.example.telling import Telling
from cofacil.language.catalog import _
from cofacil.language.plan_words import plan_here
from cofacil.methods.plan import FIRST_MEETING, shipped_file, shipped_words
from cofacil.methods.plan_file import read_plan
from cofacil.room.practice import Practice
from cofacil.store.memory import MemoryLog
from cofacil.tui.keys import KEYS


def example_log(practice: Practice, now: int, cards: int | None = None, *, is_first: bool = False) -> MemoryLog:
    """Return the log of the example's second meeting, written by real commands, as it stands at `now`; filled up to `cards` cards.

    With `is_first` it is the first meeting in the middle of things, and nothing has been before it.
    """
    log = MemoryLog()
    telling = Telling(log, practice, now)
    if is_first:
        telling.tell(untouched(telling), now)
    else:
        first = _first_plan(practice)
        telling.tell(gone_through(telling, first), _weeks_before(now), first.minutes / words.BEGAN)
        telling.tell(in_its_fifth_step(telling, _plan_since(first)), now)
    return log if cards is None else _crowded(log, cards)


def _weeks_before(now: int) -> int:
    """Return the same time of the day so many days ago, also where the clocks were changed in between."""
    day = datetime.fromtimestamp(now / 1000, UTC).astimezone().replace(tzinfo=None) - timedelta(words_since.DAYS)
    return round(day.timestamp() * 1000)


def _first_plan(practice: Practice) -> Plan:
    """Return the plan that the first meeting was gone through by: ours, in the language spoken here."""
    plan = read_plan(shipped_file(FIRST_MEETING), is_own=False).plan
    assert plan is not None  # noqa: S101  # a test reads every plan that comes with cofacil
    return plan_here(plan, shipped_words(), {**KEYS, **practice.keys})


def _plan_since(first: Plan) -> Plan:
    """Return the plan of the second: the group has changed the beginning of the one that it knows."""
    begins = (
        PlannedStep(_(title), minutes, _(question), _(guidance), column)
        for title, minutes, question, guidance, column in words_since.BEGINS
    )
    return Plan("", _(words_since.PLAN), (*begins, *first.steps[2:]))


def _crowded(log: MemoryLog, cards: int) -> MemoryLog:
    from cofacil.example.crowd import crowd  # noqa: PLC0415  # start-up time

    events = log.read(0)
    board = fold(EMPTY, events)
    return MemoryLog([*events, *crowd(board, cards - sum(1 for _card in board.cards()), board.last)])
