"""A plan on its way to a meeting: it waits on the board, it is laid as the meeting begins, and it is kept with it."""

from pathlib import Path

import pytest

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import CloseMeeting, FoundBoard
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.steps import LayPlan
from cofacil.board.commands.undo import Undo
from cofacil.board.events import Json
from cofacil.board.kinds import Kind, Role
from cofacil.board.plan import NOT_HERE_WORD, Plan, PlannedStep, Writing, kept_plan, plan_of
from cofacil.board.prompts import Prompt, deck_of
from cofacil.room.clock import HandClock
from cofacil.room.practice import Practice
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.board_file import BoardFile
from cofacil.store.memory import MemoryLog
from cofacil.wiring.new_board import Beginning, begin_board
from cofacil.wiring.practice import plans_now

SUNDAY = Plan(
    "sunday",
    "Our Sunday",
    (
        PlannedStep("Tea first", 5, "Who pours?", "Hot.", "", Writing.OPEN),
        PlannedStep("Who is missing", 3, "Who takes it home?", "", NOT_HERE_WORD, Writing.QUIET, is_closing=True),
    ),
    is_own=True,
)
DECK = (Prompt("hens", "Who feeds the hens?", "Siân", "always"),)


def begun(clock: HandClock | None = None) -> Room:
    clock = clock or HandClock(1_000_000_000_000)
    room = Room(MemoryLog(), clock, Practice(DECK))
    room.do(Seat("Ana", via="add"), FoundBoard(f"absence/{clock.new_id()}", "Garden", plan=SUNDAY))
    return room


def titles(room: Room) -> list[str]:
    return [step.title for step in room.board.plan]


def test_a_plan_waits_for_the_meeting_and_is_laid_as_it_begins_whoever_begins_it() -> None:
    room = begun()
    room.do(Seat("Ana", via="add"), AddCard(f"card/{room.clock.new_id()}", Kind.OFFER, "a fan"))
    assert room.board.meeting is None
    room.do(Seat("Kofi", Role.PARTICIPANT, "ssh"), AddCard(f"card/{room.clock.new_id()}", Kind.OFFER, "a spade"))
    assert titles(room) == ["Tea first", "Who is missing"]
    assert room.board.plan[1].writing is Writing.QUIET
    assert room.board.plan[1].is_closing
    assert room.board.plan_ahead is None
    assert [event.op for event in room.log.read(0)][-4:] == ["meeting.open", "person.here", "plan.lay", "card.add"]


def test_the_meeting_after_that_has_none() -> None:
    clock = HandClock(1_000_000_000_000)
    room = begun(clock)
    room.do(Seat("Ana"), AddPerson("Tom"))
    room.do(Seat("Ana"), CloseMeeting())
    clock.pass_minutes(100 * 60)
    room.do(Seat("Ana"), AddPerson("Mo"))
    assert room.board.meetings == 2
    assert titles(room) == []


def test_another_plan_that_is_chosen_takes_the_place_of_the_one_that_waits() -> None:
    room = begun()
    other = Plan("x", "Other", (PlannedStep("Give", 5, "What could you bring?"),))
    room.do(Seat("Ana"), LayPlan((f"step/{room.clock.new_id()}",), other))
    assert titles(room) == ["Give"]
    assert room.board.plan_ahead is None


def test_undoing_it_lets_the_plan_wait_again() -> None:
    room = begun()
    room.do(Seat("Ana"), AddPerson("Tom"))
    laid = next(event for event in room.log.read(0) if event.op == "plan.lay")
    room.do(Seat("Ana"), Undo(laid))
    assert titles(room) == []
    assert room.board.plan_ahead == SUNDAY._replace(name="", is_own=False)


@pytest.mark.parametrize(
    "kept",
    [
        None, 3, "x", [], ["x"], ["x", []], ["", [["a", 5, "b", "", "", "open", False]]], ["x", [3]], ["x", [["a"]]],
        ["x", [["a", 0, "b", "", "", "open", False]]], ["x", [["a", True, "b", "", "", "open", False]]],
        ["x", [["a", 241, "b", "", "", "open", False]]], ["x", [["a", 5, "", "", "", "open", False]]],
        ["x", [["a", 5, "b", "", "hens", "open", False]]], ["x", [["a", 5, "b", "", "", "loud", False]]],
        ["x", [["a" * 41, 5, "b", "", "", "open", False]]],
    ],
)  # fmt: skip
def test_what_another_program_has_kept_is_laid_only_where_it_is_a_plan(kept: Json) -> None:
    assert plan_of(kept) is None


def test_a_plan_is_kept_with_all_that_it_says() -> None:
    assert plan_of(kept_plan(SUNDAY)) == SUNDAY._replace(name="", is_own=False)


def test_guests_and_reviewers_see_the_groups_own_deck_and_plan_without_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "garden.json"
    begin_board(path, "Ana", Beginning("Garden", plan=SUNDAY), Practice(DECK)).close()
    reader = Room(BoardFile.open(path, for_writing=False), HandClock(0))
    reader.pull()
    meeting = reader.board.meeting
    assert meeting is not None
    assert meeting.plan == "Our Sunday"
    assert [(step.question, step.guidance) for step in reader.board.plan] == [
        ("Who pours?", "Hot."),
        ("Who takes it home?", ""),
    ]
    assert [question.text for question in deck_of(meeting)] == ["Who feeds the hens?"]
    reader.log.close()


def test_a_board_that_is_begun_for_people_who_look_at_it_meets_at_once(tmp_path: Path) -> None:
    for number, (plan, practice) in enumerate([(SUNDAY, Practice()), (SUNDAY, None), (None, Practice())]):
        log = begin_board(tmp_path / f"{number}.json", "Ana", Beginning("Garden", plan=plan), practice)
        room = Room(log, HandClock(0))
        room.pull()
        assert (room.board.meeting is not None) == (number == 0)
        assert (room.board.plan_ahead is not None) == (number == 1)
        log.close()


def test_our_plans_are_said_in_the_language_spoken_here_and_a_groups_own_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qps_is_spoken: None
) -> None:
    monkeypatch.setenv("COFACIL_HOME", str(tmp_path))
    folder = tmp_path / "config" / "plans"
    folder.mkdir(parents=True)
    (folder / "ours.toml").write_text(
        'title = "Tea"\n[[step]]\ntitle = "{x} Tea"\nminutes = 5\nquestion = "Who pours?"\n'
        '[[step]]\nminutes = 1\nquestion = "Silence"\n'
    )
    plans, said = plans_now()
    assert said == ()
    first, own = plans[0], plans[-1]
    assert "A first meeting together" not in {first.title, first.steps[0].question}
    assert own.steps[0].question == "Who pours?"
    assert own.steps[0].title == "{x} Tea"
    assert own.steps[1].question != "Silence"
