"""A question with more than one answer: Enter gives the likely one, a figure another, Esc none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, Step, closed
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot


class Answer(NamedTuple):
    """One answer, and what comes of it."""

    key: str
    words: str
    step: Callable[[Desk], Step]
    short: str = ""
    """The words where there is little room, "" where they are short already."""


@dataclass(frozen=True, slots=True)
class Choose(Mode):
    """Says the thing itself, and what each key does; a letter that is no answer leaves it undone, and does what it does."""

    question: str
    answers: tuple[Answer, ...]
    escape: str
    """What the key row says that Esc does."""
    passed: str
    """What the last row says where a letter that is no answer has left it undone."""
    so_far: str
    """What the last row says meanwhile."""
    above: tuple[str, ...] = ()
    """What else is to be known, in rows above the question."""

    def foot(self, desk: Desk) -> Foot:
        offers = (
            *(Offer(answer.key, answer.words, answer.short) for answer in self.answers),
            Offer("escape", self.escape, stays=True),
        )
        return Foot(self.question, sentence=self.so_far, offers=offers, above=self.above)

    def press(self, press: Press, desk: Desk) -> Step | None:
        for answer in self.answers:
            if press.key == answer.key:
                return answer.step(desk)
        if press.key == "escape":
            return closed()
        return closed(self.passed)._replace(pressed=press) if press.character else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        return closed(self.passed)

    @property
    def is_question(self) -> bool:
        return True
