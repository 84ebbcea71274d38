"""Beginning a board: a few lines, of which only the first has to be filled, and how its first meeting is gone through."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.commands.meetings import LINE_LIMIT, TITLE_LIMIT
from cofacil.board.marked import N_
from cofacil.board.plan import Plan
from cofacil.board.text import NAME_LIMIT, has_ink
from cofacil.language.catalog import _
from cofacil.room.drafts import Unkept, on_page
from cofacil.tui.keys import Press
from cofacil.tui.messages import BoardBegun
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.filling import Filling, filling_row
from cofacil.tui.pages.plan_choice import PLAN_QUESTION, PlanChoice, no_line_here, plan_rows
from cofacil.tui.pages.sheet import Edges, Sheet, Spot, limited, sheet, words_rows
from cofacil.tui.pages.sheet_view import SheetView
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

PURPOSE = 1
_PLANS = 100
"""What is added to a plan's place for its spot: lines come before."""
_PLANS_SEEN = 4
"""Rows of plans that are seen below the lines at the least, where both are seen at once."""


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
class NewBoard(Filling):
    """A board as it is begun: nothing of it is kept yet."""

    @classmethod
    def of(cls, name: str, *, asks_name: bool) -> "NewBoard":
        """Return empty lines; who types here is filled in as far as it is known."""
        lines = (Typed(),) * len(FIELDS)
        return cls((*lines, Typed.of(name)) if asks_name else lines)

    @property
    def fields(self) -> tuple[Field, ...]:
        return (*FIELDS, WHO)[: len(self.lines)]


class NewBoardView(SheetView):
    """Asks what a new board is called, what it is about, where, and by which plan; `begun` holds it for another time."""

    def __init__(
        self, brush: Brush, keys: Mapping[str, str], asks_name: bool, name: str, begun: NewBoard | None = None
    ) -> None:
        super().__init__(brush, keys)
        self.begun = begun or NewBoard.of(name, asks_name=asks_name)
        self._typist = name if asks_name else ""
        self.called: Callable[[str], object | None] = _nobodys
        """Finds a board that bears a title already."""
        self._twin = ""

    def offer(self, plans: Sequence[Plan], usual: str) -> None:
        """Offer these plans; one is in hand already: what was chosen before, else the usual one."""
        chosen = self.begun.choice.chosen
        is_new = not self.begun.choice.plans
        self.begun = replace(
            self.begun, choice=PlanChoice.of(plans, usual if is_new else chosen.name if chosen else "")
        )

    def unkept(self) -> Unkept | None:
        begun, chosen = self.begun, self.begun.choice.chosen
        words = [line.text for line in begun.lines[: len(FIELDS)]]
        name = begun.lines[-1].text if len(begun.lines) > len(FIELDS) else ""
        fields = {str(at): text for at, text in enumerate(words)} | {"name": name, "at": str(begun.at)}
        return on_page("new_board", " ".join(words), **fields, plan=chosen.name if chosen else "")

    def take_up(self, unkept: Unkept) -> bool:
        kept, begun = unkept.fields, self.begun
        texts = [*(kept.get(str(at), "") for at in range(len(FIELDS))), kept.get("name", "")]
        lines = tuple(Typed.of(text) if text else line for text, line in zip(texts, begun.lines, strict=False))
        at, choice = kept.get("at", ""), PlanChoice.of(begun.choice.plans, kept.get("plan", ""))
        self.begun = replace(begun, lines=lines, choice=choice).to(int(at) if at.isdecimal() else 0)
        return True

    def draw(self, window: Window) -> Sheet:
        shown = paint_new_board(self.begun, self.sentence or self._twin, window)
        self.begun = replace(self.begun, choice=replace(self.begun.choice, top=shown.top))
        return shown

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
        elif self.begun.is_choosing and (choice := self.begun.choice.press(press)) is not None:
            self.begun = replace(self.begun, choice=choice)
        elif press.key in {"up", "shift+tab"}:
            self.begun = self.begun.to(self.begun.at - 1)
        elif press.key in {"down", "tab"}:
            self.begun = self.begun.to(self.begun.at + 1)
        elif press.key == "enter":
            await self._enter()
        elif self.begun.is_choosing:
            self.sentence = no_line_here(press)
        elif (typed := self._untouched(press).press(press.key, press.character)) is not None:
            self._take(typed)

    async def choose(self, choice: int) -> None:
        if choice >= _PLANS:
            self.begun = replace(self.begun.to(self.begun.last), choice=self.begun.choice.to(choice - _PLANS))
        else:
            self.begun = self.begun.to(choice)
        self._look_for_twin()
        self.repaint()

    def _look_for_twin(self) -> None:
        """Say that there is a board of that title, as long as another line is typed on."""
        title = self.begun.lines[0].text
        is_twin = self.begun.at > 0 and has_ink(title) and self.called(title) is not None
        self._twin = _("One is called so already. Esc goes back.") if is_twin else ""

    def paste(self, text: str) -> None:
        if self.begun.is_choosing:
            super().paste(text)
            return
        plain, sentence = taken(text)
        self.sentence = ""
        self._take(self.begun.line.insert(plain))
        self.sentence = self.sentence or sentence or ""
        self.repaint()

    def _untouched(self, press: Press) -> Typed:
        """Return the line a key is typed on: a letter takes the place of the name that was only guessed."""
        is_guess = self.begun.at == len(FIELDS) and self.begun.line.text == self._typist
        return Typed() if is_guess and press.character else self.begun.line

    def _take(self, typed: Typed) -> None:
        """Take a line as it is typed now, as far as the board would keep it."""
        line, sentence = limited(typed, self.begun.line, self.begun.fields[self.begun.at].limit)
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
        await self.ask_app(BoardBegun(title, purpose, place, name or self._typist, self.begun.choice.chosen))


