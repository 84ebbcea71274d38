"""The one table of what can be done: keys, help, the key row and the manual page are made from it."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from cofacil.board.commands.base import Command
from cofacil.board.events import EntityId
from cofacil.board.kinds import AbsenceState, Role
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Absence

Build: TypeAlias = Callable[[Board, EntityId], Command]
"""Makes the command of an action that needs nothing but what is in hand."""


class Group(StrEnum):
    """Where help shows an action; each is the marked words that stand above its actions there."""

    WRITE = N_("Write")
    MEETING = N_("The meeting")
    LOOK = N_("Look")
    RARE = N_("Without a key")


class Action(NamedTuple):
    """Something a person can do."""

    name: str
    """How `config.toml` calls it."""
    words: str
    """What help says it does: marked, and worded where it is shown."""
    group: Group
    key: str = ""
    """Its own key, "" for what is found in help by its name; a group may give it another."""
    short: str = ""
    """What a key row says: marked too; "" for what no key row offers."""
    rank: int = 0
    """Where the key row offers it, 1 first; 0 for what is offered only in moments of its own."""
    role: Role = Role.VIEWER
    """The least that a seat must be."""
    build: Build | None = None
    """None for what opens a line or only changes one's own view."""
    needs_hand: bool = False
    """Whether something must be in hand."""
    types: bool = False
    """Whether it writes on the wall or says something of people, as `Command.types` says."""
    also: str = ""
    """Other words by which people look for it: marked."""
    only: Role | None = None
    """The role it means something to, None for every one from `role` on."""
    answer: str = ""
    """What is said of something that is looked for and that no action does: marked; "" for an action."""

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


def _one_more(_board: Board, _entity: EntityId) -> Command:
    from cofacil.board.commands.timer import GiveTime  # noqa: PLC0415  # start-up time

    return GiveTime()


_WRITES = Role.PARTICIPANT
_LEADS = Role.COFACILITATOR

