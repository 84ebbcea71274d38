"""From home, or from `cofacil open`, into a meeting: page by page, each left out by one key, and then the board."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from second_meeting import MONTH, Said, Second
from sheets import looks
from test_home import GARDEN
from test_next_meeting_page import PLANS
from textual.pilot import Pilot

from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.moving import PutAway
from cofacil.board.commands.questions import ChooseDeck
from cofacil.board.deck import Deck, Prompt
from cofacil.board.events import Write
from cofacil.board.kinds import Role
from cofacil.board.notice import Notice
from cofacil.board.plan import Plan
from cofacil.board.prompts import deck_of
from cofacil.language.catchup import catch_up
from cofacil.room.live import LiveRoom
from cofacil.room.ports import NoRooms, Shelved
from cofacil.room.seats import Seat
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Options
from cofacil.tui.pages.home import HomeView
from cofacil.tui.widgets.board_view import BoardView

OURS = (Prompt("after-us", "Who comes after us, and what would they ask?"),)
THEIRS = Prompt("ferry", "Who takes the ferry home?")
HENS = Deck("Hens", (Prompt("hens", "Who feeds the hens?"),), "hens", is_own=True)


class OneBoard(NoRooms):
    """A shelf with the board of a second meeting on it."""

    def __init__(self, second: Second) -> None:
        self._second = second
        self.lives: list[LiveRoom] = []

    def shelf(self) -> Sequence[Shelved]:
        return (GARDEN,)

    async def open(self, path: Path) -> LiveRoom:  # noqa: ARG002
        live = LiveRoom(self._second.room)
        self.lives.append(live)
        await live.open()
        return live


def with_plans(second: Second) -> Second:
    def plans() -> tuple[tuple[Plan, ...], tuple[Notice, ...]]:
        return PLANS, ()

    second.room.practice = second.room.practice._replace(plans=plans)
    return second


@asynccontextmanager
async def at_home(second: Second) -> AsyncIterator[tuple[BoardApp, Pilot[None]]]:
    rooms = OneBoard(second)
    app = BoardApp(rooms, Seat("Ana"), Options(looks(), "projector-light"))
    async with app.run_test(size=(80, 24)) as pilot:
        yield app, pilot
    for live in rooms.lives:
        await live.close()


@asynccontextmanager
async def opened(second: Second, seat: Seat, *, begins: bool = True) -> AsyncIterator[tuple[BoardApp, Pilot[None]]]:
    live = LiveRoom(second.room)
    await live.open()
    app = BoardApp(NoRooms(), seat, Options(looks(), "projector-light", begins=begins), live)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.1)
        yield app, pilot
    await live.close()


def seen(app: BoardApp) -> str:
    view = app.pages.top()
    assert view is not None
    return "\n".join(strip.text.rstrip() for strip in view._rows)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause(0.15)


async def test_enter_on_a_board_goes_through_all_a_meeting_begins_with() -> None:
    second = Second(is_open=False)
    async with at_home(second) as (app, pilot):
        await press(pilot, "enter")
        assert "The next meeting" in seen(app)
        assert second.board.meeting is None
        await press(pilot, "tab")
        assert "Who is here?" in seen(app)
        assert second.board.meetings == 2
        await press(pilot, "enter", "enter")
        assert "What did we say we would do?" in seen(app)
        await press(pilot, "1", "tab")
        assert "Last time you wanted to:" in seen(app)
        await press(pilot, "enter")
        assert app.pages.top() is app.board_view
        assert "What is the garden for?" in seen(app)
        assert "from 22 Nov" in seen(app)


@pytest.mark.parametrize(
    ("changed", "is_said"),
    [
        ({"deck": OURS}, True),
        ({"deck": OURS, "is_own_deck": True}, False),
        ({"deck": (*OURS, THEIRS)}, False),
        ({}, False),
    ],
)
async def test_a_groups_deck_that_vanished_is_missed_as_the_next_meeting_begins(
    changed: dict[str, Any], *, is_said: bool
) -> None:
    second = Second(is_open=False)
    (last,) = second.board.held
    second.do(
        Said(Write(last.id, "deck", last.fields.get("deck"), [[THEIRS.id, THEIRS.text, THEIRS.source, THEIRS.when]]))
    )
    second.room.practice = second.room.practice._replace(**changed)
    async with at_home(second) as (app, pilot):
        await press(pilot, "enter")
        assert ("This group's own questions are in no file any more" in seen(app)) is is_said
        await press(pilot, "tab")
        assert second.board.meetings == 2


@pytest.mark.parametrize(("there", "is_said"), [((), True), ((HENS,), False)])
async def test_chosen_questions_whose_file_is_gone_are_asked_as_the_board_keeps_them(
    there: tuple[Deck, ...], *, is_said: bool
) -> None:
    second = Second(is_open=False)
    second.do(ChooseDeck(HENS))
    second.room.practice = second.room.practice._replace(deck=OURS, decks=lambda: (there, ()))
    async with at_home(second) as (app, pilot):
        await press(pilot, "enter")
        said = 'The file of the questions "Hens" is not in the folder decks any more: they are asked as the board keeps them.'
        assert (said in " ".join(seen(app).split())) is is_said
        await press(pilot, "tab")
        assert second.board.meeting
        assert [prompt.text for prompt in deck_of(second.board.meeting)] == ["Who feeds the hens?"]


async def test_behind_it_all_the_first_step_of_the_plan_is_asked_about() -> None:
    second = with_plans(Second(is_open=False))
    async with at_home(second) as (app, pilot):
        await press(pilot, "enter", "enter", "enter", "enter", "2", "enter", "tab", "tab", "enter")
        assert app.pages.top() is app.board_view
        assert "Next: 1 of 8" in seen(app)
        assert "one further" not in seen(app)
        assert second.board.step is None
        await press(pilot, "enter")
        assert second.board.step is not None


async def test_the_key_that_begins_the_first_step_does_not_pass_it_where_it_is_asked_about_already() -> None:
    second = with_plans(Second(is_open=False))
    async with at_home(second) as (app, pilot):
        await press(pilot, "enter", "enter", "enter", "enter", "2", "enter", "tab", "tab", "enter")
        assert "Next: 1 of 8" in seen(app)
        await press(pilot, "n")
        assert "Next: 1 of 8" in seen(app)
        await press(pilot, "n")
        assert "Next: 2 of 8" in seen(app)
        await press(pilot, "escape", "n", "enter")
        assert second.board.step == second.board.plan[0]


async def test_each_page_is_left_out_by_one_key() -> None:
    second = Second(is_open=False)
    async with at_home(second) as (app, pilot):
        await press(pilot, "enter", "tab", "tab", "tab", "tab")
        assert app.pages.top() is app.board_view


async def test_what_was_typed_of_the_next_meeting_stands_there_again_until_it_has_begun() -> None:
    second = Second(is_open=False)
    async with at_home(second) as (app, pilot):
        await press(pilot, "enter", "down", "ctrl+u", *"By the bus", "escape")
        assert app.pages.top() is app.board_view
        await press(pilot, "q", "enter", "enter")
        assert "By the bus" in seen(app)
        await press(pilot, "tab")
        assert second.board.meeting is not None
        assert second.board.meeting.where == "By the bus"
        second.do(CloseMeeting())
        second.clock.pass_minutes(MONTH)
        await press(pilot, "escape", "q", "enter", "enter", "ctrl+u", *"Tea", "escape")
        second.do(OpenMeeting(f"meeting/{second.clock.new_id()}"))
        second.do(CloseMeeting())
        second.clock.pass_minutes(MONTH)
        await press(pilot, "q", "enter", "1")
        assert "The next meeting" in seen(app)
        assert "Tea" not in seen(app)


@pytest.mark.parametrize("parts", [0, 1, 2, 3])
async def test_esc_is_the_board_at_once_and_the_rest_is_gone_on_with_later(parts: int) -> None:
    second = Second(is_open=False)
    async with at_home(second) as (app, pilot):
        await press(pilot, "enter", *["tab"] * parts, "escape")
        assert app.pages.top() is app.board_view
        assert (second.board.meeting is not None) is (parts > 0)
        await app.pages.open("what_we_said")
        await pilot.pause(0.1)
        if parts:
            assert "1 of 4" in seen(app)
            await press(pilot, "tab")
            assert app.pages.top() is app.board_view


async def test_just_looking_begins_nothing() -> None:
    second = Second(is_open=False)
    async with at_home(second) as (app, pilot):
        await press(pilot, "2")
        assert isinstance(app.pages.top(), BoardView)
        assert second.board.meeting is None
        await press(pilot, "q", "enter")
        assert isinstance(app.pages.top(), HomeView)
        assert "1 start the next meeting" in seen(app)


async def test_a_meeting_that_is_open_is_gone_on_with_at_the_board() -> None:
    async with at_home(Second()) as (app, pilot):
        await press(pilot, "enter")
        assert app.pages.top() is app.board_view


async def test_the_same_begins_from_the_command_line_where_no_meeting_is_open() -> None:
    async with opened(Second(is_open=False), Seat("Ana")) as (app, _pilot):
        assert "The next meeting" in seen(app)


@pytest.mark.parametrize(
    ("is_open", "role", "begins"),
    [(True, Role.HOST, True), (False, Role.PARTICIPANT, True), (False, Role.VIEWER, True), (False, Role.HOST, False)],
)
async def test_else_the_board_is_seen_at_once(is_open: bool, role: Role, begins: bool) -> None:
    async with opened(Second(is_open=is_open), Seat("Ana", role), begins=begins) as (app, _pilot):
        assert app.pages.top() is app.board_view


async def test_a_cofacilitator_who_joined_begins_it_from_help_as_well() -> None:
    second = Second(is_open=False)
    async with opened(second, Seat("Dee", Role.COFACILITATOR, via="ssh"), begins=False) as (app, pilot):
        await app.pages.open("meeting")
        await pilot.pause(0.1)
        assert "The next meeting" in seen(app)
        await press(pilot, "tab", "tab", "tab", "tab")
        assert app.pages.top() is app.board_view
        assert second.board.meetings == 2
        await app.pages.open("meeting")
        await pilot.pause(0.1)
        assert "This meeting" in seen(app)


async def test_where_there_is_nothing_to_ask_after_that_is_said() -> None:
    second = Second()
    for record in [*second.board.cards(), *second.board.absences]:
        if not record.fields.get("standing"):
            second.do(PutAway(record.id))
    async with opened(second, Seat("Ana")) as (app, pilot):
        await app.pages.open("what_we_said")
        await pilot.pause(0.1)
        assert "Nothing was promised in an earlier meeting" in seen(app)
        assert app.pages.top() is app.board_view


async def test_who_is_only_an_account_says_who_types_and_no_account_is_on_the_list() -> None:
    second = Second(is_open=False)
    async with opened(second, Seat("Root", is_guess=True)) as (app, pilot):
        assert app.board_view is not None
        await press(pilot, "tab")
        assert "Who types here?" in seen(app)
        await press(pilot, *"Rosa", "tab")
        assert "Who is here?" in seen(app)
        assert "Rosa" in seen(app)
        assert "Root" not in seen(app)
        assert second.board.here == ("rosa",)
        assert app.board_view.session.seat.name == "Rosa"
        assert [one.seat.name for one in app.board_view.session.attending().present] == ["Rosa"]


async def test_who_only_looks_first_puts_no_account_on_any_page_for_others() -> None:
    second = Second(is_open=False)
    async with opened(second, Seat("Root", is_guess=True)) as (_app, pilot):
        await press(pilot, "escape", "a", *"who waters", "enter")
        assert second.board.meetings == 2
        assert second.board.here == ()
        meeting = second.board.meeting
        assert meeting is not None
        assert "Root" not in "\n".join(map(str, catch_up(second.board, meeting, second.now).lines))
