"""What each field of the log holds: people by their slugs, words for programs, and what people have written."""

from collections.abc import Iterable, Iterator, Mapping

from cofacil.board.events import EntityId, Event, Json
from cofacil.board.records import Record
from cofacil.board.slugs import ROOM_KEPT
from cofacil.board.text import shown

SLUGS = frozenset({"said", "heard_by", "knows", "asks", "speaks", "person", "same", "by"})
"""Fields that hold a slug."""
OF_SLUGS = frozenset({"owner", "finds_out", "here", "new", "vote", "speak"})
"""Fields whose members are slugs."""
_PROGRAM_FIELDS = """
    kind label pos meeting sealed when state standing group card from to mark opened closed input step planned mode length
    started ends left seen minutes writing began ended skipped revealed closing aside round at how undone answer missing
    withheld consent budget secret was
"""
FOR_PROGRAMS = frozenset(_PROGRAM_FIELDS.split())
"""Fields whose words are for programs and never a person's: what stands in them is the same in every language."""
MEMBERS_FOR_PROGRAMS = frozenset({"column", "mark", "promise", "round", "why", "next_time", "reword"})
"""Fields whose members are for programs."""
_MEMBERS_OF_VALUES = """
    n at by how was from to here missing every came seen back passed over answer why undone room
"""
KEYS = frozenset(_MEMBERS_OF_VALUES.split())
"""What a value is made of, by names that are the program's: *to* is nobody there, whoever is called Tô."""
PLAN_WORDS = (0, 2, 3)
"""Which parts of a step that waits are words: its title, its question, its guidance."""
DECK_WORDS = (0, 1, 2)
"""Which parts of a question of the deck are words, or made of them: its name, itself, where it comes from."""

WITHOUT_WORDS = frozenset(
    {
        *("kind", "label", "pos", "said", "heard_by", "meeting", "sealed", "when", "done", "gone", "struck", "looks"),
        *("agreed", "consent", "owner", "finds_out", "mark"),
    }
)
"""The fields of a card, and sets of them, that hold none of its words: any other, also a newer cofacil's, may."""
OF_ABSENCE_WITHOUT_WORDS = frozenset(
    {
        *("kind", "label", "pos", "meeting", "sealed", "when", "gone", "standing", "state", "group", "card", "person"),
        *("knows", "asks", "asks_in", "speaks"),
    }
)
"""The same of who is missing."""


def names_met(records: Iterable[Record], events: Iterable[Event]) -> Iterator[tuple[str, str]]:
    """Yield everybody's slug with every name they have had on a board, in the order in which they came."""
    kept = tuple(records)
    for record in kept:
        yield from _names_in(record.id, record.fields)
    for event in events:
        if event.by:
            yield event.by, shown(event.by)
        for write in event.writes:
            fields = write.after if not write.field and isinstance(write.after, dict) else {write.field: write.after}
            yield from _names_in(write.entity, fields)
            yield from _names_in(write.entity, {write.field: write.before} if write.field else {})
    for record in kept:
        for slug in filter(None, (record.by, record.last_by)):
            yield slug, shown(slug)


def _names_in(entity: EntityId, fields: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """Yield the slugs and names that stand in the fields of an entity."""
    kind, _slash, slug = entity.partition("/")
    if kind == "person" and slug:
        yield slug, shown(slug)
        if isinstance(name := fields.get("name"), str):
            yield slug, name
    for field, value in fields.items():
        name, dot, member = field.partition(".")
        if dot and name in OF_SLUGS and member != ROOM_KEPT:
            yield member, shown(member)
            if name == "new" and isinstance(value, str):
                yield member, value
        elif name in SLUGS and isinstance(value, str) and value not in {"", ROOM_KEPT}:
            yield value, shown(value)
