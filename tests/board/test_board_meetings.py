import pytest

from cofacil.board.commands.meetings import (
    Arrive,
    CloseMeeting,
    FoundBoard,
    OpenMeeting,
    ReopenMeeting,
    SetBoard,
)
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.timer import CountUp, StartTimer
from cofacil.board.errors import Refusal
from cofacil.board.events import Event, Write
from cofacil.board.fold import fold
from cofacil.board.just_closed import STILL_THERE, just_closed
from cofacil.board.model import MEETING_LASTS
from cofacil.board.prompts import Prompt
from cofacil.board.timer import TimerState
from refusing import refused
from wall import ANA, MINUTE, START, Wall


def test_a_board_begins_with_what_it_is_about_and_those_not_born_yet() -> None:
    wall = Wall()
    wall.do(FoundBoard(wall.new("absence"), " Riverside\tgarden", "How do we share it?", ""))
    assert (wall.board.title, wall.board.purpose, wall.board.place) == ("Riverside garden", "How do we share it?", "")
    (standing,) = wall.board.absences
    assert (standing.label, standing.is_standing) == ("N1", True)


def test_a_board_begins_once_and_never_without_a_name() -> None:
    wall = Wall()
    with refused("nothing to read"):
        wall.do(FoundBoard(wall.new("absence"), " \u200b"))
    wall.do(FoundBoard(wall.new("absence"), "Riverside"))
    with refused("begun already"):
        wall.do(FoundBoard(wall.new("absence"), "Other"))
    assert len(wall.events) == 1


def test_what_a_board_is_about_can_be_changed_and_taken_away_but_for_its_name() -> None:
    wall = Wall()
    wall.do(FoundBoard(wall.new("absence"), "Riverside", "purpose", "hall"))
    wall.do(SetBoard(purpose="", place="library"))
    assert (wall.board.title, wall.board.purpose, wall.board.place) == ("Riverside", "", "library")
    assert wall.do(SetBoard(place="library")).writes == ()
    for command in (SetBoard(title=""), SetBoard(title="x" * 61), SetBoard(purpose="x" * 201)):
        with pytest.raises(Refusal):
            wall.do(command)


def test_a_meeting_keeps_its_deck_and_who_opened_it() -> None:
    wall = Wall()
    meeting = wall.meet(Prompt("a", "Who?", "000"))
    assert meeting.fields["deck"] == [["a", "Who?", "000", "any"]]
    assert meeting.here == ("ana",)
    assert wall.board.meetings == 1


def test_the_same_meeting_is_opened_once() -> None:
    wall = Wall()
    wall.meet()
    assert wall.do(OpenMeeting(wall.board.held[0].id)).writes == ()
    assert wall.board.meetings == 1


def test_a_meeting_is_over_after_twelve_hours() -> None:
    wall = Wall()
    meeting = wall.meet()
    assert wall.board.meeting_at(START + MEETING_LASTS - 1) == meeting
    assert wall.board.meeting_at(START + MEETING_LASTS) is None
    assert wall.board.meeting_id(START) == meeting.id.partition("/")[2]
    assert wall.board.meeting_id(START + MEETING_LASTS) == ""


def test_a_meeting_that_nobody_closed_ended_with_what_happened_last() -> None:
    wall = Wall()
    wall.meet()
    wall.now += 90 * MINUTE
    wall.add()
    wall.now += 28 * 24 * 60 * MINUTE
    wall.meet()
    assert [meeting.closed for meeting in wall.board.held] == [START + 90 * MINUTE, None]


def test_a_meeting_that_nobody_closed_never_lasts_longer_than_twelve_hours() -> None:
    wall = Wall()
    wall.meet()
    wall.now += 30 * 60 * MINUTE
    wall.add("by a script, the day after")
    wall.do(CloseMeeting())
    assert wall.board.held[0].closed == START + MEETING_LASTS


def test_closing_closes_now_and_only_once() -> None:
    wall = Wall()
    wall.meet()
    wall.now += 60 * MINUTE
    wall.do(CloseMeeting())
    assert wall.board.held[0].closed == wall.now
    with refused("No meeting is open"):
        wall.do(CloseMeeting())


def two_open() -> Wall:
    opened = [
        Event(f"{n}", START + n, "ana", "meeting.open", (Write(f"meeting/{n}", "", None, {"opened": START + n}),))
        for n in (2, 1)
    ]
    return Wall(opened)


def test_of_two_that_a_merge_left_open_the_latest_is_shown() -> None:
    wall = two_open()
    assert wall.board.meeting is not None
    assert wall.board.meeting.id == "meeting/2"


def test_the_next_opening_and_a_closing_close_both() -> None:
    for command in (OpenMeeting("meeting/3"), CloseMeeting()):
        wall = two_open()
        wall.do(command)
        assert all(meeting.closed for meeting in wall.board.held if meeting.id != "meeting/3")


def test_the_typist_is_introduced_once() -> None:
    wall = Wall()
    wall.meet()
    assert [write.entity for write in wall.do(Arrive("Ana")).writes] == ["person/ana"]
    assert wall.do(Arrive("Ana")).writes == ()


def test_a_script_is_introduced_and_not_here() -> None:
    wall = Wall()
    wall.meet()
    wall.do(Arrive("Zoe", is_here=False))
    assert wall.board.name_of("zoe") == "Zoe"
    assert wall.board.here == ("ana",)


def test_a_name_from_afar_is_made_safe() -> None:
    wall = Wall()
    wall.do(Arrive("Zoe\x1b]52;c;x\x07"), ANA)
    assert wall.board.people[0].name == "Zoe"


def test_meetings_count_and_stand_in_the_order_they_were_opened() -> None:
    wall = Wall()
    for _ in range(3):
        wall.meet()
        wall.now += MINUTE
    assert wall.board.meetings == 3
    assert wall.board.held == tuple(sorted(wall.board.held, key=lambda meeting: meeting.opened))
    assert fold(wall.board, []).meeting is wall.board.held[-1]


@pytest.mark.parametrize("start", [StartTimer(10), CountUp()])
def test_a_timer_left_running_is_off_the_wall_next_time(start: StartTimer | CountUp) -> None:
    wall = Wall()
    wall.meet()
    wall.do(start)
    wall.now += 28 * 24 * 60 * MINUTE
    wall.meet()
    assert wall.board.timer.state(wall.now) is TimerState.OFF


def test_a_timer_that_runs_now_goes_on_as_a_meeting_opens() -> None:
    wall = Wall()
    wall.do(StartTimer(10))
    wall.meet()
    assert wall.board.timer.state(wall.now) is TimerState.RUNNING


def test_a_late_card_belongs_to_the_meeting_that_was_closed_a_moment_ago() -> None:
    wall = Wall()
    meeting = wall.meet()
    wall.do(AddPerson("Mo"))
    wall.do(CloseMeeting())
    wall.now += 10 * MINUTE
    assert just_closed(wall.board, wall.now) is not None
    wall.do(ReopenMeeting())
    assert wall.board.meeting is not None
    assert wall.board.meeting.id == meeting.id
    assert "mo" in wall.board.here
    wall.do(CloseMeeting())
    wall.now += STILL_THERE
    assert just_closed(wall.board, wall.now) is None
    with pytest.raises(Refusal):
        wall.do(ReopenMeeting())


def test_closing_takes_the_timer_off_the_wall() -> None:
    wall = Wall()
    wall.meet()
    wall.do(StartTimer(10))
    wall.do(CloseMeeting())
    assert wall.board.timer.state(wall.now) is TimerState.OFF
