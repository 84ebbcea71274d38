"""The one list of what can be done: help, the key row, the palette and line mode are made from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from cofacil.board.commands.base import Command
from cofacil.board.events import EntityId
from cofacil.board.kinds import AbsenceState, Role
from cofacil.board.model import Board
from cofacil.board.records import Absence

Build: TypeAlias = Callable[[Board, EntityId], Command]
"""Makes the command of an action that needs nothing but what is in hand."""


class Group(StrEnum):
    """Where help shows an action."""

    WRITE = "Write"
    MEETING = "The meeting"
    LOOK = "Look"
    RARE = "Without a key"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do."""

    name: str
    """How `config.toml` calls it."""
    words: str
    """What help says it does."""
    group: Group
    short: str = ""
    """What the key row says, empty for what is not shown there."""
    role: Role = Role.VIEWER
    """The least that a seat must be."""
    build: Build | None = None
    """None for what opens a line or only changes one's own view."""
    needs_hand: bool = False
    """Whether something must be in hand."""


def _done(board: Board, entity: EntityId) -> Command:
    from cofacil.board.commands.absences import AbsenceCame  # noqa: PLC0415  # start-up time
    from cofacil.board.commands.places import MarkDone, Reopen  # noqa: PLC0415  # start-up time

    record = board.records[entity]
    if isinstance(record, Absence):
        return AbsenceCame(entity, AbsenceState.JOINED)
    return Reopen(entity) if board.card(entity).is_done else MarkDone(entity)


def _put_away(board: Board, entity: EntityId) -> Command:
    from cofacil.board.commands.places import BringBack, PutAway  # noqa: PLC0415  # start-up time

    return BringBack(entity) if board.records[entity].is_gone else PutAway(entity)


def _count_up(_board: Board, _entity: EntityId) -> Command:
    from cofacil.board.commands.timer import CountUp  # noqa: PLC0415  # start-up time

    return CountUp()


_WRITES = Role.PARTICIPANT
_LEADS = Role.COFACILITATOR

ACTIONS: Mapping[str, Action] = {
    action.name: action
    for action in (
        Action("add", "add what somebody says", Group.WRITE, "add", _WRITES),
        Action("edit", "edit the words, note, who, when", Group.WRITE, "edit", _WRITES, needs_hand=True),
        Action("move", "move a card", Group.WRITE, "move", _LEADS, needs_hand=True),
        Action("done", "done, and back", Group.WRITE, "done", _LEADS, _done, needs_hand=True),
        Action("put_away", "put away, off the wall", Group.WRITE, "put away", _WRITES, _put_away, needs_hand=True),
        Action("link", "link: an offer meets a question", Group.WRITE, "link", _WRITES, needs_hand=True),
        Action("undo", "undo what you did", Group.WRITE, "undo", _WRITES),
        Action("redo", "put it back again", Group.WRITE, "", _WRITES),
        Action("missing", "who's missing", Group.MEETING, "missing", _WRITES),
        Action("timer", "timer", Group.MEETING, "timer", _LEADS),
        Action("leave", "leave the board", Group.MEETING, "leave"),
        Action("whole", "all of a card", Group.LOOK, "all of it", needs_hand=True),
        Action("find", "find words, a name, or O3", Group.LOOK, "find"),
        Action("room_view", "room view", Group.LOOK, "room view"),
        Action("wide", "wide column", Group.LOOK, "wide column"),
        Action("help", "everything else", Group.LOOK, "more"),
        Action("people", "who is here", Group.RARE, role=_WRITES),
        Action("purpose", "purpose, name and place of the board", Group.RARE, role=_LEADS),
        Action("count_up", "count up", Group.RARE, role=_LEADS, build=_count_up),
        Action("big_timer", "the timer, large", Group.RARE),
        Action("strike_out", "strike out a card's words", Group.RARE, role=_WRITES, needs_hand=True),
        Action("bring_back", "bring back what was put away", Group.RARE, role=_LEADS),
        Action("themes", "themes", Group.RARE),
        Action("about", "about this file", Group.RARE),
    )
}


def strike_out(entity: EntityId) -> Command:
    """Return the command behind *strike out*, which asks first: it is not turned back."""
    from cofacil.board.commands.places import StrikeOut  # noqa: PLC0415  # start-up time

    return StrikeOut(entity)
