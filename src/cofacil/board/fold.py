"""From events to a board: the fold, which sets fields and never learns new verbs."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any, TypeVar

from cofacil.board.events import EntityId, Event, Json
from cofacil.board.kinds import KINDS, Kind
from cofacil.board.model import EMPTY, Board
from cofacil.board.records import RECORDS, Absence, Card, Link, Meeting, Person, Record

__all__ = ["EMPTY", "fold"]

_MANY = 32
"""Above this many changed records a shelf is sorted anew rather than mended one by one."""
_FIGURES = 9
"""How many figures of a label are looked at: no board gives more."""

_Kept = TypeVar("_Kept", bound=Record)
_Key = Callable[[_Kept], Any]
_Pairs = list[tuple[Record | None, Record]]


def fold(board: Board, events: Iterable[Event]) -> Board:
    """Return the board after `events`; everything they did not touch is shared with the board before."""
    known = board.records
    made: dict[EntityId, Record] = {}
    hands: dict[EntityId, _Hand] = {}
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
                made[entity] = _made_for(entity, fields)(entity, fields, event.e, by, event.t, once, by)
                continue
            hand = hands.get(entity)
            if hand is None:
                before = made.get(entity) or known.get(entity) or Record(entity, {}, by=event.by, at=event.t)
                hand = hands[entity] = _Hand(before)
                made.setdefault(entity, before)
            hand.take(write.field, write.after, event)
    if not count:
        return board
    for entity, hand in hands.items():
        made[entity] = hand.record(entity)
    records = {**known, **made}
    changed = [(known.get(entity), record) for entity, record in made.items()]
    return board._replace(
        records=records, position=board.position + count, last=last, **_shelves(board, changed, records)
    )


class _Hand:
    """An entity while it is being written to."""

    __slots__ = ("at", "by", "fields", "hands", "last_by", "version")

    def __init__(self, record: Record) -> None:
        self.fields: dict[str, Json] = dict(record.fields)
        self.by, self.at, self.hands, self.version = record.by, record.at, record.hands, record.version
        self.last_by = record.last_by

    def take(self, field: str, after: Json, event: Event) -> None:
        if field:
            if after is None:
                self.fields.pop(field, None)
            else:
                self.fields[field] = after
        elif isinstance(after, dict):
            self.fields.update(after)
        self.version, self.last_by = event.e, event.by
        if event.by not in self.hands:
            self.hands |= {event.by}

    def record(self, entity: EntityId) -> Record:
        made = _made_for(entity, self.fields)
        return made(entity, self.fields, self.version, self.by, self.at, self.hands, self.last_by)


def _made_for(entity: EntityId, fields: Mapping[str, Json]) -> type[Record]:
    made = RECORDS.get(entity.partition("/")[0], Record)
    if made is Card:
        kind = fields.get("kind")
        return Card if isinstance(kind, str) and kind in KINDS else Record
    return made


def _shelves(board: Board, changed: _Pairs, records: Mapping[EntityId, Record]) -> dict[str, Any]:
    """Return the fields of the board that the changed records ask for anew."""
    out = _labels(board, changed, records)
    kinds = {type(new) for _, new in changed}
    if Card in kinds:
        out["columns"] = _columns(board.columns, changed)
    if Absence in kinds:
        out["absences"] = _mended(board.absences, *_moves(Absence, changed), _named)
    if Person in kinds:
        out["people"] = _mended(board.people, *_moves(Person, changed), _named)
    if Link in kinds:
        out["links"] = _links(board.links, changed)
    if Meeting in kinds:
        held = out["held"] = _mended(board.held, *_moves(Meeting, changed), _opened)
        out["meeting"] = next((meeting for meeting in reversed(held) if meeting.closed is None), None)
    return out


def _columns(columns: Mapping[Kind, tuple[Card, ...]], changed: _Pairs) -> Mapping[Kind, tuple[Card, ...]]:
    leave, enter = _moves(Card, changed)
    leaving, entering = _by_kind(leave), _by_kind(enter)
    out = dict(columns)
    for kind in leaving.keys() | entering.keys():
        out[kind] = _mended(out[kind], leaving.get(kind, []), entering.get(kind, []), _place)
    return out


def _by_kind(cards: list[Card]) -> dict[Kind, list[Card]]:
    out: dict[str, list[Card]] = {}
    for card in cards:
        kind = str(card.fields["kind"])
        if (alike := out.get(kind)) is None:
            alike = out[kind] = []
        alike.append(card)
    return {KINDS[kind]: alike for kind, alike in out.items()}


def _moves(kind: type[_Kept], changed: _Pairs) -> tuple[list[_Kept], list[_Kept]]:
    """Return the records of a kind that leave their shelf as they were, and that stand there now."""
    return (
        [old for old, _ in changed if isinstance(old, kind) and not old.fields.get("gone")],
        [new for _, new in changed if isinstance(new, kind) and not new.fields.get("gone")],
    )


def _mended(
    shelf: tuple[_Kept, ...], leave: list[_Kept], enter: list[_Kept], key: Callable[[_Kept], Any]
) -> tuple[_Kept, ...]:
    """Return a shelf, which is in order of `key`, without those that leave and with those that enter."""
    if len(leave) + len(enter) > _MANY:
        leaving = {record.id for record in leave}
        return tuple(sorted([*(record for record in shelf if record.id not in leaving), *enter], key=key))
    mended = list(shelf)
    for record in leave:
        del mended[bisect_left(mended, key(record), key=key)]
    for record in enter:
        mended.insert(bisect_left(mended, key(record), key=key), record)
    return tuple(mended)


_place: _Key[Card] = attrgetter("place")


def _named(record: Record) -> tuple[int, int, str]:
    """Return what people and absences are sorted by: the order in which they were named."""
    return (record.at, _number(record.word("label")), record.id)


def _opened(meeting: Meeting) -> tuple[int, str]:
    return (meeting.opened, meeting.id)


def _tied(link: Link) -> tuple[int, str]:
    return (link.at, link.id)


def _number(label: str) -> int:
    """Return the figures of a label, 0 where there are none."""
    try:
        return int(label[1 : 1 + _FIGURES])
    except ValueError:
        return 0


def _links(links: Mapping[EntityId, tuple[Link, ...]], changed: _Pairs) -> Mapping[EntityId, tuple[Link, ...]]:
    leave, enter = _moves(Link, changed)
    leaving = {link.id for link in leave}
    at_end: dict[EntityId, list[Link]] = {}
    for link in (*leave, *enter):
        for end in (link.start, link.end):
            at_end.setdefault(end, [other for other in links.get(end, ()) if other.id not in leaving])
    for link in enter:
        for end in {link.start, link.end}:
            at_end[end].append(link)
    out = {**links, **{end: tuple(sorted(ties, key=_tied)) for end, ties in at_end.items()}}
    return {end: ties for end, ties in out.items() if ties}


def _labels(board: Board, changed: _Pairs, records: Mapping[EntityId, Record]) -> dict[str, Any]:
    """Return the highest number of each letter, and who bears a label that somebody bears already."""
    highest = dict(board.highest)
    doubtful: set[str] = set()
    for old, new in changed:
        label = new.fields.get("label")
        if not isinstance(label, str) or not label or (old is not None and old.fields.get("label") == label):
            continue
        number = _number(label)
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
