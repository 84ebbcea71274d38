"""Beginning a board: a few lines, of which only the first has to be filled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.commands.meetings import LINE_LIMIT, PURPOSE_SHOWN, TITLE_LIMIT
from cofacil.board.text import NAME_LIMIT, has_ink
from cofacil.tui.keys import Press
from cofacil.tui.messages import BoardBegun
from cofacil.tui.modes.pasted_text import taken
from cofacil.tui.pages.sheet import INDENT, Frame, Sheet, Spot, choice_row, sheet, typed_pieces, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.typed import Typed

PURPOSE = 1


@dataclass(frozen=True, slots=True)
class Question:
    """What one line asks."""

    words: str
    brief: str
    """The same where the window is narrow or low."""
    limit: int
    """Letters that the board takes."""


QUESTIONS = (
    Question("What is the group or the place called?", "What is the group called?", TITLE_LIMIT),
    Question(
        "What is this meeting about?  It stays at the top of the screen.", "What is this meeting about?", LINE_LIMIT
    ),
    Question(
        "Where do you meet, and what should people know to get in and take part?",
        "Where do you meet, how to get in?",
        LINE_LIMIT,
    ),
)
WHO = Question("Who types here?  Your name stands beside what you change.", "Who types here?", NAME_LIMIT)


@dataclass(frozen=True, slots=True)
class Draft:
    """A board as it is begun: nothing of it is kept yet."""

    lines: tuple[Typed, ...]
    """What stands in each line."""
    at: int = 0
    """The line that is typed on."""

    @classmethod
    def of(cls, name: str, *, asks_name: bool) -> "Draft":
        """Return empty lines; who types here is filled in as far as it is known."""
        lines = (Typed(),) * len(QUESTIONS)
        return cls((*lines, Typed.of(name)) if asks_name else lines)

    @property
    def questions(self) -> tuple[Question, ...]:
        return (*QUESTIONS, WHO)[: len(self.lines)]

    @property
    def is_last(self) -> bool:
        return self.at == len(self.lines) - 1

    def to(self, at: int) -> "Draft":
        """Return it with another line to type on, the nearest there is."""
        return replace(self, at=max(0, min(len(self.lines) - 1, at)))

    def typed(self, line: Typed) -> "Draft":
        """Return it with the line that is typed on changed."""
        return replace(self, lines=(*self.lines[: self.at], line, *self.lines[self.at + 1 :]))


def paint_new_board(draft: Draft, told: str, window: Window) -> Sheet:
    """Return the page: each question, and below it the line that answers it."""
    rows, spots, cursor = _laid_out(draft, window)
    keys = (
        (window.brush.signs.up_down, "move"),
        ("Enter", "begin" if draft.is_last else "next"),
        ("Esc", "back (nothing is lost)" if window.width >= 60 else "back"),
    )
    frame = Frame("A new board", keys, told or "You can change all of this later.", state="not saved yet")
    return sheet(window, frame, rows, spots, cursor)


def _laid_out(draft: Draft, window: Window) -> tuple[list[Strip], list[Spot], Offset]:
    empty, room = blank(window.width, window.brush.style("screen")), window.height - 3
    whole = [words_rows(question.words, window) for question in draft.questions]
    brief = [words_rows(question.brief, window, lines=1) for question in draft.questions]
    air = 1
    if _height(whole, air) <= room:
        heads: Sequence[Sequence[Strip]] = whole
    else:
        heads, air = brief, 1 if _height(brief, 1) <= room else 0
    rows: list[Strip] = [empty] if air else []
    spots: list[Spot] = []
    cursor = Offset(0, 0)
    for number, head in enumerate(heads):
        line, cell = _line(draft, number, window)
        rows += head
        if number == draft.at:
            cursor = Offset(cell, len(rows) + 1)
        rows.append(line)
        spots += [Spot(y, 0, window.width, number) for y in range(len(rows) - len(head), len(rows) + 1)]
        rows += [empty] * air
    return rows, spots, cursor


def _height(heads: Sequence[Sequence[Strip]], air: int) -> int:
    """Return the rows that questions and their lines take, the air behind the last one left out."""
    return sum(len(head) + 1 + air for head in heads)


def _line(draft: Draft, number: int, window: Window) -> tuple[Strip, int]:
    width, brush, typed = window.width, window.brush, draft.lines[number]
    count = _count(typed.text, width) if number == PURPOSE and typed.text else ""
    cells = width - INDENT - (cell_len(count) + 2 if count else 1)
    if number != draft.at:
        words = [(cut(typed.text, cells, brush.signs.more), False)]
        return choice_row(width, brush, words, in_hand=False), 0
    style = brush.style("line")
    pieces, cell = typed_pieces(typed, cells, brush)
    right = [(count, brush.style("line_hint"))]
    return row(width, [(f" {brush.signs.mark} ", style), *pieces], style, right), INDENT + cell


def _count(text: str, width: int) -> str:
    letters = f"{len(text)} {'letter' if len(text) == 1 else 'letters'}"
    if len(text) <= PURPOSE_SHOWN:
        return f"{letters}, fits "
    return f"{letters}, {'will be shortened at the back row' if width >= 80 else 'shortened'} "


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
