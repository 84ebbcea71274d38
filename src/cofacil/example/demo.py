"""The log of what `cofacil demo` shows."""

from cofacil.board.fold import EMPTY, fold
from cofacil.example.crowd import crowd
from cofacil.example.meeting import example_log
from cofacil.room.practice import Practice
from cofacil.store.memory import MemoryLog


def demo_log(practice: Practice, now: int, cards: int | None = None) -> MemoryLog:
    """Return the log of the example, filled up to `cards` cards."""
    log = example_log(practice, now)
    if cards is None:
        return log
    events = log.read(0)
    board = fold(EMPTY, events)
    return MemoryLog([*events, *crowd(board, cards - sum(1 for _ in board.cards()), board.last)])
