"""What people have said they will do, suggested and agreed to, in one sentence for the last row."""

from collections.abc import Mapping

from cofacil.board.events import Event
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.records import Card
from cofacil.board.slugs import ROOM_KEPT
from cofacil.language.agreement_words import agreed_words
from cofacil.language.catalog import _
from cofacil.language.days import day_of, say_day
from cofacil.language.names import listed, names_of, us_last
from cofacil.language.telling import Keys, Tells, changed_board, says_of, subject


def _taken(event: Event, board: Board, keys: Keys) -> str:
    card = subject(event, board)
    if not isinstance(card, Card):
        return changed_board(event, board, keys)
    label, names, day = board.label_of(card), listed(us_last(names_of(board, card.owners))), day_of(card.when)
    is_us = card.owners == (ROOM_KEPT,)
    if day:
        words = N_("{label}: we here will, by {day}.") if is_us else N_("{label}: {names} will, by {day}.")
        return _(words, label=label, names=names, day=say_day(day))
    words = N_("{label}: we here will.") if is_us else N_("{label}: {names} will.")
    return _(words, label=label, names=names)


def _agreed(event: Event, board: Board, keys: Keys) -> str:
    card = subject(event, board)
    if not isinstance(card, Card):
        return changed_board(event, board, keys)
    label, agreed = board.label_of(card), card.agreed
    if agreed is None:
        return _("{label} is no longer said to be agreed.", label=label)
    return _("{label} is {agreed}.", label=label, agreed=agreed_words(board, agreed))


IN_AGREEING: Mapping[str, Tells] = {
    "card.take": _taken,
    "card.agree": _agreed,
    "card.suggest": says_of(N_("{label} is a suggestion: whoever it is for may take it or leave it.")),
}
"""What tells of each of these."""
