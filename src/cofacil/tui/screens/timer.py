"""The large timer on the screen: it wakes when its figures differ next."""

import asyncio
from collections.abc import Callable

from cofacil.board.commands.base import Command
from cofacil.board.commands.timer import GiveTime, PauseTimer, ResumeTimer, TimerSeen
from cofacil.board.errors import Trouble
from cofacil.board.model import Board
from cofacil.board.timer import TimerState
from cofacil.room.room import Told
from cofacil.room.telling import tell
from cofacil.tui.lines.base import Press
from cofacil.tui.messages import ChangeRequested
from cofacil.tui.paint.brush import Brush
from cofacil.tui.paint.columns import Window
from cofacil.tui.paint.sheet import Sheet
from cofacil.tui.paint.timer_page import BigTimer, paint_timer
from cofacil.tui.screens.sheet_view import SheetView


class TimerView(SheetView):
    """Shows the timer and the question to a whole hall; anyone who facilitates pauses and lengthens it here."""

    def __init__(self, board: Board, brush: Brush, clock: Callable[[], int], question: str = "") -> None:
        super().__init__(brush)
        self.board = board
        self._clock = clock
        self._question = question

    def hear(self, board: Board, told: str = "") -> None:
        self.board = board
        if told:
            self.told = told
        self.wake()

    def draw(self, window: Window) -> Sheet:
        return paint_timer(BigTimer(self.board, self._clock(), self._question, self.told), window)

    def on_mount(self) -> None:
        self.wake()

    def wake(self) -> None:
        self.repaint()
        now = self._clock()
        until_minute = 60_000 - now % 60_000
        self.wake_in(min(until_minute, self.board.timer.next_change(now) or until_minute))

    async def press(self, press: Press) -> None:
        state = self.board.timer.state(self._clock())
        if state is TimerState.TIME:
            await self._ask(TimerSeen())
            self.go_back()
        elif press.key == "escape" or press.key.casefold() == "t":
            self.go_back()
        elif press.key == "enter" and state in {TimerState.RUNNING, TimerState.PAUSED}:
            await self._ask(PauseTimer() if state is TimerState.RUNNING else ResumeTimer())
        elif press.key in {"+", "-"}:
            await self._ask(GiveTime(1 if press.key == "+" else -1))

    async def on_mouse_scroll_down(self) -> None:
        """Leave everything: a wheel that turns by accident must not end the timer."""

    async def on_mouse_scroll_up(self) -> None:
        """Leave everything, as above."""

    async def _ask(self, command: Command) -> None:
        answer: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self.screen.post_message(ChangeRequested(command, answer))
        try:
            told = await answer
        except Trouble as trouble:
            self.say(trouble.sentence)
        else:
            self.hear(told.board, tell(told.own, told.board))
