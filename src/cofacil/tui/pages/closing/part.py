"""What every part of closing has: what it asks, what it lists, what is typed there, and what comes next."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeAlias

from textual.strip import Strip

from cofacil.board.commands.base import Command
from cofacil.board.events import EntityId
from cofacil.board.model import Board
from cofacil.board.quiet import hidden as hidden_records
from cofacil.board.records import Absence, Card, Meeting
from cofacil.language.catalog import _
from cofacil.tui.modes.capture import Capture
from cofacil.tui.modes.missing import Missing
from cofacil.tui.modes.mode import Desk
from cofacil.tui.modes.not_here import NotHere
from cofacil.tui.modes.will import Will
from cofacil.tui.pages.closing.lines import TypedLine
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot, Scene

OpenLine: TypeAlias = Capture | Will | Missing | TypedLine
"""What may be typed in closing; the board opens the first three as well."""
Line: TypeAlias = OpenLine | NotHere
"""The same, and what is asked about those who are named on it and not here."""
Listed: TypeAlias = tuple[Card | Absence, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """Where somebody is in closing."""

    meeting: EntityId
    part: int = 0
    hand: EntityId = ""
    """What is in hand of what this part lists; "" for the line that makes something new."""
    line: Line | None = None
    top: int = 0
    """The first block of the list that is shown."""


class Drawn(NamedTuple):
    """A part as it lies between the head and the line."""

    above: Sequence[Sequence[Strip]] = ()
    """Groups of rows above the list, with air between them where there is room."""
    blocks: Sequence[Sequence[Strip]] = ()
    below: Sequence[Sequence[Strip]] = ()
    """Groups of rows below it: the last of them gives way first."""


class Part(ABC):
    """One part: a value, the same for everybody."""

    title: ClassVar[str]
    """What stands in the second row: marked."""

    @abstractmethod
    def listed(self, board: Board, meeting: Meeting) -> Listed:
        """Return what it lists, in an order that no answer changes."""

    def first(self, board: Board, meeting: Meeting) -> EntityId:
        """Return what is in hand as it begins, "" for the line that makes something new."""
        return ""

    def after(self, hand: EntityId, board: Board, meeting: Meeting) -> EntityId:
        """Return what is in hand once an answer about `hand` has been kept."""
        return ""

    @property
    def has_new(self) -> bool:
        """Say whether a line stands below the list that makes something new."""
        return True

    @abstractmethod
    def line(self, hand: EntityId, desk: Desk) -> OpenLine | None:
        """Return the line that is open while `hand` is in hand, None where nothing is typed."""

    @abstractmethod
    def draw(self, closing: Closing, scene: Scene, meeting: Meeting, most: int = 1) -> Drawn:
        """Return the part as it is painted, what is listed and not in hand in `most` rows of words."""

    @abstractmethod
    def foot(self, closing: Closing, desk: Desk) -> Foot:
        """Return the line, or what can be answered; what keys do here."""

    def answers(self, hand: EntityId, desk: Desk) -> Mapping[str, "Answer"]:
        """Return what figures answer about what is in hand."""
        return {}

    def before_going_on(self, closing: Closing, desk: Desk) -> OpenLine | None:
        """Return the line that is asked once before an empty one goes on to the next part."""
        return None

    def is_opened(self, line: Line | None) -> bool:
        """Say whether an answer has opened this line, so that an empty one goes back to the list."""
        return False

    def held(self, hand: EntityId, line: Line) -> EntityId:
        """Return what is in hand while a line is open: it may be about what was made just now."""
        return hand

    def sentence(self, board: Board, meeting: Meeting, now: int) -> str:
        """Return what the last row says where nothing has happened."""
        return ""


class Answer(NamedTuple):
    """What a figure keeps, and the line that it opens then."""

    command: Command
    line: OpenLine | None = None


def next_of(hand: EntityId, listed: Listed) -> EntityId:
    """Return what stands behind something in a list; the last one stays in hand."""
    at = next((number for number, record in enumerate(listed) if record.id == hand), len(listed))
    return listed[min(at + 1, len(listed) - 1)].id if listed else ""


def open_to_all(board: Board) -> Iterator[Card]:
    """Yield the cards whose words everybody may read now: one that is written quietly waits until it is shown."""
    hidden = {record.id for record in hidden_records(board)}
    return (card for card in board.cards() if not (card.is_withheld or card.is_struck or card.id in hidden))


def back() -> Offer:
    """Return the way back, which is offered in every part."""
    return Offer("escape", _("board"), stays=True)


def on_empty(words: str = "", short: str = "") -> Offer:
    """Return what Enter does on an empty line; it goes on, unless something else is said."""
    return Offer("enter", words or _("on an empty line: go on"), short or _("empty: go on"), stays=True)
