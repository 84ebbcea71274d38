"""What every mode has: what it shows, and what a key makes of it. A mode is a value; it writes nothing itself."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from textual.strip import Strip

from cofacil.board.commands.base import Command
from cofacil.board.errors import Trouble
from cofacil.board.events import EntityId, Event
from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.language.catalog import _
from cofacil.room.drafts import Unkept
from cofacil.room.requests import Ask
from cofacil.room.room import News
from cofacil.room.seats import Seat
from cofacil.tui.keys import Press
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.scene import Foot, is_tight
from cofacil.tui.view import View


class Desk(NamedTuple):
    """What a mode may look at: one for each key."""

    board: Board
    view: View
    now: int
    """UTC milliseconds."""
    seat: Seat
    brush: Brush
    width: int
    height: int
    new_id: Callable[[], str]
    prompt: str = ""
    """The question on the wall."""
    prompt_id: str = ""
    """Its name in the deck: two people who pass it at once turn one question."""
    keys: Mapping[str, str] = MappingProxyType({})
    """From an action to the key that this group has chosen for it."""
    unsaved: int = 0
    """How much of what was asked for or typed is not kept yet, and lost by leaving."""
    is_kept: bool = True
    """False for the example, of which nothing is."""
    guests: int = 0
    """How many people lose the board when this window is left: it is shared from here."""
    by_screen: tuple[str, ...] = ()
    """The names of those who have joined from another computer, and so are here whether they have changed anything or not."""
    asks: tuple[Ask, ...] = ()
    """Those who wait for an answer of whoever sits here, who asked first coming first."""
    others_lead: tuple[str, ...] = ()
    """The names of those who facilitate and could be followed from here; none while somebody is."""
    unread: str = ""
    """Why the board cannot be read any more, "" while it can."""
    only_here: int = 0
    """How many changes are on the screen and in no file that is known."""
    waiting: int = 0
    """How many lines are not kept yet, and wait where leaving does not lose them."""
    left: tuple[Unkept, ...] = ()
    """The lines that were left before their words were kept."""
    is_mirrored: bool = False
    """Whether this screen may be on the wall, for all to read."""
    is_seen: Callable[[Event], bool] = lambda _event: True
    """Says whether all that an undo of an event would change is on this screen."""

    @property
    def ask(self) -> Ask | None:
        """Return who is answered first, None where nobody asks."""
        return self.asks[0] if self.asks else None

    @property
    def is_tight(self) -> bool:
        """Say whether there is no row below the line: below 60 columns or 18 rows."""
        return is_tight(self.width, self.height)

    @property
    def today(self) -> date:
        return datetime.fromtimestamp(self.now / 1000).astimezone().date()


class OpenPage(NamedTuple):
    """Another page is wanted, by its name."""

    name: str


class DoTogether(NamedTuple):
    """Something that needs others is wanted: a card for everyone, to follow somebody, to ask to write."""

    action: str
    about: str = ""
    """Whom to follow, "" for whoever else facilitates."""


class AnswerAsk(NamedTuple):
    """Who asks to be let in, or to write, is answered; None is *not now*."""

    ask: Ask
    role: Role | None


class Leave(NamedTuple):
    """The board is to be left; what could be lost by it has been said."""

    loses: bool = False
    """Whether it was said that something is."""


Errand: TypeAlias = OpenPage | DoTogether | AnswerAsk | Leave
"""What the window does for a step, outside the board."""


class LookUp(NamedTuple):
    """The room is asked what this person did last, or undid last."""

    is_redo: bool
    found: "Callable[[Event | None, Event | None, Desk], Step]"
    """What comes of the answer: of that, and of what was done since and stays."""


class Step(NamedTuple):
    """What comes of a key: the mode that is open then, and what is asked for."""

    mode: "Mode | None"
    commands: tuple[Command, ...] = ()
    view: View | None = None
    drop: Unkept | None = None
    """Words that wait no more: somebody has thrown them away."""
    sentence: str | None = None
    """A sentence for the last row."""
    kept: "Callable[[News, Desk], Step] | None" = None
    """What comes when the commands have been kept."""
    refused: "Callable[[Trouble, Desk], Step | None] | None" = None
    """What comes when they were not, instead of their sentence; the mode as it was stays open."""
    errands: tuple[Errand, ...] = ()
    look_up: LookUp | None = None
    pressed: Press | None = None
    """A key that was no answer to a question: it is pressed on the board, which is there again."""


class Mode(ABC):
    """What is open at the bottom of the board."""

    __slots__ = ()

    @property
    def editing(self) -> EntityId:
        """Return the card whose words are being changed, "" for none."""
        return ""

    @property
    def is_question(self) -> bool:
        """Say whether Enter is an answer here, which nobody may give who is writing."""
        return False

    @property
    def unkept(self) -> Unkept | None:
        """Return the words that were typed and are not kept, with all that it takes to open this line again; None for none."""
        return None

    @property
    def next_line(self) -> "Mode | None":
        """Return the empty line that takes what is typed while this one waits to be saved, None where none does."""
        return None

    def is_past(self, desk: Desk) -> bool:  # those do that ask what somebody else may have answered
        """Say whether there is nothing left to do in it: others have done it meanwhile."""
        return False

    @abstractmethod
    def foot(self, desk: Desk) -> Foot:
        """Return what it shows."""

    @abstractmethod
    def press(self, press: Press, desk: Desk) -> Step | None:
        """Return what a key makes of it, None when it means nothing here."""

    def paste(self, text: str, desk: Desk) -> Step | None:
        return None

    def board(self, desk: Desk) -> Board:
        """Return the board as it would be, for a mode that shows it before it is kept."""
        return desk.board

    def view(self, desk: Desk) -> View:
        """Return where this person looks while it is open."""
        return desk.view

    def over(self, desk: Desk) -> tuple[Strip, ...]:
        """Return rows laid over the cards."""
        return ()

    def over_hand(self, desk: Desk) -> tuple[Strip, ...]:
        """Return rows laid over the cards from the one in hand on."""
        return ()


def closed(sentence: str | None = None) -> Step:
    """Return the step that ends a mode."""
    return Step(None, sentence=sentence)


def ended(news: News, _desk: Desk) -> Step:
    """Return the step that ends a mode once its command is kept, and says so when that changed nothing."""
    return closed(None if news.own else _("Nothing has changed: it is so already."))
