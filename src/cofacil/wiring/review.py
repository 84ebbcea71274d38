"""Looking back on a saved board: its screens in this process, and over the door."""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cofacil import paths
from cofacil.board.errors import Trouble
from cofacil.board.events import Event
from cofacil.language.catalog import _
from cofacil.review.book import Book
from cofacil.room.drafts import NoDrafts
from cofacil.room.practice import Practice
from cofacil.settings import load_settings
from cofacil.store.saved_file import SavedFile
from cofacil.wiring.progress import slowly

if TYPE_CHECKING:
    from cofacil.room.ports import Saved


def read_book(saved: SavedFile) -> Book:
    """Return what a board tells, all of it read.

    Raises:
        Trouble: it cannot be read.
    """
    with slowly(_("Reading the board")):
        return Book(saved.read_now())


def run_review(saved: SavedFile, book: Book, *, is_all: bool = True) -> int:
    """Show the screens of looking back on a board; return what the process ends with.

    What happens on it meanwhile is followed where `is_all` of it is looked at.

    Raises:
        Trouble: the screens have broken.
    """
    from cofacil.wiring.run import run_loop

    return run_loop(_show(saved if is_all else AsItWas(saved), book))


class AsItWas:
    """A saved board of which only a part is looked at: what comes is not of it."""

    is_live = False

    def __init__(self, saved: SavedFile) -> None:
        self.name, self.description, self.board_id = saved.name, saved.description, saved.board_id
        self.damage, self.is_newer = saved.damage, saved.is_newer

    async def read(self, after: int) -> Sequence[Event]:  # noqa: ARG002  # the port's signature
        return ()

    def follow(self, wake: Callable[[], None]) -> Callable[[], None]:  # noqa: ARG002  # as above
        return _nothing

    async def close(self) -> None:
        """Nothing is held."""


def _nothing() -> None:
    """There is nothing to end."""


async def _show(saved: "Saved", book: Book) -> int:
    from cofacil.terminal.tty import driver_class
    from cofacil.tui.review_app import ReviewApp
    from cofacil.wiring.open_boards import OpenBoards
    from cofacil.wiring.run import collect_again, leave_on_signals, options_of

    settings, notices = load_settings(paths.config_file())
    rooms = OpenBoards(paths.boards(), paths.cache_folder(), Practice(), "")
    options = options_of(settings, notices, rooms, asks_name=False, is_wall=False)._replace(drafts=NoDrafts())
    driver = driver_class(os.environ, shows_cursor=options.cursor, may_stop=lambda: True)
    app = ReviewApp(saved, book, options, driver)
    app.settled = collect_again
    leave_on_signals(app)
    await app.run_async(mouse=options.mouse)
    if app.fault:
        raise Trouble("stopped", fault=app.fault)
    return app.return_code or 0
