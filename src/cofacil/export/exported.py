"""What every export is made from: one value, so that a page, a calendar and a table of one board never disagree."""

from typing import NamedTuple

from cofacil.board.errors import Trouble
from cofacil.board.events import Event
from cofacil.board.model import Board
from cofacil.export.painted import Painted
from cofacil.export.public_log import public_log
from cofacil.review.answering import answers_of
from cofacil.review.book import Book
from cofacil.review.meetings import MeetingHeld
from cofacil.review.questions import Answers

ALL, LAST = "all", "last"


class Exported(NamedTuple):
    """A board as it leaves the house: nothing is in it that is written quietly, or was struck out."""

    book: Book
    """The whole log, and what it tells."""
    board: Board
    """The board as it was behind the last of the meetings chosen."""
    answers: Answers
    """What it answered then."""
    meetings: tuple[MeetingHeld, ...]
    """Those that were chosen, in order; none on a board that has not met."""
    now: int
    """UTC milliseconds."""
    language: str
    is_of_all: bool = True
    """Whether all meetings were chosen."""
    is_today: bool = True
    """Whether the board is as it is now."""
    has_people: bool = True
    """Whether people are in it by their names."""
    painted: Painted = Painted()
    """The board as on the wall, for a format that is drawn."""
    board_id: str = ""
    """Which board it is, whatever its file is called; a copy without names is a board of its own."""
    created: int = 0
    """When it was begun, UTC milliseconds."""

    @property
    def title(self) -> str:
        return self.board.title

    @property
    def log(self) -> tuple[Event, ...]:
        """Return all that has happened, whichever meetings were chosen, as it may leave the house."""
        return public_log(self.book.replay.between(0, len(self.book.replay)), self.book.board)

    @property
    def moment(self) -> int:
        """Return when it stood so, UTC milliseconds: what is late is late on that day."""
        return self.now if self.is_today else self.board.last


def exported(book: Book, chosen: str, now: int, language: str, *, has_people: bool = True) -> Exported:
    """Return what is exported of a board: all of it as it is, or what there was when a meeting had ended.

    Raises:
        Trouble: there is no such meeting.
    """
    if chosen == ALL:
        return Exported(book, book.board, book.answers, book.meetings, now, language, has_people=has_people)
    held = _chosen(book.meetings, chosen)
    is_last = held.number == len(book.meetings)
    upto = len(book.replay) if is_last else held.last
    answers = book.answers if is_last else answers_of(book.replay, upto)
    board = book.replay.board_at(upto)
    told = answers.meetings[held.number - 1]
    return Exported(book, board, answers, (told,), now, language, False, is_last, has_people)


def _chosen(meetings: tuple[MeetingHeld, ...], chosen: str) -> MeetingHeld:
    if not meetings:
        raise Trouble("no-meeting-yet")
    if chosen == LAST:
        return meetings[-1]
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 10 and int(chosen)):
        raise Trouble("meeting-not-read", words=chosen)
    if int(chosen) > len(meetings):
        raise Trouble("no-such-meeting", wanted=int(chosen), number=len(meetings))
    return meetings[int(chosen) - 1]
