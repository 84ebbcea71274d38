"""What this meeting is given by the one before: who was there, what people wanted to do differently."""

from cofacil.board.model import Board
from cofacil.board.records import Absence, Meeting
from cofacil.board.text import bare

_TELLING = 4
"""Letters that a word has at least that tells a group from others; two that begin alike so far may be one word."""
_END = 2
"""Letters that one of those may have more."""


def last_meeting(board: Board, now: int) -> Meeting | None:
    """Return the meeting before the one that is open, else the last there was; None where there was none.

    A sitting of somebody alone, who only put something right in between, is passed over where people met before it.
    """
    open_now = board.meeting_at(now)
    earlier = [meeting for meeting in board.held if open_now is None or meeting.id != open_now.id]
    met = (meeting for meeting in reversed(earlier) if len(board.were_at(meeting)) > 1)
    return next(met, earlier[-1] if earlier else None)


def here_last_time(board: Board, now: int) -> tuple[str, ...]:
    """Return the slugs of those who were at the meeting before, in the order in which the board came to know them."""
    meeting = last_meeting(board, now)
    there = board.were_at(meeting) if meeting else frozenset[str]()
    return tuple(person.slug for person in board.people if person.slug in there)


def wanted_next_time(board: Board, now: int) -> tuple[str, ...]:
    """Return what people said at the end of the last meeting that they would do differently in this one."""
    open_now = board.meeting_at(now)
    earlier = (meeting for meeting in reversed(board.held) if open_now is None or meeting.id != open_now.id)
    return next((meeting.next_time for meeting in earlier if meeting.next_time), ())


def invited_as(board: Board, typed: str) -> Absence | None:
    """Return whom a name and what they bring fit who was to be invited; None for nobody, or where it fits several."""
    fitting = [
        absence for absence in board.absences if absence.is_open and not absence.is_standing and _fits(absence, typed)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _fits(absence: Absence, typed: str) -> bool:
    wanted, found = _words(absence.who), _words(typed)
    if not wanted or not found:
        return False
    telling = [word for word in wanted if len(word) >= _TELLING]
    alike = sum(any(_is_alike(word, other) for other in found) for word in telling)
    is_named = _words(typed.partition(",")[0]) == wanted[:1]
    return is_named or (bool(telling) and alike >= min(2, len(telling)))


def _words(text: str) -> list[str]:
    parts = (bare(part.strip(".,;:!?()\"'")) for part in text.casefold().replace("-", " ").split())
    return list(filter(None, parts))


def _is_alike(word: str, other: str) -> bool:
    """Say whether two words are the same, or one of them is the other with an end: cleaner, cleaners."""
    shorter, longer = sorted((word, other), key=len)
    is_longer = len(shorter) >= _TELLING and longer.startswith(shorter) and len(longer) - len(shorter) <= _END
    return longer == shorter or is_longer
