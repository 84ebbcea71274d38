"""The board as one person may see it: what is written quietly reaches nobody but who wrote it, not merely hidden from them.

Whoever looks is given a board and events of which the hidden words have been taken out: every seat at the room's door, also
those of this computer, what is printed, and what is read aloud. The words are in the file, and nowhere else.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cofacil.board.events import EntityId, Event, Json
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import EMPTY, Board, Who
from cofacil.board.quiet import Written, hidden
from cofacil.board.records import Absence, Card, Record
from cofacil.board.themes import without
from cofacil.board.undo import makes_one

QUIETLY = "card.quietly"
"""What is told of a change to something hidden: that there was one."""
NOBODY = Who("", "", Role.VIEWER)
"""Whoever looks at what is for everybody: a wall, what is printed."""
_LONG = 60
"""Letters above which a withheld card is said to be a long one: its exact length would tell too much."""
_OPEN = frozenset({"kind", "label", "pos", "meeting", "sealed", "standing", "state"})
"""What may be known of what is hidden; every other field, also one that a newer cofacil wrote, may hold its words."""
_MARKS = frozenset({"done", "gone", "struck"})
"""Of these it may be known that they are so, since when, and that it was by an undo."""
_OF_MARKS = frozenset({"at", "undone"})
_MOST = 1024
"""Columns, and cards without their words, that are held; of columns there is one of each for all who wrote something."""


def redacted(board: Board, who: Who) -> Board:
    """Return the board without the words that are hidden from somebody; the same board where none are."""
    return Redactions().board(board, who)


def redacted_events(events: Iterable[Event], board: Board, who: Who) -> tuple[Event, ...]:
    """Return events without the words that are hidden from somebody on a board that is as late as they are, or later."""
    return Redactions().events(events, board, who)


def blanked(event: Event, board: Board, kept: frozenset[EntityId]) -> Event:
    """Return an event without anything of what is kept from somebody but that there was one, if it has to do with that."""
    named = {write.entity for write in event.writes} | {field.partition(" ")[0] for field in event.clash}
    touched = [record for entity in named & kept if isinstance(record := board.records[entity], Written)]
    if not touched:
        return event
    is_open = not event.clash and all(
        bool(write.field) and write.field in _OPEN for write in event.writes if write.entity in kept
    )
    if is_open and board.one(event.by) not in {board.one(record.by) for record in touched}:
        return event  # somebody has moved it, who does not see it either
    writes = tuple(write for write in event.writes if write.entity not in kept)
    clash = tuple(field for field in event.clash if field.partition(" ")[0] not in kept)
    if makes_one(event):  # as it is told where nothing hidden names either of the two
        return event._replace(writes=writes, clash=clash)
    return event._replace(op=QUIETLY, by="", writes=writes, clash=clash)


class Redactions:
    """The boards that those who look at one may see: one for all who have written nothing themselves, made once.

    What is painted is found by the identity of what it was painted from; so what has not changed stays the same object, from
    one board to the next as well.
    """

    def __init__(self) -> None:
        self._of = _Hidden(EMPTY)
        self._blanks: dict[EntityId, tuple[Record, Written]] = {}
        self._rows: dict[tuple[int, ...], tuple[object, object, tuple[Any, ...]]] = {}

    def kept_from(self, board: Board, who: Who) -> frozenset[EntityId]:
        """Return what somebody may not see the words of."""
        return self._hidden(board).kept_from(board, who) if board.sealed else frozenset()

    def events(self, events: Iterable[Event], board: Board, who: Who) -> tuple[Event, ...]:
        """Return events as somebody may see them, of a board that is as late as they are, or later."""
        kept = self.kept_from(board, who)
        return tuple(blanked(event, board, kept) for event in events) if kept else tuple(events)

    def board(self, board: Board, who: Who) -> Board:
        """Return a board as somebody may see it: the same one where nothing is hidden from them."""
        if not board.sealed or not (found := self._hidden(board)).every:
            return board
        own = found.own_of(board, who)
        if len(own) == len(found.every):
            return board
        for_all = found.made.get("")
        if for_all is None:
            for_all = found.made[""] = self._with(board, board, map(self._blank, found.records), found.records)
        if not own:
            return for_all
        person = board.one(who.person)
        if person not in found.made:
            theirs = (board.records[entity] for entity in own)
            others = [record for record in found.records if record.id not in own]
            found.made[person] = self._with(for_all, board, theirs, others)
        return found.made[person]

    def without(self, board: Board, whole: Board, entities: Iterable[EntityId]) -> Board:
        """Return a board, made of a whole one, without the words of some more: what is hidden now, on a board of before."""
        found = (board.records.get(entity) for entity in sorted(entities))
        kept = [record for record in found if isinstance(record, Written) and not record.is_withheld]
        return self._with(board, whole, map(self._blank, kept), kept) if kept else board

    def _hidden(self, board: Board) -> "_Hidden":
        if self._of.board is not board:
            self._of = _Hidden(board)
        return self._of

    def _with(self, board: Board, whole: Board, others: Iterable[Record], kept: Sequence[Written]) -> Board:
        """Return a board with other records in the places of those that have the same ids; `kept` are those withheld on it."""
        put = {record.id: record for record in others}
        columns: dict[Kind, tuple[Card, ...]] = dict(board.columns)
        on_wall = [record for record in put.values() if not record.is_gone]
        for kind in {record.kind for record in on_wall if isinstance(record, Card)}:
            row = whole.columns[kind]
            cards = [record for record in on_wall if isinstance(record, Card) and record.kind is kind]
            at = {bisect_left(row, card.place, key=lambda other: other.place): card for card in cards}
            columns[kind] = self._row(board.columns[kind], at)
        away = {n: put[absence.id] for n, absence in enumerate(board.absences) if absence.id in put}
        absences: tuple[Absence, ...] = self._row(board.absences, away)
        # What cards are about is among their words.
        themes = without(whole.themes, (record for record in kept if isinstance(record, Card)))
        return board._replace(records={**board.records, **put}, columns=columns, absences=absences, themes=themes)

    def _blank(self, record: Record) -> Written:
        known = self._blanks.get(record.id)
        if known is None or known[0] is not record:
            if len(self._blanks) >= _MOST:
                self._blanks.clear()
            known = self._blanks[record.id] = (record, _withheld(record))
        return known[1]

    def _row(self, row: tuple[Any, ...], put: Mapping[int, Record]) -> tuple[Any, ...]:
        """Return a column with others in some places; for the same column and the same others the same one."""
        if not put:
            return row
        key = (id(row), *(id(record) for record in put.values()))
        if (held := self._rows.get(key)) is not None:
            return held[2]
        if len(self._rows) >= _MOST:
            self._rows.clear()
        other = list(row)
        for at, record in put.items():
            other[at] = record
        # As long as these are held, nobody else has their ids.
        self._rows[key] = (row, tuple(put.values()), tuple(other))
        return self._rows[key][2]


class _Hidden:
    """What is hidden on one board, and whose it is; found once, for all who look."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.records = hidden(board)
        self.every = frozenset(record.id for record in self.records)
        self._own: dict[str, frozenset[EntityId]] = {}
        for record in self.records:
            writer = board.one(record.by) if record.by else ""
            self._own[writer] = self._own.get(writer, frozenset()) | {record.id}
        self.made: dict[str, Board] = {}
        """The boards that were made, by whose they are; "" for all who have written nothing that is hidden."""

    def own_of(self, board: Board, who: Who) -> frozenset[EntityId]:
        """Return what somebody sees all the same: what they wrote, unless they only watch from where they sit."""
        if not who.person or who.role == Role.VIEWER:
            return frozenset()
        return self._own.get(board.one(who.person), frozenset())

    def kept_from(self, board: Board, who: Who) -> frozenset[EntityId]:
        return self.every - self.own_of(board, who)


def _withheld(record: Record) -> Written:
    """Return what may be known of something hidden: that it is there, and whether it is a long one."""
    words = record.word("who" if isinstance(record, Absence) else "text")
    length: Json = "long" if len(words) > _LONG else "short"
    kind = Absence if isinstance(record, Absence) else Card
    return kind(
        record.id, {**_open(record.fields), "withheld": length}, record.version, at=record.at, touched=record.touched
    )


def _open(fields: Mapping[str, Json]) -> dict[str, Json]:
    told = {name: value for name, value in fields.items() if name in _OPEN}
    for name in _MARKS & fields.keys():
        mark = fields[name]
        told[name] = {part: mark[part] for part in _OF_MARKS & mark.keys()} or True if isinstance(mark, dict) else True
    return told
