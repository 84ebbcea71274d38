"""A board in plain labelled lines: one thing a line, counts first, for pipes, screen readers and simple terminals."""

from collections.abc import Iterator
from datetime import date

from cofacil.board.in_column import in_column
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.own_names import called, own_name
from cofacil.board.records import Absence, Card, Meeting, not_here_count
from cofacil.board.text import strip_text
from cofacil.board.timer import TimerState, digits
from cofacil.language.catalog import _
from cofacil.language.column_names import kind_called
from cofacil.language.days import date_of, say_moment
from cofacil.language.fact_words import Form, facts_in_words
from cofacil.language.facts import facts, words_of
from cofacil.language.names import commas


def clean(text: str) -> str:
    """Return text as one line that no terminal trips over; a file may hold what cofacil would never have kept."""
    return strip_text(text)


def board_lines(board: Board, now: int) -> Iterator[str]:
    """Yield the whole board, line by line, ready to print."""
    today = date_of(now)
    yield _("Board: {title}", title=clean(board.title))
    if board.purpose:
        yield _("Purpose: {purpose}", purpose=clean(board.purpose))
    if board.place:
        yield _("Place: {place}", place=clean(board.place))
    if name := called(board):
        yield _("We call this: {name}", name=clean(name))
    yield _("Count: {counts}", counts=counts(board, now))
    yield from _meeting_lines(board, now)
    for kind in Kind:
        yield _("{column}: {number}", column=kind_called(board, kind), number=len(board.columns[kind]))
        for card in in_column(board, kind).cards:
            yield _line(board, card, today)
            for row in card.note.splitlines():
                yield f"    {clean(row)}"
    yield _("Not here: {number}", number=len(board.absences))
    for absence in board.absences:
        yield _line(board, absence, today)


def counts(board: Board, now: int) -> str:
    """Return how many there are of everything, in words."""
    meeting = board.meeting_at(now)
    parts = [_counted(board, kind) for kind in Kind]
    parts += [
        _("not here {number}", number=not_here_count(board.absences)),
        _("people here {number}", number=len(board.here) if meeting else 0),
    ]
    return ", ".join(parts)


def _counted(board: Board, kind: Kind) -> str:
    number = len(board.columns[kind])
    own = own_name(board, kind)
    return f"{own.long} {number}" if own else _(kind.spec.counted, number=number)


def _meeting_lines(board: Board, now: int) -> Iterator[str]:
    meeting = board.meeting_at(now)
    if meeting is None:
        yield _("Meeting: none is open; so far there were {number}", number=board.meetings)
        return
    yield _("Meeting: number {number}, since {moment}", number=board.meetings, moment=say_moment(meeting.opened))
    names = [clean(board.name_of(slug)) for slug in board.here]
    yield _("People here: {names}", names=commas(names)) if names else _("People here: nobody has said so yet")
    yield from _step_lines(board, meeting, now)
    yield from _shared_lines(board, now)


def _step_lines(board: Board, meeting: Meeting, now: int) -> Iterator[str]:
    """Yield what the meeting's plan is, which step of it runs, and when it ends at this pace."""
    from cofacil.board.course import number_of, pace
    from cofacil.language.course_words import pace_words

    if not board.plan:
        return
    yield _("Plan: {title}, steps {number}", title=clean(meeting.plan), number=len(board.plan))
    if (step := board.step) is not None:
        number = number_of(board, step)
        yield _(
            "Step {number}: {title}. {question}", number=number, title=clean(step.title), question=clean(step.question)
        )
    if (end := pace(board, now)) is not None:
        yield pace_words(end)


def _shared_lines(board: Board, now: int) -> Iterator[str]:
    from cofacil.board.prompts import asked

    if prompt := asked(board, now):
        yield _("Who is not in the room: {question}", question=clean(prompt.text))
    timer = board.timer
    figures = digits(timer.remaining(now), up=timer.counts_up)
    match timer.state(now):
        case TimerState.RUNNING if timer.counts_up:
            yield _("Timer: {figures} so far", figures=figures)
        case TimerState.RUNNING:
            yield _("Timer: {figures} left", figures=figures)
        case TimerState.PAUSED:
            yield _("Timer: stands still at {figures}", figures=figures)
        case TimerState.TIME:
            yield _("Timer: time is up")
        case TimerState.OFF | TimerState.OVER:
            pass


def _line(board: Board, record: Card | Absence, today: date) -> str:
    said = clean(", ".join(facts_in_words(facts(board, record, today), Form.PLAIN)))
    return f"{board.label_of(record)} ({said}): {clean(words_of(record))}"
