"""All steps of the meeting: what each took, what comes, and when it ends at this pace; whoever facilitates changes them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from textual.strip import Strip

from cofacil.board.commands.steps import GoToStep, MoveStep, PutAwayStep
from cofacil.board.course import pace, planned_end
from cofacil.board.errors import Trouble
from cofacil.board.events import EntityId
from cofacil.board.model import Board
from cofacil.board.plan import Writing
from cofacil.board.quiet import hiding
from cofacil.board.records import Step
from cofacil.board.timer import MINUTE
from cofacil.language.catalog import _, ngettext
from cofacil.language.course_words import clock_words, pace_words
from cofacil.language.worded import worded
from cofacil.room.drafts import Unkept
from cofacil.tui.keys import Press
from cofacil.tui.messages import ActionChosen, PageRequested
from cofacil.tui.modes.next_step import CLOSING
from cofacil.tui.modes.paste import taken
from cofacil.tui.pages.below import Below
from cofacil.tui.pages.board_page import BoardPage
from cofacil.tui.pages.in_hand import moved
from cofacil.tui.pages.measure import in_the_middle, is_large, measured, shifted
from cofacil.tui.pages.sections import Section, air, laid_out
from cofacil.tui.pages.sheet import INDENT, Edges, Sheet, choice_row, listed, sheet, words_rows
from cofacil.tui.pages.sheet_view import means_nothing
from cofacil.tui.pages.step_form import (
    PARTS,
    WRITINGS,
    StepForm,
    column_words,
    form_offers,
    form_rows,
    form_sentence,
)
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import blank
from cofacil.tui.paint.text import cell_len, cut, fit
from cofacil.tui.paint.window import Window

_BELOW, _LISTED = 9, 4
"""Rows below the steps at most, and rows of them that are seen at least."""
_NARROW, _BROAD = 80, 100
"""Cells of a window from which the keys stand one by one, and from which each can be clicked in every language."""
_MEASURE, _QUESTION, _BESIDE = 120, 40, 2
"""Cells that the page takes at most; those of a question from which it stands beside its step, and before it."""
_MINUTES, _TOOK = 9, 10
"""Cells for how many minutes it has, and for how many it took."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What the page shows."""

    board: Board
    now: int
    """UTC milliseconds."""
    keys: Mapping[str, str]
    """From an action to its key."""
    hand: EntityId = ""
    carried: int = 0
    """So many places further on the one in hand is carried."""
    is_carrying: bool = False
    form: StepForm | None = None
    """The step that is being changed, or made."""
    can_lead: bool = False
    """Whether who looks facilitates, and so may change them."""
    top: int = 0
    sentence: str = ""

    @property
    def plan(self) -> tuple[Step, ...]:
        """Return the steps as they stand, the one that is carried where it would be put down."""
        plan = list(self.board.plan)
        at = self.at
        if self.is_carrying and at is not None:
            step = plan.pop(at)
            plan.insert(max(0, min(len(plan), at + self.carried)), step)
        return tuple(plan)

    @property
    def at(self) -> int | None:
        """Return where the one in hand stands in the plan as it is kept, None where there is none."""
        return next((at for at, step in enumerate(self.board.plan) if step.id == self.hand), None)

    @property
    def step(self) -> Step | None:
        """Return the one in hand."""
        return next((step for step in self.board.plan if step.id == self.hand), None)


