"""What a column is called, everywhere that it is named: by the group's own word, else by ours."""

from cofacil.board.kinds import IN_COLUMN, Kind
from cofacil.board.model import Board
from cofacil.board.own_names import own_name
from cofacil.language.catalog import _


def column_called(board: Board, number: int, *, is_short: bool = False) -> str:
    """Return what a column is called here, in the form for narrow windows where that is asked for."""
    kind = IN_COLUMN.get(number)
    return kind_called(board, kind, is_short=is_short) if kind else _("Not here")


def kind_called(board: Board, kind: Kind, *, is_short: bool = False) -> str:
    """Return what the column of a kind is called here."""
    if own := own_name(board, kind):
        return own.short if is_short else own.long
    return _(kind.short) if is_short else _(kind.plural)
