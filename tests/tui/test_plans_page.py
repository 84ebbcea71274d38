"""The page that chooses a plan for the meeting that is open."""

import pytest
from sheets import HOSTILE, NOW, SIZES, Meeting, below, is_whole, on_screen, shown, window, words

from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.commands.steps import GoToStep, LayPlan
from cofacil.board.errors import Refusal
from cofacil.board.plan import Plan, PlannedStep
from cofacil.methods.plan import shipped_plans
from cofacil.room.clock import HandClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog
from cofacil.tui.messages import BackRequested
from cofacil.tui.pages.plan_choice import PlanChoice
from cofacil.tui.pages.plans import PlansView, paint_plans


def page(meeting: Meeting) -> PlansView:
    view = PlansView(below(meeting.board, meeting.clock.now, meeting.ask), shipped_plans())
    view.new_id = meeting.clock.new_id
    return view


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_cell_is_painted_and_the_choice_in_hand_is_reached(width: int, height: int) -> None:
    hostile = Plan(
        "x", " ".join(HOSTILE) * 4, (PlannedStep("".join(HOSTILE), 240, "".join(HOSTILE)),) * 40, is_own=True
    )
    for hand in range(9):
        sheet = paint_plans(PlanChoice((*shipped_plans(), hostile), hand), "", "", window(width, height))
        assert is_whole(sheet, width, height)
        assert hand in {spot.choice for spot in sheet.spots}


async def test_a_plan_is_laid_with_enter_and_said_on_the_page_while_it_is_in_hand() -> None:
    meeting = Meeting()
    view = page(meeting)
    async with shown(view) as (app, pilot):
        assert "Just the board, no steps" in on_screen(view).splitlines()[0]
        await pilot.press("3")
        assert "1  What we enjoy           5 minutes   Who is here, and what" in on_screen(view)
        assert meeting.submitted == []
        await pilot.press("enter")
    assert [step.title for step in meeting.board.plan][:2] == ["What we enjoy", "Two gives, one ask"]
    assert meeting.board.meeting is not None
    assert [type(message) for message in app.heard] == [BackRequested]


async def test_what_is_laid_already_is_not_laid_again_and_escape_keeps_it() -> None:
    meeting = Meeting()
    plan = shipped_plans()[1]
    meeting.do(LayPlan(tuple(f"step/{meeting.clock.new_id()}" for _step in plan.steps), plan))
    view = page(meeting)
    assert view.choice.chosen is plan
    async with shown(view) as (app, pilot):
        await pilot.press("enter")
    assert (meeting.submitted, [type(message) for message in app.heard]) == ([], [BackRequested])
    async with shown(page(meeting)) as (_app, pilot):
        await pilot.press("1", "escape")
    assert meeting.submitted == []
    assert len(meeting.board.plan) == len(plan.steps)


async def test_no_plan_puts_away_what_has_not_begun_and_the_page_says_so_before() -> None:
    meeting = Meeting()
    plan = shipped_plans()[1]
    meeting.do(LayPlan(tuple(f"step/{meeting.clock.new_id()}" for _step in plan.steps), plan))
    meeting.do(GoToStep(meeting.board.plan[0].id))
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        assert "Steps that have begun stay." in on_screen(view)
        await pilot.press("1", "enter")
    assert [step.title for step in meeting.board.plan] == ["What we enjoy"]


async def test_what_is_refused_is_said_and_the_page_stays() -> None:
    meeting = Meeting()
    meeting.trouble = Refusal("no-meeting-open")
    view = page(meeting)
    async with shown(view) as (app, pilot):
        await pilot.press("2", "enter")
        assert "No meeting is open" in on_screen(view)
        await pilot.press("k")
        assert "k does nothing on this page." in on_screen(view)
    assert app.heard == []


async def test_a_click_takes_a_plan_in_hand_and_a_second_one_lays_it() -> None:
    meeting = Meeting()
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        await pilot.click(PlansView, offset=(10, 6))
        chosen = view.choice.chosen
        assert chosen is not None
        await pilot.click(PlansView, offset=(10, 6))
    assert len(meeting.board.plan) == len(chosen.steps)


def test_a_plan_that_waits_for_the_meeting_is_in_hand() -> None:
    clock = HandClock(NOW)
    room = Room(MemoryLog(), clock)
    room.do(Seat("Ana", via="add"), FoundBoard(f"absence/{clock.new_id()}", "Garden", plan=shipped_plans()[4]))
    view = PlansView(below(room.board, clock.now, Meeting().ask), shipped_plans())
    assert view.choice.chosen is shipped_plans()[4]
    assert words(view.draw(window(80, 24))).splitlines()[0].endswith("Check-in round")
