"""One card for everyone, because somebody asks everyone to look."""

from cofacil.board.model import Board
from cofacil.room.presence import Shown
from cofacil.tui.lines.base import Press
from cofacil.tui.messages import PageRequested
from cofacil.tui.paint.brush import Brush
from cofacil.tui.screens.whole import WholeView


class ShownView(WholeView):
    """Shows a card whole until it is ended for all; Esc goes back here only."""

    def __init__(self, board: Board, shown: Shown, brush: Brush, *, can_end: bool) -> None:
        super().__init__(board, shown.entity, brush)
        self._can_end = can_end
        self.show(shown)

    def show(self, shown: Shown) -> None:
        """Show another card, or the same for somebody else."""
        self.entity = shown.entity
        self.title = f"{shown.by} asks everyone to look here"
        self.keys = (("s", "end it for all"),) if self._can_end else ()
        self.repaint()

    async def press(self, press: Press) -> None:
        if press.key.casefold() == "s" and self._can_end:
            self.screen.post_message(PageRequested("show_all"))
        elif press.key not in {"left", "right"}:
            await super().press(press)
