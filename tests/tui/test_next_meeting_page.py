"""The page of the next meeting: last time's words are filled in, a plan is chosen, and the meeting begins."""

import pytest
from second_meeting import ACCESS, Second
from sheets import SIZES, below, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.next_meeting import AboutMeeting
from cofacil.board.commands.steps import LayPlan
from cofacil.board.errors import NotSaved
from cofacil.board.plan import Plan, PlannedStep
from cofacil.tui.messages import BackRequested, NextRequested
from cofacil.tui.pages.next_meeting import NextMeetingView, Preparing

PLANS = tuple(
    Plan(name, title, tuple(PlannedStep(f"Step {n}", 5, "Who is here?") for n in range(steps)))
    for name, title, steps in (("first", "A first meeting together", 8), ("offers", "Offers and asks", 7))
)


def view_of(second: Second, *, plans: tuple[Plan, ...] = PLANS, begins: bool = True) -> NextMeetingView:
    given = Preparing(second.clock.new_id, plans)
    return NextMeetingView(below(second.board, lambda: second.now, second.ask, begins=begins), given)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("plans", [(), PLANS])
def test_every_cell_is_painted_and_the_line_is_seen(width: int, height: int, plans: tuple[Plan, ...]) -> None:
    view = view_of(Second(is_open=False), plans=plans)
    for at in range(view.meeting.last + 1):
        view.meeting = view.meeting.to(at)
        sheet = view.draw(window(width, height))
        assert is_whole(sheet, width, height)
        assert (sheet.cursor is not None) is (at < 3)
        assert at in {spot.choice for spot in sheet.spots}
    assert is_plain(view.draw(window(width, height, is_ascii=True)))


def test_last_times_words_are_filled_in() -> None:
    text = words(view_of(Second(is_open=False)).draw(window(80, 24)))
    assert text.split("\n")[0].endswith("1 of 2")
    for line in ("The next meeting", "How do we share the garden?", ACCESS, "As last time. Enter goes on."):
        assert line in text
    assert "2  A first meeting together              8 steps, 40 minutes" in text


@pytest.mark.parametrize(("begins", "key"), [(True, "Enter next"), (False, "Enter begin")])
def test_enter_begins_where_no_other_page_follows(begins: bool, key: str) -> None:
    view = view_of(Second(is_open=False), begins=begins)
    view.meeting = view.meeting.to(view.meeting.last)
    assert key in words(view.draw(window(80, 24)))


async def test_enter_from_line_to_line_begins_the_meeting_with_what_stands_there() -> None:
    second = Second(is_open=False)
    async with shown(view_of(second)) as (app, pilot):
        await pilot.press("ctrl+u", *"Who waters?", "enter", *"The school", "enter", "enter")
        await pilot.press("3", "enter")
    assert isinstance(app.heard[-1], NextRequested)
    meeting = second.board.meeting
    assert meeting
    assert (meeting.purpose, meeting.where, meeting.access) == ("Who waters?", "The school", ACCESS)
    assert meeting.plan == "Offers and asks"
    assert len(second.board.plan) == 7
    assert second.board.meetings == 2


async def test_one_key_begins_it_all_as_it_stands() -> None:
    second = Second(is_open=False)
    async with shown(view_of(second)) as (app, pilot):
        await pilot.press("tab")
    assert isinstance(app.heard[-1], NextRequested)
    assert second.board.meeting
    assert second.board.meeting.purpose == ""
    assert second.board.topic == "How do we share the garden?"
    assert second.board.plan == ()


async def test_esc_only_looks_and_begins_nothing() -> None:
    second = Second(is_open=False)
    async with shown(view_of(second)) as (app, pilot):
        await pilot.press(*"x", "escape")
    assert isinstance(app.heard[-1], BackRequested)
    assert second.submitted == []


async def test_while_a_meeting_is_open_only_what_was_typed_is_written() -> None:
    second = Second()
    second.do(AboutMeeting("Who waters?", access="ring"))
    view = view_of(second, begins=False)
    async with shown(view) as (_app, pilot):
        assert "This meeting" in on_screen(view)
        assert "How should we go" not in on_screen(view)
        await pilot.press("tab")
    assert second.submitted == []
    async with shown(view_of(second, begins=False)) as (app, pilot):
        await pilot.press("up", "down", "down", "ctrl+u", *"knock", "enter")
    assert second.submitted == [AboutMeeting(access="knock")]
    assert isinstance(app.heard[-1], BackRequested)


