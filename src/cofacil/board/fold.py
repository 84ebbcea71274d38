"""From events to a board: the fold, which sets fields and never learns new verbs."""

from collections.abc import Iterable, Mapping
from typing import Any

from cofacil.board.events import EntityId, Event, Json
from cofacil.board.kinds import KINDS
from cofacil.board.model import EMPTY, Board
from cofacil.board.records import RECORDS, Card, Record, label_number
from cofacil.board.shelves import Pairs, mended

__all__ = ["EMPTY", "fold"]


def fold(board: Board, events: Iterable[Event]) -> Board:
    """Return the board after `events`; everything they did not touch is shared with the board before."""
    known = board.records
    made: dict[EntityId, Record] = {}
    written: dict[EntityId, _Written] = {}
    alone: dict[str, frozenset[str]] = {}
    count, last = 0, board.last
    for event in events:
        count, last = count + 1, event.t
        for write in event.writes:
            entity = write.entity
            if not write.field and entity not in made and entity not in known:
                by = event.by
                once = alone.get(by) or alone.setdefault(by, frozenset((by,)))
                fields = write.after if isinstance(write.after, dict) else {}
                made[entity] = _made_for(entity, fields)(entity, fields, event.e, by, event.t, once, by, event.t)
                continue
            one = written.get(entity)
            if one is None:
                before = made.get(entity) or known.get(entity) or Record(entity, {}, by=event.by, at=event.t)
                one = written[entity] = _Written(before)
                made.setdefault(entity, before)
            one.take(write.field, write.after, event)
    if not count:
        return board
    for entity, one in written.items():
        made[entity] = one.record(entity)
    records = {**known, **made}
    changed = [(known.get(entity), record) for entity, record in made.items()]
    return board._replace(
        records=records,
        position=board.position + count,
        last=last,
        **_labels(board, changed, records),
        **_seals(board, changed),
        **mended(board, changed),
    )


class _Written:
    """An entity while it is being written to."""

    __slots__ = ("at", "by", "fields", "last_by", "touched", "version", "writers")

    def __init__(self, record: Record) -> None:
        self.fields: dict[str, Json] = dict(record.fields)
        self.by, self.at, self.writers, self.version = record.by, record.at, record.writers, record.version
        self.last_by, self.touched = record.last_by, record.touched

    def take(self, field: str, after: Json, event: Event) -> None:
        if field:
            if after is None:
                self.fields.pop(field, None)
            else:
                self.fields[field] = after
        elif isinstance(after, dict):
            self.fields.update(after)
        self.version, self.last_by, self.touched = event.e, event.by, event.t
        if event.by not in self.writers:
            self.writers |= {event.by}

    def record(self, entity: EntityId) -> Record:
        made = _made_for(entity, self.fields)
        return made(entity, self.fields, self.version, self.by, self.at, self.writers, self.last_by, self.touched)


def _made_for(entity: EntityId, fields: Mapping[str, Json]) -> type[Record]:
    made = RECORDS.get(entity.partition("/")[0], Record)
    if made is Card:
        kind = fields.get("kind")
        return Card if isinstance(kind, str) and kind in KINDS else Record
    return made


def _labels(board: Board, changed: Pairs, records: Mapping[EntityId, Record]) -> dict[str, Any]:
    """Return the highest number of each letter, and who bears a label that somebody bears already."""
    highest = dict(board.highest)
    doubtful: set[str] = set()
    for old, new in changed:
        label = new.fields.get("label")
        if not isinstance(label, str) or not label or (old is not None and old.fields.get("label") == label):
            continue
        number = label_number(label)
        if number > highest.get(label[0], 0):
            highest[label[0]] = number
        else:
            doubtful.add(label)
    if not doubtful:
        return {"highest": highest}
    bearers: dict[str, tuple[EntityId, ...]] = {}
    for record in records.values():
        if (label := record.word("label")) in doubtful:
            bearers[label] = (*bearers.get(label, ()), record.id)
    return {"highest": highest, "twins": {**board.twins, **{k: v for k, v in bearers.items() if len(v) > 1}}}


def _seals(board: Board, changed: Pairs) -> dict[str, Any]:
    """Return what bears each seal, where something has got one or lost it: it is asked for whenever a board is told."""
    moved = [
        (before, after, new.id)
        for old, new in changed
        if (before := old.fields.get("sealed") if old else None) != (after := new.fields.get("sealed"))
    ]
    if not moved:
        return {}
    sealed = dict(board.sealed)
    for before, after, entity in moved:
        if isinstance(before, str):
            sealed[before] = tuple(other for other in sealed.get(before, ()) if other != entity)
        if isinstance(after, str):
            # In order of their ids: the same, however many events were folded at once.
            sealed[after] = tuple(sorted((*sealed.get(after, ()), entity)))
    return {"sealed": {seal: entities for seal, entities in sealed.items() if entities}}
