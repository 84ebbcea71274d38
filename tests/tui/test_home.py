from collections.abc import Sequence
from pathlib import Path

import pytest
from sheets import DAY, HOSTILE, KEYS, NOW, SIZES, brush, is_plain, is_whole, on_screen, shown, window, words

from cofacil.board.notice import Notice
from cofacil.language.ago import ago
from cofacil.room.ports import Shelved
from cofacil.tui.messages import LeaveRequested, LookBackRequested, PageRequested, PathTyped, ShelvedChosen
from cofacil.tui.pages.home import Home, HomeView, paint_home
from cofacil.tui.typed import Typed

GARDEN = Shelved(
    "riverside",
    Path("/b/riverside.json"),
    "Riverside garden",
    "How do we share the garden?",
    NOW - 28 * DAY,
    12,
    promised=3,
    to_invite=2,
    open=14,
)
FOOD = GARDEN._replace(name="food", title="Hospital food", met=NOW - DAY, here=1, promised=1, to_invite=0, open=0)
TORN = GARDEN._replace(name="torn", title="", trouble=Notice.of("board-no-file", file="torn.json"))
NEVER = GARDEN._replace(name="never", title=HOSTILE[1], purpose=" ".join(HOSTILE), met=None)
FOLDER = "~/.local/share/cofacil/boards"


def home(*shelf: Shelved, hand: int = 0, path: Typed | None = None) -> Home:
    return Home(shelf, FOLDER, NOW, KEYS, hand=hand, path=path)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("shelf", [(), (GARDEN, FOOD, TORN, NEVER), (GARDEN,) * 40], ids=["none", "some", "many"])
def test_every_cell_is_painted_and_what_is_in_hand_is_always_seen(
    width: int, height: int, shelf: Sequence[Shelved]
) -> None:
    for hand in (0, len(shelf), len(shelf) + 2):
        for path in (None, Typed.of("~/Downloads/" + "long/" * 60)):
            sheet = paint_home(home(*shelf, hand=hand, path=path), window(width, height))
            assert is_whole(sheet, width, height)
            assert hand in {spot.choice for spot in sheet.spots}
    sheet = paint_home(home(GARDEN, FOOD), window(width, height, is_ascii=True))
    assert is_plain(sheet)


def test_the_very_first_time_it_says_what_this_is_and_what_enter_does() -> None:
    text = words(paint_home(home(), window(80, 24)))
    for line in (
        "   A board for people who meet to make something together.",
        " ▌ Start a new board",
        "   Look at a finished example (nothing in it is kept)",
        "   Open a board file that somebody gave me",
        f"   Boards are kept on this computer, in  {FOLDER}",
        "   Nothing is sent anywhere.",
        " ↑ ↓ choose   Enter open   ? more   q leave",
        " Ready. Press Enter to start your first board.",
    ):
        assert line in text.split("\n")
    assert "Sunday 22 November 2026" in text


def test_a_board_says_how_long_ago_it_met_and_what_is_left_of_it() -> None:
    text = words(paint_home(home(GARDEN, FOOD), window(80, 24)))
    assert " ▌ Riverside garden        4 weeks ago, 12 people" in text
    assert "we said: 3 things       to invite: 2            open: 14" in text
    assert "Hospital food           yesterday, 1 person" in text
    assert "we said: 1 thing\n" in text
    assert "to invite: 0" not in text
    assert "open: 0" not in text
    assert text.endswith("Four weeks since you met.")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_a_board_can_be_opened_for_stands_above_the_keys(width: int, height: int) -> None:
    sheet = paint_home(home(GARDEN, TORN), window(width, height))
    ways = (
        ("1 start the next meeting", "2 just look", "3 look back") if width >= 60 else ("1 start", "2 look", "3 back")
    )
    for way in ways:
        assert way in words(sheet)
    assert is_whole(sheet, width, height)
    for hand in (1, 2):
        assert "just look" not in words(paint_home(home(GARDEN, TORN, hand=hand), window(width, height)))


def test_it_says_whose_meeting_and_whether_one_goes_on() -> None:
    assert "Riverside garden:  1 start the next meeting" in words(paint_home(home(GARDEN), window(80, 24)))
    sitting = GARDEN._replace(is_sitting=True)
    assert "1 start the next meeting" in words(paint_home(home(sitting), window(80, 24)))
    now = sitting._replace(met=NOW - 3_600_000)
    assert "1 go on with the meeting" in words(paint_home(home(now), window(80, 24)))
    never = GARDEN._replace(met=None)
    assert "1 start the first meeting" in words(paint_home(home(never), window(80, 24)))


