"""A leaf of looking back: one page, as a value. What a key makes of it is another value; nothing is written anywhere."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cofacil.board.events import EntityId
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.language.days import date_of
from cofacil.review.book import Book
from cofacil.review.meetings import MeetingHeld
from cofacil.review.questions import Answers
from cofacil.review.replay import Replay
from cofacil.tui.keys import Press
from cofacil.tui.pages.sheet import Sheet
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.window import Window

READ_ONLY = N_("read only")
"""What the last row says at its right: nothing is written from here."""


class Desk(NamedTuple):
    """What a leaf may look at."""

    book: Book
    """What the board tells."""
    keys: Mapping[str, str]
    """From an action to the group's key for it."""
    board_keys: Mapping[str, str]
    """Those that the painter of the board may name: none by which anything would be written."""
    now: int
    """The moment at which somebody looks back, UTC milliseconds."""
    brush: Brush
    width: int = 80
    height: int = 24

    @property
    def replay(self) -> Replay:
        return self.book.replay

    @property
    def answers(self) -> Answers:
        return self.book.answers

    @property
    def meetings(self) -> tuple[MeetingHeld, ...]:
        return self.book.meetings

    @property
    def board(self) -> Board:
        """Return the board as it is."""
        return self.replay.board

    @property
    def today(self) -> date:
        return date_of(self.now)


class ToMoment(NamedTuple):
    """The board as it was, over what is looked at now."""

    at: int
    """Behind which event."""
    entity: EntityId = ""
    """What is in hand there, "" for what the event touched."""


class ToStory(NamedTuple):
    """What happened to one card or absence, over what is looked at now."""

    entity: EntityId
    at: int = 0
    """The event that is in hand there, 0 for the first."""


class Turn(NamedTuple):
    """What a key comes to."""

    leaf: "Leaf | None" = None
    """What takes the place of this leaf."""
    to: ToMoment | ToStory | None = None
    """What is laid over it: Esc leads back."""
    is_back: bool = False
    action: str = ""
    """What is done that is no leaf's own, by its name; a page by its key."""
    then: Press | None = None
    """The key that is pressed on the leaf below."""
    sentence: str = ""


class Drawn(NamedTuple):
    """A painted leaf, and the leaf as it was painted: scrolled so that what is in hand is seen."""

    sheet: Sheet
    leaf: "Leaf"


@dataclass(frozen=True, slots=True)
class Leaf(ABC):
    """One page of looking back."""

    @property
    def takes_words(self) -> bool:
        """Say whether a line is open: letters are words there, and no commands."""
        return False

    @abstractmethod
    def draw(self, desk: Desk, window: Window, sentence: str) -> Drawn:
        """Return it as rows; `sentence` is what a key has come to, "" for what the page itself says."""

    @abstractmethod
    def press(self, press: Press, desk: Desk) -> Turn | None:
        """Return what a key comes to, None where it means nothing here."""

    def choose(self, choice: int, desk: Desk) -> Turn | None:  # noqa: ARG002  # most have choices
        """Return what a click on a choice comes to."""
        return None

    def grown(self, before: Desk, desk: Desk) -> "Leaf":  # noqa: ARG002  # most have nothing to follow
        """Return it on a board on which more has happened: where one looks stays."""
        return self
