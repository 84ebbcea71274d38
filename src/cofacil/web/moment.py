"""What of a board the clock alone changes: worked out once for all who read it in the same moment."""

from typing import NamedTuple

from cofacil.board.course import planned_end
from cofacil.board.model import Board
from cofacil.board.prompts import asked
from cofacil.board.timer import TimerState
from cofacil.made_lately import MadeLately

_LASTS = 50
"""Milliseconds that are one moment: nobody sees the difference, and many are told within it."""


class Moment(NamedTuple):
    """What is so at a moment, and nobody has done."""

    prompt: str
    """The question on the wall, "" for none."""
    timer: TimerState
    ends: int | None
    """When the meeting ends at this pace."""
    meeting: str
    """The meeting that is open, "" for none."""


_moments: MadeLately[Moment] = MadeLately(256)


def begun(now: int) -> int:
    """Return when the moment began that a time is in, UTC milliseconds."""
    return now - now % _LASTS


def moment_of(board: Board, now: int) -> Moment:
    """Return what is so in the moment that a time is in."""
    at = begun(now)
    key = (id(board), at)
    if (found := _moments.made(key)) is not None:
        return found
    prompt = asked(board, at) if board.meeting_at(at) else None
    made = Moment(prompt.text if prompt else "", board.timer.state(at), planned_end(board, at), board.meeting_id(at))
    return _moments.put(key, (board,), made)