class StepsView(BoardPage):
    """Goes to a step, changes, moves, adds and puts away."""

    new_id: Callable[[], str]
    """Makes the id of a step that is added."""
    undoes_here = True

    def __init__(self, below: Below) -> None:
        super().__init__(below)
        board = below.board
        first = board.step or next(iter(board.plan), None)
        self.steps = Steps(board, below.clock(), below.keys, first.id if first else "")

    def let_lead(self, new_id: Callable[[], str]) -> None:
        """Let who looks change the steps."""
        self.new_id = new_id
        self.steps = replace(self.steps, can_lead=True)

    def unkept(self) -> Unkept | None:
        form, board = self.steps.form, self.steps.board
        return form.unkept(board.plan, board.meeting.id if board.meeting else "") if form is not None else None

    def take_up(self, unkept: Unkept) -> bool:
        form = StepForm.taken_up(unkept, self.steps.board.plan) if self.steps.can_lead else None
        if form is not None:
            hand = form.entity if form.after is None else form.after
            self.steps = replace(self.steps, form=form, hand=hand or self.steps.hand)
        return form is not None

    def hear(self, board: Board, sentence: str = "") -> None:
        before = self.steps
        gone_at = before.at or 0
        steps = replace(before, board=board, now=self.clock())
        if steps.at is None:
            near = board.plan[min(gone_at, len(board.plan) - 1)].id if board.plan else ""
            steps = replace(steps, hand=near, is_carrying=False, carried=0)
        if steps.form and not steps.form.is_new and all(step.id != steps.form.entity for step in board.plan):
            steps = replace(steps, form=None)
            sentence = sentence or _("That step is not in the plan any more.")
        self.steps = steps
        if sentence:
            self.say(sentence)
        self.repaint()

    def draw(self, window: Window) -> Sheet:
        self.steps = replace(self.steps, now=self.clock())
        painted = paint_steps(replace(self.steps, sentence=self.sentence), window)
        self.steps = replace(self.steps, top=painted.top)
        return painted

    def until_next(self) -> int:
        """Return when the end of the meeting is said anew: each minute."""
        return MINUTE - self.clock() % MINUTE

    async def press(self, press: Press) -> None:
        if self.steps.form is not None:
            await self._fill_in(self.steps.form, press)
        elif self.steps.is_carrying:
            await self._carry(press)
        else:
            await self._press(press)
        self.repaint()

    async def choose(self, choice: int) -> None:
        form, plan = self.steps.form, self.steps.plan
        if form is not None:
            self.steps = replace(self.steps, form=form.to(choice))
        elif choice < len(plan) and not self.steps.is_carrying:
            self.steps = replace(self.steps, hand=plan[choice].id)
        self.repaint()

    def paste(self, text: str) -> None:
        form = self.steps.form
        if form is None or not form.is_line:
            super().paste(text)
            return
        plain, told = taken(text)
        filled, cut_short = form.typed(form.line.insert(plain))
        self.steps = replace(self.steps, form=filled)
        self.say(cut_short or told or "")
        self.repaint()

    async def _press(self, press: Press) -> None:
        plan = self.steps.board.plan
        if press.key == "escape":
            self.go_back()
        elif plan and (at := moved(press.key, self.steps.at or 0, len(plan))) is not None:
            self.steps = replace(self.steps, hand=plan[at].id)
        elif (does := self._does(press)) is None:
            self.say(means_nothing(press))
        elif not self.steps.can_lead:
            self.say(_("That is for those who facilitate. Say it, and they will."))
        else:
            await does()

    def _does(self, press: Press) -> "Callable[[], Awaitable[object]] | None":
        """Return what a key does with the step in hand, None where it does nothing here."""
        step = self.steps.step
        ways: dict[str, Callable[[], Awaitable[object]]] = {"add": self._add, "undo": self._undo}
        if step is not None:
            ways |= {
                "whole": lambda: self._go_to(step),
                "edit": lambda: self._edit(step),
                "move": lambda: self._move(step),
                "put_away": lambda: self.keep(PutAwayStep(step.id)),
            }
        return next((way for action, way in ways.items() if self.is_key(press, action)), None)

    async def _go_to(self, step: Step) -> None:
        """Go to a step, with its timer; the one that runs is only gone back to."""
        running = self.steps.board.step
        is_running = running is not None and running.id == step.id
        if is_running or await self.keep(GoToStep(step.id, seen=running.id if running else "")):
            self.go_back()
            if step.is_closing and not is_running:
                self.post_message(PageRequested(CLOSING))

    async def _edit(self, step: Step) -> None:
        self.steps = replace(self.steps, form=StepForm.of(step))

    async def _add(self) -> None:
        self.steps = replace(self.steps, form=StepForm.new(f"step/{self.new_id()}", self.steps.step))

    async def _undo(self) -> None:
        self.post_message(ActionChosen("undo"))

    async def _move(self, step: Step) -> None:
        """Begin to carry a step; what has begun stays in its place, and says so."""
        if step.began is None or await self.keep(MoveStep(step.id, 0)):
            self.steps = replace(self.steps, is_carrying=True, carried=0)

    async def _carry(self, press: Press) -> None:
        steps, by = self.steps, {"up": -1, "down": 1}.get(press.key)
        if by is not None and steps.at is not None:
            goal = max(0, min(len(steps.board.plan) - 1, steps.at + steps.carried + by))
            self.steps = replace(steps, carried=goal - steps.at)
        elif press.key == "escape":
            self.steps = replace(steps, is_carrying=False, carried=0)
            self.say(_("It is back where it was. Nothing has changed."))
        elif press.key == "enter":
            self.steps = replace(steps, is_carrying=False, carried=0)
            await self.keep(MoveStep(steps.hand, steps.carried))
        else:
            self.say(means_nothing(press))

    async def _fill_in(self, form: StepForm, press: Press) -> None:
        if press.key == "escape":
            self.steps = replace(self.steps, form=None)
        elif press.key == "enter":
            await self._keep(form)
        elif (filled := form.press(press)) is not None:
            self.steps = replace(self.steps, form=filled[0])
            self.say(filled[1])
        else:
            self.say(means_nothing(press))

    async def _keep(self, form: StepForm) -> None:
        """Keep the part in hand and go on to the next; behind the last the steps are shown again."""
        is_last = form.at == len(PARTS) - 1
        if form.is_new and is_last and (missing := form.missing()) is not None:
            self.steps = replace(self.steps, form=form.to(missing))
            self.say(_("A step needs a title and a question."))
            return
        try:
            command = form.command()
        except Trouble as trouble:
            self.say(worded(trouble))
            return
        if command is None or await self.keep(command):
            hand = form.entity if form.is_new and is_last else self.steps.hand
            self.steps = replace(self.steps, hand=hand, form=None if is_last else form.to(form.at + 1))


