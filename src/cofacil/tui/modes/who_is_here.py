"""Who is here to say for themselves what they will do."""

from cofacil.board.naming import could_be_here
from cofacil.tui.modes.mode import Desk


def is_here(name: str, desk: Desk) -> bool:
    """Say whether somebody is here to say so themselves; before the meeting, whoever is known could be."""
    return name in (desk.seat.name, *desk.by_screen) or could_be_here(desk.board, name, desk.now)
