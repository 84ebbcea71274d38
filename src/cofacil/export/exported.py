"""What every export is made from: one value, so that a page, a calendar and a table of one board never disagree."""

from collections.abc import Sequence
from typing import NamedTuple

from cofacil.board.as_it_was import as_it_was_after
from cofacil.board.errors import Trouble
from cofacil.board.events import Event
from cofacil.board.model import Board
from cofacil.board.records import Meeting
from cofacil.board.redaction import NOBODY, redacted

ALL, LAST = "all", "last"


class Exported(NamedTuple):
    """A board as it leaves the house: nothing is in it that is written quietly, or was struck out."""

    board: Board
    """As it was behind the last of the meetings chosen."""
    today: Board
    """As it is now."""
    events: tuple[Event, ...]
    """All of its log, whichever meetings were chosen."""
    meetings: tuple[Meeting, ...]
    """Those that were chosen, in order; none on a board that has not met."""
    now: int
    """UTC milliseconds."""
    language: str
    title: str

    @property
    def is_whole(self) -> bool:
        """Say whether it tells of all there has been."""
        return self.board is self.today


def exported(board: Board, events: Sequence[Event], chosen: str, now: int, language: str) -> Exported:
    """Return what is exported of a board as it is now: all of it, or what there was when a meeting had ended.

    Raises:
        Trouble: there is no such meeting.
    """
    meetings = _chosen(board, chosen)
    is_whole = chosen == ALL or not meetings
    then = board if is_whole else redacted(as_it_was_after(meetings[-1], board, events), NOBODY)
    return Exported(then, board, tuple(events), meetings, now, language, board.title)


def _chosen(board: Board, chosen: str) -> tuple[Meeting, ...]:
    if chosen == ALL:
        return board.held
    if not board.held:
        raise Trouble("no-meeting-yet")
    if chosen == LAST:
        return board.held[-1:]
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 10 and int(chosen)):
        raise Trouble("meeting-not-read", words=chosen)
    if int(chosen) > board.meetings:
        raise Trouble("no-such-meeting", wanted=int(chosen), number=board.meetings)
    return board.held[int(chosen) - 1 : int(chosen)]
