"""How much of a timer is left, in words."""

from cofacil.board.timer import Timer, TimerState
from cofacil.language.catalog import _


def left_words(timer: Timer, now: int) -> str:
    """Return how much is left in words, for those who do not read figures across a hall."""
    if timer.state(now) not in {TimerState.RUNNING, TimerState.PAUSED} or timer.counts_up or not timer.length:
        return ""
    left = timer.remaining(now)
    if left * 8 <= timer.length:
        return nearly_over()
    return less_than_half() if left * 2 < timer.length else more_than_half()


def nearly_over() -> str:
    return _("nearly over")


def less_than_half() -> str:
    return _("less than half left")


def more_than_half() -> str:
    return _("more than half left")


def time_is_up() -> str:
    return _("TIME")


def paused(figures: str) -> str:
    return _("{figures} paused", figures=figures)
