"""What Tab does on a line with names: it goes through whom an unsure name could mean, else finishes the one begun."""

from collections.abc import Callable

from cofacil.board.model import Board
from cofacil.language.card_line import Captured, NamesRead
from cofacil.language.finish import chosen_names, finished_in
from cofacil.tui.typed import Typed


def tabbed(
    typed: Typed,
    board: Board,
    read: Callable[[str], Captured | NamesRead],
    finished: Callable[[str, Board], tuple[str, ...]] = finished_in,
) -> Typed | None:
    """Return the line with the next name it could hold, None where there is no other; `read` reads a whole line."""
    return typed.choose(lambda line: chosen_names(line, board, read)) or typed.finish(
        lambda before: finished(before, board)
    )
