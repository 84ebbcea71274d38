"""What comes back by itself when a group meets again: all that is still open, and nothing that is closed."""

from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.board.taken_up import is_taken_up


def coming_back(board: Board) -> tuple[Card | Absence, ...]:
    """Return what is still open: cards column by column, then those who are still to be asked.

    Of an offer that was taken up, what people will do about it comes back. Those not born yet are missing from every meeting, and so come back to none.
    """
    absent = (absence for absence in board.absences if absence.is_open and not absence.is_standing)
    return (*(card for card in board.cards() if card.is_open and not is_taken_up(board, card)), *absent)
