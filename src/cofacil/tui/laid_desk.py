"""The desk that a session lays for its modes: what they may look at while a key is pressed."""

from typing import TYPE_CHECKING

from cofacil.tui.modes.mode import Desk
from cofacil.tui.paint.picture import is_seen

if TYPE_CHECKING:
    from cofacil.board.prompts import Prompt
    from cofacil.tui.session import Session


def lay_desk(session: "Session", prompt: "Prompt | None") -> Desk:
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
        waiting=lines.waiting,
        is_kept=session.is_kept,
        guests=len(attending.by_screen) if session.seat.via == "screen" else 0,
        ask=attending.ask_for(session.seat),
        left=lines.left,
        is_seen=lambda event: is_seen(event, board, view, session.picture),
    )
