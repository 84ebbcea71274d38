"""Beginning a meeting with the first step of the plan that waits for it: asked once, as every step is."""

from dataclasses import dataclass

from cofacil.board.commands.steps import GoToStep, LayPlan
from cofacil.board.errors import Trouble
from cofacil.board.plan import Plan
from cofacil.language.catalog import _
from cofacil.language.course_words import minutes_words
from cofacil.language.plan_words import length_words
from cofacil.language.worded import worded
from cofacil.room.room import News
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, OpenPage, Step, closed
from cofacil.tui.modes.next_step import CLOSING, what_comes
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot


@dataclass(frozen=True, slots=True)
class FirstStep(Mode):
    """Shows the first step of a plan that waits; Enter opens the meeting with it."""

    plan: Plan

    def foot(self, desk: Desk) -> Foot:
        first = self.plan.steps[0]
        place = _("{number} of {count}", number=1, count=len(self.plan.steps))
        lines = what_comes(place, minutes_words(first.minutes), first, desk)
        readback = "" if desk.is_tight or len(lines) == 1 else lines.pop()
        said = _("{title}: {length}", title=self.plan.title, length=length_words(self.plan))
        offers = (
            Offer("enter", _("start it with its timer"), _("start it")),
            Offer("2", _("without timer"), _("no timer")),
            Offer("3", _("another plan")),
            Offer("escape", _("stay here"), _("stay"), stays=True),
        )
        return Foot(lines.pop(), readback=readback, sentence=f"{said}.", offers=offers, above=tuple(lines))

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key in {"enter", "2"}:
            return self._begin(desk, with_timer=press.key == "enter")
        if press.key == "escape":
            return closed()
        if press.key == "3":
            return Step(None, errands=(OpenPage("plans"),))
        if press.key.casefold() == desk.keys["next_step"] or not press.character:
            return None
        return closed(_("No step has begun. Enter would have begun it."))._replace(pressed=press)

    def paste(self, text: str, desk: Desk) -> Step | None:
        return closed(_("No step has begun. Enter would have begun it."))

    @property
    def is_question(self) -> bool:
        return True

    def _begin(self, desk: Desk, *, with_timer: bool) -> Step:
        ids = tuple(f"step/{desk.new_id()}" for _step in self.plan.steps)
        errands = (OpenPage(CLOSING),) if self.plan.steps[0].is_closing else ()

        def kept(_news: News, _desk: Desk) -> Step:
            return Step(None, errands=errands)

        return Step(self, (LayPlan(ids, self.plan), GoToStep(ids[0], with_timer, "")), kept=kept, refused=_refused)


def _refused(trouble: Trouble, _desk: Desk) -> Step:
    """Say why it was not begun: somebody else did it first."""
    return closed(worded(trouble))
