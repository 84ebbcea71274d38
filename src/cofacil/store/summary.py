"""One board in a line: what the shelf tells of it."""

from pathlib import Path

from cofacil.board.course import number_of
from cofacil.board.model import Board
from cofacil.board.notice import Notice
from cofacil.board.promises import promised
from cofacil.board.records import Meeting
from cofacil.room.ports import Shelved


def summarise(name: str, path: Path, board: Board, trouble: Notice | None, board_id: str = "") -> Shelved:
    """Count what is open on a board, as anybody may see it."""
    meetings = (record for record in board.records.values() if isinstance(record, Meeting) and not record.is_gone)
    last = max(meetings, key=lambda meeting: (meeting.opened, meeting.id), default=None)
    cards = [card for card in board.cards() if not card.is_done]
    return Shelved(
        name=name,
        path=path,
        title=board.title or name,
        purpose=board.purpose,
        met=last.opened if last else None,
        here=len(board.were_at(last)) if last else 0,
        promised=len(promised(board)),
        to_invite=sum(absence.is_open and not absence.is_standing for absence in board.absences),
        open=len(cards),
        trouble=trouble,
        plan=board.meeting.plan if board.meeting and board.plan else "",
        step=number_of(board, board.step) if board.step else 0,
        steps=len(board.plan),
        is_sitting=board.meeting is not None,
        board=board_id,
    )
