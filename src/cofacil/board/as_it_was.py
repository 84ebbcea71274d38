"""A board as it was when one of its meetings had ended: all that happened until the next one began."""

from collections.abc import Iterable
from itertools import takewhile

from cofacil.board.events import Event
from cofacil.board.fold import fold
from cofacil.board.model import EMPTY, Board
from cofacil.board.records import Meeting


def as_it_was_after(meeting: Meeting, board: Board, events: Iterable[Event]) -> Board:
    """Return the board behind a meeting; of the last one that is the board as it is."""
    later = board.held[board.held.index(meeting) + 1 :]
    if not later:
        return board
    following = later[0].id

    def is_before(event: Event) -> bool:
        return not any(write.entity == following for write in event.writes)

    return fold(EMPTY, list(takewhile(is_before, events)))
