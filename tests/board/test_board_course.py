"""Where a meeting is in its steps, and the honest end."""

import pytest

from cofacil.board.commands.steps import AddStep, ChangeStep, EndSteps, GoToStep, LayPlan, PutAwayStep
from cofacil.board.course import Pace, next_step, number_of, pace, planned_end
from cofacil.board.plan import Plan, PlannedStep
from cofacil.board.records import Step
from wall import MINUTE, Wall

STEPS = tuple(PlannedStep(f"Step {n}", minutes, f"What {n}?") for n, minutes in enumerate((10, 15, 5, 15), 1))
PLAN = Plan("four", "Four steps", STEPS)


@pytest.fixture
def wall() -> Wall:
    wall = Wall()
    wall.meet()
    wall.do(LayPlan(tuple(wall.new("step") for _step in STEPS), PLAN))
    return wall


def go(wall: Wall, number: int, after: int = 0) -> Step:
    wall.now += after * MINUTE
    wall.do(GoToStep(wall.board.plan[number - 1].id))
    assert wall.board.step
    return wall.board.step


def at_pace(wall: Wall) -> Pace:
    found = pace(wall.board, wall.now)
    assert found
    return found


def test_before_the_first_step_it_ends_so_much_after_now(wall: Wall) -> None:
    wall.now += 5 * MINUTE
    assert at_pace(wall) == Pace(wall.now + 45 * MINUTE, wall.now + 40 * MINUTE, is_begun=False)


def test_who_takes_just_the_minutes_of_each_step_ends_in_time(wall: Wall) -> None:
    go(wall, 1)
    assert at_pace(wall).late == 0
    go(wall, 2, after=10)
    assert at_pace(wall).late == 0
    wall.now += 14 * MINUTE
    assert at_pace(wall).late == 0
    assert at_pace(wall).ends == planned_end(wall.board, wall.now)


def test_what_runs_over_is_late_minute_by_minute_and_what_is_left_early_is_won(wall: Wall) -> None:
    go(wall, 1)
    wall.now += 13 * MINUTE
    assert at_pace(wall).late == 3
    go(wall, 2)
    go(wall, 3, after=10)
    assert at_pace(wall).late == -2


def test_a_step_that_is_left_out_is_no_longer_ahead(wall: Wall) -> None:
    go(wall, 1)
    go(wall, 3, after=10)
    assert at_pace(wall).late == -15


def test_what_was_said_at_the_beginning_stays_when_the_plan_is_changed(wall: Wall) -> None:
    go(wall, 1)
    before = planned_end(wall.board, wall.now)
    wall.now += 14 * MINUTE
    assert at_pace(wall).late == 4
    wall.do(ChangeStep(wall.board.plan[3].id, minutes=11))
    assert at_pace(wall).late == 0
    wall.do(AddStep(wall.new("step"), PlannedStep("More", 5, "What more?")))
    assert at_pace(wall).late == 5
    wall.do(PutAwayStep(wall.board.plan[3].id))
    assert at_pace(wall).late == -6
    assert planned_end(wall.board, wall.now) == before


def test_going_back_counts_what_each_step_has_left(wall: Wall) -> None:
    go(wall, 1)
    go(wall, 2, after=10)
    go(wall, 3, after=5)
    go(wall, 2)
    # Ten of its fifteen minutes are left, and all of the two behind it.
    assert at_pace(wall).ends == wall.now + (10 + 5 + 15) * MINUTE


def test_a_board_that_was_made_ready_long_before_begins_with_its_first_step(wall: Wall) -> None:
    go(wall, 1, after=180)
    assert planned_end(wall.board, wall.now) == wall.now + 45 * MINUTE
    assert at_pace(wall).late == 0


def test_people_who_come_in_before_the_first_step_are_part_of_the_meeting(wall: Wall) -> None:
    go(wall, 1, after=7)
    assert planned_end(wall.board, wall.now) == wall.now + 38 * MINUTE
    assert at_pace(wall).late == 7


def test_behind_the_last_step_and_without_a_plan_there_is_no_pace(wall: Wall) -> None:
    go(wall, 4)
    wall.do(EndSteps())
    assert pace(wall.board, wall.now) is None
    bare = Wall()
    assert pace(bare.board, bare.now) is None
    bare.meet()
    assert planned_end(bare.board, bare.now) is None


def test_the_next_step_is_the_one_behind_that_which_runs_or_ran_last(wall: Wall) -> None:
    plan = wall.board.plan
    assert next_step(wall.board) == plan[0]
    go(wall, 2)
    assert next_step(wall.board) == wall.board.plan[2]
    assert next_step(wall.board, wall.board.plan[2]) == wall.board.plan[3]
    assert next_step(wall.board, wall.board.plan[3]) is None
    wall.now += MINUTE
    wall.do(EndSteps())
    assert next_step(wall.board) == wall.board.plan[2]
    go(wall, 4)
    assert next_step(wall.board) is None


def test_a_step_has_its_number_in_the_plan_and_none_outside_it(wall: Wall) -> None:
    last = wall.board.plan[3]
    assert number_of(wall.board, last) == 4
    wall.do(PutAwayStep(last.id))
    assert number_of(wall.board, last) == 0
