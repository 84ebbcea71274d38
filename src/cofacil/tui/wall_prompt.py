"""The question on the wall as one person sees it: it never turns while they have something open."""

from cofacil.board.model import Board
from cofacil.board.prompts import Prompt, shown


class WallPrompt:
    """Holds the question from the moment that a mode opens."""

    def __init__(self) -> None:
        self._held: Prompt | None = None

    def hold(self, board: Board, now: int) -> None:
        """Hold what is asked at this moment, UTC milliseconds."""
        self._held = _asked(board, now)

    def now(self, board: Board, now: int, *, is_held: bool) -> Prompt | None:
        """Return what is asked, None where nothing is."""
        return self._held if is_held and self._held is not None else _asked(board, now)


def _asked(board: Board, now: int) -> Prompt | None:
    meeting = board.meeting_at(now)
    return shown(meeting, now) if meeting else None