async def test_a_meeting_that_somebody_else_has_begun_meanwhile_keeps_their_words() -> None:
    second = Second(is_open=False)
    view = view_of(second)
    async with shown(view) as (_app, pilot):
        await pilot.press("down", "ctrl+u", *"The school")
        second.do(OpenMeeting(f"meeting/{second.clock.new_id()}"))
        second.do(AboutMeeting("Who waters?"))
        view.hear(second.board)
        assert "Who waters?" in on_screen(view)
        await pilot.press("tab")
    assert second.board.meetings == 2
    assert (second.board.topic, second.board.where) == ("Who waters?", "The school")


async def test_what_cannot_be_kept_stays_and_is_said() -> None:
    second = Second(is_open=False)
    view = view_of(second)
    async with shown(view) as (app, pilot):
        second.trouble = NotSaved("not-saved", why="the disk is full")
        await pilot.press("tab")
        assert "NOT SAVED: " in on_screen(view)
        assert app.heard == []


async def test_a_letter_that_is_typed_while_a_plan_is_chosen_is_answered() -> None:
    view = view_of(Second(is_open=False))
    async with shown(view, (60, 18)) as (_app, pilot):
        await pilot.press("down", "down", "down", "x")
        assert view.meeting.is_choosing
        assert "x does nothing here: Enter goes on." in on_screen(view)
        await pilot.press("f9", "left")
        assert "does nothing" not in on_screen(view)


async def test_a_line_takes_no_more_than_the_board_and_a_paste_as_well() -> None:
    view = view_of(Second(is_open=False))
    async with shown(view) as (_app, pilot):
        view.paste("x" * 300)
        assert "No more than 200 letters fit here." in on_screen(view)
        assert len(view.meeting.line.text) == 200
        await pilot.press("down", "down", "down")
        view.paste("x")
        assert "Nothing was pasted" in on_screen(view)


def test_the_plan_of_last_time_is_in_hand() -> None:
    second = Second()
    second.do(LayPlan(tuple(f"step/{second.clock.new_id()}" for _step in PLANS[1].steps), PLANS[1]))
    second.people(("Tom", ""))
    second.do(CloseMeeting())
    view = view_of(second)
    assert view.meeting.choice.plans
    assert view.meeting.choice.chosen == PLANS[1]


class Told:
    """Who was said to type here."""

    def __init__(self, second: Second, account: str = "Root") -> None:
        self.names: list[str] = []
        self.why = ""
        given = Preparing(second.clock.new_id, PLANS, account, self.be)
        self.view = NextMeetingView(below(second.board, lambda: second.now, second.ask, begins=True), given)

    def be(self, name: str) -> str:
        self.names.append(name)
        return self.why


@pytest.mark.parametrize("way", [("tab",), ("enter", "enter", "enter")])
async def test_where_only_the_account_is_known_it_is_asked_who_types_whatever_key_goes_on(way: tuple[str, ...]) -> None:
    second = Second(is_open=False)
    told = Told(second)
    async with shown(told.view) as (app, pilot):
        await pilot.press(*way)
        assert "Who types here?" in on_screen(told.view)
        assert not second.submitted
        await pilot.press(*"Rosa", "tab")
        assert told.names == ["Rosa"]
    assert isinstance(app.heard[-1], NextRequested)
    assert second.board.meetings == 2


async def test_who_types_stays_asked_while_it_is_no_name_or_none() -> None:
    second = Second(is_open=False)
    told = Told(second)
    async with shown(told.view) as (_app, pilot):
        await pilot.press("tab", "x", "backspace", "tab")
        assert "A name is needed" in on_screen(told.view)
        told.why = "Nobody can be called so."
        await pilot.press(*"Rosa", "tab")
        assert "Nobody can be called so." in on_screen(told.view)
        assert (told.view.meeting.at, second.submitted) == (3, [])


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_who_types_is_asked_in_every_window(width: int, height: int) -> None:
    view = Told(Second(is_open=False)).view
    for at in range(view.meeting.last + 1):
        view.meeting = view.meeting.to(at)
        sheet = view.draw(window(width, height))
        assert is_whole(sheet, width, height)
        assert at in {spot.choice for spot in sheet.spots}
        assert at != 3 or "Root" in words(sheet)
