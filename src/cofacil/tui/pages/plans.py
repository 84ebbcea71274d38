"""Choosing a plan for the meeting that is open: the plans, and below them the steps of the one in hand."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual.strip import Strip

from cofacil.board.commands.steps import LayPlan
from cofacil.board.model import Board
from cofacil.board.plan import Plan, PlannedStep
from cofacil.language.catalog import _
from cofacil.language.plan_words import minutes_counted
from cofacil.tui.keys import Press
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.plan_choice import NO_PLAN, PLAN_QUESTION, PlanChoice, plan_rows
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, sheet, words_rows
from cofacil.tui.pages.sheet_view import means_nothing
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank, row
from cofacil.tui.paint.text import cell_len, cut, fit
from cofacil.tui.paint.window import Window

_NOTHING = Plan("", "", ())
_TITLE = 22
"""Cells for a step's title where they are enough."""
_MINUTES = 12
_STEPS_SEEN = 3
"""Rows of steps below which they are left out."""


class PlansView(BoardPage):
    """Lets whoever facilitates choose what the meeting is gone through by; none is a good choice too."""

    def __init__(self, below: Below, plans: Sequence[Plan]) -> None:
        super().__init__(below)
        self._board = below.board
        self.new_id: Callable[[], str] = str
        """Returns a new ULID; set by who opens the page."""
        self.choice = PlanChoice.of(plans, self._laid)

    @property
    def _laid(self) -> str:
        """Return the title of the plan that this meeting has, or will have; "" for none."""
        meeting, ahead = self._board.meeting, self._board.plan_ahead
        return (meeting.plan if meeting else "") or (ahead.title if ahead else "")

    def hear(self, board: Board, sentence: str = "") -> None:
        self._board = board
        if sentence:
            self.say(sentence)
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        usual = _("Every step can be changed, and left out, later.")
        if any(step.began is not None for step in self._board.plan):
            usual = _("Steps that have begun stay.")
        shown = paint_plans(self.choice, self._laid, self.sentence or usual, window)
        self.choice = replace(self.choice, top=shown.top)
        return shown

    async def press(self, press: Press) -> None:
        self.sentence = ""
        if press.key == "escape":
            self.go_back()
        elif press.key == "enter":
            await self._keep()
        elif (choice := self.choice.press(press)) is not None:
            self.choice = choice
        elif press.key not in {"up", "down"}:
            self.sentence = means_nothing(press)
        self.repaint()

    async def choose(self, choice: int) -> None:
        if choice == self.choice.hand:
            await self._keep()
        else:
            self.choice = self.choice.to(choice)
        self.repaint()

    async def _keep(self) -> None:
        """Lay the plan in hand; where it is laid already, everything stays as it is."""
        plan = self.choice.chosen or _NOTHING
        if plan.title != self._laid or (plan.steps and not self._board.plan):
            ids = tuple(f"step/{self.new_id()}" for _step in plan.steps)
            if await self.ask(LayPlan(ids, plan)) is None:
                return
        self.go_back()


def paint_plans(choice: PlanChoice, laid: str, sentence: str, window: Window) -> Sheet:
    """Return the page; `laid` is the title of the plan that this meeting has."""
    width, brush, room = window.width, window.brush, window.height - 3
    empty = blank(width, brush.style("screen"))
    air = 1 if window.height >= 18 else 0
    head = [*[empty] * air, *words_rows(_(PLAN_QUESTION), window, lines=1)]
    steps = choice.chosen.steps if choice.chosen else ()
    most = room - len(head) - (1 + _STEPS_SEEN if steps and room >= 12 else 0)
    height = max(1, min(choice.last + 1, most))
    shown = plan_rows(choice, Window(width, height, brush), 1 + len(head), in_hand=True)
    body = [*head, *shown.rows]
    if len(body) + 1 + _STEPS_SEEN <= room:
        body += [empty, *_steps(steps, Window(width, room - len(body) - 1, brush))]
    offers = (
        Offer("", _("choose"), cap=brush.up_down),
        Offer("enter", _("go through it so") if choice.chosen else _("no steps"), _("keep")),
        Offer("escape", _("as it was"), _("back")),
    )
    edges = Edges(_("A plan for this meeting"), offers, sentence, right=laid or _(NO_PLAN), state=window.saved_state)
    return sheet(window, edges, body, shown.spots, top=shown.top)


def _steps(steps: Sequence[PlannedStep], window: Window) -> list[Strip]:
    """Return the steps of the plan in hand, a row each, as far as there is room."""
    fits = steps if len(steps) <= window.height else steps[: max(0, window.height - 1)]
    rows = [_step(number, step, window) for number, step in enumerate(fits, 1)]
    if len(fits) < len(steps):
        more = f"{' ' * (INDENT + 1)}{window.brush.signs.more}"
        rows.append(row(window.width, [(more, window.brush.style("hint"))], window.brush.style("screen")))
    return rows


def _step(number: int, step: PlannedStep, window: Window) -> Strip:
    width, brush = window.width, window.brush
    plain, quiet = brush.style("choice"), brush.style("choice_detail")
    title = fit(cut(step.title, _TITLE, brush.signs.more), _TITLE)
    lead = f"{' ' * INDENT}{number:>3}  {title}  {fit(minutes_counted(step.minutes), _MINUTES)}"
    room = width - cell_len(lead) - 1
    return row(width, [(lead, plain), (cut(step.question, room, brush.signs.more), quiet)], plain)
