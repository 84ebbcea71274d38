"""The one list of what can be done: help, the key row and the manual page are made from it."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias

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


class Action(NamedTuple):
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
    also: str = ""
    """Other words by which people look for it."""
    only: Role | None = None
    """The role it means something to, None for every one from `role` on."""

    def is_for(self, role: Role) -> bool:
        """Say whether it means anything to a seat."""
        return role.includes(self.role) and self.only in {None, role}


def _done(board: Board, entity: EntityId) -> Command:
    from cofacil.board.commands.absences import AbsenceCame  # noqa: PLC0415  # start-up time
    from cofacil.board.commands.moving import MarkDone, Reopen  # noqa: PLC0415  # start-up time

    record = board.records[entity]
    if isinstance(record, Absence):
        return AbsenceCame(entity, AbsenceState.JOINED)
    return Reopen(entity) if board.card(entity).is_done else MarkDone(entity)


def _put_away(board: Board, entity: EntityId) -> Command:
    from cofacil.board.commands.moving import BringBack, PutAway  # noqa: PLC0415  # start-up time

    return BringBack(entity) if board.records[entity].is_gone else PutAway(entity)


def _count_up(_board: Board, _entity: EntityId) -> Command:
    from cofacil.board.commands.timer import CountUp  # noqa: PLC0415  # start-up time

    return CountUp()


_WRITES = Role.PARTICIPANT
_LEADS = Role.COFACILITATOR

ACTIONS: Mapping[str, Action] = {
    action.name: action
    for action in (
        Action(
            "add",
            "add what somebody says",
            Group.WRITE,
            "add",
            _WRITES,
            also="new write card question offer action issue type",
        ),
        Action(
            "edit",
            "edit the words, note, who, when",
            Group.WRITE,
            "edit",
            _WRITES,
            needs_hand=True,
            also="change correct rename mend date",
        ),
        Action("move", "move a card", Group.WRITE, "move", _LEADS, needs_hand=True, also="drag column order place"),
        Action(
            "done",
            "done, and back",
            Group.WRITE,
            "done",
            _LEADS,
            _done,
            needs_hand=True,
            also="tick finished complete answered",
        ),
        Action(
            "put_away",
            "put away, off the wall",
            Group.WRITE,
            "put away",
            _WRITES,
            _put_away,
            needs_hand=True,
            also="delete remove hide off archive",
        ),
        Action(
            "link", "link: an offer meets a question", Group.WRITE, "link", _WRITES, needs_hand=True, also="tie connect"
        ),
        Action("undo", "undo what you did", Group.WRITE, "undo", _WRITES, also="back mistake wrong oops"),
        Action("redo", "put it back again", Group.WRITE, "", _WRITES, also="again forward"),
        Action(
            "missing",
            "who's missing",
            Group.MEETING,
            "missing",
            _WRITES,
            also="absent not here who is not in the room next question invite",
        ),
        Action("timer", "timer", Group.MEETING, "timer", _LEADS, also="clock minutes stop pause time stopwatch"),
        Action(
            "join",
            "join from another computer",
            Group.MEETING,
            role=_WRITES,
            also="share ssh remote online invite guest word",
        ),
        Action(
            "ask_to_write",
            "ask to write",
            Group.MEETING,
            "ask to write",
            also="raise hand permission may I add",
            only=Role.VIEWER,
        ),
        Action("leave", "leave the board", Group.MEETING, "leave", also="quit exit stop"),
        Action("whole", "all of a card", Group.LOOK, "all of it", needs_hand=True, also="read open details story note"),
        Action("find", "find words, a name, or O3", Group.LOOK, "find", also="search look for"),
        Action("room_view", "room view", Group.LOOK, "room view", also="projector wall big large letters font zoom"),
        Action("show_all", "show everyone this card", Group.LOOK, role=_LEADS, needs_hand=True, also="point present"),
        Action("follow", "follow, or look for yourself", Group.LOOK, also="watch mirror"),
        Action("wide", "wide column", Group.LOOK, "wide column", also="broad whole column zoom"),
        Action("help", "everything else", Group.LOOK, "more"),
        Action("people", "who is here", Group.RARE, role=_WRITES, also="names present add a person attendance"),
        Action("close_meeting", "close the meeting", Group.RARE, role=_LEADS, also="end finish stop over goodbye"),
        Action("purpose", "purpose, name and place of the board", Group.RARE, role=_LEADS, also="title rename board"),
        Action("count_up", "count up", Group.RARE, role=_LEADS, build=_count_up, also="stopwatch timer"),
        Action("big_timer", "the timer, large", Group.RARE, also="clock countdown"),
        Action(
            "strike_out",
            "strike out a card's words",
            Group.RARE,
            role=_WRITES,
            needs_hand=True,
            also="delete erase remove forget",
        ),
        Action("bring_back", "bring back what was put away", Group.RARE, role=_LEADS, also="restore archive deleted"),
        Action("themes", "themes", Group.RARE, also="colours colors dark light look letters"),
        Action("about", "about this file", Group.RARE, also="where is it saved folder path"),
    )
}
