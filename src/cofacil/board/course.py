"""Where a meeting is in its steps, and when it ends at the pace that it goes."""

from typing import NamedTuple

from cofacil.board.model import Board
from cofacil.board.records import Meeting, Step
from cofacil.board.timer import MINUTE

_ARRIVING = 30 * MINUTE
"""Milliseconds for which people come in before the first step: a board that was opened earlier was only made ready."""


class Pace(NamedTuple):
    """When a meeting ends, in UTC milliseconds."""

    ends: int
    """As it goes now."""
    planned: int
    """As it was said when the plan was chosen."""
    is_begun: bool
    """Whether a step has begun: before that nobody has lost or gained a minute."""

    @property
    def late(self) -> int:
        """Return how many minutes it ends later than planned, as the two are read off a clock; below nothing for earlier."""
        return self.ends // MINUTE - self.planned // MINUTE


def number_of(board: Board, step: Step) -> int:
    """Return which step of the plan it is, the first is 1; 0 for one that is not in it."""
    return next((number for number, other in enumerate(board.plan, 1) if other.id == step.id), 0)


def next_step(board: Board, behind: Step | None = None) -> Step | None:
    """Return the step that comes behind one, else behind the one that runs or ran last; None behind the last of the plan."""
    plan = board.plan
    begun = [step for step in plan if step.began is not None]
    last = behind or board.step or max(begun, key=lambda step: (step.ended or 0, step.place), default=None)
    at = next((at for at, step in enumerate(plan) if last is not None and step.id == last.id), -1)
    return plan[at + 1] if at + 1 < len(plan) else None


def planned_end(board: Board, now: int) -> int | None:
    """Return when the meeting that is open was said to end, UTC milliseconds; None without a plan."""
    meeting, plan = board.meeting_at(now), board.plan
    if meeting is None or not plan:
        return None
    minutes = meeting.planned or sum(step.minutes for step in plan)
    return _beginning(board, meeting, now) + minutes * MINUTE


def pace(board: Board, now: int, first: Step | None = None) -> Pace | None:
    """Return when the meeting ends; None without a plan, and when all of it has been gone through.

    It is worked out from what the step that runs has left and from those behind it; what runs over is over already.
    Before a step has begun it is worked out from the first of the plan, or from the one that would begin.
    """
    planned, plan, running = planned_end(board, now), board.plan, board.step
    is_begun = any(step.began is not None for step in plan)
    if planned is None or (is_begun and running is None):
        return None
    from_here = running or first
    ahead = plan[plan.index(from_here) :] if from_here else plan
    left = sum(max(0, step.minutes * MINUTE - step.took(now)) for step in ahead)
    return Pace(now + left, planned, is_begun)


def _beginning(board: Board, meeting: Meeting, now: int) -> int:
    began = min((step.began for step in board.plan if step.began is not None), default=now)
    return meeting.opened if abs(began - meeting.opened) <= _ARRIVING else began
