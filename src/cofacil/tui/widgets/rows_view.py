"""One focusable widget of painted rows: it sends only those that differ from what is on the screen."""

from abc import abstractmethod
from collections.abc import Sequence

from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widget import Widget

from cofacil.board.model import Board


class RowsView(Widget, can_focus=True):
    """Shows rows that pure functions have painted, and repaints those that changed."""

    DEFAULT_CSS = """
    RowsView { width: 100%; height: 100%; }
    """
    ALLOW_SELECT = False

    def __init__(self, id: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id)
        self._rows: Sequence[Strip] = ()

    @abstractmethod
    def paint(self, width: int, height: int) -> Sequence[Strip]:
        """Return `height` rows of `width` cells."""

    def cursor(self) -> Offset | None:
        """Return where the terminal's own cursor belongs, None for where it is."""
        return None

    def hear(self, board: Board, told: str) -> None:
        """Take notice that the board is another one now; pages that show it paint anew."""

    def repaint(self) -> None:
        """Paint anew, and send what differs."""
        width, height = self.size
        if not width or not height:
            return
        before, self._rows = self._rows, self.paint(width, height)
        if (cursor := self.cursor()) is not None:
            self.app.cursor_position = cursor
        if len(before) != len(self._rows) or (before and before[0].cell_length != width):
            self.refresh()
            return
        changed = [
            y for y, (old, new) in enumerate(zip(before, self._rows, strict=True)) if old is not new and old != new
        ]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_lines(self, crop: Region) -> list[Strip]:
        blank = Strip.blank(crop.width)
        rows = [self._rows[y] if y < len(self._rows) else blank for y in range(crop.y, crop.bottom)]
        if crop.x == 0 and crop.width == self.size.width:
            return rows
        return [strip.crop(crop.x, crop.right) for strip in rows]

    def render_line(self, y: int) -> Strip:
        return self._rows[y] if y < len(self._rows) else Strip.blank(self.size.width)

    def on_resize(self) -> None:
        self.repaint()
