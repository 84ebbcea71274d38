"""What we said we would do: each promise and each invitation of earlier meetings, asked after once in this one."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from cofacil.board.carried import Carried, comes_from
from cofacil.board.kinds import AbsenceState
from cofacil.board.model import Board
from cofacil.board.records import LET_GO, Absence, Card, Meeting
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


class Answered(NamedTuple):
    """What was answered, in one meeting."""

    answer: Kept | Came
    why: str
    """The words that were said with it, "" for none."""
    meeting: Meeting


def answer_of(board: Board, record: Carried) -> Kept | Came | None:
    """Return what was answered in this meeting, None while nothing was."""
    found = _answered_in(record, board.meeting)
    return found.answer if found else None


def why_of(board: Board, record: Carried) -> str:
    """Return the words that were said with the answer in this meeting, "" for none."""
    found = _answered_in(record, board.meeting)
    return found.why if found else ""


def last_answer(board: Board, record: Carried) -> Answered | None:
    """Return what was answered last, in whichever meeting, None where nothing ever was."""
    start = "round." if isinstance(record, Absence) else "promise."
    if not any(value and name.startswith(start) for name, value in record.fields.items()):
        return None  # nearly every card: their meetings need not be looked through
    found = (_answered_in(record, meeting) for meeting in reversed(board.held))
    return next((answered for answered in found if answered is not None), None)


def _answered_in(record: Carried, meeting: Meeting | None) -> Answered | None:
    if meeting is None:
        return None
    ulid = meeting.id.partition("/")[2]
    if isinstance(record, Absence):
        came = record.word(f"round.{ulid}")
        return Answered(Came(came), record.word(f"why.{ulid}"), meeting) if came in tuple(Came) else None
    kept = record.fields.get(f"promise.{ulid}")
    if not isinstance(kept, dict) or (word := kept.get("answer")) not in tuple(Kept):
        return None
    why = kept.get("why")
    return Answered(Kept(str(word)), shown(why) if isinstance(why, str) else "", meeting)


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
    if answer_of(board, record) is not None:
        return True
    return record.is_open and not _is_said_now(board, record)


def _is_said_now(board: Board, record: Carried) -> bool:
    """Say whether all who will do it, or ask, have only said so in this meeting: nobody is asked after that in it."""
    now = _ulid(board)
    if isinstance(record, Absence):
        return bool(record.asks) and record.asks_in == now
    return all(record.promised_in(owner) == now for owner in record.owners)


def _ulid(board: Board) -> str:
    return board.meeting.id.partition("/")[2] if board.meeting else ""
