"""One step as it is changed, or made: six parts one under the other, of which Enter keeps one and goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from textual.geometry import Offset
from textual.strip import Strip

from cofacil.board.commands.base import Command
from cofacil.board.commands.steps import AddStep, ChangeStep
from cofacil.board.errors import Refusal
from cofacil.board.events import EntityId
from cofacil.board.kinds import COLUMNS, IN_COLUMN, NOT_HERE
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.plan import (
    GUIDANCE_LIMIT,
    LONGEST_STEP,
    NOT_HERE_WORD,
    QUESTION_LIMIT,
    QUESTION_SHOWN,
    TITLE_LIMIT,
    PlannedStep,
    Writing,
)
from cofacil.board.records import Step
from cofacil.board.text import has_ink
from cofacil.board.timer import MINUTE
from cofacil.language.catalog import _, ngettext
from cofacil.language.column_names import column_called
from cofacil.language.lengths import read_length
from cofacil.room.drafts import Unkept, on_page
from cofacil.tui.keys import Press
from cofacil.tui.pages.sheet import INDENT, Spot, choice_row, limited, typed_pieces
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import cell_len, cut, fit
from cofacil.tui.paint.window import Window
from cofacil.tui.typed import Typed

PARTS = (N_("Minutes"), N_("Title"), N_("Question"), N_("Guidance"), N_("Column"), N_("Writing"))
_MINUTES, _TITLE, _QUESTION, _GUIDANCE, _COLUMN, _WRITING = range(len(PARTS))
_FIELDS = ("minutes", "title", "question", "guidance", "column", "writing")
_LIMITS = (4, TITLE_LIMIT, QUESTION_LIMIT, GUIDANCE_LIMIT)
_USUAL = 10
"""Minutes of a step that is made, until somebody says how many."""
WRITINGS: Mapping[Writing, str] = {
    Writing.OPEN: N_("open: everybody sees it"),
    Writing.QUIET: N_("quiet: it is shown later"),
    Writing.CLOSED: N_("closed: nobody types"),
}
"""How people write during a step, in words."""
_WAYS = tuple(WRITINGS)


def column_words(board: Board, column: int) -> str:
    """Return what a step is about, by the number of its column."""
    return column_called(board, column) if column else _("no column")


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step as it is typed: what of it is not kept yet is only here."""

    entity: EntityId
    lines: tuple[Typed, ...]
    """Minutes, title, question and guidance."""
    column: int = 0
    writing: Writing = Writing.OPEN
    at: int = 0
    """The part in hand."""
    after: EntityId | None = None
    """The step that a new one stands behind, None for one that is there already."""

    @classmethod
    def of(cls, step: Step) -> "StepForm":
        """Return the form of a step that is there."""
        words = (str(step.minutes), step.title, step.question, step.guidance)
        return cls(step.id, tuple(map(Typed.of, words)), step.column, step.writing)

    @classmethod
    def new(cls, entity: EntityId, after: Step | None) -> "StepForm":
        """Return the form of a step that is made, behind another."""
        lines = (Typed.of(str(_USUAL)), Typed(), Typed(), Typed())
        return cls(entity, lines, after.column if after else 0, at=_TITLE, after=after.id if after else "")

    @property
    def is_new(self) -> bool:
        return self.after is not None

    @property
    def is_line(self) -> bool:
        """Say whether the part in hand is typed."""
        return self.at < len(self.lines)

    @property
    def line(self) -> Typed:
        return self.lines[self.at]

    @classmethod
    def taken_up(cls, unkept: Unkept, plan: Sequence[Step]) -> "StepForm | None":
        """Return it with words that waited; None where its step is not in the plan any more."""
        kept = unkept.fields
        entity, is_new = kept.get("step", ""), "after" in kept
        beside = next((step for step in plan if step.id == (kept["after"] if is_new else entity)), None)
        if beside is None and not is_new:
            return None
        form = cls.new(entity, beside) if is_new or beside is None else cls.of(beside)
        lines = tuple(
            Typed.of(kept.get(name, line.text)) for name, line in zip(_FIELDS[:_COLUMN], form.lines, strict=True)
        )
        column, writing, at = (kept.get(name, "") for name in ("column", "writing", "at"))
        return replace(
            form,
            lines=lines,
            column=int(column) if column in map(str, (0, *COLUMNS)) else form.column,
            writing=Writing(writing) if writing in set(Writing) else form.writing,
        ).to(int(at) if at.isdecimal() else form.at)

    def unkept(self, plan: Sequence[Step], meeting: EntityId) -> Unkept | None:
        """Return what was typed in it and is not kept; where no letter was, there are no words that could be lost."""
        step = next((step for step in plan if step.id == self.entity), None)
        was = StepForm.new(self.entity, None) if self.is_new else StepForm.of(step) if step else None
        if was is None:
            return None
        typed = {name: self.lines[at].text for at, name in enumerate(_FIELDS[:_COLUMN])}
        differs = {name: text for at, (name, text) in enumerate(typed.items()) if text != was.lines[at].text}
        chosen = {"column": str(self.column), "writing": str(self.writing), "at": str(self.at), "step": self.entity}
        behind = {"after": self.after} if self.after is not None else {}
        unkept = on_page("steps", " ".join(differs.values()), meeting, **differs, **chosen, **behind)
        return unkept._replace(made=self.entity if self.is_new else "") if unkept else None

    def to(self, at: int) -> "StepForm":
        """Return it with another part in hand, the nearest there is."""
        return replace(self, at=max(0, min(len(PARTS) - 1, at)))

    def press(self, press: Press) -> "tuple[StepForm, str] | None":
        """Return it after a key, and what is to be said; None for a key that means nothing in it."""
        moves = {"up": -1, "shift+tab": -1, "down": 1, "tab": 1}
        if press.key in moves:
            return self.to(self.at + moves[press.key]), ""
        if self.is_line:
            typed = self.line.press(press.key, press.character)
            return self.typed(typed) if typed is not None else None
        return self._chosen(press.key)

    def typed(self, typed: Typed) -> "tuple[StepForm, str]":
        """Return it with the line in hand changed, as far as the board would keep it."""
        line, sentence = limited(typed, self.line, _LIMITS[self.at])
        return replace(self, lines=(*self.lines[: self.at], line, *self.lines[self.at + 1 :])), sentence

    def command(self) -> Command | None:
        """Return what Enter keeps of the part in hand; None while a new step is not whole.

        Raises:
            Trouble: it cannot be kept as it is.
        """
        if not self.is_new:
            return ChangeStep(self.entity, **{_FIELDS[self.at]: self._value(self.at)})  # type: ignore[arg-type]
        if self.at < len(PARTS) - 1:
            return None
        title, question, guidance = (line.text for line in self.lines[1:])
        planned = PlannedStep(title, self._minutes(), question, guidance, self._column_word(), self.writing)
        return AddStep(self.entity, planned, self.after or "")

    def missing(self) -> int | None:
        """Return the first part that a new step cannot be without, None where it has all of them."""
        return next((at for at in (_TITLE, _QUESTION) if not has_ink(self.lines[at].text)), None)

    def _value(self, at: int) -> object:
        if at == _MINUTES:
            return self._minutes()
        return self.lines[at].text if at < len(self.lines) else self._column_word() if at == _COLUMN else self.writing

    def _minutes(self) -> int:
        """Return how many minutes were typed.

        Raises:
            Trouble: those are no minutes, or a part of one.
        """
        minutes, rest = divmod(read_length(self.lines[_MINUTES].text), MINUTE)
        if rest or not minutes:
            raise Refusal("step-length", most=LONGEST_STEP)
        return minutes

    def _column_word(self) -> str:
        kind = IN_COLUMN.get(self.column)
        return str(kind) if kind else NOT_HERE_WORD if self.column == NOT_HERE else ""

    def _chosen(self, key: str) -> "tuple[StepForm, str] | None":
        """Return it with another column, or another way to write."""
        by = {"left": -1, "right": 1}.get(key)
        figure = int(key) if len(key) == 1 and key.isdecimal() and key.isascii() else None
        if self.at == _COLUMN:
            column = self.column + by if by else figure
            return (replace(self, column=column), "") if column is not None and column in (0, *COLUMNS) else None
        at = _WAYS.index(self.writing) + by if by else figure - 1 if figure else -1
        return (replace(self, writing=_WAYS[at]), "") if 0 <= at < len(_WAYS) else None