ACTIONS: Mapping[str, Action] = {
    action.name: action
    for action in (
        Action(
            "add",
            N_("add what somebody says"),
            Group.WRITE,
            "a",
            short=N_("add"),
            rank=1,
            role=_WRITES,
            also=N_("new write card question offer action issue type"),
            types=True,
        ),
        Action(
            "edit",
            N_("edit the words, note, who, when"),
            Group.WRITE,
            "e",
            short=N_("edit"),
            rank=2,
            role=_WRITES,
            needs_hand=True,
            also=N_("change correct rename mend date"),
            types=True,
        ),
        Action(
            "move",
            N_("move a card"),
            Group.WRITE,
            "m",
            short=N_("move"),
            rank=3,
            role=_LEADS,
            needs_hand=True,
            also=N_("drag column order place"),
            types=True,
        ),
        Action(
            "done",
            N_("done, and back"),
            Group.WRITE,
            "d",
            short=N_("done"),
            rank=4,
            role=_LEADS,
            build=_done,
            needs_hand=True,
            also=N_("tick finished complete answered"),
            types=True,
        ),
        Action(
            "put_away",
            N_("put away, off the wall"),
            Group.WRITE,
            "p",
            short=N_("put away"),
            rank=10,
            role=_WRITES,
            build=_put_away,
            needs_hand=True,
            also=N_("delete remove hide off archive"),
            types=True,
        ),
        Action(
            "link",
            N_("link: an offer meets a question"),
            Group.WRITE,
            "l",
            short=N_("link"),
            rank=12,
            role=_WRITES,
            needs_hand=True,
            also=N_("tie connect unlink untie loosen remove link tied"),
            types=True,
        ),
        Action(
            "gather",
            N_("gather: what goes with it"),
            Group.WRITE,
            "g",
            short=N_("gather"),
            rank=15,
            role=_WRITES,
            types=True,
            needs_hand=True,
            also=N_("group theme tag together cluster sort belongs"),
        ),
        Action(
            "will",
            N_('say "I will"'),
            Group.WRITE,
            "i",
            short=N_("I will"),
            rank=5,
            role=_WRITES,
            needs_hand=True,
            also=N_("I will promise take who does it we will owner"),
            types=True,
        ),
        Action(
            "undo",
            N_("undo what you did"),
            Group.WRITE,
            "u",
            short=N_("undo"),
            rank=9,
            role=_WRITES,
            also=N_("back mistake wrong oops"),
        ),
        Action("redo", N_("put it back again"), Group.WRITE, "y", role=_WRITES, also=N_("again forward")),
        Action(
            "missing",
            N_("who's missing"),
            Group.MEETING,
            "w",
            short=N_("missing"),
            rank=6,
            role=_WRITES,
            also=N_("absent not here who is not in the room next question invite"),
            types=True,
        ),
        Action(
            "next_step",
            N_("next step of the meeting"),
            Group.MEETING,
            "n",
            short=N_("next"),
            rank=8,
            role=_LEADS,
            also=N_("plan steps go on begin start skip forward"),
        ),
        Action(
            "timer",
            N_("timer"),
            Group.MEETING,
            "t",
            short=N_("timer"),
            rank=7,
            role=_LEADS,
            also=N_("clock minutes seconds stop pause go on time stopwatch"),
        ),
        Action(
            "hush",
            N_("write quietly, then show it"),
            Group.MEETING,
            "h",
            short=N_("quiet"),
            role=_LEADS,
            also=N_("hush silent write alone hidden reveal show all hide brainwriting paper"),
        ),
        Action(
            "join",
            N_("join from another computer"),
            Group.MEETING,
            "j",
            role=_WRITES,
            also=N_("share ssh remote online invite guest word password qr code phone browser web page"),
        ),
        Action(
            "ask_to_write",
            N_("ask to write"),
            Group.MEETING,
            "r",
            short=N_("ask to write"),
            also=N_("raise hand permission may I add"),
            only=Role.VIEWER,
        ),
        Action(
            "leave", N_("leave the board"), Group.MEETING, "q", short=N_("leave"), rank=16, also=N_("quit exit stop")
        ),
        Action(
            "whole",
            N_("all of a card"),
            Group.LOOK,
            "enter",
            short=N_("all of it"),
            needs_hand=True,
            also=N_("read open details story note"),
        ),
        Action(
            "find",
            N_("find words, a name, or O3"),
            Group.LOOK,
            "/",
            short=N_("find"),
            rank=11,
            also=N_("search look for filter show only"),
        ),
        Action(
            "room_view",
            N_("room view"),
            Group.LOOK,
            "v",
            short=N_("room view"),
            rank=13,
            also=N_("projector wall big large letters font size zoom"),
        ),
        Action(
            "show_all",
            N_("show everyone this card"),
            Group.LOOK,
            "s",
            role=_LEADS,
            needs_hand=True,
            also=N_("point present"),
        ),
        Action(
            "hold_wall",
            N_("hold the wall, or let it go"),
            Group.LOOK,
            "b",
            role=_LEADS,
            also=N_("private freeze still projector follow behind"),
        ),
        Action("follow", N_("follow, or look for yourself"), Group.LOOK, "f", also=N_("watch mirror")),
        Action(
            "wide",
            N_("wide column"),
            Group.LOOK,
            "z",
            short=N_("wide column"),
            rank=14,
            also=N_("broad whole column zoom"),
        ),
        Action("help", N_("everything else"), Group.LOOK, "?", short=N_("more")),
        Action(
            "promises",
            N_("what people will do"),
            Group.RARE,
            also=N_("promises due late deadline by when todo to do who does what actions asks"),
        ),
        Action(
            "people",
            N_("who is here"),
            Group.RARE,
            also=N_(
                "names present add a person attendance rename same twice slip gone home left early late arrival in guests role put out kick demote promote"
            ),
        ),
        Action(
            "steps",
            N_("all steps of this meeting"),
            Group.RARE,
            also=N_("plan agenda change order add minutes late"),
        ),
        Action(
            "plan",
            N_("a plan for this meeting"),
            Group.RARE,
            role=_LEADS,
            also=N_("steps agenda programme schedule choose how to go through"),
        ),
        Action(
            "meeting",
            N_("this meeting, or the next"),
            Group.RARE,
            role=_LEADS,
            also=N_("start begin next meeting access step-free purpose place welcome open"),
        ),
        Action(
            "what_we_said",
            N_("what we said we would do"),
            Group.RARE,
            role=_WRITES,
            also=N_("ask after promises kept partly not yet let go invitations came last time"),
        ),
        Action(
            "came_back",
            N_("what came back"),
            Group.RARE,
            role=_WRITES,
            also=N_("carried over still open older next time wanted"),
        ),
        Action(
            "close_meeting", N_("close the meeting"), Group.RARE, role=_LEADS, also=N_("end finish stop over goodbye")
        ),
        Action(
            "catchup",
            N_("the page for who was away"),
            Group.RARE,
            also=N_("catch up print email send absent missed minutes summary handout file export"),
        ),
        Action(
            "look_back",
            N_("look back on this board"),
            Group.RARE,
            also=N_("history log replay review past story moment as it was who changed what looking back"),
        ),
        Action(
            "keep_as_page",
            N_("keep as a page"),
            Group.RARE,
            also=N_("export print save send council initials names html pdf table calendar spreadsheet file"),
        ),
        Action(
            "purpose",
            N_("purpose, name and place of the board"),
            Group.RARE,
            role=_LEADS,
            also=N_("title rename board"),
            types=True,
        ),
        Action(
            "one_more",
            N_("one more minute"),
            Group.RARE,
            role=_LEADS,
            build=_one_more,
            also=N_("longer time timer give add"),
        ),
        Action("count_up", N_("count up"), Group.RARE, role=_LEADS, also=N_("stopwatch timer")),
        Action("big_timer", N_("the timer, large"), Group.RARE, also=N_("clock countdown")),
        Action(
            "agree",
            N_("agreed by us here, and back"),
            Group.RARE,
            role=_LEADS,
            needs_hand=True,
            also=N_("agree decide decision decided consensus settle together"),
        ),
        Action(
            "strike_out",
            N_("strike out a card's words"),
            Group.RARE,
            role=_WRITES,
            needs_hand=True,
            also=N_("delete erase remove forget"),
        ),
        Action(
            "bring_back",
            N_("bring back what was put away"),
            Group.RARE,
            role=_LEADS,
            also=N_("restore archive deleted"),
            types=True,
        ),
        Action(
            "gathered",
            N_("themes"),
            Group.RARE,
            also=N_("the themes of this board tags together cluster look at one rename"),
        ),
        Action(
            "own_names",
            N_("our words"),
            Group.RARE,
            also=N_("names of columns rename column called what we call things heads"),
        ),
        Action(
            "questions",
            N_("our questions"),
            Group.RARE,
            also=N_("deck prompt who is not in the room ask choose change another rotating"),
        ),
        Action("colours", N_("colours"), Group.RARE, also=N_("colours colors dark light look letters")),
        Action("about", N_("about this file"), Group.RARE, also=N_("where is it saved folder path")),
    )
}

KEY_ROW = tuple(
    sorted((action.name for action in ACTIONS.values() if action.rank), key=lambda name: ACTIONS[name].rank)
)
"""What the key row offers, the most needed first; *more* always stands last."""
