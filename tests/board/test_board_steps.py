"""The steps of a meeting: laid by a plan, gone through one after the other, changed while the meeting runs."""

import pytest

from cofacil.board.commands.meetings import CloseMeeting
from cofacil.board.commands.quiet import BeginQuiet
from cofacil.board.commands.steps import AddStep, ChangeStep, EndSteps, GoToStep, LayPlan, MoveStep, PutAwayStep
from cofacil.board.errors import Refusal
from cofacil.board.kinds import NOT_HERE
from cofacil.board.plan import LONGEST_STEP, NOT_HERE_WORD, Plan, PlannedStep, Writing
from cofacil.board.quiet import hiding, shown_steps, writing_at
from cofacil.board.records import Step
from cofacil.board.timer import MINUTE, TimerState
from refusing import refused
from wall import ANA, BEA, Wall

PLAN = Plan(
    "first",
    "A first meeting together",
    (
        PlannedStep("Welcome", 10, "Who is here, and what brings you?", "A name, and what you bring."),
        PlannedStep("Write quietly", 5, "What would you like to know?", "", "question", Writing.QUIET),
        PlannedStep("Hear it together", 15, "Which of these are close?", "", "question"),
        PlannedStep("Who is missing", 10, "Who should be part of this?", "", NOT_HERE_WORD),
    ),
    "000",
)


def laid(plan: Plan = PLAN) -> tuple[Wall, tuple[Step, ...]]:
    wall = Wall()
    wall.meet()
    wall.do(LayPlan(tuple(wall.new("step") for _step in plan.steps), plan))
    return wall, wall.board.plan


def titles(wall: Wall) -> list[str]:
    return [step.title for step in wall.board.plan]


def test_a_plan_is_laid_in_order_with_all_that_it_says() -> None:
    wall, steps = laid()
    assert titles(wall) == ["Welcome", "Write quietly", "Hear it together", "Who is missing"]
    assert [step.minutes for step in steps] == [10, 5, 15, 10]
    assert [step.column for step in steps] == [0, 1, 1, NOT_HERE]
    assert steps[1].writing is Writing.QUIET
    assert steps[0].guidance == "A name, and what you bring."
    assert wall.board.meeting
    assert wall.board.meeting.plan == "A first meeting together"
    assert wall.board.step is None


def test_a_plan_that_is_laid_twice_is_laid_once() -> None:
    wall, steps = laid()
    assert wall.do(LayPlan(tuple(step.id for step in steps), PLAN)).writes == ()


def test_another_plan_takes_the_place_of_what_has_not_begun() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[0].id))
    other = Plan("offers", "Offers and asks", (PlannedStep("Give", 5, "What could you bring?"),))
    wall.do(LayPlan((wall.new("step"),), other))
    assert titles(wall) == ["Welcome", "Give"]
    wall.do(LayPlan((), Plan("", "", ())))
    assert titles(wall) == ["Welcome"]
    assert wall.board.meeting
    assert wall.board.meeting.plan == ""


def test_a_step_begins_with_its_timer_and_its_writing() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[1].id))
    board = wall.board
    assert board.step == steps[1]._replace(**board.records[steps[1].id]._asdict())
    assert board.meeting
    assert board.meeting.writing is Writing.QUIET
    assert board.timer.remaining(wall.now) == 5 * MINUTE
    wall.now += 6 * MINUTE
    wall.do(GoToStep(steps[2].id))
    assert [step.ended for step in wall.board.plan] == [None, wall.now, None, None]
    assert wall.board.plan[1].took(wall.now + MINUTE) == 6 * MINUTE
    assert wall.board.meeting
    assert wall.board.meeting.writing is Writing.OPEN


def test_a_step_without_its_timer_leaves_the_one_that_runs_and_takes_off_one_that_has_ended() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[0].id))
    wall.do(GoToStep(steps[1].id, with_timer=False))
    assert wall.board.timer.remaining(wall.now) == 10 * MINUTE
    wall.now += 11 * MINUTE
    assert wall.board.timer.state(wall.now) is TimerState.TIME
    wall.do(GoToStep(steps[2].id, with_timer=False))
    assert wall.board.timer.state(wall.now) is TimerState.OFF


