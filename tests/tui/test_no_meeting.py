"""What a board says that is opened while no meeting is open."""

from riverside import ANA, riverside

from cofacil.board.commands.meetings import CloseMeeting
from cofacil.board.model import EMPTY
from cofacil.tui.no_meeting import no_meeting_words


def test_only_a_board_without_any_meeting_has_nothing_written_on_it() -> None:
    assert no_meeting_words(EMPTY, 0) == "Nothing is written yet: the first change opens the meeting."


def test_a_closed_meeting_is_said_to_be_closed_and_what_the_first_change_does() -> None:
    hall = riverside()
    hall.room.do(ANA, CloseMeeting())
    assert no_meeting_words(hall.board, hall.now) == "The meeting is closed. If you change something now, it goes on."
    hall.clock.pass_minutes(61)
    assert no_meeting_words(hall.board, hall.now) == "The last meeting is over. The first change opens the next one."


def test_a_meeting_that_nobody_closed_is_over_the_next_day() -> None:
    hall = riverside()
    hall.clock.pass_minutes(24 * 60)
    assert no_meeting_words(hall.board, hall.now) == "The last meeting is over. The first change opens the next one."
