"""A question that Enter answers: leaving, undoing what is long past, striking words out."""

from collections.abc import Callable
from dataclasses import dataclass

from cofacil.language.catalog import _
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step, closed
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot


@dataclass(frozen=True, slots=True)
class Confirm(Mode):
    """Says the thing itself, and what Enter and Esc do; any other key means nothing."""

    question: str
    yes: Callable[[Desk], Step]
    enter: str
    """What the key row says that Enter does."""
    escape: str
    after: str | None = None
    """What the last row says when it was not done."""

    def foot(self, desk: Desk) -> Foot:
        offers = (Offer("enter", self.enter), Offer("escape", self.escape, stays=True))
        return Foot(self.question, sentence=_("Nothing has changed yet."), offers=offers)

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "enter":
            return self.yes(desk)
        return closed(self.after) if press.key == "escape" else None
