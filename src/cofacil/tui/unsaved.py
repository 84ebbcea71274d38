"""What was asked for and could not be saved: it is said, kept, and tried again until it is."""

from cofacil.board.errors import Trouble
from cofacil.language.catalog import _, ngettext
from cofacil.language.worded import worded
from cofacil.tui.modes.mode import Step

TRY_AGAIN = 5.0
"""Seconds between two tries to save what could not be saved."""


class Unsaved:
    """Steps whose commands were not kept, and why."""

    def __init__(self) -> None:
        self.why: Trouble | None = None
        """None while everything is saved."""
        self._steps: list[Step] = []
        self._is_waiting = False
        """Whether a try is on its way."""
        self._needs_enter = False
        """Whether somebody typed on in the mode whose step was not saved."""

    @property
    def count(self) -> int:
        """Return how many changes wait to be tried again."""
        return max(1, len(self._steps)) if self.why else 0

    @property
    def seconds(self) -> float:
        return TRY_AGAIN

    def sentence(self) -> str:
        """Return what the last row says, "" while everything is saved."""
        if self.why is None:
            return ""
        cause = worded(self.why.cause)
        if not self._needs_enter:
            return ngettext(
                "NOT SAVED: {cause} What you typed is still here, and is tried again every second.",
                "NOT SAVED: {cause} What you typed is still here, and is tried again every {number} seconds.",
                round(TRY_AGAIN),
                cause=cause,
            )
        return _("NOT SAVED: {cause} Enter tries again.", cause=cause)

    def take(self, step: Step, why: Trouble) -> bool:
        """Keep a step that was not saved; say whether a try has to be put on its way."""
        self.why, self._needs_enter = why, False
        return self.put_off([step])

    def put_off(self, steps: list[Step]) -> bool:
        """Keep steps for another time; say whether a try has to be put on its way."""
        self._steps += steps
        was_waiting, self._is_waiting = self._is_waiting, True
        return not was_waiting

    def to_try(self) -> list[Step]:
        """Return what is to be tried now, and hold it no more."""
        self._is_waiting = False
        steps, self._steps = self._steps, []
        return steps

    def settle(self) -> None:
        """Take notice that a change was kept or refused, or wanted no longer: where nothing else waits, all is well."""
        if not self._steps:
            self.why, self._needs_enter = None, False

    def forget_mode(self) -> None:
        """Try a mode's step no more by itself once somebody types on: Enter asks for it anew."""
        others = [step for step in self._steps if step.mode is None]
        self._needs_enter = self._needs_enter or len(others) < len(self._steps)
        self._steps = others
