"""The themes on the screen: moving shows one, Enter keeps it."""

from collections.abc import Mapping
from dataclasses import replace

from cofacil.tui.lines.base import Press
from cofacil.tui.messages import ThemeChosen
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.sheet import Sheet
from cofacil.tui.paint.themes_page import Themes, paint_themes
from cofacil.tui.screens.sheet_view import SheetView
from cofacil.tui.themes import Look


class ThemesView(SheetView):
    """Lets a person look at each theme before one is kept."""

    def __init__(self, looks: Mapping[str, Look], current: str, brush: Brush) -> None:
        super().__init__(brush)
        self._names = tuple(looks)
        self._current = current
        self.themes = Themes(looks, self._names.index(current) if current in looks else 0)

    def show(self, brush: Brush) -> None:
        """Paint the page with another look."""
        self.brush = brush
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        sheet = paint_themes(replace(self.themes, told=self.told), window)
        self.themes = replace(self.themes, top=sheet.top)
        return sheet

    async def press(self, press: Press) -> None:
        last = len(self._names) - 1
        moves = {"up": -1, "down": 1, "home": -last, "end": last}
        if press.key in moves:
            self._look(max(0, min(last, self.themes.hand + moves[press.key])))
        elif press.key == "enter":
            self._keep()
        elif press.key == "escape":
            self.post_message(ThemeChosen(self._current))
            self.go_back()

    async def choose(self, choice: int) -> None:
        if choice == self.themes.hand:
            self._keep()
        else:
            self._look(choice)

    def _look(self, hand: int) -> None:
        if hand != self.themes.hand:
            self.themes = replace(self.themes, hand=hand)
            self.repaint()
            self.post_message(ThemeChosen(self._names[hand]))

    def _keep(self) -> None:
        self.post_message(ThemeChosen(self._names[self.themes.hand], is_kept=True))
        self.go_back()
