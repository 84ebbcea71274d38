"""What every command has: the role it takes, and a rule that turns it into a change."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.errors import Refusal
from cofacil.board.events import Change, Json
from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who
from cofacil.board.plan import Writing
from cofacil.board.quiet import hidden_from, is_hidden_from, writing_at
from cofacil.board.records import Card, Meeting
from cofacil.board.themes import without


@dataclass(frozen=True, slots=True)
class Command(ABC):
    """Something a person asks of a board; it carries its own rule."""

    role: ClassVar[Role] = Role.COFACILITATOR
    """The least that a seat must be to ask this."""
    is_sitting: ClassVar[bool] = True
    """Whether it is part of a meeting, and so opens one."""
    types: ClassVar[bool] = True
    """Whether it writes on the wall or says something of people: nothing that a step of listening has room for."""
    begins: ClassVar[bool] = False
    """Whether the meeting that it opens is the next one, also where the last was closed a moment ago."""

    brings_plan: ClassVar[bool] = False
    """Whether it says itself by which plan the meeting is gone through: what waited for it is not laid first."""

    def is_coming(self, board: Board, who: Who) -> bool:
        """Say whether somebody says by it that they are here themselves, though it may write nothing else."""
        return False

    def only_names(self) -> bool:
        """Say whether it only puts one name of somebody in the place of another, also in what is hidden."""
        return False

    @abstractmethod
    def decide(self, board: Board, who: Who, now: int) -> Change:
        """Work out what this would write.

        Raises:
            Refusal: when the board does not allow it; `language.worded` says it to whoever asked.
        """


_SEEN_BY_ALL = frozenset({"pos"})
"""What may be written of something hidden by who does not see it: its place."""


def decided(command: Command, board: Board, who: Who, now: int) -> Change:
    """Let a command decide, by the rules that hold for every one.

    Raises:
        Refusal: nothing can be typed now, or it would change what is hidden from whoever asks, or as `decide` says.
    """
    if command.types and writing_at(board, now) is Writing.CLOSED:
        raise Refusal("time-to-listen")
    if not (kept := hidden_from(board, who)):
        return command.decide(board, who, now)
    # A theme that only hidden cards have is nobody else's: how it is spelled would tell of it.
    cards = (board.records[entity] for entity in kept)
    seen = board._replace(themes=without(board.themes, (card for card in cards if isinstance(card, Card))))
    change = command.decide(seen, who, now)
    for write in () if command.only_names() else change.writes:
        if write.entity in kept and write.field not in _SEEN_BY_ALL:
            raise Refusal("card-written-quietly", label=board.label_of(board.records[write.entity]))
    return change


def mark(who: Who, now: int) -> Json:
    """Return when something was taken off the wall, and by whom."""
    return {"at": now, "by": who.person}


class CardGone(Refusal):
    """Somebody put the card away meanwhile."""

    def __init__(self, label: str) -> None:
        super().__init__("card-put-away", label=label)


def card_on_wall(board: Board, card: str) -> Card:
    """Return a card that is still on the wall.

    Raises:
        Refusal: when it never was, or was put away.
    """
    found = board.card(card)
    if found.is_gone:
        raise CardGone(board.label_of(found))
    return found


def readable_card(board: Board, card: str, who: Who) -> Card:
    """Return a card on the wall whose words this person can see, and so may change or carry elsewhere.

    Raises:
        Refusal: when they were struck out, or are somebody else's that are written quietly.
    """
    found = card_on_wall(board, card)
    if found.is_struck:
        raise Refusal("card-struck-out", label=board.label_of(found))
    if is_hidden_from(board, found.id, who):
        raise Refusal("card-written-quietly", label=board.label_of(found))
    return found


def own_card(board: Board, card: str, who: Who) -> Card:
    """Return a card on the wall that this person may change: any, for those who facilitate; their own, for the rest.

    Raises:
        Refusal: when it is somebody else's.
    """
    return _own(board, card_on_wall(board, card), who)


def own_words(board: Board, card: str, who: Who) -> Card:
    """Return a card on the wall whose words this person can see and may change.

    Raises:
        Refusal: when they cannot, or may not.
    """
    return _own(board, readable_card(board, card, who), who)


def _own(board: Board, found: Card, who: Who) -> Card:
    if Role(who.role).includes(Role.COFACILITATOR) or board.is_own(found, who.person):
        return found
    raise Refusal("card-of-another", label=board.label_of(found))


def open_meeting(board: Board, now: int) -> Meeting:
    """Return the meeting that is open at a moment.

    Raises:
        Refusal: none is.
    """
    meeting = board.meeting_at(now)
    if meeting is None:
        raise Refusal("no-meeting-open")
    return meeting
