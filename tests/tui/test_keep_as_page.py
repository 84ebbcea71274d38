"""Keeping the board as a page from the screen: whose names are asked once, and where it was kept is said."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from riverside import Hall, riverside
from sheets import KEYS, SIZES, Bare, brush, is_plain, is_whole, on_screen, shown, window, words
from test_board_screen import shown as on_a_board

from cofacil.board.errors import Trouble
from cofacil.board.events import Event
from cofacil.board.kinds import Role
from cofacil.room.seats import Seat
from cofacil.tui.messages import BackRequested
from cofacil.tui.options import Kept
from cofacil.tui.pages.keep_as_page import WHOSE, KeepAsPageView, Keeping, paint_keeping
from cofacil.tui.typed import Typed
from cofacil.wiring.board_as_file import keep_board


@pytest.fixture
def hall() -> Hall:
    return riverside()


class Asked:
    """Notes what was asked to be kept."""

    def __init__(self, trouble: Trouble | None = None) -> None:
        self.asked: list[tuple[str, str]] = []
        self.trouble = trouble

    def __call__(self, _events: Sequence[Event], whose: str, name: str) -> Kept:
        self.asked.append((whose, name))
        if self.trouble:
            raise self.trouble
        return Kept(name, ("Taken out as names, and may be words as well: Grace (1).",))


async def nothing() -> Sequence[Event]:
    return ()


def view(keep: Asked) -> KeepAsPageView:
    return KeepAsPageView(brush(), KEYS, "~/riverside.html", keep, nothing)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("file", [None, Typed.of("~/" + "riverside-" * 9 + ".html")])
@pytest.mark.parametrize("hand", range(len(WHOSE)))
def test_it_fills_the_window(size: tuple[int, int], file: Typed | None, hand: int) -> None:
    told = "\n".join(["Taken for people, and not named: N3 Dave Okafor. --keep “WORDS” names a group."] * 3)
    sheet = paint_keeping(Keeping(hand, file, "" if file else told), window(*size))
    assert is_whole(sheet, *size)
    assert "Whose names stand on the page?" in words(sheet)
    assert _(WHOSE[hand].words) in words(sheet)
    assert is_plain(paint_keeping(Keeping(hand, file), window(80, 24, is_ascii=True)))


def _(text: str) -> str:
    return text


@pytest.mark.parametrize(("keys", "whose"), [(["1"], "names"), (["enter"], "initials"), (["down", "enter"], "nobody")])
async def test_it_asks_once_and_says_where_it_was_kept(keys: list[str], whose: str) -> None:
    keep = Asked()
    page = view(keep)
    async with shown(page) as (_app, pilot):
        await pilot.press(*keys)
        assert "Keep as: ~/riverside.html" in on_screen(page)
        await pilot.press("enter")
        await pilot.pause()
        assert keep.asked == [(whose, "~/riverside.html")]
        assert "Kept as ~/riverside.html. Nothing is sent by this computer." in on_screen(page)
        assert "Grace (1)" in on_screen(page)


async def test_a_name_that_cannot_be_stays_to_be_changed() -> None:
    keep = Asked(Trouble("page-file-there", file="riverside.html"))
    page = view(keep)
    async with shown(page) as (_app, pilot):
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "There is a file called riverside.html already" in on_screen(page)
        keep.trouble = None
        await pilot.press("2", "enter")
        await pilot.pause()
        assert keep.asked[-1] == ("initials", "~/riverside.html2")


async def test_esc_goes_back_step_by_step() -> None:
    keep = Asked()
    page = view(keep)
    async with shown(page) as (app, pilot):
        assert isinstance(app, Bare)
        await pilot.press("enter", "escape")
        assert "Keep as:" not in on_screen(page)
        await pilot.press("escape")
        await pilot.pause()
        assert any(isinstance(message, BackRequested) for message in app.heard)
        assert keep.asked == []


async def test_from_the_board_it_is_what_export_makes(tmp_path: Path) -> None:
    async with on_a_board() as screen:
        events = await screen.live.happened()
        assert len(events) == screen.live.board.position
        kept = keep_board("01J0000000000000000000000B", events, "initials", str(tmp_path / "page.html"))
        assert kept.file == str(tmp_path / "page.html")
        page = (tmp_path / "page.html").read_text()
        assert "Priya" not in page
        assert any("The allotment group" in line for line in kept.told)
        keep_board("", events, "names", str(tmp_path / "log.json"))
        assert len(json.loads((tmp_path / "log.json").read_text())["events"]) == len(events)
        with pytest.raises(Trouble):
            keep_board("", events, "names", str(tmp_path / "log.json"))


@pytest.mark.parametrize("role", [Role.COFACILITATOR, Role.VIEWER])
async def test_a_guest_is_told_who_can(role: Role) -> None:
    async with on_a_board(Seat("Kofi", role, "ssh")) as screen:
        await screen.session.run("keep_as_page")
        await screen.until(lambda: "board's own computer can keep it" in " ".join(screen.text.split()))
        assert screen.app.screen is not None
        assert not isinstance(screen.app.screen.focused, KeepAsPageView)
