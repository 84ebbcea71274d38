"""One board in a line: what the shelf tells of it."""

from collections.abc import Sequence
from pathlib import Path

from cofacil.board.course import number_of
from cofacil.board.events import Event
from cofacil.board.fold import EMPTY, fold
from cofacil.board.notice import Notice
from cofacil.board.promises import promised
from cofacil.board.records import Meeting
from cofacil.board.redaction import NOBODY, redacted
from cofacil.room.ports import Shelved


def summarise(name: str, path: Path, events: Sequence[Event], trouble: Notice | None) -> Shelved:
    """Fold a board and count what is open on it."""
    board = redacted(fold(EMPTY, events), NOBODY)
    meetings = (record for record in board.records.values() if isinstance(record, Meeting) and not record.is_gone)
    last = max(meetings, key=lambda meeting: (meeting.opened, meeting.id), default=None)
    cards = [card for card in board.cards() if not card.is_done]
    return Shelved(
        name=name,
        path=path,
        title=board.title or name,
        purpose=board.purpose,
        met=last.opened if last else None,
        here=len(last.members("here")) if last else 0,
        promised=len(promised(board)),
        to_invite=sum(absence.is_open and not absence.is_standing for absence in board.absences),
        open=len(cards),
        trouble=trouble,
        plan=board.meeting.plan if board.meeting and board.plan else "",
        step=number_of(board, board.step) if board.step else 0,
        steps=len(board.plan),
        is_sitting=board.meeting is not None,
    )
