"""A sitting that was closed so lately that people are still in the room."""

from cofacil.board.model import Board
from cofacil.board.records import Meeting

STILL_THERE = 60 * 60_000
"""Milliseconds after closing in which people are still in the room."""


def just_closed(board: Board, now: int) -> Meeting | None:
    """Return the sitting that was closed so lately that what comes now still belongs to it.

    It is mostly the last; behind it stands what a clock that was wrong opened on a day to come.
    """
    if board.meeting is not None:
        return None
    lately = (m for m in reversed(board.held) if m.closed is not None and abs(now - m.closed) < STILL_THERE)
    return next(lately, None)
