"""How to join from another computer: the line, the word, and a picture that a camera can read."""

from dataclasses import replace

import pytest
import segno
from rich.color import Color
from sheets import NOW, SIZES, brush, is_plain, is_whole, on_screen, shown, window, words
from test_board_screen import shown as board_shown
from textual.strip import Strip

from cofacil.board.errors import NotSaved, Trouble
from cofacil.room.ports import Joining
from cofacil.room.seats import Seat
from cofacil.tui.messages import BackRequested
from cofacil.tui.pages import NOT_SHARED, NOT_YOURS
from cofacil.tui.paint.join_page import Join, paint_join
from cofacil.tui.paint.qr import picture
from cofacil.tui.paint.sheet import Sheet
from cofacil.tui.screens.join import JoinView
from cofacil.tui.screens.page import Page

URL = "ssh://riverside@192.168.1.24:8022"
PRINT = "SHA256:WvTnUJmLcJp1FzUgaEW4I6VJ1fL0ZL8Xj2dXl6vlXyE"
JOINING = Joining("ssh -p 8022 riverside@192.168.1.24", URL, "GARDEN-42-BEANS", 20, NOW, PRINT, is_local=False)
LONG = "a-meeting-about-the-garden-behind-the-school-and-who-keeps-it"
LONG_JOINING = JOINING._replace(
    command=f"ssh -p 8022 {LONG}@gardens.riverside.example", url=f"ssh://{LONG}@gardens.riverside.example:8022"
)
BLOCKS = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}
BOTH = [Join(joining, picture(joining.url)) for joining in (JOINING, LONG_JOINING)]


class Door:
    """A door that gives one word after the other, or says why it cannot."""

    def __init__(self) -> None:
        self.asked: list[bool] = []
        self.trouble: Trouble | None = None

    async def joining(self, *, anew: bool = False) -> Joining:
        self.asked.append(anew)
        if self.trouble:
            raise self.trouble
        return JOINING._replace(word=f"WORD-{10 + len(self.asked)}-{'ANEW' if anew else 'FIRST'}")

    async def another(self) -> Joining:
        return await self.joining(anew=True)


def squares(rows: tuple[Strip, ...]) -> list[list[int]]:
    """Return what half blocks show as rows of squares: 1 is black."""
    pairs = [[BLOCKS[letter] for letter in row.text] for row in rows]
    return [[pair[half] for pair in row] for row in pairs for half in (0, 1)]


def matrix(url: str) -> list[list[int]]:
    code = segno.make(url, error="l", micro=False)
    return [[int(square) for square in row] for row in code.matrix_iter(border=4)]


def has_picture(sheet: Sheet) -> bool:
    return "▀▀▀▀▀" in words(sheet)


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("join", BOTH)
def test_every_cell_is_painted(width: int, height: int, join: Join) -> None:
    for is_picture in (False, True):
        for shown_join in (replace(join, is_picture=is_picture), replace(join, picture=(), is_picture=is_picture)):
            assert is_whole(paint_join(shown_join, window(width, height)), width, height)
    assert is_plain(paint_join(replace(join, picture=()), window(width, height, is_ascii=True)))


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40), (160, 45), (300, 80)])
@pytest.mark.parametrize("join", BOTH)
def test_no_letter_of_what_is_to_be_typed_is_missing(size: tuple[int, int], join: Join) -> None:
    text = words(paint_join(replace(join, picture=()), window(*size)))
    assert join.joining.command.replace(" ", "") in "".join(text.split())
    assert "GARDEN-42-BEANS" in text
    assert PRINT in "".join(text.split())
    assert "for 20 people" in text


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
def test_the_picture_stands_beside_the_words(size: tuple[int, int]) -> None:
    sheet = paint_join(BOTH[0], window(*size))
    text = words(sheet)
    assert has_picture(sheet)
    assert "riverside@192.168.1.24" in text
    assert "GARDEN-42-BEANS" in text
    assert "the picture" not in text
    first = next(number for number, row in enumerate(sheet.rows) if "█▀▀▀▀▀█" in row.text)
    code = BOTH[0].picture
    left = sheet.rows[first].text.index("█▀▀▀▀▀█") - 4
    painted = [row.text[left : left + code[0].cell_length] for row in sheet.rows[first - 2 : first - 2 + len(code)]]
    assert painted == [row.text for row in code]


def test_a_long_line_pushes_the_picture_aside_and_not_its_own_end() -> None:
    beside = paint_join(BOTH[1], window(160, 45))
    assert has_picture(beside)
    assert f"{LONG}@gardens.riverside.example" in words(beside)
    alone = paint_join(BOTH[1], window(100, 30))
    assert not has_picture(alone)
    assert f"{LONG}@gardens.riverside.example" in words(alone)
    assert "2 the picture" in words(alone)


@pytest.mark.parametrize("size", [(60, 18), (40, 12)])
def test_where_the_picture_has_no_room_it_is_not_offered(size: tuple[int, int]) -> None:
    sheet = paint_join(BOTH[0], window(*size))
    assert not has_picture(sheet)
    assert "the picture" not in words(sheet)


