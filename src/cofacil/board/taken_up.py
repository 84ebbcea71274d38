"""Whether something came of an offer: one rule for the meeting, for looking back, and for every page."""

from cofacil.board.events import EntityId
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.records import Card


def tied_to(board: Board, entity: EntityId) -> tuple[EntityId, ...]:
    """Return what something is tied to on the board, each once."""
    if entity not in board.links:
        return ()
    ends = (link.end if link.start == entity else link.start for link in board.links_of(entity))
    return tuple(dict.fromkeys(ends))


def is_taken_up(board: Board, card: Card) -> bool:
    """Say whether a card is an offer of which something came: an action on the board that is tied to it, and not let go."""
    if card.kind is not Kind.OFFER:
        return False
    found = (board.records[end] for end in tied_to(board, card.id))
    return any(isinstance(end, Card) and end.kind.has_owners and not end.is_let_go for end in found)
