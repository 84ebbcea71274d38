"""The first screen of somebody who joins from another computer."""

import pytest
from riverside import ANA, DEE, VIC, Hall, riverside
from sheets import HOSTILE, KEYS, SIZES, is_whole, shown, window, words
from sheets import brush as a_brush
from textual.pilot import Pilot

from cofacil.board.kinds import Role
from cofacil.room.attending import Attending, Present
from cofacil.room.seats import Seat, WayBack
from cofacil.tui.messages import BackRequested, LeaveRequested
from cofacil.tui.pages.welcome import STANDS_STILL, Greeting, WelcomeView, paint_welcome


@pytest.fixture
def hall() -> Hall:
    return riverside()


def welcome(hall: Hall, seat: Seat = DEE) -> Greeting:
    theirs = seat._replace(via="ssh")
    return Greeting(hall.board, theirs, Attending.of((Present(ANA), Present(theirs))), hall.now)


def test_it_says_where_one_is_what_happened_and_what_one_can_do(hall: Hall) -> None:
    text = words(paint_welcome(welcome(hall), KEYS, window(80, 24)))
    assert text.startswith(" Welcome, Dee. You facilitate with Ana.")
    assert "How do we share the garden?" in text
    assert "Riverside garden. 12 people here, 3 by screen." in text
    assert "Lately" in text
    assert "Mo: I have a spare greenhouse" in text
    assert "You can do all that who facilitates can." in text
    assert "If the screen ever stands still" in text


def test_it_counts_who_is_here_as_every_screen_does_before_a_meeting_too() -> None:
    dee, pia = (Present(Seat(name, Role.VIEWER, via)) for name, via in (("Dee", "ssh"), ("Pia", "page")))
    greeting = Greeting(Hall().board, dee.seat, Attending.of((Present(ANA), dee, pia)), Hall().now)
    assert "3 people here, 1 by screen, 1 by page." in words(paint_welcome(greeting, KEYS, window(80, 24)))


@pytest.mark.parametrize(
    ("role", "head", "may"),
    [
        (Role.PARTICIPANT, "You take part.", "change those that are yours"),
        (Role.VIEWER, "You watch.", "Nothing you press changes the board."),
    ],
)
def test_each_role_reads_what_it_may_do(hall: Hall, role: Role, head: str, may: str) -> None:
    text = words(paint_welcome(welcome(hall, Seat("Vic", role)), KEYS, window(80, 24)))
    assert text.startswith(f" Welcome, Vic. {head}")
    assert may in text


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("seat", [DEE, VIC, Seat("W" * 32, Role.COFACILITATOR)])
def test_it_is_whole_at_every_size(hall: Hall, width: int, height: int, seat: Seat) -> None:
    for text in HOSTILE:
        hall.card(text, said="")
    sheet = paint_welcome(welcome(hall, seat), KEYS, window(width, height))
    assert is_whole(sheet, width, height)
    if width >= 60:
        assert STANDS_STILL[WayBack.LINE].split()[-1] in words(sheet)


async def test_any_key_goes_on_and_q_leaves(hall: Hall) -> None:
    view = WelcomeView(lambda: welcome(hall), a_brush(), KEYS)
    pilot: Pilot[None]
    async with shown(view) as (app, pilot):
        await pilot.press("q")
        await pilot.press("x")
    assert app.heard == [LeaveRequested(), BackRequested()]
