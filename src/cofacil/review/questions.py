"""What somebody asks of a saved board: who does what by when, who was missing and what came of it, what is still open.

It is one value, `Answers`: the first page of looking back, the page that is given away and the plain lines are made from
it, so that they never say different things. Nothing in it is worded but what people have said themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cofacil.board.events import EntityId
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.records import LET_GO
from cofacil.review.lazily import Lazily
from cofacil.review.meetings import MeetingHeld


class Outcome(StrEnum):
    """What has come of what somebody said they would do."""

    OPEN = "open"
    """Nobody has said what came of it yet."""
    KEPT = "kept"
    PARTLY = "partly"
    """A part is done, and it stays open."""
    NOT_YET = "not_yet"
    """It was asked after and is not done, and stays open."""
    LET_GO = LET_GO
    DONE = "done"
    """It is done, and nobody was asked after it."""


class Way(StrEnum):
    """How far the way to somebody who was missing has come."""

    NOTICED = AbsenceState.NOTICED
    """Nobody knows one of them yet."""
    BRIDGED = "bridged"
    """Somebody knows one of them; nobody has said that they ask."""
    WILL_ASK = "will_ask"
    """Somebody has said that they ask, and has not yet."""
    NOT_ASKED = "not_asked"
    """They were asked after, and have not been asked yet."""
    INVITED = "invited"
    """They were asked, and have not answered."""
    CAME = "came"
    SAID_NO = "said_no"
    ALWAYS = "always"
    """They are missing from every meeting: those not born yet."""


class CardTold(NamedTuple):
    """A card, as every list has it."""

    id: EntityId
    label: str
    kind: Kind
    text: str
    """"" for one that was struck out, or is written quietly now."""
    note: str
    said: str
    """The name of who said it, "" for the room."""
    at: int
    """When it was written, UTC milliseconds."""
    meeting: int
    """The number of the meeting in which it was, 0 for none."""
    themes: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    """The labels of what it is tied to."""
    is_struck: bool = False
    is_withheld: bool = False


class Promise(NamedTuple):
    """What somebody said they would do, or what is to be done and nobody has said that yet."""

    card: CardTold
    who: tuple[str, ...]
    """Names, `ROOM` for all of us; none while nobody has said "I will"."""
    when: str
    """By when, an ISO date, "" for no day."""
    outcome: Outcome
    why: str = ""
    """What was said with the answer."""
    answered_in: int = 0
    """The number of the meeting in which it was answered last, 0 for none."""
    closed_at: int = 0
    """When it was done, or let go, UTC milliseconds; 0 while it is open."""
    agreed_by: int = 0
    """How many people agreed to it, 0 where nobody has said so."""
    is_suggestion: bool = False

    @property
    def is_open(self) -> bool:
        return self.outcome not in {Outcome.KEPT, Outcome.LET_GO, Outcome.DONE}


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who was not in the room, and what came of it."""

    id: EntityId
    label: str
    who: str
    """"" for one that is written quietly now."""
    prompt: str
    """The question that brought them up, "" for none."""
    bridge: str
    """The name of who knows one of them, "" for nobody."""
    asks: str
    """The name of who asks them."""
    when: str
    """By when, an ISO date."""
    where: str
    speaks: str
    """Who speaks for those who cannot come at all."""
    way: Way
    since: int
    """The number of the meeting in which it came so far, 0 for none."""
    at: int
    """When, UTC milliseconds."""
    why: str
    """What was said with the last answer."""
    became: tuple[str, ...]
    """The names of who came, as far as they are known."""
    noticed: int
    """In how many meetings they were named, or something was said of them."""
    meeting: int
    """The number of the meeting in which they were named, 0 for none."""
    meets: tuple[str, ...] = ()
    """The labels of what they are tied to."""
    is_withheld: bool = False


@dataclass(frozen=True, slots=True)
class OffersOf:
    """What one person offered, and nobody has taken up."""

    who: str
    """Their name, "" for the room."""
    offers: Lazily[CardTold]


class Open(NamedTuple):
    """What is still open, and how."""

    card: CardTold
    is_wicked: bool
    """It is bigger than us."""
    needs_evidence: bool
    finds_out: tuple[str, ...]
    """The names of who finds out, `ROOM` for all of us."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What belongs together."""

    name: str
    cards: Lazily[CardTold]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of everything."""

    meetings: int
    people: int
    """Who was here in any meeting."""
    cards: tuple[tuple[Kind, int], ...]
    """Of each kind, what stands on the board."""
    promised: int
    """Of `promises`, those that somebody said "I will" to."""
    kept: int
    """Of those, the ones that are kept, or done."""
    promised_open: int
    missing: int
    came: int
    still_open: int
    offers_open: int
    asks_open: int


@dataclass(frozen=True, slots=True)
class Answers:
    """What a saved board answers, as it was told when so many events had happened.

    Its lists know what they tell of, and how many that is; the words of each are found when it is looked at.
    """

    title: str
    purpose: str
    place: str
    called: str
    """What the group calls all this, "" where it has not said so."""
    position: int
    last: int
    """When the last thing happened, UTC milliseconds; 0 for never."""
    columns: tuple[tuple[Kind, str], ...]
    """What the group calls its columns, those that it has named."""
    meetings: tuple[MeetingHeld, ...]
    promises: Lazily[Promise]
    """What is open first, the next day first; then what is done with."""
    missing: Lazily[Missing]
    """In the order in which they were named, without those who are missing from every meeting."""
    always: Lazily[Missing]
    offers: tuple[OffersOf, ...]
    """Offers that are open and that no action has come of, by person, the one who offered most first."""
    still_open: Lazily[Open]
    """Questions and issues that are open, in their columns' order."""
    asks: Lazily[CardTold]
    """Of the questions among those, the ones that nothing meets: no offer, no action, nobody who is invited."""
    themes: tuple[Theme, ...]
    counts: Counts

    def meeting(self, number: int) -> MeetingHeld | None:
        """Return a meeting by its number, None where there was none."""
        return self.meetings[number - 1] if 1 <= number <= len(self.meetings) else None

    def card(self, entity: EntityId) -> CardTold | None:
        """Return a card of any of the lists, None for one in none of them."""
        return next((card for card in self._cards() if card.id == entity), None)

    def _cards(self) -> Iterator[CardTold]:
        yield from (promise.card for promise in self.promises)
        yield from (card for each in self.offers for card in each.offers)
        yield from (each.card for each in self.still_open)
        yield from (card for theme in self.themes for card in theme.cards)