def paint_steps(page: Steps, window: Window) -> Sheet:
    """Return the page."""
    edges = Edges(
        _("The steps of this meeting"),
        form_offers(page.form, window) if page.form else _offers(page, window),
        page.sentence or _sentence(page),
        _until(page),
        window.saved_state,
    )
    if page.form is not None:
        rows, spots, cursor = form_rows(page.form, page.board, window)
        return sheet(window, edges, rows, spots, cursor)
    middle, ground = measured(window, _MEASURE), window.brush.style("screen")
    below = [air(middle, 2), *_below(page, middle)]
    most = max(2, min(_BELOW, window.height - 3 - _LISTED))
    rows_below, _spots = laid_out(below, Window(middle.width, 3 + most, window.brush))
    plan = page.plan
    hand = next((at for at, step in enumerate(plan) if step.id == page.hand), None)
    first = 1 if window.height >= 20 else 0
    room = max(1, window.height - 3 - first - len(rows_below))
    is_airy = is_large(window) and 2 * len(plan) <= room
    gap = [blank(middle.width, ground)] * is_airy
    inner = Window(middle.width, min(room, len(plan) * (1 + is_airy)), window.brush)
    shown = listed(lambda at: [_row(page, plan, at, middle), *gap], len(plan), hand, page.top, inner, 1 + first)
    rows = in_the_middle([*shown.rows, *rows_below], window.width, ground)
    clicks = shifted(shown.spots, middle, window)
    return sheet(window, edges, [*[blank(window.width, ground)] * first, *rows], clicks, top=shown.top)


def _until(page: Steps) -> str:
    clock, end = clock_words(page.now), planned_end(page.board, page.now)
    return clock if end is None else _("{clock}, until {end}", clock=clock, end=clock_words(end))


