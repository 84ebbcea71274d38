"""Joining, on the host's screen: the line, the word, the picture."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from cofacil.board.errors import Trouble
from cofacil.room.ports import Joining
from cofacil.tui.lines.base import Press
from cofacil.tui.paint.brush import ASCII, Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.join_page import Join, paint_join
from cofacil.tui.paint.qr import picture
from cofacil.tui.paint.sheet import Sheet
from cofacil.tui.screens.sheet_view import SheetView


class JoinView(SheetView):
    """Shows how to join, as long as it is looked at."""

    def __init__(self, joining: Joining, brush: Brush, anew: Callable[[], Awaitable[Joining]]) -> None:
        super().__init__(brush)
        self._anew = anew
        self.join = Join(joining, () if brush.signs == ASCII else picture(joining.url))

    def draw(self, window: Window) -> Sheet:
        return paint_join(replace(self.join, told=self.told), window)

    async def press(self, press: Press) -> None:
        self.told = ""
        if press.key in {"escape", "enter"}:
            self.go_back()
        elif press.key == "2":
            self.join = replace(self.join, is_picture=not self.join.is_picture)
        elif press.key == "3":
            await self._take_another()
        self.repaint()

    async def _take_another(self) -> None:
        try:
            self.join = replace(self.join, joining=await self._anew())
        except Trouble as trouble:
            self.told = trouble.sentence
        else:
            self.told = "The word before opens nothing any more."
