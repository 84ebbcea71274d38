"""What a group calls its columns, long and short, and what it calls all this: kept in the board, so that every seat sees it."""

from typing import NamedTuple

from cofacil.board.errors import Refusal
from cofacil.board.kinds import NOT_HERE, Kind
from cofacil.board.model import Board
from cofacil.board.text import clean_text, has_ink, shown, strip_text

LONG, SHORT = 11, 6
"""Letters of a column's name, and of the form for narrow windows."""
CALLED_LIMIT = 32
NOT_HERE_NAME = "Not here"
"""The column that no group names."""


class ColumnName(NamedTuple):
    """A column's name, and its form for narrow windows."""

    long: str
    short: str


def field_of(kind: Kind) -> str:
    """Return the field of the board that holds a column's name."""
    return f"column.{kind}"


def own_name(board: Board, kind: Kind) -> ColumnName | None:
    """Return what the group calls a column, None where it has not said so: another program may have written anything."""
    value = board.about.fields.get(field_of(kind))
    if not isinstance(value, list) or len(value) != 2:
        return None
    names = [shown(name) for name in value if isinstance(name, str)]
    if len(names) != 2 or not all(map(has_ink, names)) or len(names[0]) > LONG or len(names[1]) > SHORT:
        return None
    return ColumnName(*names)


def called(board: Board) -> str:
    """Return what the group calls all this, "" where it has not said so."""
    return board.about.word("called")


def is_named(board: Board) -> bool:
    """Say whether the group calls any of its columns otherwise than we do."""
    return any(own_name(board, kind) for kind in Kind)


def clean_long(board: Board, kind: Kind, long: str) -> str:
    """Return the long form of a column's name as it may be kept.

    Raises:
        Refusal: when it is empty or too long, or another column has it.
    """
    name = strip_text(long)
    if not has_ink(name) or not any(map(str.isalnum, name)):
        raise Refusal("column-without-name")
    if len(name) > LONG:
        raise Refusal("column-too-long", name=name, number=len(name), limit=LONG)
    _refuse_taken(board, kind, name)
    return clean_text(name)


def clean_column_name(board: Board, kind: Kind, long: str, short: str) -> ColumnName:
    """Return a column's name as it may be kept; a long form that is short enough is both.

    Raises:
        Refusal: when a form is empty or too long, or another column has it.
    """
    name = clean_long(board, kind, long)
    brief = strip_text(short) or (name if len(name) <= SHORT else "")
    if not has_ink(brief):
        raise Refusal("column-needs-short", name=name, limit=SHORT)
    if len(brief) > SHORT:
        raise Refusal("column-short-too-long", name=brief, limit=SHORT)
    _refuse_taken(board, kind, brief)
    return ColumnName(name, clean_text(brief))


def _refuse_taken(board: Board, kind: Kind, name: str) -> None:
    for other in Kind:
        names = own_name(board, other) or (other.plural, other.short)
        if other is not kind and name.casefold() in map(str.casefold, names):
            raise Refusal("column-name-taken", name=name, column=other.column)
    if name.casefold() == NOT_HERE_NAME.casefold():
        raise Refusal("column-name-taken", name=name, column=NOT_HERE)
