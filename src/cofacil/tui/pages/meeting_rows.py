"""What the pages share on which a meeting begins: the board's own top rows, with the page's question in the second."""

from datetime import datetime

from textual.strip import Strip

from cofacil.board.model import Board
from cofacil.language.catalog import _
from cofacil.tui.paint.head import time_piece
from cofacil.tui.paint.row import Piece, words_row
from cofacil.tui.paint.window import Window


def above_right(board: Board, now: int, window: Window) -> str:
    """Return what stands at the right of the first row: whose board it is, and the time."""
    clock = datetime.fromtimestamp(now / 1000).astimezone().strftime("%H:%M")
    if window.width < 80 or board.title == board.topic:
        return clock
    return f"{board.title}  {clock}"


def question_row(board: Board, question: str, now: int, window: Window) -> Strip:
    """Return the second row: which step runs, what is asked on this page, and the timer."""
    brush = window.brush
    style, digits = brush.style("step"), time_piece(board.timer, now, brush)
    step = board.step
    lead = (
        _("{number} of {count}", number=board.plan.index(step) + 1, count=len(board.plan)) + "  "
        if step is not None and window.width >= 80
        else ""
    )
    tail: list[Piece] = [("  ", style), digits] if digits is not None else []
    return words_row(window.width, [(lead, brush.style("place")), (question, style)], style, tail)


def until_next_change(board: Board, now: int) -> int:
    """Return the milliseconds until one of these rows differs: the timer's next figure, else the clock's next minute."""
    until_minute = 60_000 - now % 60_000
    return min(until_minute, board.timer.next_change(now) or until_minute)