def test_a_step_that_is_gone_back_to_goes_on_from_where_it_was_left() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[0].id))
    wall.now += 4 * MINUTE
    wall.do(GoToStep(steps[2].id))
    wall.now += 20 * MINUTE
    wall.do(GoToStep(steps[0].id))
    wall.now += 3 * MINUTE
    assert wall.board.step
    assert wall.board.step.took(wall.now) == 7 * MINUTE


def test_two_who_go_on_together_go_on_once() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[0].id, seen=""))
    with refused("gone on already: this is step 1"):
        wall.do(GoToStep(steps[1].id, seen=""), BEA)
    assert wall.do(GoToStep(steps[0].id, seen=""), BEA).writes == ()


def test_an_open_step_shows_what_was_written_quietly_and_a_quiet_one_does_not() -> None:
    quiet = PlannedStep("Alone", 1, "?", "", "question", Writing.QUIET)
    wall, steps = laid(Plan("p", "P", (quiet, quiet._replace(title="In pairs"), PlannedStep("All", 5, "?"))))
    wall.do(GoToStep(steps[0].id))
    wall.do(GoToStep(steps[1].id))
    assert [step.title for step in hiding(wall.board)] == ["Alone", "In pairs"]
    wall.do(GoToStep(steps[2].id))
    assert hiding(wall.board) == ()
    assert [step.title for step in shown_steps(wall.board)] == ["Alone", "In pairs"]
    wall.undo()
    assert [step.title for step in hiding(wall.board)] == ["Alone", "In pairs"]
    assert wall.board.step
    assert wall.board.step.title == "In pairs"


def test_behind_a_closed_meeting_nothing_is_hidden() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[1].id))
    wall.do(CloseMeeting())
    assert hiding(wall.board) == ()


def test_the_steps_end() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[3].id))
    wall.do(EndSteps(seen=steps[3].id))
    assert wall.board.step is None
    assert wall.board.plan[3].ended == wall.now
    assert wall.do(EndSteps()).writes == ()


def test_a_step_is_changed_added_moved_and_taken_out_and_each_is_undone() -> None:
    wall, steps = laid()
    wall.do(ChangeStep(steps[2].id, "Hear it", 20, "Which are close?", "Read aloud.", "offer", Writing.CLOSED))
    changed = wall.board.plan[2]
    assert (changed.title, changed.minutes, changed.column, changed.writing) == ("Hear it", 20, 2, Writing.CLOSED)
    wall.undo()
    assert wall.board.plan[2].title == "Hear it together"
    wall.do(AddStep(wall.new("step"), PlannedStep("Tea", 5, "Tea?"), steps[1].id))
    assert titles(wall) == ["Welcome", "Write quietly", "Tea", "Hear it together", "Who is missing"]
    wall.undo()
    wall.do(AddStep(wall.new("step"), PlannedStep("Tea", 5, "Tea?")))
    assert titles(wall)[-1] == "Tea"
    wall.do(MoveStep(wall.board.plan[-1].id, -2))
    assert titles(wall) == ["Welcome", "Write quietly", "Tea", "Hear it together", "Who is missing"]
    wall.undo()
    assert titles(wall)[-1] == "Tea"
    wall.do(PutAwayStep(steps[0].id))
    assert titles(wall)[0] == "Write quietly"
    wall.undo()
    assert titles(wall)[0] == "Welcome"


def test_what_has_begun_stays_in_front_and_is_not_taken_out() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[0].id))
    with refused("Step 1 is going on now"):
        wall.do(PutAwayStep(steps[0].id))
    with refused("Step 1 is going on now"):
        wall.do(MoveStep(steps[0].id, 1))
    wall.do(MoveStep(steps[3].id, -9))
    assert titles(wall) == ["Welcome", "Who is missing", "Write quietly", "Hear it together"]
    wall.do(GoToStep(steps[1].id))
    with refused("Step 1 has been"):
        wall.do(PutAwayStep(steps[0].id))


