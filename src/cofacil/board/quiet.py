"""Quiet writing: which steps hide what was written in them, and which cards that is.

A card that is written in a quiet step bears that step in its field `sealed`. It is hidden from all but whose it is as long
as the step's meeting is open and nobody has shown what was written: no later, so that no words are lost behind a closed
meeting.
"""

from cofacil.board.events import Json, Write
from cofacil.board.model import Board, Who
from cofacil.board.plan import Writing
from cofacil.board.records import Card, Step


def hiding(board: Board) -> tuple[Step, ...]:
    """Return the steps of the open meeting, those in between among them, that hide what was written in them."""
    return tuple(step for step in _quiet(board) if not step.is_shown)


def shown_steps(board: Board) -> tuple[Step, ...]:
    """Return the quiet steps of the open meeting of which all has been shown."""
    return tuple(step for step in _quiet(board) if step.is_shown)


def hidden_cards(board: Board) -> tuple[Card, ...]:
    """Return the cards on the wall whose words are hidden now from all but whose they are."""
    hides = {seal_of(step) for step in hiding(board)}
    return tuple(card for card in board.cards() if card.fields.get("sealed") in hides) if hides else ()


def seal_of(step: Step) -> str:
    """Return what a card bears that is written in a step: its ULID."""
    return step.id.partition("/")[2]


def shows_all(board: Board, who: Who, now: int) -> tuple[Write, ...]:
    """Return the writes that show everything that is hidden."""
    mark: Json = {"at": now, "by": who.person}
    return tuple(step.write("revealed", mark) for step in hiding(board))


def _quiet(board: Board) -> tuple[Step, ...]:
    steps = board.steps.get(board.meeting.id, ()) if board.meeting else ()
    return tuple(step for step in steps if step.writing is Writing.QUIET and step.began is not None)
