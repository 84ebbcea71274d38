"""The steps of a meeting: laying a plan, going from one to the next, and changing them while the meeting runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command, mark, open_meeting
from cofacil.board.commands.quiet import shows_all
from cofacil.board.commands.timer import StartTimer, StopTimer
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId, Json, Write
from cofacil.board.kinds import KINDS
from cofacil.board.model import Board, Who
from cofacil.board.plan import (
    GUIDANCE_LIMIT,
    LONGEST_STEP,
    NOT_HERE_WORD,
    QUESTION_LIMIT,
    TITLE_LIMIT,
    Plan,
    PlannedStep,
    Writing,
)
from cofacil.board.positions import behind, between
from cofacil.board.prompts import stepped
from cofacil.board.quiet import running_asides
from cofacil.board.records import Meeting, Step
from cofacil.board.text import clean_text, has_ink
from cofacil.board.timer import TimerState


@dataclass(frozen=True, slots=True)
class LayPlan(Command):
    """Lays a plan for the open meeting in place of the steps that have not begun; one without steps is no plan."""

    ids: tuple[EntityId, ...]
    """One for each of its steps, made by the asker: laid twice, it is laid once."""
    plan: Plan
    types: ClassVar[bool] = False
    brings_plan: ClassVar[bool] = True

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting = open_meeting(board, now)
        if any(step in board.records for step in self.ids):
            return Change("plan.lay", ())
        ahead = [step for step in board.plan if step.began is None]
        stays = [step for step in board.plan if step.began is not None]
        writes = [step.write("gone", mark(who, now)) for step in ahead]
        pos = stays[-1].place[0] if stays else None
        for entity, planned in zip(self.ids, self.plan.steps, strict=True):
            pos = behind(pos)
            writes.append(_made(board, meeting, entity, pos, planned))
        title = clean_text(self.plan.title, limit=QUESTION_LIMIT) if has_ink(self.plan.title) else None
        writes.append(meeting.write("plan", title if self.plan.steps else None))
        writes.append(board.about.write("plan", None))  # what waited for this meeting waits no more
        minutes = sum(step.minutes for step in stays) + self.plan.minutes
        writes.append(meeting.write("planned", minutes if self.plan.steps else None))
        return Change("plan.lay", tuple(write for write in writes if write.before != write.after))


@dataclass(frozen=True, slots=True)
class GoToStep(Command):
    """Leaves the step that runs for another: the timer, the writing and the column in hand follow it.

    A step that writes openly shows what was written quietly before it.
    """

    step: EntityId
    with_timer: bool = True
    seen: EntityId | None = None
    """The step that ran for whoever asks, "" for none, so that two who go on together go on once; None to go anyhow."""
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting, goal = open_meeting(board, now), _on_plan(board, self.step)
        if board.step is not None and board.step.id == goal.id:
            return Change("step.go", ())
        if self.seen is not None and self.seen != meeting.step:
            raise Refusal("step-gone-on", number=_number(board, board.step))
        writes = list(_leaving(board, now))
        writes += [goal.write("began", now - goal.took(now)), goal.write("ended", None)]
        writes += [meeting.write("step", goal.id), meeting.write("input", str(goal.writing))]
        # What was shown of a quiet step that is gone back to is hidden again: it is written on.
        writes += [goal.write("revealed", None)] if goal.writing is Writing.QUIET else shows_all(board, who, now)
        writes.append(meeting.write("prompt", stepped(meeting, board, now, goal)))
        writes += self._timer(board, who, now, goal)
        return Change("step.go", tuple(write for write in writes if write.before != write.after))

    def _timer(self, board: Board, who: Who, now: int, goal: Step) -> tuple[Write, ...]:
        if self.with_timer:
            return StartTimer(goal.minutes).decide(board, who, now).writes
        is_up = board.timer.state(now) in {TimerState.TIME, TimerState.OVER}
        return StopTimer().decide(board, who, now).writes if is_up else ()


@dataclass(frozen=True, slots=True)
class EndSteps(Command):
    """Leaves the step that runs and goes to none: the plan has been gone through, or is left."""

    seen: EntityId | None = None
    """As above."""
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting = open_meeting(board, now)
        if not meeting.step or (self.seen is not None and self.seen != meeting.step):
            return Change("step.end", ())
        writes = [*_leaving(board, now), meeting.write("step", None), meeting.write("input", None)]
        writes.append(meeting.write("prompt", stepped(meeting, board, now, None)))
        writes += shows_all(board, who, now)
        return Change("step.end", tuple(write for write in writes if write.before != write.after))


@dataclass(frozen=True, slots=True)
class ChangeStep(Command):
    """Changes a step of this meeting; None leaves a part as it is."""

    step: EntityId
    title: str | None = None
    minutes: int | None = None
    question: str | None = None
    guidance: str | None = None
    column: str | None = None
    writing: Writing | None = None
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting, step = open_meeting(board, now), _on_plan(board, self.step)
        writes: list[Write] = []
        for field, wanted, limit in (
            ("title", self.title, TITLE_LIMIT),
            ("question", self.question, QUESTION_LIMIT),
            ("guidance", self.guidance, GUIDANCE_LIMIT),
        ):
            if wanted is not None:
                is_empty = field == "guidance" and not has_ink(wanted)
                writes.append(step.write(field, None if is_empty else clean_text(wanted, limit=limit)))
        if self.minutes is not None:
            writes.append(step.write("minutes", _minutes(self.minutes)))
        if self.column is not None:
            writes.append(step.write("column", _column(self.column) or None))
        if self.writing is not None and self.writing is not step.writing:
            writes += _written(board, meeting, step, self.writing)
        return Change("step.set", tuple(write for write in writes if write.before != write.after))


@dataclass(frozen=True, slots=True)
class AddStep(Command):
    """Adds a step to the plan of the open meeting, behind another."""

    id: EntityId
    planned: PlannedStep
    after: EntityId = ""
    """The step that it stands behind, "" for the last."""
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if self.id in board.records:
            return Change("step.add", ())
        meeting, steps = open_meeting(board, now), board.plan
        before = _on_plan(board, self.after) if self.after else steps[-1] if steps else None
        pos = _between(steps, steps.index(before) + 1 if before else 0)
        return Change("step.add", (_made(board, meeting, self.id, pos, self.planned),))


@dataclass(frozen=True, slots=True)
class MoveStep(Command):
    """Puts a step so many places further on, or back where that is below nothing; those that have begun stay in front."""

    step: EntityId
    by: int
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        step = _on_plan(board, self.step)
        _refuse_begun(board, step)
        rest = [other for other in board.plan if other.id != step.id]
        begun = sum(other.began is not None for other in rest)
        at = max(begun, min(len(rest), board.plan.index(step) + self.by))
        if at == board.plan.index(step):
            return Change("step.move", ())
        return Change("step.move", (step.write("pos", _between(rest, at)),))


@dataclass(frozen=True, slots=True)
class PutAwayStep(Command):
    """Takes a step out of the plan of this meeting."""

    step: EntityId
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        step = _on_plan(board, self.step)
        _refuse_begun(board, step)
        return Change("step.put_away", (step.write("gone", mark(who, now)),))


def _on_plan(board: Board, entity: EntityId) -> Step:
    """Return a step of the open meeting's plan.

    Raises:
        Refusal: it was taken away meanwhile, or is another meeting's.
    """
    step = next((step for step in board.plan if step.id == entity), None)
    if step is None:
        raise Refusal("step-not-here")
    return step


def _refuse_begun(board: Board, step: Step) -> None:
    if board.step is not None and step.id == board.step.id:
        raise Refusal("step-runs", number=_number(board, step))
    if step.began is not None:
        raise Refusal("step-has-been", number=_number(board, step))


def _written(board: Board, meeting: Meeting, step: Step, writing: Writing) -> tuple[Write, ...]:
    """Return the writes by which people write otherwise in a step: in one that runs, from now on; in none that has been."""
    write = step.write("writing", str(writing))
    if meeting.step != step.id:
        _refuse_begun(board, step)
        return (write,)
    shown = (step.write("revealed", None),) if writing is Writing.QUIET else ()
    return (write, meeting.write("input", str(writing)), *shown)


def _number(board: Board, step: Step | None) -> int:
    return board.plan.index(step) + 1 if step else 0


def _leaving(board: Board, now: int) -> tuple[Write, ...]:
    running = (*running_asides(board), *([board.step] if board.step else []))
    return tuple(step.write("ended", now) for step in running)


def _between(steps: Sequence[Step], at: int) -> str:
    """Return the place of a step that is put in front of the one that stands at `at`."""
    before = steps[at - 1].place[0] if at else None
    after = steps[at].place[0] if at < len(steps) else None
    return between(before, after)


def _made(board: Board, meeting: Meeting, entity: EntityId, pos: str, planned: PlannedStep) -> Write:
    fields: dict[str, object] = {
        "meeting": meeting.id,
        "pos": pos,
        "title": clean_text(planned.title, limit=TITLE_LIMIT),
        "minutes": _minutes(planned.minutes),
        "question": clean_text(planned.question, limit=QUESTION_LIMIT),
        "guidance": clean_text(planned.guidance, limit=GUIDANCE_LIMIT) if has_ink(planned.guidance) else "",
        "column": _column(planned.column),
        "writing": str(planned.writing),
        "closing": planned.is_closing or None,
    }
    return board.new(entity, fields)


def _minutes(minutes: int) -> Json:
    if not 1 <= minutes <= LONGEST_STEP:
        raise Refusal("step-length", most=LONGEST_STEP)
    return minutes


def _column(word: str) -> str:
    if word and word not in KINDS and word != NOT_HERE_WORD:
        raise Refusal("step-column", column=word)
    return word
