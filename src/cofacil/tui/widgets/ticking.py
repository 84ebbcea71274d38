"""When the board is painted anew because time has passed, and what is said when the timer has reached zero."""

import asyncio

from cofacil.board.timer import TimerState
from cofacil.tui.widgets.showing import Showing

MINUTE = 60_000
TIME_IS_UP = "Time. Finish what you are saying."


class Ticking:
    """Wakes the board view when its figures differ next."""

    def __init__(self, view: Showing) -> None:
        self._view = view
        self._next: asyncio.TimerHandle | None = None
        self._state = TimerState.OFF
        self._minute = 0

    def schedule(self) -> None:
        """Wake up when the figures differ next: each second while the timer runs, else each minute."""
        now, timer = self._view.clock(), self._view.board.timer
        until_minute = MINUTE - now % MINUTE
        until_second = timer.next_change(now)
        delay = min(until_minute, until_second or until_minute) + 2
        self.stop()
        self._minute = now // MINUTE
        before, self._state = self._state, timer.state(now)
        if before is TimerState.RUNNING and self._state is TimerState.TIME and self._view.line is None:
            self._view.say(TIME_IS_UP)
        # Not a timer of Textual's, which is a task each: the figures change every second.
        self._next = asyncio.get_running_loop().call_later(delay / 1000, self._view.call_later, self.tick)

    def stop(self) -> None:
        """Wake nobody any more."""
        if self._next is not None:
            self._next.cancel()

    def tick(self) -> None:
        """Show that time has passed."""
        if self._view.clock() // MINUTE == self._minute:
            self._view.repaint_figures()
        else:
            self._view.repaint()
        self.schedule()
