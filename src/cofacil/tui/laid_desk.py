"""The desk that a session lays for its modes: what they may look at while a key is pressed."""

from collections.abc import Callable
from typing import Protocol

from cofacil.board.model import Board
from cofacil.board.prompts import Prompt
from cofacil.room.attending import Attending
from cofacil.room.seats import Seat
from cofacil.tui.keys import Keymap
from cofacil.tui.last_row import Moment
from cofacil.tui.left_lines import LeftLines
from cofacil.tui.modes.mode import Desk
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.picture import Picture, is_seen
from cofacil.tui.quiet_page import is_mirrored
from cofacil.tui.unsaved import Unsaved
from cofacil.tui.view import View


class Laid(Protocol):
    """What a desk is laid from: a session."""

    board: Board
    view: View
    seat: Seat
    brush: Brush
    size: tuple[int, int]
    keymap: Keymap
    unsaved: Unsaved
    lines: LeftLines
    is_kept: bool
    unread: str
    only_here: int
    is_following: bool
    picture: Picture | None
    attending: Callable[[], Attending]
    new_id: Callable[[], str]

    @property
    def moment(self) -> Moment: ...


def lay_desk(session: Laid, prompt: Prompt | None) -> Desk:
    """Return the desk of this moment; `prompt` is the question on the wall."""
    board, view, now = session.board, session.view, session.moment.now
    attending, lines = session.attending(), session.lines
    return Desk(
        board,
        view,
        now,
        session.seat,
        session.brush,
        *session.size,
        session.new_id,
        prompt=prompt.text if prompt else "",
        prompt_id=prompt.id if prompt else "",
        keys=session.keymap.keys,
        unsaved=max(0, session.unsaved.count + len(lines.left) - lines.waiting),
        unread=session.unread,
        only_here=session.only_here,
        waiting=lines.waiting,
        is_kept=session.is_kept,
        guests=len(attending.by_screen) if session.seat.via == "screen" else 0,
        by_screen=attending.by_screen,
        asks=attending.asks_for(session.seat),
        others_lead=() if session.is_following else attending.others_who_lead(session.seat.name),
        left=lines.left,
        is_mirrored=is_mirrored(session.seat, attending),
        is_seen=lambda event: is_seen(event, board, view, session.picture),
    )
