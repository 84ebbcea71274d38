"""What lies ahead as a calendar, RFC 5545: each action and each invitation with a day is an all-day event.

An event has the same identity in each export, so that a calendar which takes it in again changes it and adds none. It is
dated by when it was changed last, and never by when it was exported: two exports of one board are the same bytes.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from cofacil.board.kinds import AbsenceState
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.export.exported import Exported
from cofacil.language.catalog import _
from cofacil.language.days import day_of
from cofacil.language.names import listed, names_of, us_last

if TYPE_CHECKING:
    from icalendar import Calendar, Event


def calendar_ics(exported: Exported) -> bytes:
    """Return the file."""
    calendar = _calendar(exported)
    for record, day in ahead(exported.board):
        calendar.add_component(_event(exported, record, day))
    return bytes(calendar.to_ical())


def ahead(board: Board) -> Iterator[tuple[Card | Absence, date]]:
    """Yield what is still to be done or asked and has a day, the soonest first."""
    absences = [absence for absence in board.absences if absence.state in _STILL_TO_ASK]
    records: list[Card | Absence] = [*(card for card in board.cards() if card.is_open), *absences]
    found = [(record, day) for record in records if not record.is_withheld and (day := day_of(record.when))]
    yield from sorted(found, key=lambda each: (each[1], each[0].id))


_STILL_TO_ASK = frozenset({AbsenceState.NOTICED, AbsenceState.BRIDGED, AbsenceState.INVITED})
"""Who has come, or has said no, is waited for on no day."""


def _calendar(exported: Exported) -> "Calendar":
    from icalendar import Calendar

    from cofacil.export.calendar_text import Words

    calendar = Calendar()
    calendar.add("prodid", "-//cofacil//board//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", Words(exported.title))
    calendar.add("x-wr-calname", Words(exported.title))
    return calendar


def _event(exported: Exported, record: Card | Absence, day: date) -> "Event":
    from icalendar import Event

    from cofacil.export.calendar_text import Words

    board = exported.board
    event = Event()
    event.add("uid", f"{record.id.partition('/')[2]}@{exported.board_id}.cofacil")
    event.add("dtstamp", _moment(record.touched))
    event.add("created", _moment(record.at))
    event.add("last-modified", _moment(record.touched))
    event.add("dtstart", day)
    if day < date.max:  # behind which no calendar has a day: an event without an end takes that day
        event.add("dtend", day + timedelta(days=1))
    event.add("summary", Words(_summary(board, record)))
    if words := "\n".join(_more(board, record)):
        event.add("description", Words(words))
    if isinstance(record, Absence) and record.where:
        event.add("location", Words(record.where))
    if isinstance(record, Card) and record.tags:
        event.add("categories", list(record.tags))
    event.add("transp", "TRANSPARENT")  # it takes no hour of anybody's day
    return event


def _summary(board: Board, record: Card | Absence) -> str:
    if isinstance(record, Absence):
        who = _named(board, record.asks)
        if who:
            return _("{who} asks: {words}", who=who, words=record.who)
        return _("To ask: {words}", words=record.who)
    who = _named(board, *record.owners)
    return _("{who}: {words}", who=who, words=record.text) if who else record.text


def _more(board: Board, record: Card | Absence) -> Iterator[str]:
    if isinstance(record, Card) and record.note:
        yield record.note
    if isinstance(record, Absence) and record.knows:
        yield _("{who} knows one of them.", who=_named(board, record.knows))
    label = board.label_of(record)
    yield _("{label} on the board {title}", label=label, title=board.title) if board.title else label


def _named(board: Board, *slugs: str) -> str:
    return listed(us_last(names_of(board, [slug for slug in slugs if slug])))


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds // 1000, UTC)
