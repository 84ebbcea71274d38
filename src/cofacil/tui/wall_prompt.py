"""The question on the wall as one person sees it: it never turns while they have something open."""

from cofacil.board.model import Board
from cofacil.board.prompts import Prompt, asked


class WallPrompt:
    """Holds the question from the moment that a mode opens."""

    def __init__(self) -> None:
        self._held: Prompt | None = None

    def hold(self, board: Board, now: int) -> None:
        """Hold what is asked at this moment, UTC milliseconds."""
        self._held = _asked(board, now)

    def now(self, board: Board, now: int, *, is_held: bool) -> Prompt | None:
        """Return what is asked, None where nothing is."""
        asked_now = _asked(board, now)
        return self._held if is_held and self._held is not None and asked_now is not None else asked_now


def _asked(board: Board, now: int) -> Prompt | None:
    return asked(board, now) if board.meeting_at(now) else None
