"""The meetings that a board has held, each with its steps, and which events are whose."""

from collections.abc import Iterator
from dataclasses import dataclass

from cofacil.board.events import EntityId
from cofacil.board.model import Board
from cofacil.board.records import Meeting
from cofacil.review.replay import Replay


@dataclass(frozen=True, slots=True)
class StepHeld:
    """One time that a step of a meeting ran: a step that was gone back to ran twice."""

    id: EntityId
    number: int
    """Of the plan, from 1; 0 for a step that was taken out of it since."""
    title: str
    question: str
    minutes: int
    """How many it was to take."""
    began: int
    """UTC milliseconds."""
    ended: int | None
    """When the next one began, or the meeting ended; None while it runs."""
    first: int
    """The position of the event by which it began."""
    last: int
    """That of the last event in it."""


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """One sitting."""

    id: EntityId
    number: int
    """From 1, in the order in which they were opened."""
    opened: int
    """UTC milliseconds."""
    closed: int | None
    """None for one that nobody has closed."""
    purpose: str
    """What it was about: its own purpose, else the board's."""
    place: str
    plan: str
    """The title of its plan, "" for none."""
    here: tuple[str, ...]
    """The names of those who were here, in the order in which the board came to know them."""
    next_time: tuple[str, ...]
    """What people wanted to do differently next time."""
    none_today: str
    """Why nobody said that they would do something, "" where somebody did, or nobody was asked."""
    steps: tuple[StepHeld, ...]
    """In the order in which they ran; empty without a plan."""
    first: int
    """The position of the event that opened it."""
    last: int
    """That of the last event before the next one was opened: a late word belongs to it."""

    @property
    def events(self) -> int:
        """Return how many there are."""
        return self.last - self.first + 1

    def step_at(self, position: int) -> StepHeld | None:
        """Return the step that ran behind an event, None for none."""
        return next((step for step in self.steps if step.first <= position <= step.last), None)


def meetings_of(replay: Replay, upto: int | None = None) -> tuple[MeetingHeld, ...]:
    """Return the meetings of a board, the first one first, as they were told of when so many events had happened."""
    end = len(replay) if upto is None else upto
    board = replay.board_at(end)
    opened = {meeting.id: next(iter(replay.touched.of(meeting.id)), 0) for meeting in board.held}
    firsts = sorted(opened.values())
    out = []
    for number, meeting in enumerate(board.held, 1):
        first = opened[meeting.id]
        last = next((other - 1 for other in firsts if other > first), end)
        out.append(_held(replay, board, meeting, number, range(first, last + 1)))
    return tuple(out)


def meeting_at(meetings: tuple[MeetingHeld, ...], position: int) -> MeetingHeld | None:
    """Return the meeting that an event belongs to; None for what happened before the first."""
    return next((meeting for meeting in meetings if meeting.first <= position <= meeting.last), None)


def _held(replay: Replay, board: Board, meeting: Meeting, number: int, span: range) -> MeetingHeld:
    return MeetingHeld(
        id=meeting.id,
        number=number,
        opened=meeting.opened,
        closed=meeting.closed,
        purpose=meeting.purpose or board.purpose,
        place=meeting.where or board.place,
        plan=meeting.plan,
        here=tuple(board.name_of(slug) for slug in _in_order(board, board.were_at(meeting))),
        next_time=meeting.next_time,
        none_today=meeting.none_today,
        steps=tuple(_steps(replay, board, meeting, span)),
        first=span.start,
        last=span.stop - 1,
    )


def _in_order(board: Board, slugs: frozenset[str]) -> list[str]:
    known = [person.slug for person in board.people if person.slug in slugs]
    return [*known, *sorted(slugs - set(known))]


def _steps(replay: Replay, board: Board, meeting: Meeting, span: range) -> Iterator[StepHeld]:
    """Yield each run of a step: from the event by which it began to the one before the next began, or the meeting ended."""
    plan = [step for step in board.steps.get(meeting.id, ()) if not step.is_aside]
    numbers = {step.id: number for number, step in enumerate(plan, 1)}
    turns = list(_turns(replay, meeting, span))
    for at, (position, moment, entity) in enumerate(turns):
        if not entity:
            continue
        record = board.records.get(entity)
        following = turns[at + 1] if at + 1 < len(turns) else None
        yield StepHeld(
            id=entity,
            number=numbers.get(entity, 0),
            title=record.word("title") if record else "",
            question=record.word("question") if record else "",
            minutes=(record.number("minutes") or 0) if record else 0,
            began=moment,
            ended=following[1] if following else None,
            first=position,
            last=following[0] - 1 if following else span.stop - 1,
        )


def _turns(replay: Replay, meeting: Meeting, span: range) -> Iterator[tuple[int, int, EntityId]]:
    """Yield where in the log, and when, which step began; "" for none any more."""
    running: EntityId = ""
    for position in replay.touched.of(meeting.id):
        if position not in span:
            continue
        (event,) = replay.between(position - 1, position)
        for write in event.writes:
            if write.entity != meeting.id:
                continue
            entity = running
            if write.field == "step":
                entity = write.after if isinstance(write.after, str) else ""
            elif write.field == "closed" and write.after:
                entity = ""
            if entity != running:
                running = entity
                yield position, event.t, entity