def _nobodys(_title: str) -> None:
    """Know no boards: for a page that only shows."""


def paint_new_board(page: NewBoard, sentence: str, window: Window) -> Sheet:
    """Return the page: each question, and below it the line that answers it; then the plans."""
    body = _laid_out(page, window)
    offers = (
        Offer("", _("choose") if page.is_choosing else _("move"), cap=window.brush.up_down),
        Offer("enter", _("begin") if page.is_last and not page.choice.plans else _("next")),
        Offer("escape", _("back (nothing is lost)"), _("back")),
    )
    sentence = sentence or _("You can change all of this later.")
    edges = Edges(_("A new board"), offers, sentence, state=_("not saved yet"))
    if page.choice.plans:
        edges = replace(edges, right=_("{number} of {all}", number=1, all=2))
    return sheet(window, edges, body.rows, body.spots, body.cursor, body.top)


class _Body(NamedTuple):
    """The rows between the head and the keys, and what is where on them."""

    rows: list[Strip]
    spots: list[Spot]
    cursor: Offset | None
    top: int
    """The first plan that is seen."""


def _laid_out(page: NewBoard, window: Window) -> _Body:
    """Return the lines and below them the plans; where there is no room for both, the one that is in hand."""
    room = window.height - 3
    lines = _lines(page, window, room - (2 + _PLANS_SEEN if page.choice.plans else 0))
    left = room - len(lines.rows)
    if not page.choice.plans or (left < 1 + _PLANS_SEEN and not page.is_choosing):
        return lines
    if left < 1 + _PLANS_SEEN:
        lines = _Body([], [], None, 0)
    first = len(lines.rows) + 1
    head = words_rows(_(PLAN_QUESTION), window, lines=1)
    inner = Window(window.width, min(room - len(lines.rows) - len(head), page.choice.last + 1), window.brush)
    shown = plan_rows(page.choice, inner, first + len(head), in_hand=page.is_choosing, spots_from=_PLANS)
    asked = [Spot(first, 0, window.width, len(page.lines)), *shown.spots]
    return _Body([*lines.rows, *head, *shown.rows], [*lines.spots, *asked], lines.cursor, shown.top)


def _lines(page: NewBoard, window: Window, room: int) -> _Body:
    """Return each question with the line that answers it, in as few words and as near together as the room asks for."""
    empty = blank(window.width, window.brush.style("screen"))
    whole = [words_rows(_(field.question), window) for field in page.fields]
    brief = [words_rows(_(field.brief), window, lines=1) for field in page.fields]
    air = 1
    if _height(whole, air) <= room:
        heads: Sequence[Sequence[Strip]] = whole
    else:
        heads, air = brief, 1 if _height(brief, 1) <= room else 0
    rows: list[Strip] = [empty] if air else []
    spots: list[Spot] = []
    cursor: Offset | None = None
    for number, head in enumerate(heads):
        line, cell = filling_row(page, number, window, counts=number == PURPOSE, is_quiet=False)
        rows += head
        if number == page.at:
            cursor = Offset(cell, len(rows) + 1)
        rows.append(line)
        spots += [Spot(y, 0, window.width, number) for y in range(len(rows) - len(head), len(rows) + 1)]
        rows += [empty] * air
    return _Body(rows, spots, cursor, page.choice.top)


def _height(heads: Sequence[Sequence[Strip]], air: int) -> int:
    """Return the rows that questions and their lines take, the air behind the last one left out."""
    return sum(len(head) + 1 + air for head in heads)
