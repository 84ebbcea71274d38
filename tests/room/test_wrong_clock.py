"""A clock that was wrong: what is decided goes by the clock of now, and the log stays in order."""

import pytest

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import CloseMeeting, TurnPrompt
from cofacil.board.commands.timer import GiveTime, PauseTimer, ResumeTimer, StartTimer
from cofacil.board.commands.undo import Undo
from cofacil.board.events import Event
from cofacil.board.kinds import Kind
from cofacil.board.model import MEETING_LASTS
from cofacil.board.prompts import asked
from cofacil.board.timer import MINUTE, TimerState
from cofacil.board.undo import is_fresh
from cofacil.language.worded import worded
from cofacil.room.clock import HandClock, clock_notice
from cofacil.room.room import News, Room
from cofacil.room.seats import Seat
from conftest import DECK, START

HOUR = 60
YEAR = 365 * 24 * 60


def add(room: Room, seat: Seat) -> News:
    return room.do(seat, AddCard(f"card/{room.clock.new_id()}", Kind.OFFER, "seeds"))


def ahead(room: Room, clock: HandClock, seat: Seat, minutes: int) -> None:
    """Let a clock that is so far ahead write something, and set it right again."""
    clock.pass_minutes(minutes)
    add(room, seat)
    clock.pass_minutes(-minutes)


def opened(room: Room) -> list[int]:
    return [meeting.opened for meeting in room.board.held]


@pytest.fixture
def behind(room: Room, clock: HandClock, ana: Seat) -> Room:
    """A board whose last change lies an hour in the future."""
    add(room, ana)
    ahead(room, clock, ana, HOUR)
    assert room.board.last == START + HOUR * MINUTE
    return room


def test_five_minutes_are_five_minutes(behind: Room, clock: HandClock, ana: Seat) -> None:
    behind.do(ana, StartTimer(5))
    timer = behind.board.timer
    assert timer.remaining(clock.now()) == 5 * MINUTE
    clock.pass_minutes(4.9)
    assert timer.state(clock.now()) is TimerState.RUNNING
    clock.pass_minutes(0.1)
    assert timer.state(clock.now()) is TimerState.TIME


def test_what_is_left_is_left_when_it_is_stopped_goes_on_and_gets_more(
    behind: Room, clock: HandClock, ana: Seat
) -> None:
    behind.do(ana, StartTimer(5))
    clock.pass_minutes(2)
    behind.do(ana, PauseTimer())
    clock.pass_minutes(10)
    behind.do(ana, ResumeTimer())
    behind.do(ana, GiveTime(1))
    assert behind.board.timer.remaining(clock.now()) == 4 * MINUTE


def test_the_log_stays_in_order(behind: Room, clock: HandClock, ana: Seat) -> None:
    for minutes in (1, HOUR, HOUR):
        clock.pass_minutes(minutes)
        add(behind, ana)
    times = [event.t for event in behind.log.read(0)]
    assert times == sorted(times)
    future = START + HOUR * MINUTE
    assert times[-3:] == [future, future + MINUTE, future + (HOUR + 1) * MINUTE]


def test_another_process_reads_the_same_board(behind: Room, clock: HandClock, ana: Seat) -> None:
    behind.do(ana, StartTimer(5))
    other = Room(behind.log, clock)
    other.pull()
    assert (other.board.timer, other.board.last) == (behind.board.timer, behind.board.last)


def test_the_meeting_goes_on_that_a_wrong_clock_opened(room: Room, clock: HandClock, ana: Seat) -> None:
    ahead(room, clock, ana, HOUR)
    add(room, ana)
    meeting = room.board.meeting_at(clock.now())
    assert meeting is not None
    assert opened(room) == [START + HOUR * MINUTE]
    room.do(ana, CloseMeeting())
    assert room.board.held[0].closed == meeting.opened
    clock.pass_minutes(2)
    add(room, ana)
    assert room.board.meetings == 1
    assert room.board.meeting is not None


def test_another_days_meeting_is_not_this_one(room: Room, clock: HandClock, ana: Seat) -> None:
    ahead(room, clock, ana, YEAR)
    assert room.board.meeting_at(clock.now()) is None
    add(room, ana)
    assert opened(room) == [START, START + YEAR * MINUTE]
    assert room.board.meeting_at(clock.now()) == room.board.held[0]
    room.do(ana, CloseMeeting())
    clock.pass_minutes(30)
    add(room, ana)
    assert room.board.meetings == 2
    assert room.board.meeting_at(clock.now()) == room.board.held[0]
    clock.pass_minutes(MEETING_LASTS // MINUTE)
    add(room, ana)
    assert opened(room) == [START, clock.now(), START + YEAR * MINUTE]


def test_what_was_closed_by_a_wrong_clock_was_closed_just_now(behind: Room, clock: HandClock, ana: Seat) -> None:
    clock.pass_minutes(HOUR - 1)
    behind.do(ana, CloseMeeting())
    clock.pass_minutes(1 - HOUR)
    add(behind, ana)
    assert behind.board.meetings == 1


def test_the_question_turns_by_the_clock_of_now(room: Room, clock: HandClock, ana: Seat) -> None:
    clock.pass_minutes(HOUR)
    room.do(ana, AddCard("card/1", Kind.OFFER, "before the meeting"))
    clock.pass_minutes(-HOUR)
    room.do(ana, TurnPrompt(passed=True))
    before = asked(room.board, clock.now())
    clock.pass_minutes(14)
    assert asked(room.board, clock.now()) == before
    clock.pass_minutes(1)
    after = asked(room.board, clock.now())
    assert after != before
    assert after in DECK


def test_what_one_did_is_undone_whatever_the_clock_said(behind: Room, clock: HandClock, ana: Seat) -> None:
    news = add(behind, ana)
    event = behind.last_done(ana)
    assert event is not None
    assert event.e == news.own[-1].e
    behind.do(ana, Undo(event))
    assert len(behind.board.columns[Kind.OFFER]) == 2
    gone = next(record for record in behind.board.records.values() if record.is_gone)
    mark = gone.fields["gone"]
    assert isinstance(mark, dict)
    assert mark["at"] == clock.now()


@pytest.mark.parametrize(
    ("minutes", "fresh"), [(0, True), (2, True), (2.1, False), (-1, True), (-HOUR, False), (HOUR, False)]
)
def test_an_undo_asks_unless_it_is_known_to_be_of_a_moment_ago(minutes: float, fresh: bool) -> None:
    event = Event("e", START, "ana", "card.add", ())
    assert is_fresh(event, START + int(minutes * MINUTE)) is fresh


def test_it_is_told_once_the_last_change_lies_in_the_future(behind: Room, clock: HandClock) -> None:
    notice = clock_notice(behind.board.last, clock.now())
    assert notice is not None
    assert worded(notice) == "The last change lies 60 minutes in the future: look at this computer's clock."
    clock.pass_minutes(HOUR - 0.5)
    assert clock_notice(behind.board.last, clock.now()) is None
    assert clock_notice(0, clock.now()) is None
