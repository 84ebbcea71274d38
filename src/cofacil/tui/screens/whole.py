"""One card whole on the screen: what is longer than the screen scrolls, left and right go to the next."""

from cofacil.board.events import EntityId
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.tui.lines.base import Press
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.sheet import Offer, Sheet
from cofacil.tui.paint.whole_page import Whole, paint_whole
from cofacil.tui.screens.sheet_view import SheetView


class WholeView(SheetView):
    """Shows one card, or somebody who is not here, whole; only on this screen."""

    def __init__(self, board: Board, entity: EntityId, brush: Brush) -> None:
        super().__init__(brush)
        self.board = board
        self.entity = entity
        self.title = ""
        self.keys: tuple[Offer, ...] = ()
        self._top = 0

    def hear(self, board: Board, told: str = "") -> None:
        self.board = board
        if told:
            self.told = told
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        sheet = paint_whole(Whole(self.board, self._record(), self._top, self.told, self.title, self.keys), window)
        self._top = sheet.top
        return sheet

    async def press(self, press: Press) -> None:
        page = max(1, self.size.height - 5)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -(10**6), "end": 10**6}
        if press.key == "escape":
            self.go_back()
        elif press.key in moves:
            self._top = max(0, self._top + moves[press.key])
        elif press.key in {"left", "right"}:
            self._beside(1 if press.key == "right" else -1)
        self.repaint()

    def _record(self) -> Card | Absence | None:
        record = self.board.records.get(self.entity)
        return record if isinstance(record, Card | Absence) else None

    def _beside(self, by: int) -> None:
        """Go to the card before or behind it in its column."""
        record = self._record()
        if record is None:
            return
        shelf = self.board.column(self.board.column_of(record))
        at = next((number for number, other in enumerate(shelf) if other.id == record.id), None)
        if at is not None and 0 <= at + by < len(shelf):
            self.entity, self._top = shelf[at + by].id, 0
