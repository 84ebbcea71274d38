"""What comes back by itself: last time's wishes first, then all that is open, by what it is."""

import pytest
from second_meeting import ACCESS, WANTED, Second
from sheets import SIZES, below, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.commands.links import TieLink
from cofacil.board.commands.moving import PutAway
from cofacil.board.commands.next_meeting import AboutMeeting
from cofacil.board.commands.people import AddPerson
from cofacil.board.kinds import Kind
from cofacil.tui.messages import BackRequested, NextRequested
from cofacil.tui.pages.came_back import CameBackView, groups_of


def view_of(second: Second, *, begins: bool = False) -> CameBackView:
    return CameBackView(below(second.board, lambda: second.now, second.ask, begins=begins))


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_cell_is_painted_and_what_is_in_hand_is_seen_in_words(width: int, height: int) -> None:
    second = Second()
    view = view_of(second)
    for hand, record in enumerate(view.page.records):
        view.page = view.page.__class__(view.page.board, view.page.groups, view.page.wanted, view.page.now, hand)
        sheet = view.draw(window(width, height))
        assert is_whole(sheet, width, height)
        assert hand in {spot.choice for spot in sheet.spots}
        assert f"{second.board.label_of(record)}  " in words(sheet)
    plain = view_of(Second())
    plain.page = plain.page.__class__(plain.page.board, plain.page.groups[:1], plain.page.wanted, plain.page.now)
    assert is_plain(plain.draw(window(width, height, is_ascii=True)))


def test_next_time_is_its_first_line_and_what_is_open_follows_by_what_it_is() -> None:
    second = Second()
    second.do(AboutMeeting(access=ACCESS))
    text = words(view_of(second).draw(window(80, 24)))
    assert text.split("\n")[3:5] == ["   Last time you wanted to:", f"     {WANTED}"]
    assert f"The way in: {ACCESS}" in text
    for line in (
        "   Still to do 2             A1  A2",
        "   Open questions 1          Q1  What is the garden for?",
        "   Offers not taken up 1     O1  My van, most mornings",
        "   Said by nobody yet 1      A3  Ring the allotment group",
        "   To invite 2               N2  N3",
    ):
        assert line in text.split("\n")
    assert "7 things came back from 22 Nov." in text
    assert "from 22 Nov" in text


def test_what_is_of_this_meeting_is_not_among_it() -> None:
    second = Second()
    card = second.card("I have a spare greenhouse", "Mo")
    assert card not in {record.id for group in groups_of(second.board) for record in group.records}


async def test_one_is_chosen_by_the_arrows_and_put_away_by_its_key() -> None:
    second = Second()
    view = view_of(second)
    async with shown(view) as (app, pilot):
        await pilot.press("down", "down", "P")
        assert "Q1 is put away. u on the board brings it back." in on_screen(view)
        assert "Open questions" not in on_screen(view)
        await pilot.press("end", "up", "home", "x")
        assert "x does nothing on this page" in on_screen(view)
        await pilot.press("enter")
    assert isinstance(app.heard[-1], BackRequested)
    assert second.board.card(second.called("Q1")).is_gone


@pytest.mark.parametrize(
    ("key", "asked"), [("enter", NextRequested), ("tab", NextRequested), ("escape", BackRequested)]
)
async def test_as_a_meeting_begins_one_key_goes_on(key: str, asked: type) -> None:
    view = view_of(Second(), begins=True)
    async with shown(view) as (app, pilot):
        await pilot.press(key)
    assert isinstance(app.heard[-1], asked)


def test_things_of_several_meetings_are_not_said_to_be_of_one_day() -> None:
    second = Second()
    second.do(AddPerson("Tom"))
    second.card("Who waters?", "Tom", kind=Kind.QUESTION)
    second.next_meeting()
    assert "8 things came back from earlier meetings." in words(view_of(second).draw(window(80, 24)))


def test_an_offer_of_which_something_came_is_not_said_to_be_left_lying() -> None:
    second = Second()
    second.do(TieLink(f"link/{second.clock.new_id()}", second.called("A1"), second.called("O1")))
    text = words(view_of(second).draw(window(80, 24)))
    assert "Offers not taken up" not in text
    assert "6 things came back from 22 Nov." in text
    second.do(PutAway(second.called("A1")))
    assert "   Offers not taken up 1     O1  My van, most mornings" in words(view_of(second).draw(window(80, 24)))
