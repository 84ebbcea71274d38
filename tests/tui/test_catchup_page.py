"""The page for whoever was away on the screen: read, changed, kept as a file."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from riverside import ANA, Hall, riverside
from sheets import KEYS, SIZES, Bare, brush, is_plain, is_whole, on_screen, shown, window, words
from test_board_screen import Screen as BoardScreen
from test_board_screen import shown as on_a_board
from textual.pilot import Pilot

from cofacil.board.commands.meetings import CloseMeeting
from cofacil.board.errors import Trouble
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import Board
from cofacil.export.catchup_file import keep_page_as
from cofacil.language.catchup import LARGE, CatchUp, Line, Part, catch_up
from cofacil.language.worded import worded
from cofacil.room.seats import Seat
from cofacil.tui.keys import Keymap
from cofacil.tui.messages import ActionChosen, BackRequested
from cofacil.tui.pages.catchup import CatchUpView, Reading, paint_catchup
from cofacil.tui.pages.closing.view import ClosingView


@pytest.fixture
def hall() -> Hall:
    return riverside()


def made(hall: Hall) -> CatchUp:
    return catch_up(hall.board, hall.board.held[-1], hall.now)


class Shown:
    """The page, and the keys that are pressed on it."""

    def __init__(self, view: CatchUpView, app: Bare, pilot: Pilot[None]) -> None:
        self.view, self.app, self.pilot = view, app, pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    @property
    def text(self) -> str:
        return on_screen(self.view)

    @property
    def last(self) -> str:
        return self.text.splitlines()[-1].strip()


@asynccontextmanager
async def reading(
    hall: Hall, named: str = "~/away.txt", size: tuple[int, int] = (80, 24), *, is_guest: bool = False
) -> AsyncIterator[Shown]:
    def make(board: Board) -> CatchUp:
        return catch_up(board, board.held[-1], hall.now)

    view = CatchUpView(make, hall.board, brush(), KEYS, named, None if is_guest else keep_page_as)
    async with shown(view, size=size) as (app, pilot):
        await pilot.pause()
        yield Shown(view, app, pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("is_large", [False, True])
def test_it_fills_the_window_and_says_where_one_is(hall: Hall, size: tuple[int, int], is_large: bool) -> None:
    page = made(hall)
    for at in range(1, len(page.lines)):
        sheet = paint_catchup(Reading(page, at, is_large=is_large), window(*size))
        assert is_whole(sheet, *size)
        mark = [row for row in words(sheet).splitlines() if row.startswith(" ▌")]
        assert len(mark) == 1  # the line in hand is always seen
        assert " ".join(page.lines[at].text.split()[:2]) in mark[0]


def test_it_can_be_shown_in_plain_letters() -> None:
    hall = riverside()
    page = made(hall)
    plain = page._replace(lines=tuple(line for line in page.lines if line.text.isascii()))
    assert is_plain(paint_catchup(Reading(plain), window(80, 24, is_ascii=True)))


async def test_nobody_who_was_missing_is_named_and_that_is_said(hall: Hall) -> None:
    async with reading(hall) as page:
        assert page.last.startswith("Nobody who was missing is named on this page.")
        hall.card("What do under-16s say?", Kind.QUESTION)
        page.view.hear(hall.board)
        assert page.last.startswith("One card names somebody who was missing: it is left out.")


async def test_its_words_are_changed_and_kept_as_they_are_then(hall: Hall, tmp_path: Path) -> None:
    async with reading(hall, str(tmp_path / "away.txt")) as page:
        await page.press("e")
        page.view.paste("Dear all. ")
        await page.press("home", "enter")
        assert "Changed on this page only" in page.last
        before = page.view.reading.page
        assert before.lines[1].text.endswith("Dear all.")
        hall.card("Something new", Kind.QUESTION)
        page.view.hear(hall.board)
        assert page.view.reading.page is before
        await page.press("2", "enter")
        await page.app.workers.wait_for_complete()
        await page.pilot.pause()
        assert "Dear all." in (tmp_path / "away.txt").read_text()
        assert "Kept as" in page.text


async def test_words_that_were_changed_and_are_in_no_file_are_asked_about_once(hall: Hall, tmp_path: Path) -> None:
    async with reading(hall, str(tmp_path / "away.txt")) as page:
        await page.press("e", "x", "enter", "escape")
        assert "The words you changed are in no file yet. 2 keeps them, Esc leaves them." in " ".join(page.text.split())
        assert not page.app.heard
        await page.press("down", "escape")
        assert not page.app.heard, "it is asked again"
        await page.press("2", "enter")
        await page.app.workers.wait_for_complete()
        await page.pilot.pause()
        await page.press("escape")
        assert any(isinstance(message, BackRequested) for message in page.app.heard)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_a_page_on_is_a_window_on_and_every_line_is_seen(hall: Hall, size: tuple[int, int]) -> None:
    for number in range(40):
        hall.card(f"Offer {number:02} that somebody made", Kind.OFFER)
    async with reading(hall, size=size) as page:
        seen: list[str] = []
        tops = []
        for _page in range(12):
            seen += [row for row in page.text.splitlines() if "that somebody made" in row]
            tops.append(page.view.reading.top)
            await page.press("pagedown")
        assert tops[1] >= size[1] - 6, "the first press turns the page"
        found = {number for number in range(40) if any(f"Offer {number:02} " in row for row in seen)}
        assert found == set(range(40))
        assert page.view.reading.at == len(page.view.reading.page.lines) - 1
        for _page in range(12):
            await page.press("pageup")
        assert page.view.reading.top == 0


async def test_a_file_that_is_there_is_left_and_another_name_is_asked_for(hall: Hall, tmp_path: Path) -> None:
    (tmp_path / "away.md").write_text("mine")
    async with reading(hall, str(tmp_path / "away.md")) as page:
        await page.press("2", "enter")
        assert "There is a file called away.md already" in " ".join(page.text.split())
        assert (tmp_path / "away.md").read_text() == "mine"
        assert page.view.reading.file is not None
        await page.press("left", "left", "left", "2", "enter")
        assert (tmp_path / "away2.md").read_text().startswith("# For you")


async def test_print_size_is_seen_and_kept(hall: Hall, tmp_path: Path) -> None:
    async with reading(hall, str(tmp_path / "large.txt")) as page:
        await page.press("3")
        assert page.last.startswith("As it is printed large.")
        assert max(len(row.strip(" ▌")) for row in page.text.splitlines()[1:-2]) <= LARGE
        await page.press("2", "enter")
        assert max(map(len, (tmp_path / "large.txt").read_text().splitlines())) <= LARGE
        await page.press("3")
        assert page.last.startswith("As it is printed.")


async def test_esc_leaves_the_line_first_and_then_the_page(hall: Hall) -> None:
    async with reading(hall) as page:
        await page.press("e", "x", "escape")
        assert page.view.reading.words is None
        assert page.view.reading.page == made(hall)
        await page.press("2", "escape", "z")
        assert "z does nothing on this page" in page.last
        await page.press("escape")
        assert any(isinstance(message, BackRequested) for message in page.app.heard)


async def test_who_joined_from_elsewhere_reads_it_and_writes_no_file_here(hall: Hall) -> None:
    async with reading(hall, is_guest=True) as page:
        assert "keep as a file" not in page.text
        for key in ("2", "e"):
            await page.press(key)
            assert "Whoever sits at the board's own computer" in " ".join(page.text.split())
        assert page.view.reading.typed is None


async def test_q_leaves_from_here(hall: Hall) -> None:
    async with reading(hall) as page:
        await page.press("q")
        assert ActionChosen("leave") in page.app.heard


# over the board


def top(screen: BoardScreen) -> object:
    return screen.app.pages.top()


def text(screen: BoardScreen) -> str:
    view = screen.app.pages.top()
    assert view
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))


async def close(screen: BoardScreen) -> None:
    await screen.session.run("close_meeting")
    await screen.until(lambda: isinstance(top(screen), ClosingView))
    await screen.pilot.pause()


async def test_closing_ends_with_the_page_and_says_what_comes_back() -> None:
    async with on_a_board() as screen:
        await close(screen)
        await screen.press(*["enter"] * 4)
        await screen.until(lambda: isinstance(top(screen), CatchUpView))
        await screen.pilot.pause()
        assert screen.live.board.meeting is None
        last = text(screen).split("\n")[-1]
        assert last.startswith(" The meeting is closed. ")
        assert "things come back next time." in last
        assert last.split().count("saved") == 1
        await screen.press("q")
        await screen.until(lambda: top(screen) is screen.view)
        assert "Leave the board?" in screen.text
        await screen.press("enter")
        await screen.until(lambda: not screen.app.is_running)


async def test_one_looks_at_the_board_in_the_middle_and_comes_back_to_where_one_was() -> None:
    async with on_a_board() as screen:
        await close(screen)
        await screen.press("enter", "enter", *"Bea")
        before = screen.session.view
        await screen.press("escape")
        await screen.until(lambda: top(screen) is screen.view)
        assert screen.session.view == before
        await close(screen)
        assert "3 of 4" in text(screen)
        assert "Bea" in text(screen).splitlines()[-4]


async def test_what_is_typed_in_closing_is_kept_by_the_room_and_told() -> None:
    async with on_a_board() as screen:
        await close(screen)
        await screen.press(*"Ring", "space", *"@mo", "enter")
        await screen.until(lambda: len(screen.live.board.columns[Kind.ACTION]) == 3)
        await screen.pilot.pause()
        assert "Mo: Ring. A3." in text(screen).splitlines()[-1]
        await screen.press("enter", "2")
        await screen.until(lambda: screen.live.board.columns[Kind.QUESTION][0].marks == ("wicked",))
        await screen.press("u")
        await screen.until(lambda: screen.live.board.columns[Kind.QUESTION][0].marks == ())
        assert isinstance(top(screen), ClosingView)


async def test_nothing_is_called_saved_on_the_page_while_its_file_is_gone_and_it_is_said_why() -> None:
    gone = Trouble("board-gone-since", file="garden.json")
    async with on_a_board() as screen:
        await close(screen)
        screen.app._hear_trouble(gone)
        await screen.until(lambda: worded(gone) in " ".join(text(screen).split()))
        await screen.press("down")
        await screen.pilot.pause()
        assert worded(gone) in " ".join(text(screen).split())
        assert " saved" not in text(screen).splitlines()[-1]
        screen.app._hear_trouble(None)
        await screen.until(
            lambda: "can be read now, and all that was saved is in it." in " ".join(text(screen).split())
        )


async def test_a_meeting_closed_elsewhere_is_said_on_the_page() -> None:
    async with on_a_board() as screen:
        await close(screen)
        await screen.live.submit(Seat("Dee"), CloseMeeting())
        await screen.until(lambda: "closed on another screen" in " ".join(text(screen).split()))


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.VIEWER])
async def test_who_does_not_facilitate_closes_nothing_and_may_read_the_page(role: Role) -> None:
    async with on_a_board(Seat("Kofi", role, "ssh")) as screen:
        await screen.session.run("close_meeting")
        await screen.pilot.pause()
        assert top(screen) is screen.view
        await screen.app.pages.open("closing")
        assert top(screen) is screen.view
        await screen.session.run("catchup")
        await screen.until(lambda: isinstance(top(screen), CatchUpView))


async def test_without_a_meeting_there_is_nothing_to_close_and_the_last_one_has_its_page() -> None:
    hall = riverside()
    hall.do(CloseMeeting())
    async with on_a_board(ANA, hall=hall) as screen:
        await screen.app.pages.open("closing")
        assert top(screen) is screen.view
        assert "No meeting is open." in screen.text
        await screen.session.run("catchup")
        await screen.until(lambda: isinstance(top(screen), CatchUpView))


async def test_words_are_changed_by_the_groups_own_key_and_the_key_row_says_it(hall: Hall) -> None:
    keys = Keymap.of({"edit": "x"}).keys
    view = CatchUpView(lambda _board: made(hall), hall.board, brush(), keys, "~/away.txt", keep_page_as)
    async with shown(view) as (_app, pilot):
        assert "x change the words" in on_screen(view)
        await pilot.press("x")
        assert view.takes_words


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_last_page_is_the_one_with_nothing_below_it(width: int, height: int) -> None:
    page = CatchUp(tuple(Line(Part.WORDS, f"Line {number}") for number in range(40)))
    for top in range(90):
        said = words(paint_catchup(Reading(page, top=top), window(width, height)))
        found = re.search(r"page (\d+) of (\d+)", said)
        assert found is None or (found[1] == found[2]) is ("more" not in said), (top, said)
