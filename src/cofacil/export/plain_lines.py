"""A board in plain labelled lines: one thing a line, counts first, for pipes, screen readers and simple terminals."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card, Meeting
from cofacil.board.text import strip_text
from cofacil.board.timer import TimerState, digits

_STATES = {
    AbsenceState.NOTICED: "",
    AbsenceState.BRIDGED: "bridge found",
    AbsenceState.INVITED: "invited",
    AbsenceState.JOINED: "joined",
    AbsenceState.DECLINED: "said no",
}


def clean(text: str) -> str:
    """Return text as one line that no terminal trips over; a file may hold what cofacil would never have kept."""
    return strip_text(text)


def clock(milliseconds: int) -> str:
    """Return a moment in the reader's own zone: 22 Nov 2026, 18:57."""
    at = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone()
    return f"{at.day} {at:%b %Y, %H:%M}"


def day(iso: str) -> str:
    """Return an ISO date as people read it; anything else as it stands."""
    from cofacil.language.days import say_day

    try:
        return say_day(date.fromisoformat(iso))
    except ValueError:
        return clean(iso)


def board_lines(board: Board, now: int) -> Iterator[str]:
    """Yield the whole board, line by line, ready to print."""
    yield f"Board: {clean(board.title)}"
    if board.purpose:
        yield f"Purpose: {clean(board.purpose)}"
    if board.place:
        yield f"Place: {clean(board.place)}"
    yield f"Count: {counts(board, now)}"
    yield from _meeting_lines(board, now)
    for kind in Kind:
        yield f"{kind.plural}: {len(board.columns[kind])}"
        for card in board.columns[kind]:
            yield from _card_lines(board, card)
    yield f"Not here: {len(board.absences)}"
    for absence in board.absences:
        yield _absence_line(board, absence)


def counts(board: Board, now: int) -> str:
    """Return how many there are of everything, in words."""
    parts = [f"{kind.plural.lower()} {len(board.columns[kind])}" for kind in Kind]
    meeting = board.meeting_at(now)
    here = len(meeting.here) if meeting else 0
    return ", ".join([*parts, f"not here {len(board.absences)}", f"people here {here}"])


def _meeting_lines(board: Board, now: int) -> Iterator[str]:
    meeting = board.meeting_at(now)
    if meeting is None:
        yield f"Meeting: none is open; so far there were {board.meetings}"
        return
    yield f"Meeting: number {board.meetings}, since {clock(meeting.opened)}"
    names = ", ".join(clean(board.name_of(slug)) for slug in meeting.here)
    yield f"People here: {names or 'nobody has said so yet'}"
    yield from _shared_lines(board, meeting, now)


def _shared_lines(board: Board, meeting: Meeting, now: int) -> Iterator[str]:
    from cofacil.board.prompts import shown

    if prompt := shown(meeting, now):
        yield f"Who is not in the room: {clean(prompt.text)}"
    timer = board.timer
    match timer.state(now):
        case TimerState.RUNNING:
            yield f"Timer: {digits(timer.remaining(now), up=timer.counts_up)} {'so far' if timer.counts_up else 'left'}"
        case TimerState.PAUSED:
            yield f"Timer: stands still at {digits(timer.remaining(now), up=timer.counts_up)}"
        case TimerState.TIME:
            yield "Timer: time is up"
        case TimerState.OFF | TimerState.OVER:
            pass


def _card_lines(board: Board, card: Card) -> Iterator[str]:
    yield f"{board.label_of(card)} ({', '.join(_of_card(board, card))}): {clean(card.text)}"
    for row in card.note.splitlines():
        yield f"    {clean(row)}"


def _of_card(board: Board, card: Card) -> Iterator[str]:
    yield "open issue" if card.kind is Kind.ISSUE else str(card.kind)
    yield f"said by {clean(board.name_of(card.said)) if card.said else 'the room'}"
    if owners := card.owners:
        yield f"{' and '.join(clean(board.name_of(owner)) for owner in owners)} will"
    if card.when:
        yield f"by {day(card.when)}"
    for link in board.links_of(card.id):
        other = board.records[link.end if link.start == card.id else link.start]
        yield f"{clean(link.kind)} {board.label_of(other)}"
    if card.tags:
        yield f"tags {' '.join(map(clean, card.tags))}"
    if card.is_done:
        yield card.kind.done_word


def _absence_line(board: Board, absence: Absence) -> str:
    return f"{board.label_of(absence)} ({', '.join(_of_absence(board, absence))}): {clean(absence.who)}"


def _of_absence(board: Board, absence: Absence) -> Iterator[str]:
    if absence.is_standing:
        yield "not here, always"
        return
    yield "not here"
    yield f"{clean(board.name_of(absence.knows))} knows them" if absence.knows else "nobody knows them yet"
    if absence.asks:
        yield f"{clean(board.name_of(absence.asks))} asks"
    if absence.when:
        yield f"by {day(absence.when)}"
    if absence.where:
        yield f"at {clean(absence.where).removeprefix('at ')}"
    if word := _STATES[absence.state]:
        yield word
