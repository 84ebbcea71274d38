"""One board out of two copies that went their own ways."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cofacil.board.events import EntityId, Event, Json, Write
from cofacil.store.codec import canonical, to_doc


@dataclass(frozen=True, slots=True)
class WrittenTwice:
    """A field that was written on both sides: the last writer wins, and both are in the log."""

    e: str
    """The event that wrote over what it had not seen."""
    by: str
    op: str
    entity: EntityId
    field: str
    expected: Json
    """What its writer saw."""
    found: Json
    """What somebody else had made of it."""
    after: Json
    """What stands there now."""
    other: str
    """The event that had made it so, "" where none did."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The union of the logs, and what clashed."""

    events: tuple[Event, ...]
    written_twice: tuple[WrittenTwice, ...]


def merge(*logs: Iterable[Event]) -> Merged:
    """Join logs of one board: every event once, in order of `e`, whatever the order of the logs."""
    union: dict[str, Event] = {}
    for log in logs:
        for event in log:
            known = union.setdefault(event.e, event)
            if known is not event and known != event:
                # No two events should bear one name; if they do, every machine must keep the same one.
                union[event.e] = min(known, event, key=lambda each: canonical(to_doc(each)))
    events = tuple(union[e] for e in sorted(union))
    return Merged(events, tuple(written_twice_in(events)))


def written_twice_in(events: Sequence[Event]) -> list[WrittenTwice]:
    """List every write whose `before` is not what the events in front of it left."""
    fields: dict[EntityId, dict[str, tuple[Json, str]]] = {}
    found = []
    for event in events:
        for write in event.writes:
            entity = fields.setdefault(write.entity, {})
            twice = _written_twice(event, write, entity)
            if twice:
                found.append(twice)
            entity.update({name: (value, event.e) for name, value in _set_by(write)})
    return found


def _written_twice(event: Event, write: Write, entity: dict[str, tuple[Json, str]]) -> WrittenTwice | None:
    if write.field:
        found, other = entity.get(write.field, (None, ""))
        if found == write.before:
            return None
        return _twice(event, write, found, other)
    if not entity:
        return None
    found = {name: value for name, (value, _) in entity.items()}
    return None if found == write.after else _twice(event, write, found, next(iter(entity.values()))[1])


def _twice(event: Event, write: Write, found: Json, other: str) -> WrittenTwice:
    return WrittenTwice(event.e, event.by, event.op, write.entity, write.field, write.before, found, write.after, other)


def _set_by(write: Write) -> Iterable[tuple[str, Json]]:
    if write.field:
        return [(write.field, write.after)]
    return write.after.items() if isinstance(write.after, dict) else []
