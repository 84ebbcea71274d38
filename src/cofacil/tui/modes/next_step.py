"""Going on to another step: what comes is asked first, once, as the timer that runs would be lost."""

from dataclasses import dataclass, replace

from cofacil.board.commands.steps import EndSteps, GoToStep
from cofacil.board.course import next_step, pace
from cofacil.board.errors import Trouble
from cofacil.board.events import EntityId
from cofacil.board.plan import PlannedStep, Writing
from cofacil.board.quiet import hiding
from cofacil.board.records import Step as MeetingStep
from cofacil.language.catalog import _
from cofacil.language.course_words import gone_through_words, has_run, minutes_words, pace_words, place_words
from cofacil.language.worded import worded
from cofacil.room.room import News
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, OpenPage, Step, closed
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.row import margin
from cofacil.tui.paint.scene import Foot
from cofacil.tui.paint.text import cell_len, wrap

_GUIDANCE = 3
"""Rows of the guidance that are shown at most."""
CLOSING = "closing"
"""The page on which a meeting is closed, part by part."""


@dataclass(frozen=True, slots=True)
class NextStep(Mode):
    """Shows the step that comes; Enter begins it with its timer."""

    goal: EntityId
    """The step that is looked at, "" behind the last."""
    seen: EntityId
    """The step that ran when this was asked, "" for none."""
    is_unasked: bool = False
    """Whether it opened by itself: the first press of its key only asks for what is asked already."""

    @classmethod
    def of(cls, desk: Desk, *, is_unasked: bool = False) -> "NextStep":
        goal, running = next_step(desk.board), desk.board.step
        return cls(goal.id if goal else "", running.id if running else "", is_unasked)

    def foot(self, desk: Desk) -> Foot:
        lines = self._lines(desk)
        readback = "" if desk.is_tight or len(lines) == 1 else lines.pop()
        return Foot(
            lines.pop(), readback=readback, sentence=self._sentence(desk), offers=self._offers(desk), above=tuple(lines)
        )

    def press(self, press: Press, desk: Desk) -> Step | None:
        goal = self._goal(desk)
        if press.key == "enter":
            return self._begin(goal, with_timer=True) if goal else self._end(desk)
        if press.key == "escape":
            return closed()
        if press.key == "2" and goal:
            return self._begin(goal, with_timer=False)
        if press.key == "3":
            return Step(None, errands=(OpenPage("steps"),))
        if press.key.casefold() == desk.keys["next_step"]:
            if self.is_unasked:
                return Step(replace(self, is_unasked=False))
            further = next_step(desk.board, goal) if goal else None
            return Step(NextStep(further.id if further else "", self.seen)) if goal else None
        return (
            closed(_("The step stays as it is. Enter would have gone on."))._replace(pressed=press)
            if press.character
            else None
        )

    def paste(self, text: str, desk: Desk) -> Step | None:
        return closed(_("The step stays as it is. Enter would have gone on."))

    @property
    def is_question(self) -> bool:
        return True

    def _goal(self, desk: Desk) -> MeetingStep | None:
        """Return the step that is looked at; the one that comes now, where it was taken away meanwhile."""
        plan = desk.board.plan
        found = next((step for step in plan if step.id == self.goal), None)
        return found or (next_step(desk.board) if self.goal else None)

    def _lines(self, desk: Desk) -> list[str]:
        """Return which step comes, its question and its guidance, in as many rows as they take."""
        goal = self._goal(desk)
        if goal is None:
            return [_("That was the last step."), _("Enter goes to the closing, part by part. The board stays open.")]
        place, minutes = place_words(desk.board, goal), minutes_words(goal.minutes)
        return what_comes(place, minutes, goal, desk)

    def _sentence(self, desk: Desk) -> str:
        board, goal = desk.board, self._goal(desk)
        if goal is not None and goal.writing is not Writing.QUIET and hiding(board):
            return _("What was written quietly is shown to all then.")
        if board.step is not None:
            return has_run(board, board.step, desk.now)
        end = pace(board, desk.now, goal)
        return pace_words(end) if end else gone_through_words(board)

    def _offers(self, desk: Desk) -> tuple[Offer, ...]:
        stay = Offer("escape", _("stay here"), _("stay"), stays=True)
        every = Offer("3", _("all steps"))
        if self._goal(desk) is None:
            return (Offer("enter", _("the closing")), every, stay)
        return (
            Offer("enter", _("start it with its timer"), _("start it")),
            Offer("2", _("without timer"), _("no timer")),
            every,
            *(() if self.is_unasked else (Offer(desk.keys["next_step"], _("one further")),)),
            stay,
        )

    def _begin(self, goal: MeetingStep, *, with_timer: bool) -> Step:
        errands = (OpenPage(CLOSING),) if goal.is_closing else ()

        def kept(_news: News, _desk: Desk) -> Step:
            return Step(None, errands=errands)

        return Step(self, (GoToStep(goal.id, with_timer, self.seen),), kept=kept, refused=_refused)

    def _end(self, desk: Desk) -> Step:
        def to_closing(_news: News | None = None, _desk: Desk = desk) -> Step:
            return Step(None, errands=(OpenPage(CLOSING),))

        if desk.board.step is None:
            return to_closing()
        return Step(self, (EndSteps(self.seen),), kept=to_closing, refused=_refused)


def what_comes(place: str, minutes: str, step: MeetingStep | PlannedStep, desk: Desk) -> list[str]:
    """Return which step comes, its question and its guidance, in as many rows as they take."""
    cells, more = desk.width - 2 * margin(desk.width), desk.brush.signs.more
    whole = _('Next: {place}, {minutes}.  "{question}"', place=place, minutes=minutes, question=step.question)
    if cell_len(whole) <= cells:
        lines = [whole]
    else:
        named = _("Next: {place}, {minutes}. {title}", place=place, minutes=minutes, title=step.title)
        lines = [*wrap(named, cells, 1, more), *wrap(f'"{step.question}"', cells, 2, more)]
    said = wrap(step.guidance, cells, 1 if desk.is_tight else _GUIDANCE, more) if step.guidance else ("",)
    return [*lines, *said]


def _refused(trouble: Trouble, _desk: Desk) -> Step:
    """Say why it was not gone on: somebody else did it first."""
    return closed(worded(trouble))
