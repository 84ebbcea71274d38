"""What we said we would do: each promise and each invitation of earlier meetings, asked after once in this one."""

from collections.abc import Mapping
from enum import StrEnum

from cofacil.board.carried import Carried, comes_from
from cofacil.board.kinds import AbsenceState
from cofacil.board.model import Board
from cofacil.board.records import LET_GO, Absence, Card
from cofacil.board.slugs import ROOM_KEPT
from cofacil.board.text import shown

_NO_DAY = "~"
"""Behind every day that the file can hold."""


class Kept(StrEnum):
    """What has come of a promise."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    LET_GO = LET_GO


class Came(StrEnum):
    """What has come of an invitation."""

    CAME = "came"
    ASKED = "asked"
    NOT_ASKED = "not_asked"
    SAID_NO = "said_no"


CLOSING = frozenset({Kept.KEPT, Kept.LET_GO})
"""Answers behind which a promise does not come back."""
STATE_AFTER: Mapping[Came, AbsenceState] = {
    Came.CAME: AbsenceState.JOINED,
    Came.ASKED: AbsenceState.INVITED,
    Came.SAID_NO: AbsenceState.DECLINED,
}
"""How far the way to them has come by an answer; what was not asked yet stays as far as it was."""


def asked_after(board: Board) -> tuple[Carried, ...]:
    """Return what is asked after in this meeting, answered or not: promises, the next day first, then invitations."""
    promises = sorted((card for card in board.cards() if _is_asked(board, card)), key=lambda card: card.when or _NO_DAY)
    invitations = (absence for absence in board.absences if _is_asked(board, absence))
    return (*promises, *invitations)


def answer_of(board: Board, record: Carried) -> Kept | Came | None:
    """Return what was answered in this meeting, None while nothing was."""
    if board.meeting is None:
        return None
    if isinstance(record, Absence):
        word = record.word(f"round.{_ulid(board)}")
        return Came(word) if word in tuple(Came) else None
    word = str(_promise(board, record).get("answer", ""))
    return Kept(word) if word in tuple(Kept) else None


def why_of(board: Board, record: Carried) -> str:
    """Return the words that were said with the answer, "" for none."""
    if board.meeting is None:
        return ""
    if isinstance(record, Absence):
        return record.word(f"why.{_ulid(board)}")
    why = _promise(board, record).get("why", "")
    return shown(why) if isinstance(why, str) else ""


def askers(record: Carried) -> tuple[str, ...]:
    """Return the slugs of those who said that they would do it, or that they would ask; `ROOM_KEPT` among them is all of us."""
    if isinstance(record, Card):
        return record.owners
    return (record.asks,) if record.asks else ()


def is_asker_here(board: Board, record: Carried) -> bool:
    """Say whether any of those is here, or nobody in particular is meant: nobody answers for the absent."""
    said = askers(record)
    return not said or ROOM_KEPT in said or any(board.one(slug) in board.here for slug in said)


def _is_asked(board: Board, record: Carried) -> bool:
    if record.is_gone or comes_from(board, record) is None:
        return False
    if isinstance(record, Card) and (record.is_struck or not record.owners):
        return False
    return record.is_open or answer_of(board, record) is not None


def _promise(board: Board, card: Card) -> Mapping[str, object]:
    found = card.fields.get(f"promise.{_ulid(board)}")
    return found if isinstance(found, dict) else {}


def _ulid(board: Board) -> str:
    return board.meeting.id.partition("/")[2] if board.meeting else ""
