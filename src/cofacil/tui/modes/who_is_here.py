"""Who is here to say for themselves what they will do."""

from cofacil.board.slugs import ROOM
from cofacil.tui.modes.mode import Desk


def is_here(name: str, desk: Desk) -> bool:
    """Say whether somebody is here to say so themselves; before the meeting, whoever is known could be."""
    if name == ROOM or name in (desk.seat.name, *desk.by_screen):
        return True
    board = desk.board
    return board.meeting_at(desk.now) is None or board.one(board.slug_for(name)) in board.here
