"""Where one person looks: a column, what is in hand in each, and how the board is laid out for them."""

from collections.abc import Sequence
from typing import NamedTuple

from cofacil.board.carried import older
from cofacil.board.events import EntityId, Event
from cofacil.board.in_column import InColumn, in_column
from cofacil.board.kinds import COLUMN_KEYS, COLUMNS, IN_COLUMN, NOT_HERE
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card

_NOTHING = ("",) * len(COLUMNS)
OLDER = "older"
"""What is in hand where that is a column's one row of older things, in the place of a card's id."""
SIDE_BY_SIDE = 100
"""Cells from which columns stand beside each other."""


class View(NamedTuple):
    """One person's own place on the board; nobody else's changes move it."""

    column: int = 1
    hands: tuple[EntityId, ...] = _NOTHING
    """What is in hand in each column, by its id: others' cards may come and go above it."""
    places: tuple[int, ...] = (0,) * len(COLUMNS)
    """Where that was when it was last looked at, so that it need not be searched, and what comes in its place is known."""
    tops: tuple[int, ...] = (0,) * len(COLUMNS)
    """The first card that each column shows."""
    is_wide: bool = False
    is_room: bool = False
    only: tuple[EntityId, ...] | None = None
    """What a search keeps on the board, None for everything."""
    found: str = ""
    """The words of that search."""
    unfolded: tuple[int, ...] = ()
    """The columns whose older things are shown one by one."""
    past: str = ""
    """The quiet writing, by its seal, whose page this person has left to look at the board; "" for none."""

    @property
    def text(self) -> str:
        """Return it as it is written down for who comes back; what a search keeps is searched again."""
        signs = ("w" if self.is_wide else "") + ("r" if self.is_room else "")
        unfolded, tops = (" ".join(map(str, numbers)) for numbers in (self.unfolded, self.tops))
        return "\n".join(
            (str(self.column), " ".join(hand or "-" for hand in self.hands), tops, unfolded, signs, self.past)
        )

    @classmethod
    def of_text(cls, text: str) -> "View | None":
        """Return what was written down, None where that is no view."""
        parts = text.split("\n")
        if len(parts) != 6:
            return None
        column, hands, tops, unfolded, signs, past = parts
        each = tuple("" if hand == "-" else hand for hand in hands.split())
        numbers = (column, *tops.split(), *unfolded.split())
        if not all(number.isascii() and number.isdecimal() and len(number) < 7 for number in numbers):
            return None
        scrolled, shown = tuple(map(int, tops.split())), tuple(map(int, unfolded.split()))
        if int(column) not in COLUMNS or len(each) != len(COLUMNS) or len(scrolled) != len(COLUMNS):
            return None
        return cls(
            int(column), each, tops=scrolled, is_wide="w" in signs, is_room="r" in signs, unfolded=shown, past=past
        )

    def cards(self, board: Board, column: int | None = None) -> Sequence[Card | Absence]:
        """Return the cards that a column shows to this person, in the order in which they are seen."""
        return self.standing(board, column).cards

    def standing(self, board: Board, column: int | None = None) -> InColumn[Card | Absence]:
        """Return what a column shows to this person, and which of it stands beneath a line."""
        number = column or self.column
        kind = IN_COLUMN.get(number)
        if kind is None:
            whole: InColumn[Card | Absence] = InColumn(board.absences)
        elif number in self.unfolded or self.only is not None:
            whole = in_column(board, kind)
        else:
            whole = in_column(board, kind, older(board, kind))
        return whole if self.only is None else whole.only(frozenset(self.only))

    @property
    def is_on_older(self) -> bool:
        """Say whether a column's row of older things is in hand."""
        return self.hands[self.column - 1] == OLDER

    def row_in_hand(self, board: Board, column: int) -> int | None:
        """Return which of the rows of a column is in hand: behind the cards stands that of older things, where there are any."""
        standing = self.standing(board, column)
        if standing.waiting and self.hands[column - 1] == OLDER:
            return len(standing.cards)
        return self.place_among(standing.cards, column)

    def place(self, board: Board, column: int | None = None) -> int | None:
        """Return where in a column its hand is, None in an empty one."""
        column = column or self.column
        return self.place_among(self.cards(board, column), column)

    def place_among(self, cards: Sequence[Card | Absence], column: int) -> int | None:
        """Return where its hand is among the cards that a column shows, None where there are none."""
        hand, guess = self.hands[column - 1], self.places[column - 1]
        if not cards or hand == OLDER:
            return None
        if guess < len(cards) and cards[guess].id == hand:
            return guess
        return next((at for at, card in enumerate(cards) if card.id == hand), min(guess, len(cards) - 1))

    def in_hand(self, board: Board) -> Card | Absence | None:
        cards = self.cards(board)
        place = self.place_among(cards, self.column)
        return None if place is None else cards[place]

    def settled(self, board: Board) -> "View":
        """Return the view with every hand where it now is: what was put away gives its place to the next."""
        hands, places = zip(*(self._settled_in(board, column) for column in COLUMNS), strict=True)
        return self._with(hands, places)

    def _settled_in(self, board: Board, column: int) -> tuple[EntityId, int]:
        """Return what is in hand in a column, and where: the row of older things where nothing else stands there."""
        standing = self.standing(board, column)
        cards, has_older = standing.cards, bool(standing.waiting)
        if has_older and (not cards or self.hands[column - 1] == OLDER):
            return OLDER, len(cards)
        view = self if self.hands[column - 1] != OLDER else self._replace(hands=_NOTHING)
        at = view.place_among(cards, column)
        return ("", 0) if at is None else (cards[at].id, at)

    def step(self, board: Board, by: int) -> "View":
        """Return the view with the hand so many cards further down; behind the last stands the row of older things."""
        standing = self.standing(board)
        cards, place = standing.cards, self.row_in_hand(board, self.column)
        if place is None:
            return self
        at = max(0, min(len(cards) - (0 if standing.waiting else 1), place + by))
        return self._at(self.column, OLDER if at == len(cards) else cards[at].id, at)

    def with_older(self, column: int = 0) -> "View":
        """Return the view with the older things of a column shown one by one; Esc folds them again."""
        return self._replace(unfolded=tuple(sorted({*self.unfolded, column or self.column})))

    def to_column(self, board: Board, column: int) -> "View":
        """Return the view of another column; its hand is where it was left."""
        return self._replace(column=max(1, min(NOT_HERE, column))).settled(board)

    def to(self, board: Board, entity: EntityId) -> "View":
        """Return the view with something in hand, wherever it stands; the same view when it is not on the wall."""
        record = board.records.get(entity)
        if not isinstance(record, Card | Absence) or record.is_gone:
            return self
        column = board.column_of(record)
        view = self if self.only is None or entity in self.only else self._replace(only=None, found="")
        if any(card.id == entity for card in view.standing(board, column).waiting):
            view = view.with_older(column)
        at = view.standing(board, column).place_of(record) or 0
        return view._replace(
            column=column,
            hands=(*view.hands[: column - 1], entity, *view.hands[column:]),
            places=(*view.places[: column - 1], at, *view.places[column:]),
        )

    def holding(self, board: Board, entity: EntityId) -> "View":
        """Return the view with something in hand within its own column, whichever column this person looks at."""
        there = self.to(board, entity)
        return there._replace(column=self.column, only=self.only, found=self.found)

    def at_step(self, board: Board) -> "View":
        """Return the view of the column that the step that runs is about; the same where there is none."""
        step = board.step
        return self.to_column(board, step.column) if step is not None and step.column else self

    def look(self, board: Board, key: str) -> "View | None":
        """Return the view after a key that looks around, None when the key does something else."""
        steps = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -(10**6), "end": 10**6}
        if key in steps:
            return self.step(board, steps[key])
        if key in {"left", "right"}:
            return self.to_column(board, self.column + (1 if key == "right" else -1))
        if key in COLUMN_KEYS:
            return self.to_column(board, COLUMN_KEYS[key])
        if key == "enter" and self.is_on_older:
            waiting, shown = self.standing(board).waiting, self.with_older()
            return shown.to(board, waiting[0].id) if waiting else shown.settled(board)
        if key == "escape":
            return self._replace(only=None, found="", is_room=False, is_wide=False, unfolded=()).settled(board)
        return None

    def in_room_view(self) -> "View":
        """Return the view in its other form: few words for the back row, or all of them."""
        return self._replace(is_room=not self.is_room)

    def follow(self, board: Board, events: Sequence[Event]) -> "View":
        """Return the view with what was changed last in hand, as the wall looks."""
        entities = (write.entity for event in reversed(events) for write in event.writes)
        changed = next((entity for entity in entities if entity.startswith(("card/", "absence/"))), None)
        return self.to(board, changed) if changed else self

    def scrolled(self, column: int, top: int) -> "View":
        """Return the view with a column beginning at another card."""
        return self._replace(tops=(*self.tops[: column - 1], top, *self.tops[column:]))

    def _at(self, column: int, entity: EntityId, at: int) -> "View":
        hands = (*self.hands[: column - 1], entity, *self.hands[column:])
        return self._with(hands, (*self.places[: column - 1], at, *self.places[column:]))

    def _with(self, hands: tuple[EntityId, ...], places: tuple[int, ...]) -> "View":
        return self if (hands, places) == (self.hands, self.places) else self._replace(hands=hands, places=places)
