"""What it means that something is agreed: by those who are here, with who was missing then."""

from cofacil.board.events import Json
from cofacil.board.model import Board
from cofacil.board.records import Absence, Agreement


def missing_now(board: Board) -> tuple[Absence, ...]:
    """Return those who are not here and could be asked, or born: whom the group would be deciding for."""
    return tuple(absence for absence in board.absences if absence.is_open)


def agreed_now(board: Board, now: int) -> Json:
    """Return what a card keeps that is agreed at a moment; None where no meeting is open, or nobody is here to agree."""
    here = board.here if board.meeting_at(now) else ()
    if not here:
        return None
    return {"at": now, "here": list(here), "missing": [absence.id for absence in missing_now(board)]}


def how_many(board: Board, agreed: Agreement) -> int:
    """Return how many people agreed: who has two names here, after a merge, is one."""
    return len(set(map(board.one, agreed.here)))