def test_on_the_loopback_it_is_said_that_nobody_else_can_join() -> None:
    text = words(paint_join(Join(JOINING._replace(is_local=True)), window(80, 24)))
    assert "Only this computer can join so far: --host lets others in." in text


@pytest.mark.parametrize("url", [URL, LONG_JOINING.url, "ssh://a@b:1"])
def test_the_picture_is_the_url_and_its_quiet_zone(url: str) -> None:
    rows, wanted = squares(picture(url)), matrix(url)
    assert rows[: len(wanted)] == wanted
    assert not any(square for row in rows[len(wanted) :] for square in row)
    assert all(not any(row) for row in rows[:4])


def test_the_picture_is_black_on_white_whatever_the_theme() -> None:
    for strip in picture(URL):
        for segment in strip:
            assert segment.style
            assert (segment.style.color, segment.style.bgcolor) == (Color.parse("#000000"), Color.parse("#ffffff"))


async def test_2_changes_between_the_words_and_the_picture_where_only_one_fits() -> None:
    view = JoinView(JOINING, brush(), Door().another)
    async with shown(view, size=(70, 24)) as (_, pilot):
        assert "2 the picture" in on_screen(view)
        await pilot.press("2")
        assert "█▀▀▀▀▀█" in on_screen(view)
        assert "GARDEN" not in on_screen(view)
        assert "2 the words" in on_screen(view)
        await pilot.press("2")
        assert "GARDEN-42-BEANS" in on_screen(view)


async def test_in_ascii_there_is_no_picture() -> None:
    view = JoinView(JOINING, brush(is_ascii=True), Door().another)
    for size in ((80, 24), (160, 45)):
        async with shown(JoinView(JOINING, brush(is_ascii=True), Door().another), size=size) as (app, pilot):
            await pilot.press("2")
            assert on_screen(app.view).isascii()
            assert "the picture" not in on_screen(app.view)
            assert "GARDEN-42-BEANS" in on_screen(app.view)
    assert view.join.picture == ()


async def test_3_takes_another_word_and_says_that_the_old_one_ends() -> None:
    door = Door()
    view = JoinView(JOINING, brush(), door.another)
    async with shown(view) as (_, pilot):
        assert "3 another word: the old one ends" in on_screen(view)
        await pilot.press("3")
        assert door.asked == [True]
        text = on_screen(view)
        assert "WORD-11-ANEW" in text
        assert "GARDEN-42-BEANS" not in text
        assert "The word before opens nothing any more." in text
        await pilot.press("x")
        assert "The word before" not in on_screen(view)


async def test_a_trouble_is_said_and_the_page_stays() -> None:
    door = Door()
    door.trouble = NotSaved("The disk is full. It is as it was.")
    view = JoinView(JOINING, brush(), door.another)
    async with shown(view) as (app, pilot):
        await pilot.press("3")
        assert "The disk is full. It is as it was." in on_screen(view)
        assert "GARDEN-42-BEANS" in on_screen(view)
        door.trouble = None
        await pilot.press("3")
        assert "WORD-12-ANEW" in on_screen(view)
        assert not app.heard


@pytest.mark.parametrize("key", ["escape", "enter"])
async def test_back_is_asked_for_once(key: str) -> None:
    view = JoinView(JOINING, brush(), Door().another)
    async with shown(view) as (app, pilot):
        await pilot.press(key, key)
        assert app.heard == [BackRequested()]


async def test_a_board_without_a_door_says_that_it_is_not_shared() -> None:
    async with board_shown() as screen:
        await screen.press("j")
        assert screen.rows[-1].startswith(NOT_SHARED)
        assert not isinstance(screen.app.screen, Page) or not isinstance(screen.app.screen.view, JoinView)


async def test_a_guest_is_told_who_can_show_it() -> None:
    async with board_shown() as screen:
        screen.live.presence.join(Seat("Dee", via="ssh"), lambda _: None)
        await screen.press("j")
        assert screen.rows[-1].startswith(NOT_YOURS)


async def test_j_shows_how_to_join_and_esc_is_the_board_again() -> None:
    async with board_shown() as screen:
        door = Door()
        screen.app.door = door
        before = screen.rows
        await screen.press("j")
        page = screen.app.screen
        assert isinstance(page, Page)
        assert isinstance(page.view, JoinView)
        assert "WORD-11-FIRST" in on_screen(page.view)
        await screen.press("3")
        assert "WORD-12-ANEW" in on_screen(page.view)
        assert door.asked == [False, True]
        await screen.press("escape")
        await screen.until(lambda: screen.app.screen is not page)
        assert screen.rows == before


async def test_a_door_that_can_make_no_word_says_so_on_the_board() -> None:
    async with board_shown() as screen:
        screen.app.door = door = Door()
        door.trouble = Trouble("The words could not be read: the disk is gone.")
        await screen.press("j")
        assert screen.rows[-1].startswith("The words could not be read: the disk is gone.")
