"""What has happened on a board as it may be given away: with initials in the place of names, or with nobody's name.

Whoever is missing is nobody's name in any case: a person becomes their label, and *somebody who was missing*; a group stays
what it is called, since that tells who was not asked. Where a card says that its words are not to be passed on, or that
somebody has to be asked first, they are not. Every text is looked through: names are taken out of sentences as well.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from cofacil.board.commands.importing import FROM
from cofacil.board.events import EntityId, Event, Json, Write
from cofacil.board.fields import (
    DECK_WORDS,
    FOR_PROGRAMS,
    KEYS,
    MEMBERS_FOR_PROGRAMS,
    OF_SLUGS,
    PLAN_WORDS,
    SLUGS,
    names_met,
)
from cofacil.board.fold import fold
from cofacil.board.model import EMPTY, Board
from cofacil.board.naming import whole
from cofacil.board.records import TAG, Absence, Card
from cofacil.board.redaction import NOBODY, redacted
from cofacil.board.slugs import ROOM_KEPT
from cofacil.export.initials import Codes, Names
from cofacil.export.public_log import public_log
from cofacil.language.catalog import _
from cofacil.language.names import either
from cofacil.language.names_in_text import Sought, small_words
from cofacil.language.who_is_missing import missing

_WORDS_OF_CARD = frozenset({"note", TAG.rstrip("."), "reword"})
"""What a card no longer has whose words are not to be passed on."""
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of a ULID."""


class GivenAway(NamedTuple):
    """What may leave the house, and what whoever exports should know of it."""

    events: tuple[Event, ...]
    doubtful: tuple[tuple[str, int], ...] = ()
    """Words that were taken out as names and may be words of another kind, with how often each stood there."""
    small: tuple[tuple[str, int], ...] = ()
    """Words that were left as such, in small letters, and may be names; likewise."""
    as_people: tuple[tuple[str, str], ...] = ()
    """The labels of those who are missing and were taken for a person, with what they are called."""
    as_groups: tuple[tuple[str, str], ...] = ()
    """The same of those who were taken for a group, and are still named so."""
    withheld: tuple[str, ...] = ()
    """The labels of cards that are not to be passed on."""


class Giving(NamedTuple):
    """How a board is given away."""

    how: Names = Names.WHOLE
    keep: tuple[str, ...] = ()
    """Words that stay, just as they are written here."""
    also: tuple[str, ...] = ()
    """Words that are taken out besides names."""

    def board_id(self, board_id: str) -> str:
        """Return which board it is then: a copy without names is another one, and is never merged with the first."""
        if self.how is Names.WHOLE or not board_id:
            return board_id
        number = int.from_bytes(sha256(f"{board_id} {self.how}".encode()).digest())
        return "".join(_LETTERS[number >> 5 * at & 31] for at in range(len(board_id)))


def given_away(events: Sequence[Event], giving: Giving) -> GivenAway:
    """Return all that has happened on a board as it may be given away; with names it is as it was."""
    if giving.how is Names.WHOLE:
        return GivenAway(tuple(events))
    board = redacted(fold(EMPTY, events), NOBODY)
    return _Given(board, public_log(events, board), giving).all()


