"""Names of columns on every screen that names one, and the page on which they are given."""

import json

import pytest
from keyboard import Keyboard
from riverside import KOFI, VIC, Hall, Looking, painted, riverside
from sheets import KEYS, SIZES, Meeting, below, brush, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.commands.meetings import SetBoard
from cofacil.board.commands.moving import MoveCard
from cofacil.board.commands.own_names import CallAllThis, NameColumn
from cofacil.board.errors import NotSaved
from cofacil.board.kinds import Kind, Role
from cofacil.board.own_names import own_name
from cofacil.export.json_report import board_report
from cofacil.export.plain_lines import board_lines
from cofacil.language.happened import tell
from cofacil.tui.messages import BackRequested, CardActionChosen
from cofacil.tui.pages.help import HelpView
from cofacil.tui.pages.own_names import OwnNames, OwnNamesView, paint_own_names
from cofacil.tui.paint.wall import paint_wall
from cofacil.tui.typed import Typed
from cofacil.tui.view import View


@pytest.fixture
def hall() -> Hall:
    hall = riverside()
    hall.do(NameColumn(Kind.OFFER, "Rhoddion", "Rhodd"))
    hall.do(CallAllThis("Tea and plans"))
    return hall


def row(hall: Hall, size: tuple[int, int], view: View | None = None) -> str:
    scene = Looking(hall, (view or View(2)).settled(hall.board), *size).scene()
    picture = painted(scene)
    return picture.rows[picture.first - 1].text


@pytest.mark.parametrize(
    ("size", "name"), [((60, 18), "+ RHODD 9"), ((80, 24), "+ RHODD 9"), ((120, 40), "+ RHODDION 9"), ((160, 45), "+ RHODDION 9")]
)  # fmt: skip
def test_heads_bear_the_long_name_where_columns_stand_side_by_side_else_the_short(
    hall: Hall, size: tuple[int, int], name: str
) -> None:
    assert name in row(hall, size)
    assert name in row(hall, size, View(2, is_room=True))
    wall = paint_wall(Looking(hall, View(2).settled(hall.board), *size).scene()._replace(is_wall=True))
    assert name in "".join(strip.text for strip in wall.rows)


def test_guests_and_who_watches_see_them_too(hall: Hall) -> None:
    for seat in (KOFI, VIC):
        text = "\n".join(strip.text for strip in painted(Looking(hall, View(1), 120, 40, seat=seat).scene()).rows)
        assert "Rhoddion" in text
        assert "Tea and plans · Riverside garden" in text


@pytest.mark.parametrize(("width", "purpose"), [(80, "How do we share the garden?"), (120, "What do we want " * 4)])
def test_where_there_is_no_room_for_it_the_title_stands_alone(hall: Hall, width: int, purpose: str) -> None:
    hall.do(SetBoard(purpose=purpose))
    text = painted(Looking(hall, View(1), width, 24).scene()).rows[0].text
    assert "Tea and plans" not in text
    assert "Riverside garden" in text


def test_a_line_and_what_is_read_back_name_the_column(hall: Hall) -> None:
    board = Keyboard(hall, View(2)).open("add")
    assert board.lead == "+ Rhoddion:"
    assert "+ Rhodd" in board.readback
    board.press("A saw")
    assert board.readback == "an offer from the room, in Rhoddion"
    board = Keyboard(hall, View(1)).open("add").press("Why?")
    assert board.readback == "a question from the room"


def test_what_moved_is_said_to_be_in_the_column_by_its_name(hall: Hall) -> None:
    news = hall.do(MoveCard(hall.called("Q1"), Kind.OFFER))
    assert tell(news.own, hall.board) == "Ana moved Q1 to Rhoddion. It is still called Q1."


def test_plain_lines_and_json_say_them(hall: Hall) -> None:
    lines = list(board_lines(hall.board, hall.now))
    assert "Rhoddion: 9" in lines
    assert "We call this: Tea and plans" in lines
    assert any(line.startswith("Count: questions 5, Rhoddion 9, ") for line in lines)
    report = json.loads(json.dumps(board_report(hall.board, hall.now)))
    assert (report["called"], report["columns"]["offer"]) == ("Tea and plans", ["Rhoddion", "Rhodd"])
    assert report["columns"]["issue"] == ["Open issues", "Issues"]


