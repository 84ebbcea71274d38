"""The app of `cofacil review`, and of a guest who looks back: nothing but the screens of looking back."""

from textual.driver import Driver

from cofacil.board.kinds import Role
from cofacil.language.catalog import _
from cofacil.language.worded import worded
from cofacil.review.book import Book
from cofacil.room.ports import NoRooms, Saved
from cofacil.room.seats import Seat
from cofacil.tui.app import BoardApp
from cofacil.tui.looking_back import ReviewPage
from cofacil.tui.options import Options
from cofacil.tui.pages.page import Page


class ReviewApp(BoardApp):
    """One person's screens over a saved board; there is no room, and nobody in it."""

    def __init__(self, saved: Saved, book: Book, options: Options, driver_class: type[Driver] | None = None) -> None:
        seat = Seat("", Role.VIEWER)
        super().__init__(
            NoRooms(), seat, options._replace(welcomes=False, begins=False, first=None), None, driver_class
        )
        self._saved = saved
        self._book = book

    def get_default_screen(self) -> Page:
        """Return the page at the bottom."""
        page = ReviewPage(self, self._saved, self._book)
        notices = (*self.options.notices, *self.keymap.notices)
        if notices and not page.look.sentence:
            page.look.sentence = " ".join(map(worded, notices))
        return page

    def action_stay(self) -> None:
        self.say(_("Press {key} to leave. Nothing was changed.", key=self.keymap.keys["leave"]))
