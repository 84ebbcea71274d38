"""What `cofacil demo` shows: the second meeting of the example, with all that came of the first."""

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cofacil.board.asked_after import Came, Kept, answer_of, asked_after, is_asker_here, why_of
from cofacil.board.carried import came_back, comes_from, older
from cofacil.board.course import pace
from cofacil.board.in_column import in_column
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.last_time import wanted_next_time
from cofacil.board.model import Board
from cofacil.board.plan import QUESTION_SHOWN, Writing
from cofacil.board.prompts import asked
from cofacil.board.quiet import seal_of
from cofacil.board.records import Absence, Card, Step
from cofacil.board.slugs import SCREEN
from cofacil.board.text import CARD_SHOWN
from cofacil.board.timer import TimerState
from cofacil.example import words, words_since
from cofacil.example.meeting import example_log
from cofacil.room.clock import HandClock
from cofacil.room.room import Room
from cofacil.settings import Settings
from cofacil.wiring.open_boards import OpenBoards
from cofacil.wiring.practice import load_practice

NOW = round(datetime(2026, 12, 20, 18, 55, tzinfo=UTC).timestamp() * 1000)
DAY = 24 * 60 * 60_000


def shown(now: int = NOW, *, is_first: bool = False) -> Room:
    practice, _said = load_practice(Settings())
    room = Room(example_log(practice, now, is_first=is_first), HandClock(now))
    room.pull()
    return room


@pytest.fixture(scope="module")
def board() -> Board:
    return shown().board


def card(board: Board, label: str) -> Card:
    found = board.called(label)
    assert isinstance(found, Card)
    return found


def absence(board: Board, label: str) -> Absence:
    found = board.called(label)
    assert isinstance(found, Absence)
    return found


def test_it_is_the_second_meeting_four_weeks_after_one_that_was_closed(board: Board) -> None:
    first, second = board.held
    assert first.closed == NOW - 28 * DAY
    assert 80 < (first.closed - first.opened) / 60_000 < 100
    assert (board.meeting, second.closed) == (second, None)


def test_the_first_meeting_was_gone_through_by_its_plan_step_by_step(board: Board) -> None:
    first = board.held[0]
    steps = board.steps[first.id]
    assert (first.plan, len(steps)) == ("A first meeting together", 8)
    began = [step.began or 0 for step in steps]
    assert began == sorted(began)
    assert began[0] >= first.opened
    quiet = next(step for step in steps if step.writing is Writing.QUIET)
    assert quiet.is_shown
    assert {one.label for one in board.cards() if one.fields.get("sealed") == seal_of(quiet)} == {"I1", "I2", "I3"}


def test_the_plan_is_in_its_fifth_step_and_its_timer_runs(board: Board) -> None:
    step = board.step
    assert isinstance(step, Step)
    assert board.plan.index(step) == 4
    assert (step.title, step.column) == ("Offers and asks", Kind.OFFER.column)
    assert (board.timer.state(NOW), board.timer.remaining(NOW)) == (TimerState.RUNNING, (6 * 60 + 12) * 1000)


def test_promises_are_kept_partly_kept_and_not_kept(board: Board) -> None:
    answers = {one.label: answer_of(board, one) for one in asked_after(board) if isinstance(one, Card)}
    assert answers == {
        "A1": Kept.PARTLY, "A2": Kept.KEPT, "A3": Kept.KEPT, "A4": None, "A5": Kept.NOT_YET, "A6": Kept.KEPT,
    }  # fmt: skip
    assert why_of(board, card(board, "A1")) == "One bed is clear. The other is full of roots."
    assert {label for label in answers if card(board, label).is_done} == {"A2", "A3", "A6"}


def test_nobody_answered_for_who_is_not_here(board: Board) -> None:
    assert not is_asker_here(board, card(board, "A4"))
    assert "joe" not in board.here


def test_an_absence_has_joined_and_one_of_them_is_here_and_has_spoken(board: Board) -> None:
    cleaners = absence(board, "N2")
    assert (cleaners.who, cleaners.state) == ("Night cleaners at the school", AbsenceState.JOINED)
    assert answer_of(board, cleaners) is Came.CAME
    assert cleaners.word("person") == "nadia"
    assert "nadia" in board.here
    assert len([one for one in board.cards() if one.said == "nadia"]) >= 3


def test_invitations_are_still_open(board: Board) -> None:
    open_now = {one.label: one.state for one in board.absences if one.is_open and not one.is_standing}
    assert open_now == {"N3": AbsenceState.BRIDGED, "N4": AbsenceState.INVITED, "N5": AbsenceState.NOTICED}
    assert answer_of(board, absence(board, "N3")) is Came.NOT_ASKED


