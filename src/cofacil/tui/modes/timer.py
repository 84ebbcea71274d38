"""Setting the timer: minutes and Enter, + and -, and the key that opened it again for the large one."""

from dataclasses import dataclass, field, replace

from cofacil.board.commands.base import Command
from cofacil.board.commands.timer import GiveTime, PauseTimer, ResumeTimer, StartTimer, StopTimer, TimerSeen
from cofacil.board.timer import TimerState, digits
from cofacil.language.catalog import _
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, OpenPage, Step, closed
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot
from cofacil.tui.typed import Typed

_FIGURES = 4


@dataclass(frozen=True, slots=True)
class TimerMode(Mode):
    """Starts, pauses, lengthens and stops the timer that everybody sees."""

    typed: Typed = field(default_factory=Typed)

    def foot(self, desk: Desk) -> Foot:
        offers = (
            Offer("", _("start"), cap=_("5 Enter")),
            Offer("enter", _("pause, go on"), _("pause")),
            Offer("", _("a minute"), _("a min"), cap="+ -"),
            Offer("", _("stop"), cap=_("0 Enter")),
            Offer(desk.keys["timer"], _("large")),
            Offer("escape", "", stays=True),
        )
        return Foot(_("Timer:"), self.typed, self._state(desk), sentence=_("The timer is everybody's."), offers=offers)

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return closed()
        if press.key == "enter":
            return self._enter(desk)
        if press.key in {"+", "-"}:
            return Step(self, (GiveTime(1 if press.key == "+" else -1),), kept=lambda _news, _desk: Step(self))
        if press.key.casefold() == desk.keys["timer"]:
            return Step(None, errands=(OpenPage("big_timer"),))
        if press.character and (not press.character.isdecimal() or len(self.typed.text) >= _FIGURES):
            return None
        typed = self.typed.press(press.key, press.character)
        return Step(replace(self, typed=typed)) if typed else None

    def _state(self, desk: Desk) -> str:
        timer = desk.board.timer
        shown = digits(timer.remaining(desk.now), up=timer.counts_up)
        state = timer.state(desk.now)
        if state is TimerState.RUNNING:
            return _("Type minutes, then Enter. Now running: {left}.", left=shown)
        if state is TimerState.PAUSED:
            return _("Standing still at {left}. Enter goes on.", left=shown)
        if state is TimerState.TIME:
            return _("Time. + gives a minute, Enter takes the word off the wall.")
        return _("Type minutes, then Enter. Nothing is running.")

    def _enter(self, desk: Desk) -> Step:
        if self.typed.text:
            minutes = int(self.typed.text)
            return Step(self, (StartTimer(minutes) if minutes else StopTimer(),), kept=lambda _news, _desk: closed())
        state = desk.board.timer.state(desk.now)
        commands: dict[TimerState, Command] = {
            TimerState.RUNNING: PauseTimer(),
            TimerState.PAUSED: ResumeTimer(),
            TimerState.TIME: TimerSeen(),
        }
        if state not in commands:
            return Step(self, sentence=_("Nothing is running. Type minutes, then Enter."))
        return Step(self, (commands[state],), kept=lambda _news, _desk: closed())
