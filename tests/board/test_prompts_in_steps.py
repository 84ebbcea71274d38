"""The question on the wall in a meeting with steps: when it turns, when it stays, and when there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import TurnPrompt
from cofacil.board.commands.questions import AddQuestion
from cofacil.board.commands.steps import EndSteps, GoToStep, LayPlan
from cofacil.board.kinds import Kind
from cofacil.board.plan import NOT_HERE_WORD, Plan, PlannedStep, Writing
from cofacil.board.prompts import Prompt, asked, coming
from wall import ANA, MINUTE, Wall

TEN = tuple(Prompt(str(number), f"Who is number {number}?") for number in range(10))
AFTER_US = Prompt("after-us", "Who comes after us, and what would they ask?", "000", "always")
AGREEING = Prompt("agreeing", "Who would we be deciding for without asking?", "000", "agreeing")
OVERRUN = Prompt("overrun", "If we hurry now, who do we leave behind?", "001", "overrun")
BRIDGE = Prompt("bridge", "Which one person could open the door to many?", "004", "bridge")
QUARTER = 15 * MINUTE


def step(column: str = "question", writing: Writing = Writing.OPEN, *, is_closing: bool = False) -> PlannedStep:
    return PlannedStep("A step", 10, "What now?", "", column, writing, is_closing)


WELCOME, ASKS = step(), step()
STEPS = (
    WELCOME,
    ASKS,
    step(writing=Writing.QUIET),
    ASKS,
    step("offer"),
    step(""),
    step(NOT_HERE_WORD),
    step("action"),
    step(writing=Writing.CLOSED),
    step("issue", is_closing=True),
)
SILENT = {0, 2, 5, 8, 9}


def meeting(*deck: Prompt, steps: tuple[PlannedStep, ...] = STEPS) -> Wall:
    wall = Wall()
    wall.meet(*(deck or TEN))
    wall.do(LayPlan(tuple(wall.new("step") for _step in steps), Plan("", "A plan", steps)))
    return wall


def go(wall: Wall, at: int, minutes: float = 5) -> str:
    wall.now += int(minutes * MINUTE)
    wall.do(GoToStep(wall.board.plan[at].id))
    return showing(wall)


def showing(wall: Wall, later: float = 0) -> str:
    prompt = asked(wall.board, wall.now + int(later * MINUTE))
    return prompt.id if prompt else ""


def test_nothing_is_asked_while_people_arrive_write_quietly_listen_or_part() -> None:
    wall = meeting()
    assert showing(wall) == ""
    shown = [go(wall, at) for at in range(len(STEPS))]
    assert {at for at, prompt in enumerate(shown) if not prompt} == SILENT
    wall.do(EndSteps())
    assert showing(wall) == ""


def test_each_step_that_asks_begins_with_another_question() -> None:
    wall = meeting()
    shown = [prompt for at in range(len(STEPS)) if (prompt := go(wall, at))]
    assert len(shown) == len(set(shown)) == len(STEPS) - len(SILENT)


def test_the_first_question_comes_with_the_second_step_and_is_the_first_of_the_deck() -> None:
    wall = meeting()
    deck = wall.board.meeting and wall.board.meeting.fields["deck"]
    assert isinstance(deck, list)
    assert isinstance(deck[0], list)
    go(wall, 0)
    assert go(wall, 1) == deck[0][0]


def ahead(wall: Wall) -> list[str]:
    assert wall.board.meeting
    return [prompt.id for prompt in coming(wall.board.meeting, wall.board, wall.now)]


def test_what_comes_is_known_while_people_arrive_and_what_is_added_then_comes_first() -> None:
    wall = meeting()
    go(wall, 0)
    order = ahead(wall)
    assert len(order) == len(TEN)
    wall.do(AddQuestion("own", "Who walks the dogs?"))
    wall.do(AddQuestion("too", "Who feeds the cats?"))
    assert ahead(wall) == ["own", "too", *order]
    assert [go(wall, at) for at in (1, 3, 4, 6)] == ["own", "too", *order[:2]]


def test_taking_back_what_was_added_as_people_arrived_leaves_the_order_as_it_was() -> None:
    wall = meeting()
    go(wall, 0)
    order = ahead(wall)
    wall.do(AddQuestion("own", "Who walks the dogs?"))
    wall.undo()
    assert ahead(wall) == order
    assert go(wall, 1) == order[0]


def test_the_question_that_a_quiet_step_took_off_the_wall_comes_round_again_behind_the_others() -> None:
    wall = meeting()
    was = go(wall, 1)
    order = ahead(wall)
    assert was not in order
    go(wall, 2)
    assert ahead(wall) == [*order, was]


def test_a_question_that_came_just_now_stays_when_a_step_begins() -> None:
    wall = meeting()
    first = go(wall, 1)
    assert go(wall, 3, minutes=2.9) == first
    assert go(wall, 4, minutes=0.1) != first


def test_a_question_that_somebody_turned_just_now_stays_too_and_over_a_quiet_step() -> None:
    wall = meeting()
    go(wall, 1)
    wall.now += 10 * MINUTE
    wall.do(TurnPrompt(passed=True))
    turned = showing(wall)
    assert go(wall, 2, minutes=1) == ""
    assert go(wall, 3, minutes=1) == turned


def test_the_clock_turns_it_only_behind_a_quarter_in_which_no_step_began() -> None:
    wall = meeting()
    go(wall, 1)
    first = showing(wall)
    assert go(wall, 3, minutes=2) == first
    assert showing(wall, 14.9) == first
    assert showing(wall, 15) != first


def test_the_clock_turns_nothing_in_a_step_that_asks_nothing() -> None:
    wall = meeting()
    go(wall, 1)
    go(wall, 2)
    assert go(wall, 3, minutes=50) == showing(wall, 14)
    short = meeting()
    go(short, 1)
    go(short, 2)
    assert go(short, 3, minutes=10) == showing(wall)


def test_passing_a_question_in_a_step_that_asks_none_changes_nothing() -> None:
    wall = meeting()
    seen = go(wall, 1)
    go(wall, 2)
    assert wall.do(TurnPrompt(passed=True, seen=seen)).writes == ()


def test_before_something_is_agreed_it_is_asked_for_whom_once() -> None:
    wall = meeting(*TEN, AGREEING)
    shown = [go(wall, at) for at in (0, 1, 4, 7)]
    assert shown[-1] == "agreeing"
    assert "agreeing" not in shown[:-1]
    go(wall, 4)
    assert go(wall, 7) not in {"agreeing", ""}


def test_without_steps_it_is_asked_while_a_deed_has_nobody_yet() -> None:
    wall = Wall()
    wall.meet(*TEN, AGREEING)
    wall.now += 5 * MINUTE
    wall.do(TurnPrompt())
    assert showing(wall) != "agreeing"
    wall.do(AddCard(wall.new("card"), Kind.ACTION, "Clear the beds"))
    wall.now += 5 * MINUTE
    wall.do(TurnPrompt())
    assert showing(wall) == "agreeing"
    wall.do(TurnPrompt())
    assert showing(wall) != "agreeing"


def test_a_step_that_runs_over_asks_whom_we_leave_behind_until_somebody_turns_it() -> None:
    wall = meeting(*TEN, OVERRUN)
    first = go(wall, 1)
    assert showing(wall, 9.9) == first
    assert showing(wall, 10) == showing(wall, 24.9) == "overrun"
    wall.now += 12 * MINUTE
    wall.do(TurnPrompt())
    assert showing(wall) not in {"overrun", first}
    assert showing(wall, 4) == showing(wall)


def test_a_quiet_quarter_turns_the_question_of_a_step_that_runs_over_too() -> None:
    wall = meeting(*TEN, OVERRUN)
    first = go(wall, 1)
    assert showing(wall, 25) not in {"overrun", first, ""}
    assert showing(wall, 39.9) == showing(wall, 25)
    assert showing(wall, 40) != showing(wall, 25)


def test_the_question_of_a_step_that_runs_over_leaves_the_one_before_it_three_minutes() -> None:
    wall = meeting(*TEN, OVERRUN)
    go(wall, 1)
    wall.now += 9 * MINUTE
    wall.do(TurnPrompt())
    turned = showing(wall)
    assert showing(wall, 2.9) == turned
    assert showing(wall, 3) == "overrun"


def test_the_next_step_ends_the_question_of_one_that_ran_over() -> None:
    wall = meeting(*TEN, OVERRUN)
    go(wall, 1)
    assert go(wall, 3, minutes=20) not in {"overrun", ""}


def test_a_way_to_those_who_are_missing_is_asked_for_as_a_step_begins() -> None:
    wall = meeting(*TEN, BRIDGE)
    go(wall, 1)
    wall.do(NameAbsence(wall.new("absence"), "night cleaners"))
    assert go(wall, 3) == "bridge"
    assert go(wall, 4) not in {"bridge", ""}


@pytest.mark.parametrize("number", range(12))
def test_those_who_come_after_us_are_asked_for_once_in_every_meeting(number: int) -> None:
    wall = Wall()
    for _earlier in range(number):
        wall.meet(*TEN, AFTER_US)
    wall.meet(*TEN, AFTER_US, AGREEING, BRIDGE)
    steps = (WELCOME, ASKS, step("action"), ASKS, step("issue", is_closing=True))
    wall.do(LayPlan(tuple(wall.new("step") for _step in steps), Plan("", "A plan", steps)))
    wall.do(NameAbsence(wall.new("absence"), "night cleaners"))
    assert [go(wall, at) for at in range(len(steps))].count("after-us") == 1


def test_a_question_that_was_passed_twice_is_asked_first_in_the_next_meeting() -> None:
    for number in range(8):
        wall = Wall()
        for _earlier in range(number + 1):
            wall.meet(*TEN)
        passed = showing(wall)
        wall.do(TurnPrompt(passed=True))
        for _other in range(9):
            wall.do(TurnPrompt())
        assert showing(wall) == passed
        wall.do(TurnPrompt(passed=True))
        wall.meet(*TEN)
        assert showing(wall) == passed


whens = st.lists(st.sampled_from(("any", "always", "bridge", "agreeing", "overrun")), max_size=8)
deeds = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 40)), max_size=25)


@given(whens, deeds)
def test_whatever_happens_no_question_leaves_the_wall_within_three_minutes_unless_somebody_turns_it(
    moments: list[str], happening: list[tuple[int, int]]
) -> None:
    wall = meeting(*([Prompt(str(n), f"Who is {n}?", "", when) for n, when in enumerate(moments)] or TEN))
    wall.do(NameAbsence(wall.new("absence"), "night cleaners"))
    came, last = wall.now, ""
    for deed, halves in happening:
        for _half in range(halves):
            wall.now += MINUTE // 2
            came, last = _turned(wall, came, last)
        if deed < len(STEPS):
            wall.do(GoToStep(wall.board.plan[deed].id), ANA)
            came, last = _turned(wall, came, last)
        elif deed == 10 and wall.board.meeting and wall.board.meeting.writing is not Writing.CLOSED:
            wall.do(TurnPrompt(passed=halves % 2 == 0))
            came, last = wall.now, showing(wall)
        assert showing(Wall(wall.events), (wall.now - Wall().now) / MINUTE) == last


def _turned(wall: Wall, came: int, last: str) -> tuple[int, str]:
    """Return when the question came that is on the wall, and which it is; it may be taken off at any time."""
    now = showing(wall)
    if now == last:
        return came, last
    assert not (now and last) or wall.now - came >= 3 * MINUTE
    return wall.now, now
