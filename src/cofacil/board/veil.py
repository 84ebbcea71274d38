"""The board as one person may see it: what is written quietly reaches nobody else, not merely hidden from them."""

from collections.abc import Iterable
from dataclasses import replace

from cofacil.board.events import Event, Json, Write
from cofacil.board.model import Board, Who
from cofacil.board.records import Card

_LONG = 60
"""Letters above which a withheld card is said to be a long one: its exact length would tell too much."""
_WORDS = ("text", "note", "when", "said")


def veil(board: Board, who: Who) -> Board:
    """Return the board with others' sealed words taken out while they write quietly; the same board otherwise."""
    sealed = _sealed(board, who)
    if not sealed:
        return board
    records = dict(board.records)
    columns = dict(board.columns)
    for card in sealed:
        records[card.id] = _withheld(card)
    for kind, cards in columns.items():
        columns[kind] = tuple(records[card.id] for card in cards)  # type: ignore[misc]  # each stays a Card
    return replace(board, records=records, columns=columns)


def veil_events(events: Iterable[Event], board: Board, who: Who) -> tuple[Event, ...]:
    """Return events with the words of sealed cards taken out, for those that the veiled board withholds."""
    sealed = {card.id for card in _sealed(board, who)}
    if not sealed:
        return tuple(events)
    return tuple(
        replace(event, writes=tuple(_blank(w) if w.entity in sealed else w for w in event.writes)) for event in events
    )


def _sealed(board: Board, who: Who) -> tuple[Card, ...]:
    if board.meeting is None or board.meeting.writing != "quiet":
        return ()
    return tuple(card for card in board.cards() if card.fields.get("sealed") and not card.belongs_to(who.person))


def _withheld(card: Card) -> Card:
    fields = {name: value for name, value in card.fields.items() if name not in _WORDS and "." not in name}
    length: Json = "long" if len(card.text) > _LONG else "short"
    return Card(card.id, {**fields, "withheld": length}, card.version, "", card.at, frozenset())


def _blank(write: Write) -> Write:
    if not write.field and isinstance(write.after, dict):
        return replace(
            write, after={name: value for name, value in write.after.items() if name not in _WORDS and "." not in name}
        )
    return replace(write, before=None, after=None) if write.field in _WORDS or "." in write.field else write
