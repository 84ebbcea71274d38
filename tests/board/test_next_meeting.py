"""The next meeting: what it is about, who of last time is here again, and whom a name fits who was to be invited."""

import pytest

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.meetings import CloseMeeting, FoundBoard
from cofacil.board.commands.next_meeting import AboutMeeting, ComeAgain, NotHere
from cofacil.board.commands.people import AddPerson, PersonLeft
from cofacil.board.last_time import here_last_time, invited_as, last_meeting, wanted_next_time
from cofacil.room.clock import HandClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog
from refusing import refused
from wall import Wall

DAY = 86_400_000


@pytest.fixture
def wall() -> Wall:
    """A board four weeks behind its first meeting."""
    wall = Wall()
    wall.do(FoundBoard("absence/00", "Riverside garden", "How do we share the garden?", "Riverside hall"))
    wall.meet()
    for name in ("Priya", "Tom", "Kofi"):
        wall.do(AddPerson(name))
    wall.do(PersonLeft("tom"))
    wall.do(CloseMeeting())
    wall.now += 28 * DAY
    return wall


def test_a_meeting_says_what_it_is_about_and_the_top_row_shows_it(wall: Wall) -> None:
    assert (wall.board.topic, wall.board.where) == ("How do we share the garden?", "Riverside hall")
    wall.meet()
    wall.do(AboutMeeting("Who waters in August?", "The school", "Step-free at the side door"))
    meeting = wall.board.meeting
    assert meeting
    assert (meeting.purpose, meeting.where, meeting.access) == (
        "Who waters in August?",
        "The school",
        "Step-free at the side door",
    )
    assert (wall.board.topic, wall.board.where) == ("Who waters in August?", "The school")
    wall.do(CloseMeeting())
    assert wall.board.topic == "How do we share the garden?"


def test_what_the_board_says_already_is_not_said_again_and_an_empty_line_takes_words_back(wall: Wall) -> None:
    wall.meet()
    assert wall.do(AboutMeeting("How do we share the garden?", "Riverside hall ", "")).writes == ()
    wall.do(AboutMeeting(access="ring the bell"))
    wall.do(AboutMeeting(access=""))
    assert wall.board.meeting
    assert wall.board.meeting.access == ""
    wall.undo()
    assert wall.board.meeting.access == "ring the bell"


def test_where_no_meeting_is_open_nothing_is_said_of_it(wall: Wall) -> None:
    with refused("No meeting is open"):
        wall.do(AboutMeeting("Who waters?"))


def test_the_room_begins_the_next_meeting_also_a_moment_after_the_last_was_closed() -> None:
    room = Room(MemoryLog(), clock := HandClock(1_795_370_700_000))
    ana = Seat("Ana")
    room.do(ana, FoundBoard("absence/00", "Garden"))
    room.do(ana, AddPerson("Tom"))
    room.do(ana, CloseMeeting())
    clock.pass_minutes(5)
    room.do(ana, AboutMeeting("", "", ""))
    assert room.board.meetings == 2
    assert room.board.here == ("ana",)
    room.do(ana, AboutMeeting("", "", ""))
    assert room.board.meetings == 2


def test_those_of_last_time_are_here_again_at_once_and_one_who_did_not_come_is_not_gone_home(wall: Wall) -> None:
    assert here_last_time(wall.board, wall.now) == ("kofi", "priya", "tom")
    wall.meet()
    assert here_last_time(wall.board, wall.now) == ("kofi", "priya", "tom")
    wall.do(ComeAgain(("priya", "tom", "kofi", "nobody")))
    assert wall.board.here == ("ana", "priya", "tom", "kofi")
    wall.do(NotHere("tom"))
    assert wall.board.meeting
    assert "here.tom" not in wall.board.meeting.fields
    with refused("Tom is not on the list"):
        wall.do(NotHere("tom"))
    wall.undo()
    wall.undo()
    assert list(wall.board.here) == ["ana"]


def test_a_sitting_of_one_alone_in_between_is_not_last_time(wall: Wall) -> None:
    met = wall.board.held[-1]
    wall.meet()
    wall.do(CloseMeeting())
    wall.now += DAY
    assert last_meeting(wall.board, wall.now) == met
    assert last_meeting(Wall().board, wall.now) is None


def test_what_people_wanted_next_time_is_the_last_that_anybody_said(wall: Wall) -> None:
    meeting = wall.board.held[-1].id
    for number, words in enumerate(("start with what people brought to eat", "meet on a Saturday once")):
        wall.write(meeting, f"next_time.{number}", words)
    said = ("start with what people brought to eat", "meet on a Saturday once")
    assert wanted_next_time(wall.board, wall.now) == said
    wall.meet()
    assert wanted_next_time(wall.board, wall.now) == said


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("Rosa, night cleaner at the school", "N2"),
        ("Rosa, a night cleaner", "N2"),
        ("the night cleaners", "N2"),
        ("Carol", "N3"),
        ("carol, roses", "N3"),
        ("Tom, builds things", ""),
        ("Sam, cooks for the school", ""),
        ("", ""),
        (", a van", ""),
    ],
)
def test_a_name_fits_somebody_who_was_to_be_invited(typed: str, who: str) -> None:
    wall = Wall()
    wall.do(FoundBoard("absence/00", "Garden"))
    for number, named in enumerate(("Night cleaners at the school", "Carol from the allotment", "the bus drivers"), 1):
        wall.do(NameAbsence(f"absence/{number}", named))
    found = invited_as(wall.board, typed)
    assert (wall.board.label_of(found) if found else "") == who


def test_where_a_name_fits_two_who_were_to_be_invited_nobody_is_asked_about() -> None:
    wall = Wall()
    wall.do(NameAbsence("absence/1", "Carol from the allotment"))
    wall.do(NameAbsence("absence/2", "Carol from the school"))
    assert invited_as(wall.board, "Carol") is None
