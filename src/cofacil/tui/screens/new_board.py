"""Beginning a board on the screen: lines that are typed, and begun with Enter on the last."""

from cofacil.board.text import has_ink
from cofacil.tui.lines.base import Press
from cofacil.tui.lines.pasting import taken
from cofacil.tui.messages import BoardBegun
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.new_board_page import QUESTIONS, Draft, paint_new_board
from cofacil.tui.paint.sheet import Sheet
from cofacil.tui.screens.sheet_view import SheetView
from cofacil.tui.typed import Typed


class NewBoardView(SheetView):
    """Asks what a new board is called, what it is about and where; `draft` holds what was typed, for another time."""

    def __init__(self, brush: Brush, asks_name: bool, name: str, draft: Draft | None = None) -> None:
        super().__init__(brush)
        self.draft = draft or Draft.of(name, asks_name=asks_name)
        self._typist = name if asks_name else ""

    def draw(self, window: Window) -> Sheet:
        return paint_new_board(self.draft, self.told, window)

    async def press(self, press: Press) -> None:
        self.told = ""
        if press.key == "escape":
            self.go_back()
        elif press.key in {"up", "shift+tab"}:
            self.draft = self.draft.to(self.draft.at - 1)
        elif press.key in {"down", "tab"}:
            self.draft = self.draft.to(self.draft.at + 1)
        elif press.key == "enter":
            await self._enter()
        elif (typed := self._untouched(press).press(press.key, press.character)) is not None:
            self._take(typed)
        self.repaint()

    async def choose(self, choice: int) -> None:
        self.draft = self.draft.to(choice)
        self.repaint()

    def paste(self, text: str) -> None:
        plain, told = taken(text)
        self.told = ""
        self._take(self._line.insert(plain))
        self.told = self.told or told or ""
        self.repaint()

    def _untouched(self, press: Press) -> Typed:
        """Return the line a key is typed on: a letter takes the place of the name that was only guessed."""
        is_guess = self.draft.at == len(QUESTIONS) and self._line.text == self._typist
        return Typed() if is_guess and press.character else self._line

    @property
    def _line(self) -> Typed:
        return self.draft.lines[self.draft.at]

    def _take(self, typed: Typed) -> None:
        """Take a line as it is typed now, as far as the board would keep it."""
        limit = self.draft.questions[self.draft.at].limit
        over = len(typed.text) - max(limit, len(self._line.text))
        if over > 0:
            self.told = f"No more than {limit} letters fit here."
            at = typed.at - over
            typed = typed._replace(text=typed.text[:at] + typed.text[typed.at :], at=at)
        self.draft = self.draft.typed(typed)

    async def _enter(self) -> None:
        if not self.draft.is_last:
            self.draft = self.draft.to(self.draft.at + 1)
            return
        title, purpose, place, name = (*(line.text.strip() for line in self.draft.lines), "")[:4]
        if not has_ink(title):
            self.draft = self.draft.to(0)
            self.told = "What is the group or the place called? A word is enough to begin."
            return
        await self.ask_app(BoardBegun(title, purpose, place, name or self._typist))
