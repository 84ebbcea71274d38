"""The way in for somebody who joins: it is read, and any key goes on."""

from collections.abc import Callable

from cofacil.tui.lines.base import Press
from cofacil.tui.messages import PageRequested
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.sheet import Sheet
from cofacil.tui.paint.welcome_page import Welcome, paint_welcome
from cofacil.tui.screens.sheet_view import SheetView


class WelcomeView(SheetView):
    """Says where somebody is and what they can do here."""

    def __init__(self, welcome: Callable[[], Welcome], brush: Brush) -> None:
        super().__init__(brush)
        self._welcome = welcome

    def draw(self, window: Window) -> Sheet:
        return paint_welcome(self._welcome(), window)

    async def press(self, press: Press) -> None:
        if press.key.casefold() == "q":
            self.screen.post_message(PageRequested("leave"))
        else:
            self.go_back()
