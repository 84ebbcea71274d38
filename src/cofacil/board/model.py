"""The board: everything the log tells of, frozen, and sharing with the board before it whatever was not touched."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from cofacil.board.errors import Refusal
from cofacil.board.events import EntityId, Write
from cofacil.board.kinds import IN_COLUMN, NOT_HERE, Kind
from cofacil.board.plan import Plan, plan_of
from cofacil.board.positions import behind
from cofacil.board.records import Absence, Card, Link, Meeting, Person, Record, Step, timer_of
from cofacil.board.slugs import folded, slug_of
from cofacil.board.text import shown
from cofacil.board.timer import Timer

MEETING_LASTS = 12 * 60 * 60 * 1000
"""Milliseconds after which a meeting that nobody closed is over all the same."""


class Who(NamedTuple):
    """Who asks: their slug, their name, and what their seat may do."""

    person: str
    name: str
    role: str


class Board(NamedTuple):
    """One group's lasting record, as it is at one position of its log."""

    records: Mapping[EntityId, Record] = MappingProxyType({})
    columns: Mapping[Kind, tuple[Card, ...]] = MappingProxyType(dict.fromkeys(Kind, ()))
    """The cards of each kind that are on the wall, in their places."""
    themes: Mapping[str, tuple[Card, ...]] = MappingProxyType({})
    """The cards on the wall that belong together, by the key of the theme that they bear (`themes.theme_key`)."""
    absences: tuple[Absence, ...] = ()
    """Those who are not here, in the order they were named."""
    people: tuple[Person, ...] = ()
    links: Mapping[EntityId, tuple[Link, ...]] = MappingProxyType({})
    """The ties of each entity, from either end."""
    meeting: Meeting | None = None
    """The one that is open now; the latest, where a merge left two."""
    held: tuple[Meeting, ...] = ()
    """Every meeting there has been, in the order they were opened."""
    steps: Mapping[EntityId, tuple[Step, ...]] = MappingProxyType({})
    """The steps of each meeting, in order; the quiet times in between among them."""
    highest: Mapping[str, int] = MappingProxyType({})
    """The highest number ever given for each letter of labels."""
    twins: Mapping[str, tuple[EntityId, ...]] = MappingProxyType({})
    """Who bears a label that a merge gave more than once, the first to have it first."""
    sealed: Mapping[str, tuple[EntityId, ...]] = MappingProxyType({})
    """What was written quietly, put away or not, by the seal that it bears."""
    position: int = 0
    """How many events it is folded from."""
    last: int = 0
    """When the last of them happened, UTC milliseconds."""

    @property
    def title(self) -> str:
        return self.about.word("title")

    @property
    def purpose(self) -> str:
        return self.about.word("purpose")

    @property
    def place(self) -> str:
        return self.about.word("place")

    @property
    def plan_ahead(self) -> Plan | None:
        """Return the plan that is laid as soon as the next meeting begins, None for none."""
        return plan_of(self.about.fields.get("plan"))

    @property
    def topic(self) -> str:
        """Return what stands on top: what this sitting is about, else the board, else its title."""
        return (self.meeting and self.meeting.purpose) or self.purpose or self.title

    @property
    def where(self) -> str:
        """Return where this sitting is, or where the group meets."""
        return (self.meeting and self.meeting.where) or self.place

    @property
    def meetings(self) -> int:
        """Return how many there have been."""
        return len(self.held)

    @property
    def about(self) -> Record:
        return self.records.get("board") or Record("board", {})

    @property
    def timer(self) -> Timer:
        return timer_of(self.timer_record)

    @property
    def timer_record(self) -> Record:
        return self.records.get("timer") or Record("timer", {})

    @property
    def plan(self) -> tuple[Step, ...]:
        """Return the steps of the meeting that is open, in order; none without a plan."""
        steps = self.steps.get(self.meeting.id, ()) if self.meeting else ()
        return tuple(step for step in steps if not step.is_aside)

    @property
    def step(self) -> Step | None:
        """Return the step of the plan that runs, None before the first and without a plan."""
        return next((step for step in self.plan if self.meeting and step.id == self.meeting.step), None)

    @property
    def here(self) -> tuple[str, ...]:
        """Return the slugs of those who are here."""
        return tuple(dict.fromkeys(map(self.one, self.meeting.here))) if self.meeting else ()

    def were_at(self, meeting: Meeting) -> frozenset[str]:
        """Return the slugs of those who were at a meeting, each person once, gone home or not."""
        return frozenset(map(self.one, meeting.members("here")))

    def card(self, card: EntityId) -> Card:
        """Return a card, put away or not.

        Raises:
            Refusal: when there never was one.
        """
        record = self.records.get(card)
        if not isinstance(record, Card):
            raise Refusal("card-not-here")
        return record

    def absence(self, absence: EntityId) -> Absence:
        """Return an absence, put away or not.

        Raises:
            Refusal: when there never was one.
        """
        record = self.records.get(absence)
        if not isinstance(record, Absence):
            raise Refusal("absence-not-here")
        return record

    def person(self, slug: str) -> Person | None:
        record = self.records.get(f"person/{slug}")
        return record if isinstance(record, Person) else None

    def one(self, slug: str) -> str:
        """Return the slug of who somebody is: the other one's for whom another was found to be."""
        passed = [slug]
        while (person := self.person(slug)) and person.same and self.person(person.same):
            if person.same in passed:
                return min(passed)  # a merge may have left two who are each other
            slug = person.same
            passed.append(slug)
        return slug

    def selves(self, slug: str) -> frozenset[str]:
        """Return every slug that somebody has ever had here, this one among them."""
        own = self.one(slug)
        others = (record.slug for record in self.records.values() if isinstance(record, Person) and record.same)
        return frozenset((slug, own, *(other for other in others if self.one(other) == own)))

    def is_own(self, card: Card, slug: str) -> bool:
        """Say whether a card is somebody's own: theirs by mouth or by hand."""
        return bool(slug) and self.one(slug) in map(self.one, filter(None, (card.said, card.by)))

    def name_of(self, slug: str) -> str:
        """Return how a person is called here; a slug that was never introduced is its own name."""
        person = self.person(self.one(slug))
        return (person and person.name) or shown(slug.capitalize())

    def known(self, name: str) -> Person | None:
        """Return who has just this name here: who came with it, else who is called so now; None for nobody."""
        slug = folded(name)
        person = self.person(self.one(slug))
        if person is not None and not person.is_gone:
            return person
        return next((other for other in self.people if folded(other.name) == slug), None)

    def slug_for(self, name: str) -> str:
        """Return the slug of whom a name means here, the name's own for somebody new.

        Raises:
            Refusal: when nobody can have that name.
        """
        slug = slug_of(name)
        known = self.known(name)
        return known.slug if known else slug

    def label_of(self, record: Record) -> str:
        """Return a label as it is shown: after a merge a later equal one is Q3b."""
        label = record.word("label")
        bearers = self.twins.get(label, ())
        number = bearers.index(record.id) if record.id in bearers else 0
        return label + ("" if number == 0 else chr(ord("a") + min(number, 25)))

    def called(self, label: str) -> Card | Absence | None:
        """Return what people mean by a label said aloud, in any case; None when nothing bears it."""
        wanted = label.strip().upper()
        bare = wanted[:-1] if wanted[-1:].isalpha() else wanted
        if not bare:
            return None
        bearers = (record for record in self.records.values() if record.fields.get("label") == bare)
        return next(
            (
                record
                for record in bearers
                if isinstance(record, Card | Absence) and self.label_of(record).upper() == wanted
            ),
            None,
        )

    def column(self, number: int) -> tuple[Card, ...] | tuple[Absence, ...]:
        """Return what stands in a column, by its number."""
        kind = IN_COLUMN.get(number)
        return self.absences if kind is None else self.columns[kind]

    def column_of(self, record: Card | Absence) -> int:
        return record.kind.column if isinstance(record, Card) else NOT_HERE

    def cards(self) -> Iterator[Card]:
        """Yield every card on the wall, column by column."""
        for cards in self.columns.values():
            yield from cards

    def links_of(self, entity: EntityId) -> tuple[Link, ...]:
        """Return the ties whose both ends are still on the wall."""
        return tuple(
            link
            for link in self.links.get(entity, ())
            if all(end in self.records and not self.records[end].is_gone for end in (link.start, link.end))
        )

    def next_label(self, letter: str) -> str:
        return f"{letter}{self.highest.get(letter, 0) + 1}"

    def meeting_at(self, now: int) -> Meeting | None:
        """Return the meeting that is open at a moment: one that began more than twelve hours ago is over.

        One that began hours from now was opened by a clock that was wrong; by more than twelve it is another day's.
        """
        meeting = self.meeting
        return meeting if meeting and abs(now - meeting.opened) < MEETING_LASTS else None

    def meeting_id(self, now: int) -> str:
        """Return the ULID of the meeting that is open at a moment, "" when none is."""
        meeting = self.meeting_at(now)
        return meeting.id.partition("/")[2] if meeting else ""

    def end_of(self, kind: Kind) -> str:
        """Return the place behind the last card of a column."""
        cards = self.columns[kind]
        return behind(cards[-1].place[0] if cards else None)

    def new(self, entity: EntityId, fields: dict[str, object]) -> Write:
        """Return the write that makes an entity; fields that say nothing are left out."""
        filled = {name: value for name, value in fields.items() if value not in (None, "", [], {})}
        return Write(entity, "", None, filled)  # type: ignore[arg-type]  # callers hand JSON values


EMPTY = Board()