async def test_a_figure_opens_the_board_in_hand_to_begin_to_look_or_to_look_back() -> None:
    view = HomeView((GARDEN, TORN), Path("/b"), brush(), KEYS, lambda: NOW)
    async with shown(view) as (app, pilot):
        await pilot.press("1", "2", "3")
        await pilot.press("down", "1", "2", "enter", "down", "1")
    assert app.heard == [
        ShelvedChosen(GARDEN, begins=True),
        ShelvedChosen(GARDEN),
        LookBackRequested(GARDEN),
        ShelvedChosen(TORN),
    ]


@pytest.mark.parametrize("key", ["n", "3", "+"])
async def test_a_key_that_does_nothing_on_the_first_page_says_so_until_the_next(key: str) -> None:
    view = HomeView((), Path("/b"), brush(), KEYS, lambda: NOW)
    async with shown(view, (60, 18)) as (app, pilot):
        await pilot.press(key)
        assert f"{key} does nothing here. ? finds what does." in on_screen(view)
        await pilot.press("f9", "left")
        assert "does nothing" not in on_screen(view)
        assert app.heard == []


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 18), (40, 12)])
async def test_a_click_on_one_of_the_three_ways_does_what_its_figure_does(size: tuple[int, int]) -> None:
    view = HomeView((GARDEN, FOOD), Path("/b"), brush(), KEYS, lambda: NOW)
    async with shown(view, size) as (app, pilot):
        await pilot.press("down")
        rows = on_screen(view).split("\n")
        y = next(y for y, row in enumerate(rows) if "1 start" in row)
        for way in ("1 start", "2 ", "3 "):
            await pilot.click(HomeView, offset=(rows[y].index(way), y))
        await pilot.click(HomeView, offset=(rows[y].index("2 ") - 2, y))
    assert app.heard == [ShelvedChosen(FOOD, begins=True), ShelvedChosen(FOOD), LookBackRequested(FOOD)]


def test_a_board_that_cannot_be_read_says_why() -> None:
    text = words(paint_home(home(TORN), window(80, 24)))
    assert "“torn.json” is not a file, so it is no board." in text


def test_words_that_look_like_markup_are_only_words() -> None:
    text = words(paint_home(home(NEVER), window(120, 40)))
    assert all(part in text for part in HOSTILE)
    assert "not met yet" in text


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (13, "13 days ago"),
        (28, "4 weeks ago"),
        (275, "9 months ago"),
        (800, "2 years ago"),
    ],
)
def test_time_is_told_in_words(days: int, said: str) -> None:
    assert ago(NOW - days * DAY, NOW) == said


async def test_enter_opens_what_is_in_hand_and_question_mark_and_q_are_passed_on() -> None:
    view = HomeView((GARDEN,), Path("/b"), brush(), KEYS, lambda: NOW)
    async with shown(view) as (app, pilot):
        await pilot.press("enter", "down", "enter", "down", "enter", "question_mark", "q")
        await pilot.click(HomeView, offset=(10, 2))
    assert app.heard[:5] == [
        ShelvedChosen(GARDEN, begins=True),
        PageRequested("new_board"),
        PageRequested("example"),
        PageRequested("help"),
        *app.heard[4:5],
    ]
    assert isinstance(app.heard[4], LeaveRequested)
    assert app.heard[5] == ShelvedChosen(GARDEN, begins=True)


async def test_a_path_is_typed_finished_and_given() -> None:
    asked: list[str] = []

    def complete(typed: str) -> list[str]:
        asked.append(typed)
        return ["/b/garden.json", "/b/gate.json"]

    view = HomeView((), Path("/b"), brush(), KEYS, lambda: NOW, complete=complete)
    async with shown(view) as (app, pilot):
        await pilot.press("end", "enter", "g", "tab")
        assert "Where is the file? /b/ga" in on_screen(view)
        assert "garden.json   gate.json" in on_screen(view)
        await pilot.press("enter", "escape")
        assert "Where is the file?" not in on_screen(view)
    assert asked == ["g"]
    assert app.heard == [PathTyped("/b/ga")]


@pytest.mark.parametrize(("width", "height"), [(60, 18), (80, 24), (120, 40)])
def test_a_board_that_was_shared_as_its_program_ended_is_in_hand_and_enter_shares_it_again(
    width: int, height: int
) -> None:
    was_shared = FOOD._replace(was_shared=True)
    view = HomeView([GARDEN, was_shared], Path(FOLDER), brush(), KEYS, lambda: NOW)
    assert view.home.board == was_shared
    text = words(paint_home(view.home, window(width, height)))
    for line in (
        "It was shared as its program ended.",
        "Enter share again",
        "Enter shares it again, with the same words.",
    ):
        assert line in text
