"""What happened to the steps of a meeting, in one sentence for the last row."""

from collections.abc import Mapping

from cofacil.board.events import Event
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Meeting, Step
from cofacil.board.text import shown
from cofacil.language.catalog import _, ngettext
from cofacil.language.course_words import gone_through_words
from cofacil.language.numbers import count_of
from cofacil.language.telling import Keys, Tells, changed_board, value_after


def _laid(event: Event, board: Board, _keys: Keys) -> str:
    made = sum(not write.field and write.entity.startswith("step/") for write in event.writes)
    who, title = board.name_of(event.by), _laid_title(event, board)
    if not made or not title:
        return _("{who} put the plan away. The meeting goes on without steps.", who=who)
    return ngettext(
        "{who} chose {plan}: {number} step.", "{who} chose {plan}: {number} steps.", made, who=who, plan=title
    )


def _laid_title(event: Event, board: Board) -> str:
    """Return what the plan is called; one of the same title in its place writes none."""
    title = value_after(event, "plan")
    meeting = board.records.get(f"meeting/{event.meeting}") if event.meeting else board.meeting
    said = title if isinstance(title, str) else meeting.plan if isinstance(meeting, Meeting) else ""
    return shown(said)


def _gone_to(event: Event, board: Board, keys: Keys) -> str:
    """Say which step it is, and how long it has where the timer was started with it."""
    step = board.records.get(str(value_after(event, "step")))
    if not isinstance(step, Step) or step not in board.plan:
        return changed_board(event, board, keys)
    number = board.plan.index(step) + 1
    # Of a timer as long as the one before it only the moments are written.
    if not any(write.entity == "timer" and write.field == "started" and write.after for write in event.writes):
        return _("Step {number}.", number=number)
    return ngettext(
        "Step {step}, one minute.",
        "Step {step}, {number} minutes.",
        step.minutes,
        step=number,
        number=count_of(step.minutes),
    )


def _changed(event: Event, board: Board, keys: Keys) -> str:
    step = _step_of(event, board)
    if step is None:
        return changed_board(event, board, keys)
    number = board.plan.index(step) + 1
    if any(write.field == "minutes" for write in event.writes):
        return ngettext(
            "Step {step} has one minute now.",
            "Step {step} has {number} minutes now.",
            step.minutes,
            step=number,
            number=count_of(step.minutes),
        )
    return _("{who} changed step {number}.", who=board.name_of(event.by), number=number)


def _says_of_step(words: str, mine: str = "") -> Tells:
    def tells(event: Event, board: Board, keys: Keys) -> str:
        entity = next((write.entity for write in event.writes if write.entity.startswith("step/")), "")
        step = board.records.get(entity)
        if not isinstance(step, Step):
            return changed_board(event, board, keys)
        number = board.plan.index(step) + 1 if step in board.plan else 0
        said = mine if mine and keys.undo else words
        return _(said, who=board.name_of(event.by), step=step.title, number=number, undo=keys.undo)

    return tells


def _step_of(event: Event, board: Board) -> Step | None:
    named = {write.entity for write in event.writes}
    return next((step for step in board.plan if step.id in named), None)


IN_STEPS: Mapping[str, Tells] = {
    "plan.lay": _laid,
    "step.go": _gone_to,
    "step.end": lambda _event, board, _keys: gone_through_words(board),
    "step.set": _changed,
    "step.add": _says_of_step(N_("{who} added a step: {step}, number {number}.")),
    "step.move": _says_of_step(N_("{step} is step {number} now.")),
    "step.put_away": _says_of_step(N_("{step} is taken out."), N_("{step} is taken out. {undo} brings it back.")),
}
"""What tells of each thing that happens to steps."""
