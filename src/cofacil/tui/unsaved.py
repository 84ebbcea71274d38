"""What was asked for and could not be saved: it is said, kept, and tried again until it is."""

from cofacil.board.errors import Trouble
from cofacil.language.catalog import ngettext
from cofacil.language.worded import worded
from cofacil.tui.modes.mode import Mode, Step

TRY_AGAIN = 5.0
"""Seconds between two tries to save what could not be saved."""


class Unsaved:
    """Steps whose commands were not kept, in the order in which they were asked for, and why."""

    def __init__(self) -> None:
        self.why: Trouble | None = None
        """None while everything is saved."""
        self.steps: list[Step] = []
        self.is_due = False
        """Whether a try is on its way."""

    @property
    def count(self) -> int:
        """Return how many changes wait to be tried again."""
        return max(1, len(self.steps)) if self.why else 0

    @property
    def seconds(self) -> float:
        return TRY_AGAIN

    def sentence(self) -> str:
        """Return what the last row says, "" while everything is saved."""
        if self.why is None:
            return ""
        return ngettext(
            "NOT SAVED: {cause} What you typed is still here, and is tried again every second.",
            "NOT SAVED: {cause} What you typed is still here, and is tried again every {number} seconds.",
            round(TRY_AGAIN),
            cause=worded(self.why.cause),
        )

    def holds(self, mode: Mode) -> bool:
        """Say whether a mode's words wait to be saved."""
        return any(step.mode is mode for step in self.steps)

    def has(self, step: Step) -> bool:
        return any(other is step for other in self.steps)

    def put(self, step: Step) -> None:
        """Let a step wait behind the others, once."""
        if not self.has(step):
            self.steps.append(step)

    def take(self, step: Step, why: Trouble) -> None:
        """Keep a step that was not saved."""
        self.why = why
        self.put(step)

    def is_to_be_tried(self) -> bool:
        """Say whether a try has to be put on its way; it is then."""
        is_new, self.is_due = bool(self.steps) and not self.is_due, self.is_due or bool(self.steps)
        return is_new

    def done(self, step: Step) -> None:
        """Take notice that a change was kept or refused: where nothing else waits, all is well."""
        self.steps = [other for other in self.steps if other is not step]
        if not self.steps:
            self.why = None