def test_cards_are_gathered_in_themes_with_names_in_several_columns(board: Board) -> None:
    offers = in_column(board, Kind.OFFER, older(board, Kind.OFFER))
    lines = [line for at in range(len(offers.cards)) if (line := offers.line(at))]
    assert lines == ["everybody can come", "food", "the gate", "water"]
    assert {one.kind for one in board.themes["the gate"]} == {Kind.QUESTION, Kind.OFFER, Kind.ISSUE}


def test_something_is_bigger_than_us_and_grace_finds_something_out(board: Board) -> None:
    assert card(board, "I1").marks == ("wicked",)
    assert (card(board, "I2").marks, card(board, "I2").finds_out) == (("evidence",), ("grace",))
    assert card(board, "A8").marks == ("suggestion",)


def test_what_was_open_is_back_with_the_day_it_comes_from(board: Board) -> None:
    back = came_back(board)
    assert len(back) > 20
    days = {datetime.fromtimestamp((comes_from(board, one) or 0) / 1000, UTC).date() for one in back}
    assert days == {datetime(2026, 11, 22, tzinfo=UTC).date()}
    assert comes_from(board, card(board, "O15")) is None


def test_what_was_done_with_stands_in_one_row(board: Board) -> None:
    assert {board.records[one].word("label") for one in older(board, Kind.QUESTION)} == {"Q7", "Q9"}
    assert {board.records[one].word("label") for one in older(board, Kind.OFFER)} == {"O6"}
    assert card(board, "Q7").is_let_go


def test_what_people_wanted_to_do_differently_is_there(board: Board) -> None:
    assert wanted_next_time(board, NOW) == tuple(words.NEXT_TIME)


def test_what_was_agreed_keeps_by_whom_and_who_was_missing(board: Board) -> None:
    agreed = card(board, "A1").agreed
    assert agreed is not None
    assert len(agreed.here) == 12
    assert absence(board, "N2").id in agreed.missing


def test_who_was_by_screen_is_by_screen_again(board: Board) -> None:
    assert board.meeting is not None
    at_screens = {slug for slug in board.here if board.meeting.fields[f"here.{slug}"]["how"] == SCREEN}  # type: ignore[call-overload,index]  # JSON
    assert at_screens == {"dee", "kofi", "siân"}


def test_it_is_said_how_people_get_in_and_who_speaks_for_those_not_born_yet(board: Board) -> None:
    assert board.meeting is not None
    assert board.meeting.access.startswith("Step-free")
    assert absence(board, "N1").speaks == "lin"


def test_it_ends_a_little_late_at_this_pace(board: Board) -> None:
    ends = pace(board, NOW)
    assert ends is not None
    assert 0 < ends.late < 10


def test_a_question_is_on_the_wall(board: Board) -> None:
    assert asked(board, NOW) is not None


def test_with_first_it_is_a_first_meeting_without_a_plan_and_with_nothing_before_it() -> None:
    board = shown(is_first=True).board
    assert len(board.held) == 1
    assert (board.plan, board.themes, came_back(board)) == ((), {}, ())
    assert board.timer.remaining(NOW) == (6 * 60 + 12) * 1000


@pytest.mark.parametrize("is_first", [True, False])
def test_every_word_of_it_stays_within_what_the_wall_shows(*, is_first: bool) -> None:
    board = shown(is_first=is_first).board
    assert [one.text for one in board.cards() if len(one.text) > CARD_SHOWN] == []
    assert [step.question for step in board.plan if len(step.question) > QUESTION_SHOWN] == []
    assert [step.title for step in board.plan if not 2 <= len(step.title.split()) <= 4] == []


def test_what_happened_is_in_order_and_nothing_of_it_is_to_come() -> None:
    events = shown().log.read(0)
    moments = [event.t for event in events]
    assert moments == sorted(moments)
    assert moments[-1] <= NOW


def test_the_weeks_between_are_whole_where_the_clocks_were_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    try:
        now = round(datetime(2026, 11, 10, 18, 55).astimezone().timestamp() * 1000)
        closed = datetime.fromtimestamp((shown(now).board.held[0].closed or 0) / 1000).astimezone()
        assert (closed.date(), closed.hour, closed.minute) == (date(2026, 10, 13), 18, 55)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_everything_it_says_of_the_second_meeting_is_on_the_board(board: Board) -> None:
    said = {one.text for one in board.cards()}
    assert {text for *_rest, text in words_since.CARDS} <= said


async def test_home_shows_it_and_only_who_asks_for_it_the_first_meeting(tmp_path: Path) -> None:
    practice, _said = load_practice(Settings())
    rooms = OpenBoards(tmp_path, tmp_path / "cache", practice, "Ana")
    try:
        assert len((await rooms.example()).board.held) == 2
        assert len((await rooms.example(is_first=True)).board.held) == 1
    finally:
        await rooms.close()
    assert not rooms.shelf()
