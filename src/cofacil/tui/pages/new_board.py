"""Beginning a board: a few lines, of which only the first has to be filled."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.commands.meetings import LINE_LIMIT, PURPOSE_SHOWN, TITLE_LIMIT
from cofacil.board.marked import N_
from cofacil.board.text import NAME_LIMIT, has_ink
from cofacil.language.catalog import _, ngettext
from cofacil.tui.keys import Press
from cofacil.tui.messages import BoardBegun
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, Spot, choice_row, limited, sheet, typed_pieces, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import cell_len, cut
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

PURPOSE = 1


class Field(NamedTuple):
    """One line to fill in."""

    question: str
    brief: str
    """The same where the window is narrow or low."""
    limit: int
    """Letters that the board takes."""


FIELDS = (
    Field(N_("What is the group or the place called?"), N_("What is the group called?"), TITLE_LIMIT),
    Field(
        N_("What is this meeting about?  It stays at the top of the screen."),
        N_("What is this meeting about?"),
        LINE_LIMIT,
    ),
    Field(
        N_("Where do you meet, and what should people know to get in and take part?"),
        N_("Where do you meet, how to get in?"),
        LINE_LIMIT,
    ),
)
WHO = Field(N_("Who types here?  Your name stands beside what you change."), N_("Who types here?"), NAME_LIMIT)


@dataclass(frozen=True, slots=True)
class NewBoard:
    """A board as it is begun: nothing of it is kept yet."""

    lines: tuple[Typed, ...]
    """What stands in each line."""
    at: int = 0
    """The line that is typed on."""

    @classmethod
    def of(cls, name: str, *, asks_name: bool) -> "NewBoard":
        """Return empty lines; who types here is filled in as far as it is known."""
        lines = (Typed(),) * len(FIELDS)
        return cls((*lines, Typed.of(name)) if asks_name else lines)

    @property
    def fields(self) -> tuple[Field, ...]:
        return (*FIELDS, WHO)[: len(self.lines)]

    @property
    def is_last(self) -> bool:
        return self.at == len(self.lines) - 1

    def to(self, at: int) -> "NewBoard":
        """Return it with another line to type on, the nearest there is."""
        return replace(self, at=max(0, min(len(self.lines) - 1, at)))

    def typed(self, line: Typed) -> "NewBoard":
        """Return it with the line that is typed on changed."""
        return replace(self, lines=(*self.lines[: self.at], line, *self.lines[self.at + 1 :]))


class NewBoardView(SheetView):
    """Asks what a new board is called, what it is about and where; `begun` holds what was typed, for another time."""

    def __init__(
        self, brush: Brush, keys: Mapping[str, str], asks_name: bool, name: str, begun: NewBoard | None = None
    ) -> None:
        super().__init__(brush, keys)
        self.begun = begun or NewBoard.of(name, asks_name=asks_name)
        self._typist = name if asks_name else ""
        self.called: Callable[[str], object | None] = _nobodys
        """Finds a board that bears a title already."""
        self._twin = ""

    def draw(self, window: Window) -> Sheet:
        return paint_new_board(self.begun, self.sentence or self._twin, window)

    async def press(self, press: Press) -> None:
        self.sentence = ""
        before = self.begun.at
        await self._press(press)
        if self.begun.at != before:
            self._look_for_twin()
        self.repaint()

    async def _press(self, press: Press) -> None:
        if press.key == "escape":
            self.go_back()
        elif press.key in {"up", "shift+tab"}:
            self.begun = self.begun.to(self.begun.at - 1)
        elif press.key in {"down", "tab"}:
            self.begun = self.begun.to(self.begun.at + 1)
        elif press.key == "enter":
            await self._enter()
        elif (typed := self._untouched(press).press(press.key, press.character)) is not None:
            self._take(typed)

    async def choose(self, choice: int) -> None:
        self.begun = self.begun.to(choice)
        self._look_for_twin()
        self.repaint()

    def _look_for_twin(self) -> None:
        """Say that there is a board of that title, as long as another line is typed on."""
        title = self.begun.lines[0].text
        is_twin = self.begun.at > 0 and has_ink(title) and self.called(title) is not None
        self._twin = _("One is called so already. Esc goes back.") if is_twin else ""

    def paste(self, text: str) -> None:
        plain, sentence = taken(text)
        self.sentence = ""
        self._take(self._line.insert(plain))
        self.sentence = self.sentence or sentence or ""
        self.repaint()

    def _untouched(self, press: Press) -> Typed:
        """Return the line a key is typed on: a letter takes the place of the name that was only guessed."""
        is_guess = self.begun.at == len(FIELDS) and self._line.text == self._typist
        return Typed() if is_guess and press.character else self._line

    @property
    def _line(self) -> Typed:
        return self.begun.lines[self.begun.at]

    def _take(self, typed: Typed) -> None:
        """Take a line as it is typed now, as far as the board would keep it."""
        line, sentence = limited(typed, self._line, self.begun.fields[self.begun.at].limit)
        self.sentence = sentence or self.sentence
        self.begun = self.begun.typed(line)

    async def _enter(self) -> None:
        if not self.begun.is_last:
            self.begun = self.begun.to(self.begun.at + 1)
            return
        title, purpose, place, name = (*(line.text.strip() for line in self.begun.lines), "")[:4]
        if not has_ink(title):
            self.begun = self.begun.to(0)
            self.sentence = _("What is it called? A word is enough to begin.")
            return
        await self.ask_app(BoardBegun(title, purpose, place, name or self._typist))


def _nobodys(_title: str) -> None:
    """Know no boards: for a page that only shows."""


def paint_new_board(page: NewBoard, sentence: str, window: Window) -> Sheet:
    """Return the page: each question, and below it the line that answers it."""
    rows, spots, cursor = _laid_out(page, window)
    offers = (
        Offer("", _("move"), cap=window.brush.up_down),
        Offer("enter", _("begin") if page.is_last else _("next")),
        Offer("escape", _("back (nothing is lost)"), _("back")),
    )
    sentence = sentence or _("You can change all of this later.")
    edges = Edges(_("A new board"), offers, sentence, state=_("not saved yet"))
    return sheet(window, edges, rows, spots, cursor)


def _laid_out(page: NewBoard, window: Window) -> tuple[list[Strip], list[Spot], Offset]:
    empty, room = blank(window.width, window.brush.style("screen")), window.height - 3
    whole = [words_rows(_(field.question), window) for field in page.fields]
    brief = [words_rows(_(field.brief), window, lines=1) for field in page.fields]
    air = 1
    if _height(whole, air) <= room:
        heads: Sequence[Sequence[Strip]] = whole
    else:
        heads, air = brief, 1 if _height(brief, 1) <= room else 0
    rows: list[Strip] = [empty] if air else []
    spots: list[Spot] = []
    cursor = Offset(0, 0)
    for number, head in enumerate(heads):
        line, cell = _line(page, number, window)
        rows += head
        if number == page.at:
            cursor = Offset(cell, len(rows) + 1)
        rows.append(line)
        spots += [Spot(y, 0, window.width, number) for y in range(len(rows) - len(head), len(rows) + 1)]
        rows += [empty] * air
    return rows, spots, cursor


def _height(heads: Sequence[Sequence[Strip]], air: int) -> int:
    """Return the rows that questions and their lines take, the air behind the last one left out."""
    return sum(len(head) + 1 + air for head in heads)


def _line(page: NewBoard, number: int, window: Window) -> tuple[Strip, int]:
    width, brush, typed = window.width, window.brush, page.lines[number]
    if number != page.at:
        words = [(cut(typed.text, width - INDENT - 1, brush.signs.more), False)]
        return choice_row(width, brush, words, in_hand=False), 0
    count = _count(typed.text, width) if number == PURPOSE and typed.text else ""
    cells = width - INDENT - (cell_len(count) + 2 if count else 1)
    style = brush.style("line")
    pieces, cell = typed_pieces(typed, cells, brush)
    right = [(count, brush.style("line_hint"))]
    return row(width, [(f" {brush.signs.mark} ", style), *pieces], style, right), INDENT + cell


def _count(text: str, width: int) -> str:
    """Return how many letters there are, and whether the top of the screen has room for them; briefly beside many."""
    number = len(text)
    if number <= PURPOSE_SHOWN:
        return ngettext("{number} letter, fits", "{number} letters, fits", number) + " "
    words = ngettext(
        "{number} letter, will be shortened at the back row",
        "{number} letters, will be shortened at the back row",
        number,
    )
    if INDENT + cell_len(text) + cell_len(words) + 3 > width:
        words = ngettext("{number} letter, shortened", "{number} letters, shortened", number)
    return f"{words} "