def _row(page: Steps, plan: tuple[Step, ...], at: int, window: Window) -> Strip:
    """Return one step: whether it has been, its number and title, how many minutes it has, and how many it took."""
    step, brush = plan[at], window.brush
    running = page.board.step
    is_now = running is not None and step.id == running.id
    has_been = step.began is not None and not is_now
    sign = brush.signs.done if has_been else " "
    number = f"{at + 1:>{len(str(len(plan)))}}  "
    minutes = f"{_('{number} min', number=step.minutes):>{_MINUTES - 3}}   "
    took = _("took {number}", number=step.took(page.now) // MINUTE) if has_been else _("now") if is_now else ""
    head = f"{sign} {number}"
    longest = max(cell_len(other.title) for other in plan) + 2
    room = window.width - INDENT - cell_len(head) - _MINUTES - _TOOK
    cells = max(8, min(longest, room))
    title = fit(cut(step.title, cells - 1, brush.signs.more), cells)
    words = [(head, has_been), (title, has_been), (minutes, True), (took, not is_now)]
    beside = room - cells - _BESIDE
    if beside >= _QUESTION:
        words = [
            *words[:3],
            (fit(took, _TOOK + _BESIDE), not is_now),
            (cut(step.question, beside, brush.signs.more), True),
        ]
    return choice_row(window.width, brush, words, in_hand=step.id == page.hand)


def _below(page: Steps, window: Window) -> list[Section]:
    """Return what the step in hand asks, its guidance, and when the meeting ends."""
    sections: list[Section] = []
    if (step := page.step) is not None:
        about = f"{column_words(page.board, step.column)} {window.brush.signs.dot} {_(WRITINGS[step.writing])}"
        sections += [
            Section(words_rows(step.question, window, indent=INDENT + 2, lines=1 if window.height < 18 else 3)),
            Section(words_rows(step.guidance, window, "choice_detail", INDENT + 2, 3) if step.guidance else [], 3),
            Section(words_rows(about, window, "hint", INDENT + 2), 4),
        ]
    end = pace(page.board, page.now)
    if end is not None:
        sections += [
            air(window, 2),
            Section(words_rows(pace_words(end), window, indent=INDENT + 2), 1),
        ]
    return sections


def _sentence(page: Steps) -> str:
    if page.form is not None:
        return form_sentence(page.form)
    if page.is_carrying:
        return _("Nothing has changed yet.")
    step, running = page.step, page.board.step
    is_other = step is not None and (running is None or step.id != running.id)
    if is_other and step is not None and step.writing is not Writing.QUIET and page.can_lead and hiding(page.board):
        return _("What was written quietly is shown to all then.")
    if not page.can_lead:
        return ngettext("{number} step.", "{number} steps.", len(page.board.plan))
    return _("Changes to the steps are kept with the meeting.")


def _offers(page: Steps, window: Window) -> tuple[Offer, ...]:
    choose = Offer("", _("choose"), cap=window.brush.up_down)
    back = Offer("escape", _("back"))
    if page.is_carrying:
        place = Offer("", _("its place"), cap=window.brush.up_down)
        return (Offer("enter", _("put it down")), place, Offer("escape", _("as it was")))
    if not page.can_lead:
        return (choose, back)
    keys = page.keys
    go, edit = Offer("enter", _("go there"), _("go")), Offer(keys["edit"], _("change"))
    move, add = Offer(keys["move"], _("move")), Offer(keys["add"], _("add"))
    away = Offer(keys["put_away"], _("put away"), _("away"))
    if window.width < _NARROW:
        rest = Offer("", _("move, add, put away"), cap=f"{keys['move']} {keys['add']} {keys['put_away']}")
        return (go, edit, rest, back)
    # Where there is little room the arrows give way: they are tried anyhow.
    away = away if window.width >= _BROAD else away._replace(key="", cap=keys["put_away"])
    return (go, edit, move, add, away, choose, back)
