"""The order in which a column is seen: the one place that board, list, room view, wall, cursor and carried cards ask.

Cards that stand alone come first, in their places; then the themes by name, the cards of each in their places beneath its
line. A theme has a line where at least two of its cards stand in the column. A card of several themes stands beneath the one
that it was given last, of those in which it has company there. What waits folded into one row stands in none of these.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import compress
from operator import attrgetter, not_
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from cofacil.board.events import EntityId
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.board.themes import keys_of, names_of, theme_key

Standing_co = TypeVar("Standing_co", bound=Card | Absence, covariant=True)
_NONE: Mapping[EntityId, str] = MappingProxyType({})
_NOBODY: frozenset[EntityId] = frozenset()
_ID = attrgetter("id")
_MANY = 64
"""Columns that are held: some boards, each as it was lately for several seats."""


class InColumn(NamedTuple, Generic[Standing_co]):
    """What stands in a column, in the order in which it is seen."""

    cards: Sequence[Standing_co] = ()
    beneath: Mapping[EntityId, str] = _NONE
    """Of each card that stands beneath the line of a theme, the name of that."""
    waiting: tuple[Card, ...] = ()
    """What waits in one row behind them all."""

    def line(self, at: int) -> str:
        """Return the theme whose line stands above the card at a place, "" for none."""
        theme = self.named(at)
        return "" if at and self.named(at - 1) == theme else theme

    def named(self, at: int) -> str:
        """Return the theme that the card at a place stands beneath, "" for none, and for what stands behind the cards."""
        return self.beneath.get(self.cards[at].id, "") if at < len(self.cards) else ""

    def place_of(self, record: Card | Absence) -> int | None:
        """Return where something stands, None where it does not: what is in order is not looked through."""
        if isinstance(record, Card) and not self.beneath:
            at = bisect_left(self.cards, record.place, key=_place)
            if at < len(self.cards) and self.cards[at].id == record.id:
                return at
        return next((at for at in reversed(range(len(self.cards))) if self.cards[at].id == record.id), None)

    def only(self, wanted: frozenset[EntityId]) -> "InColumn[Standing_co]":
        """Return what of it is among some cards."""
        return InColumn(tuple(card for card in self.cards if card.id in wanted), self.beneath)

    def among(self, card: EntityId) -> Sequence[Standing_co]:
        """Return those among which a card stands, itself too: those of its theme, or those that stand alone."""
        if not self.beneath:
            return self.cards
        theme = self.beneath.get(card)
        return tuple(other for other in self.cards if self.beneath.get(other.id) == theme)


_lately: dict[tuple[int, int], tuple[tuple[Card, ...], frozenset[EntityId], InColumn[Card]]] = {}


def in_column(board: Board, kind: Kind, waiting: frozenset[EntityId] = _NOBODY) -> InColumn[Card]:
    """Return how a column of cards is seen: the same as long as it holds the same cards, and the same ones wait."""
    cards = board.columns[kind]
    key = (id(cards), id(waiting))
    if (found := _lately.get(key)) is not None:
        return found[2]
    if len(_lately) >= _MANY:
        _lately.clear()
    made = _arranged(board, kind, waiting)
    _lately[key] = (cards, waiting, made)  # what is held has these ids to itself
    return made


def theme_of(board: Board, card: Card) -> str:
    """Return the key of the theme that a card belongs with: the one it stands beneath, else the one it was given last."""
    name = in_column(board, card.kind).beneath.get(card.id)
    return theme_key(name) if name else next(reversed(keys_of(card)), "")


def _place(standing: Card | Absence) -> tuple[str, EntityId]:
    assert isinstance(standing, Card)  # noqa: S101  # cards alone are asked for by their places
    return standing.place


def _arranged(board: Board, kind: Kind, waiting: frozenset[EntityId]) -> InColumn[Card]:
    cards = board.columns[kind]
    folded: tuple[Card, ...] = ()
    if waiting:
        # Every card of a column is asked with each change of it: without a word of ours for each.
        folds = list(map(waiting.__contains__, map(_ID, cards)))
        folded = tuple(compress(cards, folds))
        cards = tuple(compress(cards, map(not_, folds))) if folded else cards
    groups = _groups(board, kind, {card.id for card in folded})
    if not groups:
        return InColumn(cards, waiting=folded)
    names = names_of(groups)
    beneath = {card.id: names[key] for key, group in groups.items() for card in group}
    alone = [card for card in cards if card.id not in beneath]
    together = [card for key in names for card in groups[key]]
    return InColumn((*alone, *together), beneath, folded)


def _groups(board: Board, kind: Kind, left_out: set[EntityId]) -> dict[str, Sequence[Card]]:
    """Return the cards that stand beneath a line in this column, by the key of their theme, each in its place."""
    here: dict[str, Sequence[Card]] = {}
    chosen: dict[EntityId, str] = {}
    several: dict[EntityId, Card] = {}
    for key, cards in board.themes.items():
        row = _of_kind(cards, kind)
        if left_out:
            row = [card for card in row if card.id not in left_out]
        if len(row) > 1:
            here[key] = row
            several |= {card.id: card for card in row if card.id in chosen}
            chosen |= dict.fromkeys((card.id for card in row), key)
    for card in several.values():
        chosen[card.id] = next(key for key in reversed(keys_of(card)) if key in here)
    groups = {key: [card for card in row if chosen[card.id] == key] for key, row in here.items()}
    return {key: row for key, row in groups.items() if len(row) > 1}


def _of_kind(cards: tuple[Card, ...], kind: Kind) -> Sequence[Card]:
    """Return the cards of one kind, which lie together: a theme's are in order of their columns."""
    first = bisect_left(cards, kind.column, key=lambda card: card.kind.column)
    return cards[first : bisect_right(cards, kind.column, first, key=lambda card: card.kind.column)]
