"""The log as it may leave the house: what is written quietly now is not in it, nor any word that was struck out, then or since."""

from collections.abc import Iterable

from cofacil.board.events import Event
from cofacil.board.model import Board
from cofacil.board.redaction import NOBODY, redacted_events
from cofacil.review.struck import struck_in, without_words


def public_log(events: Iterable[Event], board: Board) -> tuple[Event, ...]:
    """Return the events of a board that is as late as they are."""
    shown = redacted_events(events, board, NOBODY)
    struck = dict(struck_in(shown))
    return tuple(without_words(event, struck) for event in shown) if struck else shown
