"""From events to a board: the fold, which sets fields and never learns new verbs."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from cofacil.board.events import EntityId, Event, Json
from cofacil.board.kinds import Kind
from cofacil.board.model import EMPTY, Board
from cofacil.board.records import RECORDS, Absence, Card, Link, Meeting, Person, Record

__all__ = ["EMPTY", "fold"]

_KINDS = frozenset(Kind)
_MANY = 32
"""Above this many changed cards a column is sorted anew rather than mended one by one."""


def fold(board: Board, events: Iterable[Event]) -> Board:
    """Return the board after `events`; everything they did not touch is shared with the board before."""
    touched: dict[EntityId, _Hand] = {}
    count, last = 0, board.last
    for event in events:
        count, last = count + 1, event.t
        for write in event.writes:
            hand = touched.get(write.entity)
            if hand is None:
                hand = touched[write.entity] = _Hand(board.records.get(write.entity), event)
            hand.take(write.field, write.after, event)
    if not count:
        return board
    records = dict(board.records)
    before = {entity: board.records.get(entity) for entity in touched}
    for entity, hand in touched.items():
        records[entity] = hand.record(entity)
    changed = [(before[entity], records[entity]) for entity in touched]
    return replace(
        board, records=records, position=board.position + count, last=last, **_shelves(board, changed, records)
    )


class _Hand:
    """An entity while it is being written to."""

    __slots__ = ("at", "by", "fields", "hands", "version")

    def __init__(self, record: Record | None, event: Event) -> None:
        self.fields: dict[str, Json] = dict(record.fields) if record else {}
        self.by = record.by if record else event.by
        self.at = record.at if record else event.t
        self.hands = record.hands if record else frozenset()
        self.version = ""

    def take(self, field: str, after: Json, event: Event) -> None:
        if field:
            if after is None:
                self.fields.pop(field, None)
            else:
                self.fields[field] = after
        elif isinstance(after, dict):
            self.fields.update(after)
        self.version = event.e
        if event.by not in self.hands:
            self.hands = self.hands | {event.by}

    def record(self, entity: EntityId) -> Record:
        made = RECORDS.get(entity.partition("/")[0], Record)
        if made is Card and self.fields.get("kind") not in _KINDS:
            made = Record
        return made(entity, self.fields, self.version, self.by, self.at, self.hands)


_Pairs = list[tuple[Record | None, Record]]


def _shelves(board: Board, changed: _Pairs, records: Mapping[EntityId, Record]) -> dict[str, Any]:
    """Return the fields of the board that the changed records ask for anew."""
    out: dict[str, Any] = {}
    kinds = {type(new) for _, new in changed}
    if Card in kinds:
        out["columns"] = _columns(board.columns, changed)
    if Absence in kinds:
        out["absences"] = _in_order(Absence, board.absences, changed)
    if Person in kinds:
        out["people"] = _in_order(Person, board.people, changed)
    if Link in kinds:
        out["links"] = _links(board.links, changed)
    if Meeting in kinds:
        meetings = [record for record in records.values() if isinstance(record, Meeting) and not record.is_gone]
        still_open = [meeting for meeting in meetings if meeting.closed is None]
        out["meeting"] = max(still_open, key=lambda meeting: (meeting.opened, meeting.id), default=None)
        out["meetings"] = len(meetings)
    fresh = [
        new for old, new in changed if new.word("label") and (old is None or old.word("label") != new.word("label"))
    ]
    if fresh:
        out["highest"], out["labelled"] = _labels(board, fresh)
    return out


def _columns(columns: Mapping[Kind, tuple[Card, ...]], changed: _Pairs) -> Mapping[Kind, tuple[Card, ...]]:
    leave: dict[Kind, list[Card]] = {}
    enter: dict[Kind, list[Card]] = {}
    for old, new in changed:
        if isinstance(old, Card) and not old.is_gone:
            leave.setdefault(old.kind, []).append(old)
        if isinstance(new, Card) and not new.is_gone:
            enter.setdefault(new.kind, []).append(new)
    out = dict(columns)
    for kind in leave.keys() | enter.keys():
        out[kind] = _mended(out[kind], leave.get(kind, []), enter.get(kind, []))
    return out


def _mended(cards: tuple[Card, ...], leave: list[Card], enter: list[Card]) -> tuple[Card, ...]:
    if len(leave) + len(enter) > _MANY:
        leaving = {card.id for card in leave}
        staying = (card for card in cards if card.id not in leaving)
        return tuple(sorted((*staying, *enter), key=_place))
    for card in leave:
        at = bisect_left(cards, card.place, key=_place)
        cards = cards[:at] + cards[at + 1 :]
    for card in enter:
        at = bisect_left(cards, card.place, key=_place)
        cards = (*cards[:at], card, *cards[at:])
    return cards


def _place(card: Card) -> tuple[str, str]:
    return card.place


def _in_order(kind: type[Absence] | type[Person], kept: tuple[Record, ...], changed: _Pairs) -> tuple[Record, ...]:
    """Return the records of a kind in the order they were made, those put away left out."""
    ours = {new.id: new for _, new in changed if isinstance(new, kind)}
    together = {record.id: ours.get(record.id, record) for record in kept} | ours
    return tuple(sorted((r for r in together.values() if not r.is_gone), key=lambda r: (r.at, _number(r), r.id)))


def _number(record: Record) -> int:
    figures = record.word("label")[1:]
    return int(figures) if figures.isdigit() else 0


def _links(links: Mapping[EntityId, tuple[Link, ...]], changed: _Pairs) -> Mapping[EntityId, tuple[Link, ...]]:
    out = dict(links)
    for _, new in changed:
        if isinstance(new, Link):
            for end in (new.start, new.end):
                others = tuple(link for link in out.get(end, ()) if link.id != new.id)
                out[end] = others if new.is_gone else (*others, new)
    return out


def _labels(board: Board, fresh: list[Record]) -> tuple[dict[str, int], dict[str, tuple[EntityId, ...]]]:
    highest, labelled = dict(board.highest), dict(board.labelled)
    for record in fresh:
        label = record.word("label")
        labelled[label] = (*labelled.get(label, ()), record.id)
        highest[label[0]] = max(highest.get(label[0], 0), _number(record))
    return highest, labelled
