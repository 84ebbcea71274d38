"""The board as one person may see it: what is written quietly reaches nobody else, not merely hidden from them.

Cards are sealed by no command yet, so nothing but the tests calls `redacted` and `redacted_events`. They are meant for
seats that come through a door, who are sent the board and its events; who sits at this computer holds the file itself,
and sees all of it.
"""

from collections.abc import Iterable, Mapping

from cofacil.board.events import EntityId, Event, Json, Write
from cofacil.board.model import Board, Who
from cofacil.board.records import Card
from cofacil.board.themes import without

_LONG = 60
"""Letters above which a withheld card is said to be a long one: its exact length would tell too much."""
_OPEN = frozenset({"kind", "label", "pos", "meeting", "sealed", "done", "gone", "struck"})
"""What may be known of a sealed card; every other field, also one that a newer cofacil wrote, may hold its words."""


def redacted(board: Board, who: Who) -> Board:
    """Return the board with others' sealed words taken out while they write quietly; the same board otherwise."""
    sealed = _sealed(board, who)
    if not sealed:
        return board
    records = {**board.records, **{card.id: _withheld(card) for card in sealed}}
    columns = dict(board.columns)
    for kind in {card.kind for card in sealed}:
        columns[kind] = tuple(records[card.id] for card in columns[kind])  # type: ignore[misc]  # each stays a Card
    return board._replace(records=records, columns=columns, themes=without(board.themes, sealed))


def redacted_events(events: Iterable[Event], board: Board, who: Who) -> tuple[Event, ...]:
    """Return events with the words of sealed cards taken out, for those that the redacted board withholds."""
    sealed = {card.id for card in _sealed(board, who)}
    if not sealed:
        return tuple(events)
    return tuple(_blank(event, sealed) for event in events)


def is_sealed_for(board: Board, card: Card, who: Who) -> bool:
    """Say whether a card is withheld from somebody, now."""
    return _is_quiet(board) and bool(card.fields.get("sealed")) and not board.is_own(card, who.person)


def _is_quiet(board: Board) -> bool:
    return board.meeting is not None and board.meeting.writing == "quiet"


def _sealed(board: Board, who: Who) -> tuple[Card, ...]:
    """Return what is withheld, put away or not."""
    if not _is_quiet(board):
        return ()
    return tuple(
        record
        for record in board.records.values()
        if record.fields.get("sealed") and isinstance(record, Card) and is_sealed_for(board, record, who)
    )


def _withheld(card: Card) -> Card:
    length: Json = "long" if len(card.text) > _LONG else "short"
    return Card(card.id, {**_open(card.fields), "withheld": length}, card.version, at=card.at)


def _open(fields: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in fields.items() if name in _OPEN}


def _blank(event: Event, sealed: set[EntityId]) -> Event:
    if not any(write.entity in sealed for write in event.writes):
        return event
    return event._replace(by="", writes=tuple(_blank_write(w) if w.entity in sealed else w for w in event.writes))


def _blank_write(write: Write) -> Write:
    if not write.field:
        return write._replace(after=_open(write.after) if isinstance(write.after, dict) else None)
    return write if write.field in _OPEN else write._replace(before=None, after=None)
