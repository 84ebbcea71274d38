"""What somebody types of a board that is none yet: it outlives the page and the window, and stands there again."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cofacil.room.draft_keeper import DraftKeeper
from cofacil.room.drafts import DraftPlace, Unkept

if TYPE_CHECKING:
    from cofacil.tui.pages.new_board import NewBoard, NewBoardView

PLACE = "new-board"
"""What stands for the board in the place of these words: it has no ULID yet."""


class BegunBoard:
    """The page of a new board that was opened last, and the place where its words wait."""

    def __init__(self, place: Callable[[], DraftPlace | None]) -> None:
        self._place = place
        self._keeper: DraftKeeper | None = None
        self._view: NewBoardView | None = None
        self._waiting: tuple[Unkept, ...] = ()
        """What another window left, until the page is opened."""

    def look(self) -> bool:
        """Say whether words of a new board wait."""
        if self._keeper is None:
            self._keeper = DraftKeeper(self._place(), self._unkept)
            self._waiting = self._keeper.read()
        return bool(self._unkept())

    @property
    def begun(self) -> "NewBoard | None":
        """Return what stood on the page when it was left, None where it was not opened yet."""
        return self._view.begun if self._view is not None else None

    def opens(self, view: "NewBoardView") -> None:
        """Take notice that the page is opened, with its plans: what waits stands there again."""
        self.look()
        self._view, waiting, self._waiting = view, self._waiting, ()
        for unkept in waiting[-1:]:
            view.take_up(unkept)
        view.noticed = self._changed

    def forget(self) -> None:
        """Let go of it: it is a board now."""
        self._view, self._waiting = None, ()
        self._changed()

    async def settle(self) -> None:
        """Return once the words wait where they outlive the window, or cannot."""
        if self._keeper is not None:
            await self._keeper.settle()
            self._keeper.close()
            self._keeper = None

    def _changed(self) -> None:
        if self._keeper is not None:
            self._keeper.touch()

    def _unkept(self) -> Sequence[Unkept]:
        unkept = self._view.unkept() if self._view is not None else None
        return (*self._waiting, *([unkept] if unkept else []))