def test_help_names_the_columns_and_all_this(hall: Hall) -> None:
    view = HelpView(Role.HOST, brush(), KEYS)
    view.name_all(hall.board)
    for size in SIZES:
        assert is_whole(view.draw(window(*size)), *size)
    text = words(view.draw(window(160, 45)))
    assert "Tea and plans: what you can do here" in text
    assert "column: Questions, Rhodd, Actions, Issues, Not here" in text
    assert "a column" in words(view.draw(window(80, 60)))


# the page


@pytest.fixture
def meeting() -> Meeting:
    return Meeting()


def page(meeting: Meeting, role: Role = Role.HOST) -> OwnNamesView:
    return OwnNamesView(below(meeting.board, meeting.clock.now, meeting.ask, role=role))


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("part", ["", "long", "short", "called"])
def test_every_cell_is_painted(hall: Hall, width: int, height: int, part: str) -> None:
    shows = OwnNames(hall.board, 4 if part == "called" else 1, part, Typed.of("Rhodd") if part else Typed())
    sheet = paint_own_names(shows, KEYS, "", window(width, height), may_change=True)
    assert is_whole(sheet, width, height)
    assert {spot.choice for spot in sheet.spots} == set(range(5))
    assert (sheet.cursor is not None) == bool(part)
    assert is_plain(paint_own_names(shows, KEYS, "", window(width, height, is_ascii=True), may_change=True))


async def test_a_long_name_and_then_a_short_one_are_asked_for(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        await pilot.press("down", "enter", *"Rhoddion", "enter")
        assert "In short:" in on_screen(view)
        assert own_name(meeting.board, Kind.OFFER) is None
        await pilot.press("enter")
        assert "Rhoddion needs a short form too, to 6 letters, for narrow windows." in on_screen(view)
        await pilot.press(*"Rhodd", "enter")
        assert own_name(meeting.board, Kind.OFFER) == ("Rhoddion", "Rhodd")
        assert "Ana calls Offers Rhoddion now." in on_screen(view)
        await pilot.press("enter", "enter", "enter")
        assert "Nothing has changed" in on_screen(view)
        await pilot.press("p")
        assert own_name(meeting.board, Kind.OFFER) is None


async def test_a_name_that_is_short_is_filled_in_as_its_short_form(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        await pilot.press("enter", *"Asks", "enter", "enter")
        assert own_name(meeting.board, Kind.QUESTION) == ("Asks", "Asks")


async def test_a_name_of_our_own_can_be_undone_and_given_up_from_the_page(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (app, pilot):
        await pilot.press("enter", *"Hopes", "enter", "enter")
        assert (
            on_screen(view).split("\n")[-2].strip()
            == "↑ ↓ choose   Enter another name   p the usual name   Esc back to the board"
        )
        await pilot.press("u", "y", "p")
        turned = [message.action for message in app.heard if isinstance(message, CardActionChosen)]
    assert turned == ["undo", "redo"]
    assert own_name(meeting.board, Kind.QUESTION) is None


async def test_what_cannot_be_a_name_is_said_and_stays_in_the_line(meeting: Meeting) -> None:
    view = page(meeting)
    async with shown(view) as (_app, pilot):
        await pilot.press("enter", "enter")
        assert "A column needs a name that can be said." in on_screen(view)
        await pilot.press(*"Offers", "enter")
        assert "Column 2 is called Offers already." in on_screen(view)
        view.paste(" and more than fits")
        assert "No more than 11 letters fit here." in on_screen(view)
        await pilot.press("escape")
        assert not view.takes_words
        meeting.trouble = NotSaved("not-saved", why="the disk is full")
        await pilot.press("end", "enter", *"Tea", "enter")
        assert "NOT SAVED: " in on_screen(view)
        assert "Enter tries again." in on_screen(view)
        assert view.is_trouble
        assert view.page.typed.text == "Tea"
        meeting.trouble = None
        await pilot.press("enter")
        assert "We call this: Tea." in on_screen(view)


async def test_who_takes_part_reads_them_and_changes_none(meeting: Meeting) -> None:
    view = page(meeting, Role.PARTICIPANT)
    async with shown(view) as (app, pilot):
        await pilot.press("enter", "p")
        assert "does nothing on this page" in on_screen(view)
        assert not view.takes_words
        await pilot.press("escape")
        assert any(isinstance(message, BackRequested) for message in app.heard)
