"""Leaving where there is no row to ask in: on the wall, and in a window too small for the board."""

from cofacil.tui.keys import Press
from cofacil.tui.messages import PageRequested
from cofacil.tui.widgets.showing import Showing

Q_AGAIN = "q again closes this window. The board is kept."


def leave_unasked(view: Showing, press: Press, *, is_again: bool, is_saved: bool) -> None:
    """Leave at a second q; one stray key takes nobody's board away, and none what is not saved."""
    if press.key.casefold() != "q" or view.line is not None or not is_saved:
        view.repaint()
    elif is_again:
        view.screen.post_message(PageRequested("leave"))
    else:
        view.say(Q_AGAIN)
