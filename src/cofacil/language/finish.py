"""What Tab makes of a name that was begun: each of those it could be, one after the other."""

from cofacil.board.model import Board
from cofacil.board.naming import beginning
from cofacil.board.records import Person

_OPENING = '"“„«»'


def finished_names(before: str, board: Board) -> tuple[str, ...]:
    """Return what may stand before the cursor with its last `@name` finished; nothing where none is begun there.

    An `@` alone is the beginning of everybody's name.
    """
    head, sign, started = before.rpartition("@")
    if not sign or (head and not head[-1].isspace()):
        return ()
    # A blank would end the name for who reads on behind it.
    return tuple(f"{head}@{person.name.replace(' ', '-')} " for person in _begun(board, started))


def finished_name(before: str, board: Board) -> tuple[str, ...]:
    """Return what may stand before the cursor on a line that is one name, or a name and a comma; nothing behind that."""
    if "," in before:
        return ()
    return tuple(person.name for person in _begun(board, before.strip()))


def finished_in(before: str, board: Board) -> tuple[str, ...]:
    """Return what may stand before the cursor on a line of names with its last one finished, sign or none."""
    if "@" in before:
        return finished_names(before, board)
    head = before[: before.rfind(" ") + 1]
    started = before[len(head) :]
    return tuple(f"{head}@{person.name.replace(' ', '-')} " for person in _begun(board, started)) if started else ()


def _begun(board: Board, started: str) -> tuple[Person, ...]:
    begun = started.lstrip(_OPENING)
    if begun.strip() or not started:
        return beginning(board, begun)
    return ()
