"""A painted board, and where things are on it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from textual.strip import Strip

from cofacil.board.events import EntityId, Event, subjects_of
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card
from cofacil.tui.paint.columns import Span
from cofacil.tui.paint.key_row import KeyRow, Offer
from cofacil.tui.paint.scrolling import Visible
from cofacil.tui.view import View


class CardSpot(NamedTuple):
    """A place in a column."""

    column: int
    at: int | None
    """The card that stands there, by its place in the column; None behind the last one."""


class Picture(NamedTuple):
    """The rows, and what a click finds on them."""

    rows: tuple[Strip, ...]
    view: View
    """The view as it was painted: scrolled so that what is in hand is seen."""
    shown: Mapping[int, Visible] = MappingProxyType({})
    """What each column on the screen shows."""
    first: int = 4
    """The first row of cards."""
    columns: Mapping[int, Span] = MappingProxyType({})
    """The cells that each of them takes."""
    heads: Mapping[int, Span] = MappingProxyType({})
    """The cells of the words that stand for each column in the row above the cards."""
    keys: KeyRow = KeyRow()
    below_keys: int = 1
    """Rows below the key row."""

    def offer_at(self, x: int, y: int) -> Offer | None:
        """Return what the key row offers under a cell."""
        return self.keys.offer_at(x) if y == len(self.rows) - 1 - self.below_keys else None

    def head_at(self, x: int, y: int) -> int | None:
        """Return the column whose head is under a cell."""
        if y != self.first - 1:
            return None
        return next((column for column, span in self.heads.items() if x in span), None)

    def card_at(self, x: int, y: int) -> CardSpot | None:
        """Return what is under a cell of the columns, None where there is none."""
        for column, span in self.columns.items():
            ends = self.shown[column].ends
            if x in span and 0 <= y - self.first < len(ends):
                at = ends[y - self.first]
                return CardSpot(column, at if at >= 0 else None)
        return None


def is_seen(event: Event, board: Board, view: View, picture: Picture | None) -> bool:
    """Say whether all that an undo would change is on the picture, or is nothing that stands anywhere."""
    return all(_is_on(picture, subject, board, view) for subject in subjects_of(event))


def _is_on(picture: Picture | None, subject: EntityId, board: Board, view: View) -> bool:
    record = board.records.get(subject)
    if not isinstance(record, Card | Absence) or record.is_gone:
        return True
    column = board.column_of(record)
    visible = picture.shown.get(column) if picture else None
    if visible is None:
        return False
    cards = view.cards(board, column)
    return any(0 <= at < len(cards) and cards[at].id == subject for at in set(visible.ends))
