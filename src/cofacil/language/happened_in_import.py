"""What is told of an import: how much came, whoever it was about."""

from cofacil.board.events import Event
from cofacil.board.model import Board
from cofacil.language.catalog import ngettext
from cofacil.language.numbers import count_of
from cofacil.language.telling import Keys


def imported(event: Event, board: Board, keys: Keys) -> str:
    """Return how many things somebody took in at once, and the key that takes them away again."""
    count = sum(write.entity.startswith(("card/", "absence/")) and not write.field for write in event.writes)
    who, number = board.name_of(event.by), count_of(count)
    if keys.undo:
        return ngettext(
            "{who} imported {number} thing. {undo} takes it away again.",
            "{who} imported {number} things. {undo} takes them away again.",
            count,
            who=who,
            number=number,
            undo=keys.undo,
        )
    return ngettext("{who} imported {number} thing.", "{who} imported {number} things.", count, who=who, number=number)
