"""A question that Enter answers: leaving, undoing what is long past, striking words out."""

from collections.abc import Callable
from dataclasses import dataclass

from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step, closed
from cofacil.tui.paint.scene import Foot


@dataclass(frozen=True, slots=True)
class Confirm(Mode):
    """Says the thing itself, and what Enter and Esc do; any other key means nothing."""

    question: str
    yes: Callable[[Desk], Step]
    keys: str = "Enter yes   Esc no"
    after: str | None = None
    """What the last row says when it was not done."""

    def foot(self, desk: Desk) -> Foot:
        return Foot(self.question, None, "", self.keys, "Nothing has changed yet.")

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "enter":
            return self.yes(desk)
        return closed(self.after) if press.key == "escape" else None