def form_rows(form: StepForm, board: Board, window: Window) -> tuple[list[Strip], list[Spot], Offset | None]:
    """Return each part with what it is called, where a click takes one in hand, and where the next letter goes."""
    width, brush = window.width, window.brush
    names = max(cell_len(_(name)) for name in PARTS) + 2
    rows: list[Strip] = [blank(width, brush.style("screen"))]
    spots: list[Spot] = []
    cursor = None
    for at, name in enumerate(PARTS):
        spots.append(Spot(len(rows) + 1, 0, width, at))
        lead, in_hand = fit(_(name), names), at == form.at
        room = max(4, width - INDENT - names - 1)
        if in_hand and form.is_line:
            style = brush.style("line")
            pieces, cell = typed_pieces(form.line, room, brush)
            cursor = Offset(INDENT + names + cell, len(rows) + 1)
            rows.append(row(width, [(f" {brush.signs.mark} {lead}", style), *pieces], style))
            continue
        words = _words(form, board, at)
        if in_hand:
            words = f"{words}  ({brush.left_right})"
        rows.append(
            choice_row(width, brush, [(lead, True), (cut(words, room, brush.signs.more), False)], in_hand=in_hand)
        )
    return rows, spots, cursor


def form_sentence(form: StepForm) -> str:
    """Return what is said of the part in hand."""
    if form.at == _QUESTION and form.line.text:
        number = len(form.line.text)
        if number <= QUESTION_SHOWN:
            return ngettext("{number} letter, fits", "{number} letters, fits", number)
        return ngettext(
            "{number} letter, will be shortened at the back row",
            "{number} letters, will be shortened at the back row",
            number,
        )
    if form.is_new:
        return _("Nothing is added yet: the last Enter adds it.")
    return _("Enter keeps this part, and goes on to the next.")


def form_offers(form: StepForm, window: Window) -> tuple[Offer, ...]:
    """Return what keys do in it."""
    is_last = form.at == len(PARTS) - 1
    keep = _("add it") if form.is_new and is_last else _("next") if form.is_new else _("keep, then the next")
    choose = () if form.is_line else (Offer("", _("choose"), cap=window.brush.left_right),)
    move = Offer("", _("another part"), cap=window.brush.up_down)
    return (*choose, Offer("enter", keep, _("keep")), move, Offer("escape", _("back to the steps"), _("back")))


def _words(form: StepForm, board: Board, at: int) -> str:
    if at < len(form.lines):
        return form.lines[at].text
    if at == _WRITING:
        return _(WRITINGS[form.writing])
    return f"{form.column} {column_words(board, form.column)}" if form.column else column_words(board, 0)
