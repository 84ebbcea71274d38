"""A page that asks the room for a change says when that is not saved, loses nothing, and the same key tries again."""

from collections.abc import Callable

import pytest
from second_meeting import Second
from sheets import Meeting, below, on_screen, shown

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import OpenMeeting
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.steps import LayPlan
from cofacil.board.errors import NotSaved
from cofacil.board.kinds import Kind
from cofacil.methods.plan import shipped_plans
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.came_back import CameBackView
from cofacil.tui.pages.gathered import GatheredView
from cofacil.tui.pages.own_names import OwnNamesView
from cofacil.tui.pages.people import PeopleView
from cofacil.tui.pages.plans import PlansView
from cofacil.tui.pages.steps import StepsView
from cofacil.tui.pages.timer import TimerView
from cofacil.tui.pages.what_we_said import WhatWeSaidView

FULL = NotSaved("not-saved", why="the disk is full")


def themes(meeting: Meeting) -> BoardPage:
    meeting.do(AddCard("card/t", Kind.OFFER, "a hose", tags=("Water",)))
    return GatheredView(below(meeting.board, meeting.clock.now, meeting.ask))


def steps(meeting: Meeting) -> BoardPage:
    plan = shipped_plans()[0]
    meeting.do(OpenMeeting("meeting/9"))
    meeting.do(LayPlan(tuple(f"step/{number}" for number in range(len(plan.steps))), plan))
    view = StepsView(below(meeting.board, meeting.clock.now, meeting.ask))
    view.let_lead(meeting.clock.new_id)
    return view


def plans(meeting: Meeting) -> BoardPage:
    view = PlansView(below(meeting.board, meeting.clock.now, meeting.ask), shipped_plans())
    view.new_id = meeting.clock.new_id
    view.choice = view.choice.to(1)
    return view


def own_names(meeting: Meeting) -> BoardPage:
    return OwnNamesView(below(meeting.board, meeting.clock.now, meeting.ask))


def timer(meeting: Meeting) -> BoardPage:
    return TimerView(below(meeting.board, meeting.clock.now, meeting.ask))


def people(meeting: Meeting) -> BoardPage:
    view = PeopleView(below(meeting.board, meeting.clock.now, meeting.ask))
    view.paste("Siân")
    return view


@pytest.mark.parametrize(
    ("page", "key", "cap"),
    [
        (themes, "p", "p"),
        (steps, "p", "p"),
        (plans, "enter", "Enter"),
        (own_names, "p", "p"),
        (timer, "+", "+"),
        (people, "enter", "Enter"),
    ],
)
async def test_what_is_not_saved_is_said_and_the_same_key_tries_again(
    page: Callable[[Meeting], BoardPage], key: str, cap: str
) -> None:
    meeting = Meeting()
    view = page(meeting)
    count = meeting.board.position
    async with shown(view) as (_app, pilot):
        meeting.trouble = FULL
        await pilot.press(key)
        rows = on_screen(view).splitlines()
        assert f"{cap} tries again." in " ".join(rows[-2:])
        assert "NOT SAVED: " in " ".join(rows[-2:])
        assert view.is_trouble
        assert not rows[-1].endswith("saved")
        meeting.trouble = None
        await pilot.press(key)
        assert not view.is_trouble
        assert "NOT SAVED" not in on_screen(view)
        assert meeting.board.position > count or page in {own_names, timer}


@pytest.mark.parametrize(("page", "key"), [(CameBackView, "p"), (WhatWeSaidView, "1")])
async def test_so_is_it_on_the_pages_that_a_meeting_begins_with(
    page: type[CameBackView | WhatWeSaidView], key: str
) -> None:
    second = Second()
    second.do(AddPerson("Priya"))
    view = page(below(second.board, lambda: second.now, second.ask))
    async with shown(view) as (_app, pilot):
        second.trouble = FULL
        await pilot.press(key)
        assert f"{key} tries again." in on_screen(view)
        assert view.is_trouble


async def test_a_click_is_answered_by_no_key() -> None:
    second = Second()
    second.do(AddPerson("Priya"))
    view = WhatWeSaidView(below(second.board, lambda: second.now, second.ask))
    async with shown(view) as (_app, pilot):
        second.trouble = FULL
        spot = next(spot for spot in view.sheet.spots if spot.choice == 0) if view.sheet else None
        assert spot is not None
        await pilot.click(offset=(spot.left + 6, spot.y))
        assert "Nothing here is lost: try it again." in on_screen(view)