class _Given:
    """One board that is given away."""

    def __init__(self, board: Board, events: Sequence[Event], giving: Giving) -> None:
        self._board, self._events = board, events
        self._codes = Codes(giving.how)
        self._sought = Sought(giving.keep)
        self._people: dict[str, str] = {}
        """What each slug is called."""
        self._missing: set[tuple[EntityId, str]] = set()
        """What those are called who are missing and were taken for a person."""
        self._inside: list[tuple[EntityId, str]] = []
        self._withheld = _not_passed_on(board)
        self._as_people: list[tuple[str, str]] = []
        self._as_groups: list[tuple[str, str]] = []
        self._know_people()
        self._know_missing(frozenset(giving.also))
        for word in giving.also:
            self._sought.add_sure(word, _("somebody"))
        self._sought.settle(small_words(self._sentences()))
        self._specials: Mapping[tuple[str, str], Callable[[EntityId, Json], Json]] = {
            ("person", "name"): self._name,
            ("absence", "who"): self._who,
            ("board", "plan"): self._plan,
            ("meeting", "deck"): lambda _entity, value: self._rows(value, DECK_WORDS),
            ("step", "column"): lambda _entity, value: value,
        }
        """What is read in a way of its own, by kind of entity and field."""
        self._text = lru_cache(maxsize=65_536)(self._without_names)

    def all(self) -> GivenAway:
        events = tuple(map(self._event, self._events))
        taken, left = (tuple(sorted(found.items())) for found in (self._sought.met, self._sought.small))
        withheld = tuple(self._board.label_of(self._board.records[entity]) for entity in sorted(self._withheld))
        return GivenAway(events, taken, left, tuple(self._as_people), tuple(self._as_groups), withheld)

    # who there is

    def _know_people(self) -> None:
        names: dict[str, dict[str, None]] = {}
        for slug, name in names_met(self._board.records.values(), self._events):
            names.setdefault(slug, {})[name] = None
        for slug in names:
            one = self._board.one(slug)
            code = self._codes.code(one, self._board.name_of(one))
            self._people[slug] = code
            self._codes.slug(slug, code)
        for slug, called in names.items():
            for name in called:
                self._sought.add(name, self._people[slug])

    def _know_missing(self, also: frozenset[str]) -> None:
        called: dict[EntityId, dict[str, None]] = {}
        for entity, who in _absences_met(self._board, self._events):
            called.setdefault(entity, {})[who] = None
        for entity, names in called.items():
            record = self._board.records.get(entity)
            label = self._board.label_of(record) if record else ""
            for who in names:
                self._know_one_missing(entity, label, who, also)
                if record and record.word("who") == who and not record.fields.get("standing"):
                    is_person = (entity, who) in self._missing
                    (self._as_people if is_person else self._as_groups).append((label, who))

    def _know_one_missing(self, entity: EntityId, label: str, who: str, also: frozenset[str]) -> None:
        record = self._board.records.get(entity)
        found = missing(Absence(entity, {**(record.fields if record else {}), "who": who}), self._sought.keep)
        known = whole(self._board, who)
        instead = label or _("somebody")
        if found.is_person or known is not None or who in also:
            self._missing.add((entity, who))
            if known is None:
                self._sought.add(who, instead)
            return
        for name in found.names:
            self._sought.add(name, instead)
            self._inside.append((entity, name))

    # what is written

    def _event(self, event: Event) -> Event:
        return event._replace(
            by=self._slug(event.by),
            writes=tuple(self._write(write) for write in event.writes if not self._goes(write.entity, write.field)),
            clash=tuple(map(self._clash, event.clash)),
        )

    def _write(self, write: Write) -> Write:
        entity = self._entity(write.entity)
        if not write.field:
            return Write(entity, "", None, self._fields(write.entity, write.after))
        return Write(
            entity,
            self._field(write.field),
            self._value(write.entity, write.field, write.before),
            self._value(write.entity, write.field, write.after),
        )

    def _clash(self, clash: str) -> str:
        entity, space, field = clash.partition(" ")
        return f"{self._entity(entity)}{space}{self._field(field)}"

    def _entity(self, entity: EntityId) -> EntityId:
        kind, slash, slug = entity.partition("/")
        return f"person/{self._slug(slug)}" if slash and kind == "person" else entity

    def _fields(self, entity: EntityId, fields: Json) -> Json:
        if not isinstance(fields, dict):
            return fields
        return {
            self._field(name): self._value(entity, name, value)
            for name, value in fields.items()
            if not self._goes(entity, name)
        }

    def _goes(self, entity: EntityId, field: str) -> bool:
        """Say whether a field goes: it is of a card whose words are not to be passed on, or by it one finds whence a card came."""
        if field == FROM and not entity.startswith("link/"):
            return True
        return entity in self._withheld and field.partition(".")[0] in _WORDS_OF_CARD

    def _field(self, field: str) -> str:
        name, dot, member = field.partition(".")
        if not dot:
            return field
        if name in OF_SLUGS:
            return f"{name}.{self._slug(member)}"
        return field if name in MEMBERS_FOR_PROGRAMS else f"{name}.{self._text(member)}"

    def _value(self, entity: EntityId, field: str, value: Json) -> Json:
        name, dot, member = field.partition(".")
        kind = entity.partition("/")[0]
        if value is None:
            return None
        if entity in self._withheld and name == "text":
            return _("These words are not to be passed on.")
        if name == "new":
            return self._people.get(member, _("somebody"))
        if special := self._specials.get((kind, name)):
            return special(entity, value)
        if name in FOR_PROGRAMS:
            return value
        return self._within("" if dot else name, value)  # whose it is stands behind the dot, and in which meeting here

    def _name(self, entity: EntityId, _value: Json) -> Json:
        return self._people.get(entity.partition("/")[2], _("somebody"))

    def _within(self, name: str, value: Json) -> Json:
        """Return a value without names, however deep they stand."""
        if isinstance(value, str):
            if name in FOR_PROGRAMS:
                return value
            return self._slug(value) if name in SLUGS or name in OF_SLUGS else self._text(value)
        if isinstance(value, list):
            return [self._within(name, each) for each in value]
        if isinstance(value, dict):
            return {key if key in KEYS else self._text(key): self._within(key, each) for key, each in value.items()}
        return value

    def _who(self, entity: EntityId, value: Json) -> Json:
        if not isinstance(value, str):
            return value
        if (entity, value) in self._missing:
            return _("somebody who was missing")
        inside = [name for other, name in self._inside if other == entity]
        if not inside:
            return self._text(value)
        own = Sought()
        for name in inside:
            own.add(name, _("somebody"))
        return self._text(own.out_of(value, either))

    def _plan(self, _entity: EntityId, value: Json) -> Json:
        if not (isinstance(value, list) and len(value) == 2):
            return self._within("plan", value)
        return [self._within("", value[0]), self._rows(value[1], PLAN_WORDS)]

    def _rows(self, value: Json, words: Collection[int]) -> Json:
        """Return rows of which only some parts are words."""
        if not isinstance(value, list):
            return self._within("", value)
        return [
            [self._within("", part) if at in words else part for at, part in enumerate(row)]
            if isinstance(row, list)
            else self._within("", row)
            for row in value
        ]

    def _slug(self, slug: str) -> str:
        if slug in {"", ROOM_KEPT}:
            return slug
        if slug not in self._people:
            one = self._board.one(slug)
            self._people[slug] = self._codes.code(one, self._board.name_of(one))
        return self._codes.slug(slug, self._people[slug])

    def _without_names(self, text: str) -> str:
        return self._sought.out_of(text, either)

    def _sentences(self) -> Iterator[str]:
        """Yield what people have written, for the words in it that are written small."""
        for record in self._board.records.values():
            if isinstance(record, Card | Absence):
                yield from (record.word(field, lines=True) for field in ("text", "note", "who", "where"))


def _absences_met(board: Board, events: Iterable[Event]) -> Iterator[tuple[EntityId, str]]:
    for record in board.records.values():
        if isinstance(record, Absence) and record.who:
            yield record.id, record.who
    for event in events:
        for write in event.writes:
            if not write.entity.startswith("absence/"):
                continue
            for value in (write.before, write.after):
                who = value.get("who") if not write.field and isinstance(value, dict) else value
                if write.field in {"", "who"} and isinstance(who, str) and who:
                    yield write.entity, who


def _not_passed_on(board: Board) -> frozenset[EntityId]:
    """Return the cards whose words are not to be passed on: theirs who spoke them said so, or has to be asked first."""
    cards = (record for record in board.records.values() if isinstance(record, Card))
    return frozenset(card.id for card in cards if card.word("consent") in {"no", "ask"})
