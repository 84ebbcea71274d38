"""Quiet writing in words: what each is told who writes, and how much others have written."""

from collections.abc import Iterable

from cofacil.board.model import Board
from cofacil.board.quiet import Written
from cofacil.language.catalog import _, ngettext


def quiet_question(board: Board) -> str:
    """Return what people write about: the question of the step that runs, else what the board is about."""
    step = board.step
    return (step.question if step else "") or board.purpose or board.title


def others_words(written: Iterable[Written]) -> str:
    """Return how much others have written of what is hidden."""
    others = sum(record.is_withheld and not record.is_gone for record in written)
    if not others:
        return _("Others have written nothing yet.")
    return ngettext("Others have written 1 card.", "Others have written {number} cards.", others)
