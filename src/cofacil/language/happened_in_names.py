"""What happened to the names that a group gives, and to what else the board says of itself."""

from collections.abc import Mapping

from cofacil.board.events import Event
from cofacil.board.kinds import KINDS
from cofacil.board.model import Board
from cofacil.board.text import shorten, shown
from cofacil.language.catalog import _
from cofacil.language.telling import Keys, Tells

_NAME = 32
"""Letters of a name that fit into the sentence."""


def _set(event: Event, board: Board, _keys: Keys) -> str:
    who, writes = board.name_of(event.by), [write for write in event.writes if write.field]
    if len(writes) != 1:
        return _("{who} changed what the board says of itself.", who=who)
    (write,) = writes
    kind = KINDS.get(write.field.removeprefix("column."))
    if kind is not None and isinstance(write.after, list) and write.after:
        name = shorten(shown(str(write.after[0])), _NAME)
        return _("{who} calls {column} {name} now.", who=who, column=_(kind.plural), name=name)
    if kind is not None:
        return _("{column} are called that again.", column=_(kind.plural))
    if write.field == "called" and isinstance(write.after, str):
        return _("We call this: {name}.", name=shorten(shown(write.after), _NAME))
    return _("{who} changed what the board says of itself.", who=who)


IN_NAMES: Mapping[str, Tells] = {"board.set": _set}
"""What tells of a change of what the board says of itself."""
