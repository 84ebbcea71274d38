"""While people write quietly, a page takes the board's place: whether somebody sees that, and which keys lead past it and back."""

from cofacil.board.model import Board
from cofacil.board.plan import Writing
from cofacil.board.quiet import seal_at, writing_at
from cofacil.language.catalog import _
from cofacil.room.actions import ACTIONS
from cofacil.room.attending import Attending
from cofacil.room.seats import Seat
from cofacil.tui.view import View

_SEES_BOARD = frozenset({"find", "room_view", "wide", "show_all"})
"""What is done to what is seen of the board, besides all that needs something in hand."""


def is_on_page(board: Board, view: View, now: int) -> bool:
    """Say whether the page of quiet writing is seen, not the board."""
    return writing_at(board, now) is Writing.QUIET and view.past != seal_at(board, now)


def is_mirrored(seat: Seat, attending: Attending) -> bool:
    """Say whether this screen may be on the wall, for all to read: that of this computer, where the wall has no window of its own."""
    return seat.via != "ssh" and not attending.wall.walls


def past(board: Board, view: View, now: int) -> View:
    """Return the view of the board behind the page, until people write quietly another time."""
    return view._replace(past=seal_at(board, now))


def past_words(before: View, now: View) -> str:
    """Return what is said where the page gives way to the board, "" where it does not."""
    if now.past in {"", before.past}:
        return ""
    return _("This is the board as it is. Esc goes back to the quiet page.")


def needs_board(action: str) -> bool:
    """Say whether an action means something only where the board is seen."""
    return action in _SEES_BOARD or ACTIONS[action].needs_hand


def look_around(board: Board, view: View, key: str, now: int) -> View | None:
    """Return the view after a key that looks around, None when the key does something else.

    On the page of quiet writing such a key leads to the board and moves nothing there; Esc leads back.
    """
    looking = view.look(board, key)
    if looking is None or writing_at(board, now) is not Writing.QUIET:
        return looking
    if is_on_page(board, view, now):
        return view if key == "escape" else past(board, view, now)
    is_open = view.only is not None or view.is_room or view.is_wide
    return looking if key != "escape" or is_open else looking._replace(past="")


def action_on_page(board: Board, view: View, key: str, now: int) -> str:
    """Return what a key does on the page alone, "" for nothing."""
    return "one_more" if key == "+" and is_on_page(board, view, now) else ""
