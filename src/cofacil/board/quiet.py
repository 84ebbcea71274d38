"""Quiet writing: what is written in which step, what of it is hidden now, and from whom; and the steps in which nobody types.

What is written in a quiet step bears that step in its field `sealed`. It is hidden from all but whoever wrote it as long as
the step's meeting is open and nobody has shown what was written, also where the step was undone meanwhile: nothing is ever
shown by the way. Behind a closed meeting nothing is hidden, so that no words are lost.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from cofacil.board.events import EntityId
from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who
from cofacil.board.plan import Writing
from cofacil.board.records import Absence, Card, Meeting, Step

Written: TypeAlias = Card | Absence
"""What people write quietly: cards, and who is missing."""


def writing_at(board: Board, now: int) -> Writing:
    """Return how people write at a moment; openly while no meeting is open."""
    return writing_in(board) if board.meeting_at(now) else Writing.OPEN


def writing_in(board: Board) -> Writing:
    """Return how people write in the meeting that nobody has closed: as the step that runs says.

    What the meeting itself holds of it may be of a step that was left: an undo, or a merge, turns back one and not the other.
    """
    meeting, step = board.meeting, board.step
    if step is not None and step.writing is Writing.CLOSED:
        return Writing.CLOSED
    running = (*running_asides(board), *((step,) if step else ()))
    is_quiet = any(other.writing is Writing.QUIET and not other.is_shown for other in running)
    if meeting is not None and (is_quiet or meeting.writing is Writing.QUIET):
        return Writing.QUIET
    return Writing.OPEN


def seal_at(board: Board, now: int) -> str:
    """Return what is borne by that which is written at a moment, "" while people write openly."""
    if writing_at(board, now) is not Writing.QUIET:
        return ""
    running = [*reversed(running_asides(board)), *([board.step] if board.step else [])]
    seals = [seal_of(step) for step in running if step.writing is Writing.QUIET]
    # Where another program has left no such step, what is written quietly is hidden all the same.
    own = board.meeting_id(now)
    return next((seal for seal in seals if _hides(board, seal)), own)


def seal_of(step: Step) -> str:
    """Return what is borne by that which is written in a step: its ULID."""
    return step.id.partition("/")[2]


def hidden(board: Board) -> tuple[Written, ...]:
    """Return all whose words are hidden now from all but who wrote them, put away or not."""
    if not board.sealed:
        return ()
    return tuple(_bearers(board, (seal for seal in board.sealed if _hides(board, seal))))


def hidden_count(board: Board) -> int:
    """Return how many stand on the wall whose words are hidden."""
    return sum(not record.is_gone for record in hidden(board))


def is_hidden(board: Board, entity: EntityId) -> bool:
    """Say whether something's words are hidden now from all but who wrote it."""
    record = board.records.get(entity)
    seal = record.fields.get("sealed") if record else None
    return isinstance(seal, str) and _hides(board, seal)


def is_writer(board: Board, record: Written, who: Who) -> bool:
    """Say whether somebody wrote it down: that they said it, as others have it, lets nobody see it."""
    return bool(who.person) and bool(record.by) and board.one(record.by) == board.one(who.person)


def is_hidden_from(board: Board, entity: EntityId, who: Who) -> bool:
    """Say whether somebody may not see the words of something, now."""
    record = board.records.get(entity)
    return isinstance(record, Written) and is_hidden(board, entity) and not is_writer(board, record, who)


def hidden_from(board: Board, who: Who) -> frozenset[EntityId]:
    """Return what somebody may not see the words of."""
    is_watching = who.role == Role.VIEWER  # who wrote nothing from where they sit has nothing of their own there
    return frozenset(record.id for record in hidden(board) if is_watching or not is_writer(board, record, who))


# the quiet steps of the open meeting


def hiding(board: Board) -> tuple[Step, ...]:
    """Return the steps of the open meeting, those in between among them, that hide what was written in them."""
    return tuple(step for step in _quiet(board) if not step.is_shown)


def shown_steps(board: Board) -> tuple[Step, ...]:
    """Return the quiet steps of the open meeting of which all has been shown."""
    return tuple(step for step in _quiet(board) if step.is_shown)


def shown_last(board: Board) -> tuple[Step, ...]:
    """Return the quiet steps of the open meeting that were shown together, last of all."""
    shown = shown_steps(board)
    last = max(map(shown_at, shown), default=0)
    return tuple(step for step in shown if shown_at(step) == last)


def shown_at(step: Step) -> int:
    """Return when what was written in a step was shown, UTC milliseconds; 0 where it was not."""
    shown = step.fields.get("revealed")
    at = shown.get("at") if isinstance(shown, dict) else None
    return at if isinstance(at, int) else 0


def written_in(board: Board, steps: Iterable[Step]) -> tuple[Written, ...]:
    """Return what was written quietly in these steps and stands on the wall."""
    return tuple(record for record in _bearers(board, map(seal_of, steps)) if not record.is_gone)


def running_asides(board: Board) -> tuple[Step, ...]:
    """Return the quiet times in between that go on."""
    return tuple(step for step in _quiet(board) if step.is_aside and step.ended is None)


def still_runs(board: Board) -> Step | None:
    """Return the quiet step that was shown last, as long as the meeting has not gone on from it; None for none."""
    last = shown_last(board)
    if board.step is not None and any(step.id == board.step.id for step in last):
        return board.step
    begun = board.step.began if board.step else 0
    return next((step for step in reversed(last) if step.is_aside and (step.began or 0) >= (begun or 0)), None)


def written_since(board: Board) -> tuple[Card, ...]:
    """Return the cards that were written openly since all was shown, while the step still runs: paper that is typed in."""
    step = still_runs(board)
    if step is None or board.meeting is None or hiding(board):
        return ()
    meeting, since = board.meeting.id.partition("/")[2], shown_at(step)
    return tuple(
        card for card in board.cards() if card.meeting == meeting and card.at >= since and not card.fields.get("sealed")
    )


def _quiet(board: Board) -> tuple[Step, ...]:
    """Return the quiet steps that have begun, and those that were undone and in which something was written."""
    if board.meeting is None:
        return ()
    meeting = board.meeting.id
    steps = {step.id: step for step in board.steps.get(meeting, ()) if step.began is not None}
    for seal in board.sealed:
        if isinstance(step := board.records.get(f"step/{seal}"), Step) and step.meeting == meeting:
            steps[step.id] = step
    return tuple(step for step in steps.values() if step.writing is Writing.QUIET or seal_of(step) in board.sealed)


def _hides(board: Board, seal: str) -> bool:
    step = board.records.get(f"step/{seal}")
    if isinstance(step, Step):
        meeting = board.records.get(step.meeting)
        return not step.is_shown and isinstance(meeting, Meeting) and meeting.closed is None
    meeting = board.records.get(f"meeting/{seal}")
    return isinstance(meeting, Meeting) and meeting.closed is None and meeting.writing is Writing.QUIET


def _bearers(board: Board, seals: Iterable[str]) -> Iterator[Written]:
    for seal in seals:
        for entity in board.sealed.get(seal, ()):
            if isinstance(record := board.records.get(entity), Written):
                yield record
