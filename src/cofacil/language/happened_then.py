"""What happened, as it is read weeks later: a sentence, and the words that it is about."""

from typing import NamedTuple

from cofacil.board.events import Event, subjects_of
from cofacil.board.model import Board
from cofacil.board.records import Absence, Card, Step
from cofacil.board.redaction import QUIETLY
from cofacil.language.catalog import _
from cofacil.language.facts import words_of
from cofacil.language.happened import tell
from cofacil.language.telling import Keys, changed_board, value_after


class Then(NamedTuple):
    """One thing that happened."""

    sentence: str
    words: str = ""
    """What the card says, or the step asks, that it is about; "" for none, and where the sentence says it."""


def happened_then(event: Event, board: Board, more: str = "…") -> Then:
    """Return what an event did, in words, on the board as it was right behind it."""
    if event.op == QUIETLY:
        return Then(_("Something was written quietly."))
    sentence = tell([event], board, more=more) or changed_board(event, board, Keys(more=more))
    return Then(sentence, _words(event, board))


def _words(event: Event, board: Board) -> str:
    """Return the words of the one card that an event is about, or the question of the step that it begins."""
    if event.op == "step.go":
        step = board.records.get(str(value_after(event, "step")))
        return step.question if isinstance(step, Step) else ""
    subjects = subjects_of(event)
    record = board.records.get(subjects[0]) if len(subjects) == 1 else None
    if not isinstance(record, Card | Absence) or record.is_withheld or _says_them(event):
        return ""
    return words_of(record)


def _says_them(event: Event) -> bool:
    """Say whether the sentence of an event has the words of what it is about."""
    return event.op in {"absence.name", "absence.set", "absence.round", "promise.answer"}
