"""Where a meeting is in its steps, and when it ends, in words."""

from datetime import datetime

from cofacil.board.course import Pace, number_of
from cofacil.board.model import Board
from cofacil.board.records import Step
from cofacil.board.timer import MINUTE
from cofacil.language.catalog import _, ngettext
from cofacil.language.names import listed
from cofacil.language.numbers import count_first, count_of

_FEW = 2
"""Steps up to which all are named."""


def place_words(board: Board, step: Step) -> str:
    """Return which step of how many it is."""
    return _("{number} of {count}", number=number_of(board, step), count=len(board.plan))


def minutes_words(minutes: int) -> str:
    """Return so many minutes, in a sentence."""
    return ngettext("one minute", "{number} minutes", minutes, number=count_of(minutes))


def has_run(board: Board, step: Step, now: int) -> str:
    """Return how long a step has run, in a sentence."""
    number, minutes = number_of(board, step), step.took(now) // MINUTE
    if not minutes:
        return _("Step {step} has only just begun.", step=number)
    return ngettext(
        "Step {step} has run for one minute.",
        "Step {step} has run for {number} minutes.",
        minutes,
        step=number,
        number=count_of(minutes),
    )


def clock_words(milliseconds: int) -> str:
    """Return a moment of this meeting as a clock shows it, behind midnight too."""
    return f"{datetime.fromtimestamp(milliseconds / 1000).astimezone():%H:%M}"


def pace_words(pace: Pace) -> str:
    """Return when the meeting ends as it goes now, and how far that is from what was planned."""
    clock, late = clock_words(pace.ends), pace.late
    if not pace.is_begun:
        return _("If you begin now you end at {clock}.", clock=clock)
    if not late:
        return _("At this pace you end at {clock}, in time.", clock=clock)
    if late < 0:
        return ngettext(
            "At this pace you end at {clock}, one minute early.",
            "At this pace you end at {clock}, {number} minutes early.",
            -late,
            clock=clock,
            number=count_of(-late),
        )
    return ngettext(
        "At this pace you end at {clock}, one minute late.",
        "At this pace you end at {clock}, {number} minutes late.",
        late,
        clock=clock,
        number=count_of(late),
    )


def clock_to_the_second(milliseconds: int) -> str:
    """Return a moment as a clock with seconds shows it."""
    return f"{datetime.fromtimestamp(milliseconds / 1000).astimezone():%H:%M:%S}"


def gone_through_words(board: Board) -> str:
    """Return that no step is left, and which have not been begun."""
    left = [step for step in board.plan if step.began is None]
    if not left:
        return _("All steps have been gone through.")
    if len(left) <= _FEW:
        steps = listed([_("{number} {title}", number=number_of(board, step), title=step.title) for step in left])
        return ngettext("Not begun: step {steps}.", "Not begun: steps {steps}.", len(left), steps=steps)
    return _("{number} of {count} steps have not been begun.", number=count_first(len(left)), count=len(board.plan))
