"""What happened around a moment, one event a row, with that of the moment in hand."""

from datetime import date
from typing import NamedTuple

from textual.strip import Strip

from cofacil.language.course_words import clock_to_the_second
from cofacil.language.days import date_of, say_day_short, say_month
from cofacil.language.happened_then import Then, happened_then
from cofacil.made_lately import MadeLately
from cofacil.tui.pages.review.leaf import Desk
from cofacil.tui.pages.sheet import choice_styles
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.row import Piece, margin, row
from cofacil.tui.paint.text import cell_len, cut, fit, fitting
from cofacil.tui.paint.window import Window

_CLOCK = 8
"""Cells of a time of day to the second."""
_INDENT = 3
_WORDS_AT_LEAST = 10
"""Cells below which the words of a card say nothing."""
_rows: MadeLately[Strip] = MadeLately(1024)
_told: MadeLately[Then] = MadeLately(1024)


class Around(NamedTuple):
    """Some events one below the other."""

    rows: tuple[Strip, ...]
    top: int
    """The first of them."""


def around(desk: Desk, at: int, top: int, window: Window) -> Around:
    """Return as many events as the window has rows, the one in hand among them, and as little moved as can be."""
    top = _first(at, top, window.height, len(desk.replay))
    today = date_of(desk.replay.time_of(at))
    shown = range(top, min(top + window.height, len(desk.replay) + 1))
    return Around(tuple(_event_row(desk, position, today, window, in_hand=position == at) for position in shown), top)


def _first(at: int, top: int, height: int, count: int) -> int:
    """Return the first event that is listed, so that one before that in hand and one behind it are seen.

    It moves only where that needs it, and then by nearly all of the rows: a step is few bytes on a terminal.
    """
    beside = 1 if height > 2 else 0
    first, last = top + beside, top + height - 1 - beside
    if at < first and at >= top - 1:
        top = at - height + 1 + beside
    elif not first <= at <= last:
        top = at - beside
    return max(1, min(top, count - height + 1))


def _event_row(desk: Desk, position: int, today: date, window: Window, *, in_hand: bool) -> Strip:
    replay, brush, width = desk.replay, window.brush, window.width
    key = (id(replay), position, today, width, in_hand, brush)
    if (found := _rows.get(key)) is not None:
        return found[1]
    plain, quiet = choice_styles(brush, in_hand=False)
    # Only its moment is turned round: the words stay as they are, and a step is few bytes on a terminal.
    held, _quiet = choice_styles(brush, in_hand=True)
    then = _then(desk, position, brush)
    lead = f" {brush.signs.mark} " if in_hand else " " * _INDENT
    room = width - _INDENT - _CLOCK - 2 - margin(width)
    sentence = cut(then.sentence, room, brush.signs.more)
    left = room - cell_len(sentence) - 2
    when = fit(_when(replay.time_of(position), today), _CLOCK)
    pieces: list[Piece] = [(lead, held if in_hand else plain), (f"{when} ", held if in_hand else quiet), (" ", plain)]
    pieces.append((sentence, plain))
    if then.words and left >= _WORDS_AT_LEAST:
        pieces += [("  ", plain), (cut(then.words, left, brush.signs.more), quiet)]
    return _rows.put(key, (replay,), row(width, pieces, plain))


def _then(desk: Desk, position: int, brush: Brush) -> Then:
    replay = desk.replay
    key = (id(replay), position, brush)
    if (found := _told.get(key)) is not None:
        return found[1]
    words = happened_then(replay.event(position), replay.board_at(position), brush.signs.more)
    return _told.put(key, (replay,), words)


def _when(moment: int, today: date) -> str:
    """Return when it was: by the clock on the day of the moment in hand, else which day that was."""
    day = date_of(moment)
    return clock_to_the_second(moment) if day == today else fitting((say_day_short(day, today), say_month(day)), _CLOCK)
