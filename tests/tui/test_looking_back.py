"""Ways in to looking back: from the boards on this computer, and in an app of its own; it follows, and lets go."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from sheets import looks, on_screen
from test_home import GARDEN, TORN

from cofacil.board.commands.cards import AddCard
from cofacil.board.errors import BoardMissing, Trouble
from cofacil.board.events import Event
from cofacil.board.kinds import Kind, Role
from cofacil.board.notice import Notice
from cofacil.example.meeting import example_log
from cofacil.review.book import Book
from cofacil.room.clock import SystemClock
from cofacil.room.live import LiveRoom
from cofacil.room.ports import NoRooms, Saved, Shelved
from cofacil.room.practice import Practice
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.tui.app import BoardApp
from cofacil.tui.options import Kept, Options
from cofacil.tui.pages.home import HomeView
from cofacil.tui.pages.review.view import ReviewView
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.review_app import ReviewApp


class Growing:
    """A saved board of which more comes when the test lets it."""

    name = description = "garden"
    board_id = "01KAK7ZZZZ0000000000000000"
    damage: Notice | None = None
    is_newer = False
    is_live = True

    def __init__(self, events: Sequence[Event], known: int) -> None:
        self._events = events
        self.known = known
        self.trouble: Trouble | None = None
        self.wake: Callable[[], None] | None = None
        self.is_closed = False
        self.reads = 0

    async def read(self, after: int) -> Sequence[Event]:
        self.reads += 1
        if self.trouble:
            raise self.trouble
        return self._events[after : self.known]

    def follow(self, wake: Callable[[], None]) -> Callable[[], None]:
        self.wake = wake

        def stop() -> None:
            self.wake = None

        return stop

    async def close(self) -> None:
        self.is_closed = True

    def more(self, known: int) -> None:
        self.known = known
        assert self.wake
        self.wake()


class OneShelf(NoRooms):
    """Two boards, one of which is gone when it is opened."""

    def __init__(self, saved: Growing) -> None:
        self.saved_board = saved

    def shelf(self) -> Sequence[Shelved]:
        return (GARDEN, TORN._replace(path=Path("/b/torn.json"), trouble=None, title="Gone"))

    async def saved(self, path: Path) -> Saved:
        if path != GARDEN.path:
            raise BoardMissing("board-gone", path=path)
        return self.saved_board


def a_meeting(known: int) -> Growing:
    return Growing(example_log(Practice(), SystemClock().now()).read(0), known)


OPTIONS = Options(looks(), "projector-light")


async def test_a_figure_on_the_first_page_leads_to_looking_back_and_esc_back_again() -> None:
    saved = a_meeting(98)
    app = BoardApp(OneShelf(saved), Seat("Ana"), OPTIONS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        view = app.pages.top()
        assert isinstance(view, ReviewView)
        assert "looking back, nothing can change" in on_screen(view)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.pages.top(), HomeView)
        assert saved.is_closed
        assert saved.wake is None
        assert app.is_running


async def test_what_cannot_be_opened_is_said_on_the_first_page() -> None:
    app = BoardApp(OneShelf(a_meeting(98)), Seat("Ana"), OPTIONS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "3")
        await pilot.pause()
        view = app.pages.top()
        assert isinstance(view, HomeView)
        assert "torn.json" in on_screen(view)


async def test_what_happens_meanwhile_is_shown_and_what_cannot_be_read_is_said_once() -> None:
    saved = a_meeting(60)
    app = ReviewApp(saved, Book(saved._events[:50]), OPTIONS)
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.pages.top()
        assert isinstance(view, ReviewView)
        await pilot.pause(0.4)  # what was written while it was opened woke nobody
        assert len(view.book.replay) == 60
        saved.more(98)
        await pilot.pause(0.6)
        assert len(view.book.replay) == 98
        saved.trouble = BoardMissing("board-gone", path=Path("garden.json"))
        saved.more(120)
        await pilot.pause(0.6)
        assert len(view.book.replay) == 98
        assert "garden.json" in on_screen(view)
        saved.trouble = None
        saved.more(120)
        await pilot.pause(0.6)
        assert len(view.book.replay) == 120
        assert view.book.replay.prepared == 120
        await pilot.press("q")
        await pilot.pause()
    assert saved.is_closed
    assert not app.fault


async def test_what_is_wrong_with_the_file_is_said_first() -> None:
    saved = a_meeting(98)
    saved.damage = Notice.of("board-no-file", file="garden.json")
    saved.is_live = False
    app = ReviewApp(saved, Book(saved._events), OPTIONS._replace(notices=(Notice.of("deck-gone"),)))
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        view = app.pages.top()
        assert isinstance(view, ReviewView)
        assert "Damaged: only what is whole is shown." in on_screen(view)
        assert saved.wake is None
        await asyncio.sleep(0)
    assert saved.reads == 0


def _top(app: BoardApp) -> SheetView:
    view = app.pages.top()
    assert isinstance(view, SheetView)
    return view


async def test_all_that_is_looked_at_is_kept_as_a_page_by_names_initials_or_nobodys() -> None:
    saved = a_meeting(98)
    asked: list[tuple[str, int, str, str]] = []

    def keep(board: str, events: Sequence[Event], whose: str, name: str) -> Kept:
        asked.append((board, len(events), whose, name))
        return Kept("~/garden.html", ())

    app = ReviewApp(saved, Book(saved._events[:50]), OPTIONS._replace(keep_board=keep))
    async with app.run_test(size=(80, 24)) as pilot:
        view = _top(app)
        await pilot.press("?")
        assert "keep all this as a page" in on_screen(view)
        commands = [row for row in on_screen(view).splitlines() if row.strip()][1:]
        at = next(at for at, row in enumerate(commands) if "keep all this" in row)
        await pilot.press(*["down"] * at, "enter")
        await pilot.pause()
        assert "Whose names stand on the page?" in on_screen(_top(app))
        await pilot.press("enter", "enter")
        await pilot.pause(0.2)
        assert "Kept as ~/garden.html" in on_screen(_top(app))
        await pilot.press("escape")
        await pilot.pause()
        assert app.pages.top() is view
    ((board, count, whose, name),) = asked
    assert (board, whose) == (saved.board_id, "initials")
    assert count >= 50
    assert name.startswith("~/garden-")
    assert name.endswith(".html")


async def test_who_does_not_sit_here_is_offered_no_file() -> None:
    saved = a_meeting(98)
    app = ReviewApp(saved, Book(saved._events), OPTIONS)
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("?")
        assert "keep" not in on_screen(_top(app))


async def test_help_on_an_open_board_looks_back_on_it_follows_it_and_leads_back_to_it() -> None:
    live = LiveRoom(Room(example_log(Practice(), SystemClock().now()), SystemClock(), Practice()))
    await live.open()
    app = BoardApp(NoRooms(), Seat("Ana", Role.HOST), OPTIONS, live)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("?", *"look back", "enter")
        await pilot.pause(0.3)
        view = app.pages.top()
        assert isinstance(view, ReviewView)
        assert "looking back, nothing can change" in on_screen(view)
        known = len(view.book.replay)
        await live.submit(Seat("Dee", Role.HOST), AddCard("card/Z", Kind.QUESTION, "Who opens the gate?"))
        await pilot.pause(0.6)
        assert len(view.book.replay) > known
        await pilot.press("q")
        await pilot.pause()
        assert app.pages.top() is app.board_view
        assert app.is_running
    await live.close()


async def test_where_a_board_that_is_open_cannot_be_read_it_is_said_on_it() -> None:
    live = LiveRoom(Room(example_log(Practice(), SystemClock().now()), SystemClock(), Practice()))
    await live.open()

    async def unread() -> Book:
        raise BoardMissing("board-gone", path=Path("garden.json"))

    app = BoardApp(NoRooms(), Seat("Ana", Role.HOST), OPTIONS, live)
    app.book = unread
    async with app.run_test(size=(80, 24)) as pilot:
        await app.pages.open("look_back")
        await pilot.pause()
        assert app.pages.top() is app.board_view
        assert app.board_view is not None
        assert "garden.json" in app.board_view.session.scene().sentence
    await live.close()
