"""What people have said they will do: cards with their names on them, and whom they will ask to come."""

from cofacil.board.kinds import AbsenceState
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card

_NO_DAY = "~"
"""Behind every day that the file can hold."""
_NOT_ASKED = (AbsenceState.NOTICED, AbsenceState.BRIDGED)


def is_promised(record: Card | Absence) -> bool:
    """Say whether somebody has said they will do it, and it is not done: a card, or asking who is not here."""
    if isinstance(record, Absence):
        return bool(record.asks) and not record.is_gone and record.state in _NOT_ASKED
    return bool(record.owners) and not record.is_done and not record.is_gone


def promised(board: Board) -> tuple[Card | Absence, ...]:
    """Return all that is promised."""
    everything: tuple[Card | Absence, ...] = (*board.cards(), *board.absences)
    return tuple(filter(is_promised, everything))


def ahead(board: Board) -> tuple[Card | Absence, ...]:
    """Return what lies ahead, the next day first and what has none last: what is promised, and what has a day and is nobody's."""
    dated = (card for card in board.cards() if card.when and not card.is_done and not is_promised(card))
    return tuple(sorted((*promised(board), *dated), key=lambda record: record.when or _NO_DAY))
