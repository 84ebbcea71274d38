"""The question on the wall, which never turns while a line is open."""

from cofacil.board.prompts import Prompt, shown
from cofacil.tui.widgets.showing import Showing


class Question:
    """Knows which question is on this screen."""

    def __init__(self, view: Showing) -> None:
        self._view = view
        self._held: Prompt | None = None

    def hold(self) -> None:
        """Keep the one that is on the wall as a line opens."""
        self._held = self._now()

    @property
    def held(self) -> str:
        """Return the words of the question that is kept, "" while none is."""
        return self._held.text if self._view.line and self._held else ""

    @property
    def shown(self) -> Prompt | None:
        return self._held if self._view.line and self._held else self._now()

    def _now(self) -> Prompt | None:
        now = self._view.clock()
        meeting = self._view.board.meeting_at(now)
        return shown(meeting, now) if meeting else None
