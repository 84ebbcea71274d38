"""A question that Enter answers: leaving, undoing what is long past, striking words out."""

from collections.abc import Callable
from dataclasses import dataclass

from cofacil.board.marked import N_
from cofacil.language.catalog import _
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step, closed
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot


@dataclass(frozen=True, slots=True)
class Confirm(Mode):
    """Says the thing itself, and what Enter and Esc do; any other letter is no answer, and leaves it undone."""

    question: str
    yes: Callable[[Desk], Step]
    enter: str
    """What the key row says that Enter does."""
    escape: str
    passed: str
    """What the last row says where a letter that is no answer has left it undone."""
    after: str | None = None
    """What the last row says when it was not done."""
    so_far: str = N_("Nothing has changed yet.")
    """What the last row says meanwhile."""
    again: str = ""
    """A key that means Enter too: the one that led here."""

    def foot(self, desk: Desk) -> Foot:
        offers = (Offer("enter", self.enter), Offer("escape", self.escape, stays=True))
        return Foot(self.question, sentence=_(self.so_far), offers=offers)

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "enter" or (self.again and press.key.casefold() == self.again):
            return self.yes(desk)
        if press.key == "escape":
            return closed(self.after)
        return closed(self.passed)._replace(pressed=press) if press.character else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        return closed(self.passed)

    @property
    def is_question(self) -> bool:
        return True
