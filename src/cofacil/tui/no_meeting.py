"""What is said where no meeting is open: whether one has been, and what the first change does."""

from cofacil.board.just_closed import just_closed
from cofacil.board.model import Board
from cofacil.language.catalog import _


def no_meeting_words(board: Board, now: int) -> str:
    """Return what the first change at this moment opens, or goes on with."""
    if not board.meetings:
        return _("Nothing is written yet: the first change opens the meeting.")
    if just_closed(board, now):
        return _("The meeting is closed. If you change something now, it goes on.")
    return _("The last meeting is over. The first change opens the next one.")
