"""Whoever is let do less while they type loses no word by it, on the board and on its pages: it is there when they may again."""

from pathlib import Path

import pytest
from planned import begun
from riverside import ANA, DEE, Hall, riverside
from test_seats_together import Window, look_at, room, until, window

from cofacil.board.kinds import Role
from cofacil.room import draft_keeper, presence
from cofacil.room.live import LiveRoom
from cofacil.room.seats import Seat
from cofacil.store.draft_file import DraftFolder
from cofacil.tui.pages.page import Page
from cofacil.tui.pages.sheet_view import SheetView

BY_SSH = Seat("Dee", DEE.role, "ssh")
ONLY_WATCHES = "Ana lets you only watch from now on."
TYPED_WAITS = "What you have typed waits."


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Hall:
    monkeypatch.setattr(presence, "PACE", 0.01)
    monkeypatch.setattr(draft_keeper, "PAUSE", 0.01)
    return riverside()


@pytest.fixture
def drafts(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DraftFolder:
    monkeypatch.setattr(hall.log, "description", "/nowhere/riverside.json")
    monkeypatch.setattr(hall.log, "board_id", "01KAK7ZZZZ0000000000000000")
    return DraftFolder(tmp_path / "drafts")


async def let(live: LiveRoom, role: Role, *windows: Window) -> None:
    """Have Ana let Dee do another thing, and wait until it is seen."""
    places = live.presence.places
    ana = next(place for place in places if place.seat.name == "Ana")
    dee = next(place.seat.person for place in places if place.seat.name == "Dee")
    live.presence.standing.let(ana, dee, role)
    for one in windows:
        await until(lambda one=one: one.view.session.seat.role is role)  # type: ignore[misc]
        await one.pilot.pause()


def last(one: Window) -> str:
    return " ".join(" ".join(one.rows[-4:]).split())


@pytest.mark.parametrize(
    ("keys", "key", "words"),
    [("aWho waters", "a", "Who waters"), ("e and lids", "e", "and lids"), ("wNight cleaners", "w", "Night cleaners")],
)
async def test_a_line_stays_to_be_read_waits_once_it_is_left_and_is_taken_up_again(
    hall: Hall, drafts: DraftFolder, keys: str, key: str, words: str
) -> None:
    async with room(hall) as live, window(live, ANA), window(live, BY_SSH, drafts) as dee:
        look_at(dee, hall, "O3")
        dee.send(*keys)
        await until(lambda: words in "\n".join(dee.rows))
        await let(live, Role.VIEWER, dee)
        await until(lambda: words in "\n".join(dee.rows))
        dee.send("enter")
        await until(lambda: "You are watching. Nothing is written from here." in last(dee))
        assert words in "\n".join(dee.rows)
        dee.send("escape")
        waits = f"Not kept. Your words wait until somebody lets you write: {key} takes them up then."
        await until(lambda: waits in last(dee))
        dee.send(key)
        await until(lambda: "You are watching. r asks to write." in last(dee))
        await let(live, Role.COFACILITATOR, dee)
        on_it = "e on O3" if key == "e" else key
        said = f"Ana lets you facilitate. One line is not kept yet: {on_it} takes up what waits."
        await until(lambda: said in last(dee))
        look_at(dee, hall, "O3")
        dee.send(key)
        await until(lambda: words in "\n".join(dee.rows))


@pytest.mark.parametrize(
    ("keys", "waits"),
    [
        ("", False),
        ("a", False),
        ("aWho", True),
        ("wNight\x1b", True),
        ("e and\x1b", True),
        ("?", False),
        ("aWho\x1b", True),
    ],
)
async def test_only_who_has_typed_something_reads_that_it_waits(
    hall: Hall, drafts: DraftFolder, keys: str, waits: bool
) -> None:
    async with room(hall) as live, window(live, ANA), window(live, BY_SSH, drafts) as dee:
        look_at(dee, hall, "O3")
        dee.send(*("escape" if key == "\x1b" else key for key in keys))
        await dee.pilot.pause()
        await let(live, Role.VIEWER, dee)
        await until(lambda: ONLY_WATCHES in last(dee))
        assert (TYPED_WAITS in last(dee)) is waits


@pytest.mark.parametrize("typed", ["", "Rhys"])
async def test_only_who_has_typed_on_a_page_reads_that_it_waits(hall: Hall, drafts: DraftFolder, typed: str) -> None:
    begun(hall)
    async with room(hall) as live, window(live, ANA), window(live, BY_SSH, drafts) as dee:
        view = await opened(dee, "people")
        dee.send(*typed)
        await until(lambda: typed in on(view))
        await let(live, Role.VIEWER, dee)
        await dee.app.pages.back()
        await until(lambda: ONLY_WATCHES in last(dee))
        assert (TYPED_WAITS in last(dee)) is bool(typed)


async def test_whose_window_goes_meanwhile_reads_that_words_wait_and_has_them_as_they_may_write(
    hall: Hall, drafts: DraftFolder
) -> None:
    async with room(hall) as live, window(live, ANA):
        async with window(live, BY_SSH, drafts) as dee:
            dee.send(*"aWho waters")
            await until(lambda: "Who waters" in "\n".join(dee.rows))
            await let(live, Role.VIEWER, dee)
            dee.send("escape")
            await until(lambda: "Your words wait until" in last(dee))
        live.presence.forget_left("Dee")  # as where the host's process was killed
        async with window(live, BY_SSH._replace(role=Role.VIEWER), drafts) as dee:
            waits = "One line is not kept yet: what waits is taken up once somebody lets you write."
            await until(lambda: waits in last(dee))
            await let(live, Role.PARTICIPANT, dee)
            await until(lambda: "One line is not kept yet: a takes up what waits." in last(dee))
            dee.send("a")
            await until(lambda: "Who waters" in "\n".join(dee.rows))


async def opened(one: Window, name: str) -> SheetView:
    await one.app.pages.open(name)
    await one.pilot.pause()
    page = one.app.screen
    assert isinstance(page, Page)
    assert isinstance(page.view, SheetView)
    return page.view


def on(view: SheetView) -> str:
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))


PAGES = [
    ("people", "Rhys, spades", "Rhys, spades"),
    ("closing", "I will sweep", "I will sweep"),
    ("this_meeting", " and more", " and more"),
    ("own_names", "\rTea", "Tea"),
    ("steps", "aTea for all", "Tea for all"),
    ("questions", "aWho sleeps?", "Who sleeps?"),
]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.PARTICIPANT])
@pytest.mark.parametrize(("page", "keys", "words"), PAGES)
async def test_what_is_typed_on_a_page_stays_and_stands_there_again(
    hall: Hall, drafts: DraftFolder, page: str, keys: str, words: str, role: Role
) -> None:
    begun(hall)
    async with room(hall) as live, window(live, ANA), window(live, BY_SSH, drafts) as dee:
        view = await opened(dee, page)
        dee.send(*("enter" if key == "\r" else key for key in keys))
        await until(lambda: words in on(view))
        await let(live, role, dee)
        assert words in str(view.unkept()), "known as not kept"
        assert words in on(view), "still to be read"
        await dee.app.pages.back()
        await let(live, Role.COFACILITATOR, dee)
        view = await opened(dee, page)
        assert words in on(view)
