"""Everything that a picture of the board depends on."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from textual.strip import Strip

from cofacil.board.events import EntityId
from cofacil.board.kinds import Role
from cofacil.board.model import Board
from cofacil.board.plan import Writing
from cofacil.board.timer import MINUTE
from cofacil.language.days import date_of
from cofacil.room.here import Here
from cofacil.room.requests import Ask
from cofacil.room.walls import CardShown
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.typed import Typed
from cofacil.tui.view import View


class Foot(NamedTuple):
    """What an open line shows at the bottom, and what it lays over the cards."""

    lead: str = ""
    """What stands before the typed words: `Action: `."""
    typed: Typed | None = None
    """None where nothing is typed, only chosen."""
    readback: str = ""
    sentence: str | None = None
    """What the last row says instead of what happened last."""
    panel: tuple[str, ...] = ()
    """Lines laid over the cards."""
    is_carrying: bool = False
    """Whether the card in hand is being carried."""
    offers: tuple[Offer, ...] = ()
    """What keys do now; the way back stays."""
    above: tuple[str, ...] = ()
    """Rows above what is only chosen, over the cards, where one is too little."""
    sign: str = ""
    """The sign of what the line makes, as its chip; "" where it makes nothing for the wall."""
    role: str = ""
    """The kind of that, as roles call it."""


class Scene(NamedTuple):
    """A board, a view, a moment and a size: equal scenes paint equal rows."""

    width: int
    height: int
    board: Board
    view: View
    brush: Brush
    now: int
    """UTC milliseconds."""
    keys: Mapping[str, str] = MappingProxyType({})
    """From an action to its key."""
    sentence: str = ""
    trouble: str = ""
    """What is not saved, and why; "" when all is."""
    is_writable: bool = True
    role: Role = Role.HOST
    """What whoever sits here may do: the key row offers no more."""
    is_saving: bool = False
    is_typing: bool = False
    """Whether words are typed into the open line that are not kept yet."""
    left: int = 0
    """How many lines were left before their words were kept."""
    is_wall: bool = False
    is_kept: bool = True
    """False for the example, of which nothing is kept."""
    here: Here = Here()
    """How many are here, and how."""
    editor: str = ""
    """Who else is changing the card in hand at this moment."""
    asks: tuple[Ask, ...] = ()
    """Those who wait for an answer of whoever sits here, who asked first coming first."""
    may_ask: bool = False
    """Whether who only watches here may ask to write."""
    foot: Foot | None = None
    over: tuple[Strip, ...] = ()
    """Rows that a line lays over the cards: what was found."""
    over_hand: tuple[Strip, ...] = ()
    """Rows laid over the cards in the place of the one in hand: the editor."""
    fresh: EntityId = ""
    """What was kept from this screen a moment ago: it is turned round."""
    said: EntityId = ""
    """What was kept last from the line that is open: it is shown where its column is not on the screen."""
    prompt: str = ""
    """The question on the wall, "" while there is none."""
    wall: str = ""
    """In words, what the wall does: whom it follows, who holds it; "" where that is nobody's here."""
    is_held: bool = False
    """Whether somebody holds the wall where it is."""
    shown: CardShown | None = None
    """The card that is shown to everyone, on the wall: elsewhere it is a page of its own."""
    writing: Writing = Writing.OPEN
    """How people write at this moment."""
    is_quiet: bool = False
    """Whether the page of quiet writing takes the board's place."""
    is_private: bool = False
    """Whether this screen is one person's own: it shows what was written quietly here."""
    is_timer: bool = False
    """Whether the wall shows the timer alone."""
    closing: int = 0
    """Which part of closing the wall shows, counted from 1; 0 for none."""
    closing_hand: EntityId = ""
    """What is in hand there."""

    @property
    def clock(self) -> datetime:
        """Return the moment in the reader's own zone."""
        return datetime.fromtimestamp(self.now / 1000).astimezone()

    def at(self, moment: int) -> datetime:
        """Return another moment, UTC milliseconds, in the reader's own zone."""
        return datetime.fromtimestamp(moment / 1000).astimezone()

    @property
    def today(self) -> date:
        """Return the day of the moment in the reader's own zone."""
        return _day_of(self.now // MINUTE)

    @property
    def is_small(self) -> bool:
        """Say whether this is the narrow form: one line a card, words only for the column in hand."""
        return self.width < 80

    @property
    def is_tight(self) -> bool:
        return is_tight(self.width, self.height)


@lru_cache(maxsize=16)
def _day_of(minute: int) -> date:
    """Return the day of a minute: it is asked for with every column of every frame."""
    return date_of(minute * MINUTE)


def is_tight(width: int, height: int) -> bool:
    """Say whether rows must be saved: below 60 columns or 18 rows."""
    return width < 60 or height < 18
