"""What is said of something that is agreed, and before it is."""

from collections.abc import Sequence

from cofacil.board.agreement import how_many, missing_now
from cofacil.board.model import Board
from cofacil.board.records import Absence, Agreement
from cofacil.language.catalog import _, ngettext
from cofacil.language.names import commas

_NAMED = 2
"""How many of those who were missing are named; the rest are counted."""


def agreed_words(board: Board, agreed: Agreement) -> str:
    """Return by how many of us something is agreed, and who was not in the room then, within a sentence."""
    by = agreed_by(how_many(board, agreed))
    missing = missing_names(board, agreed)
    return _("{agreed}; not in the room then: {names}", agreed=by, names=missing_in_brief(missing)) if missing else by


def agreed_by(number: int) -> str:
    return ngettext("agreed by the one of us here", "agreed by the {number} of us here", number)


def missing_names(board: Board, agreed: Agreement) -> tuple[str, ...]:
    """Return who was missing when something was agreed, but for who is hidden; those not born yet last: they always are."""
    found = [record for entity in agreed.missing if isinstance(record := board.records.get(entity), Absence)]
    return tuple(absence.who for absence in sorted(found, key=lambda absence: absence.is_standing) if absence.who)


def missing_in_brief(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    more = len(names) - _NAMED
    if more < 2:
        return commas(names)
    return ngettext("{names}, {number} more", "{names}, {number} more", more, names=commas(names[:_NAMED]))


def before_agreeing(board: Board) -> str:
    """Return what is asked before something is agreed, "" where nobody is missing. It needs no answer.

    Source: document 001, balance quick results against who is missing.
    """
    number = len(missing_now(board))
    return _("Not in the room: {number}. Is this for us to decide?", number=number) if number else ""