def test_the_writing_of_the_step_that_runs_follows_its_change() -> None:
    wall, steps = laid()
    wall.do(GoToStep(steps[0].id))
    wall.do(ChangeStep(steps[0].id, writing=Writing.CLOSED))
    assert wall.board.meeting
    assert wall.board.meeting.writing is Writing.CLOSED


@pytest.mark.parametrize("minutes", [0, -1, LONGEST_STEP + 1, 1000])
def test_a_step_takes_a_length_that_a_meeting_has(minutes: int) -> None:
    wall, steps = laid()
    with refused("1 to 240 minutes"):
        wall.do(ChangeStep(steps[0].id, minutes=minutes))


def test_a_step_that_was_taken_out_meanwhile_is_not_gone_to() -> None:
    wall, steps = laid()
    wall.do(PutAwayStep(steps[2].id), BEA)
    for command in (GoToStep(steps[2].id), ChangeStep(steps[2].id, "x"), MoveStep(steps[2].id, 1)):
        with refused("not in the plan any more"):
            wall.do(command)


def test_without_a_meeting_there_are_no_steps() -> None:
    wall, steps = laid()
    wall.do(CloseMeeting())
    with refused("No meeting is open"):
        wall.do(GoToStep(steps[0].id))
    assert wall.board.plan == ()


def test_words_and_columns_of_a_step_are_what_a_board_keeps() -> None:
    wall, steps = laid()
    for change in (
        ChangeStep(steps[0].id, title=""),
        ChangeStep(steps[0].id, question="x" * 300),
        ChangeStep(steps[0].id, column="shelf"),
    ):
        with pytest.raises(Refusal):
            wall.do(change, ANA)


@pytest.mark.parametrize("writing", Writing)
def test_how_a_step_was_come_to_is_not_undone_once_the_meeting_has_gone_on(writing: Writing) -> None:
    wall, (first, *_) = laid(Plan("", "Two alike", (PlannedStep("One", 5, "?", writing=writing),) * 2))
    second = wall.board.plan[1]
    wall.do(GoToStep(first.id), ANA)
    wall.now += MINUTE
    wall.do(GoToStep(second.id), BEA)
    wall.now += MINUTE
    before = wall.board
    change = wall.undo(ANA)
    assert change
    assert not change.writes
    assert change.clash
    assert wall.board.plan == before.plan
    assert writing_at(wall.board, wall.now) is writing


def test_people_write_quietly_in_a_quiet_step_whoever_undoes_the_quiet_time_before_it() -> None:
    wall, (_, quiet, *_) = laid()
    wall.do(BeginQuiet(wall.new("step")), ANA)
    wall.do(GoToStep(quiet.id), BEA)
    wall.undo(ANA)
    assert writing_at(wall.board, wall.now) is Writing.QUIET


def test_nobody_is_kept_from_typing_by_a_step_that_runs_no_more() -> None:
    wall, (first, *_) = laid()
    wall.do(GoToStep(first.id), ANA)
    wall.do(ChangeStep(first.id, writing=Writing.CLOSED), BEA)
    assert writing_at(wall.board, wall.now) is Writing.CLOSED
    wall.undo(ANA)
    assert wall.board.step is None
    assert writing_at(wall.board, wall.now) is Writing.OPEN


def test_a_step_that_is_taken_out_again_while_it_runs_can_be_left() -> None:
    wall, (first, *_) = laid()
    wall.do(PutAwayStep(first.id), ANA)
    wall.undo(ANA)
    wall.do(GoToStep(first.id), BEA)
    wall.redo(ANA)
    assert wall.board.step is None
    wall.do(EndSteps(), BEA)
    assert wall.board.meeting
    assert wall.board.meeting.step == ""


def test_how_people_wrote_in_a_step_that_has_been_stays() -> None:
    wall, (first, _, third, *_) = laid()
    wall.do(GoToStep(first.id))
    wall.do(GoToStep(third.id))
    with refused("Step 1 has been"):
        wall.do(ChangeStep(first.id, writing=Writing.QUIET))
    assert not hiding(wall.board)
    assert wall.do(ChangeStep(first.id, title="Hello", writing=Writing.OPEN)).writes
