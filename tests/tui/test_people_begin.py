"""Who is here, as a meeting begins: last time's names wait, and one of those who come may be who was to be invited."""

import pytest
from second_meeting import Second
from sheets import SIZES, below, is_whole, on_screen, shown, window, words

from cofacil.board.kinds import AbsenceState
from cofacil.room.attending import Attending, Present
from cofacil.room.seats import Seat
from cofacil.tui.messages import BackRequested, NextRequested
from cofacil.tui.pages.people import PeopleView


def view_of(second: Second, *, begins: bool = True) -> PeopleView:
    view = PeopleView(below(second.board, lambda: second.now, second.ask, begins=begins))
    attending = Attending.of([Present(Seat("Ana"))])
    view.count_in(lambda: attending)
    return view


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_those_of_last_time_wait_and_every_cell_is_painted(width: int, height: int) -> None:
    view = view_of(Second())
    sheet = view.draw(window(width, height))
    assert is_whole(sheet, width, height)
    assert "last time" in words(sheet)
    if width >= 60:
        assert "1 here, 4 of last time: Enter says they are here." in words(sheet)
        assert words(sheet).split("\n")[0].endswith("2 of 2")


async def test_enter_on_the_empty_line_says_all_of_last_time_are_here_and_again_goes_on() -> None:
    second = Second()
    view = view_of(second)
    async with shown(view) as (app, pilot):
        assert "Enter all of last time are here" in on_screen(view)
        await pilot.press("enter")
        assert set(second.board.here) == {"ana", "priya", "tom", "mo", "siân"}
        assert "Four of last time are here." in on_screen(view)
        assert "Enter on an empty line: begin" in on_screen(view)
        await pilot.press("enter")
    assert isinstance(app.heard[-1], NextRequested)


async def test_enter_on_a_name_says_they_are_not_here_as_if_they_had_never_been_said_to_be() -> None:
    second = Second()
    view = view_of(second)
    async with shown(view) as (_app, pilot):
        await pilot.press("enter", "up")
        order = [someone.slug for someone in view.people.everyone]
        await pilot.press("enter")
        assert [someone.slug for someone in view.people.everyone] == order
        gone = next(someone for someone in view.people.everyone if not someone.is_here)
        assert f"{gone.name} is not here." in on_screen(view)
        assert second.board.meeting
        assert f"here.{gone.slug}" not in second.board.meeting.fields
        await pilot.press("enter")
        assert gone.slug in second.board.here


async def test_who_of_them_is_taken_by_hand_is_here_alone_and_enter_then_goes_on() -> None:
    second = Second()
    view = view_of(second)
    async with shown(view) as (app, pilot):
        await pilot.press("up", "enter")
        assert len(second.board.here) == 2
        await pilot.press(*["down"] * 9, "enter")
        assert len(second.board.here) == 2
    assert isinstance(app.heard[-1], NextRequested)


async def test_tab_goes_on_without_them_and_esc_back_to_the_board() -> None:
    for key, asked in (("tab", NextRequested), ("escape", BackRequested)):
        second = Second()
        async with shown(view_of(second)) as (app, pilot):
            await pilot.press(key)
        assert isinstance(app.heard[-1], asked)
        assert second.board.here == ("ana",)


async def test_a_comma_on_one_of_them_changes_the_words() -> None:
    second = Second()
    view = view_of(second)
    async with shown(view) as (_app, pilot):
        await pilot.press("up", "comma")
        assert view.people.changing
        assert not view.people.typed.is_empty


@pytest.mark.parametrize("begins", [True, False])
async def test_tab_finishes_a_name_or_goes_on_and_means_nothing_else_in_these_lists(*, begins: bool) -> None:
    second = Second()
    view = view_of(second, begins=begins)
    before = second.board
    async with shown(view) as (app, pilot):
        view.paste("si")
        await pilot.press("tab")
        assert view.people.typed.text.startswith("Si")
        await pilot.press("ctrl+u")
        assert ("Tab" in on_screen(view).split("\n")[-2]) is begins
        await pilot.press("up", "tab")
        assert any(isinstance(message, NextRequested) for message in app.heard) is begins
        assert begins or "Tab finishes a name: its beginning comes first." in on_screen(view)
    assert second.board is before, "it changes nobody"


async def test_who_fits_somebody_who_was_to_be_invited_is_asked_about_and_enter_says_they_joined() -> None:
    second = Second()
    view = view_of(second)
    async with shown(view) as (_app, pilot):
        view.paste("Rosa, night cleaner at the school")
        await pilot.press("enter")
        assert "Rosa is here. N2 joined, Night cleaners at the school? Enter says yes." in on_screen(view)
        await pilot.press("enter")
        assert "N2 joined: Night cleaners at the school. Welcome." in on_screen(view)
    absence = second.board.absence("absence/named1")
    assert (absence.state, absence.word("person")) == (AbsenceState.JOINED, "rosa")


@pytest.mark.parametrize("key", ["escape", "J"])
async def test_anything_but_enter_leaves_the_invitation_open(key: str) -> None:
    second = Second()
    view = view_of(second)
    async with shown(view) as (app, pilot):
        view.paste("Rosa, night cleaner")
        await pilot.press("enter", key)
        assert "N2 joined" not in on_screen(view)
        assert app.heard == []
    assert second.board.absence("absence/named1").is_open


async def test_during_the_meeting_enter_on_the_empty_line_goes_back_and_on_somebody_says_whether_they_are_here() -> (
    None
):
    second = Second()
    view = view_of(second, begins=False)
    async with shown(view) as (app, pilot):
        await pilot.press("up", "enter")
        assert len(second.board.here) == 2
        await pilot.press("enter")
        assert "has gone home." in on_screen(view)
        await pilot.press(*["down"] * 9, "enter")
    assert isinstance(app.heard[-1], BackRequested)


async def test_who_types_is_changed_by_a_comma_as_everybody_is() -> None:
    second = Second()
    view = view_of(second)
    async with shown(view) as (_app, pilot):
        await pilot.press("up", *["up"] * 8, "comma")
        assert view.people.changing == "ana"
    assert "ana" in second.board.here
