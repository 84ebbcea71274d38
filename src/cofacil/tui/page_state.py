"""What a page says at its lower right of the board below it: whether all of that is kept."""

from cofacil.tui.paint.last_row import saved_state
from cofacil.tui.session import Session


def page_state(session: Session) -> str:
    """Return it in a word or two."""
    return saved_state(session.scene())
