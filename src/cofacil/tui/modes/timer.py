"""Setting the timer: a length and Enter, a letter to pause, + and -, and the key that opened it again for the large one."""

from dataclasses import dataclass, field, replace

from cofacil.board.commands.base import Command
from cofacil.board.commands.timer import GiveTime, PauseTimer, ResumeTimer, StartTimer, StopTimer, TimerSeen
from cofacil.board.errors import Refusal
from cofacil.board.timer import LONGEST, MINUTE, Timer, TimerState, digits
from cofacil.language.catalog import _
from cofacil.language.lengths import LengthUnknown, read_length
from cofacil.language.worded import worded
from cofacil.tui.keys import Press
from cofacil.tui.modes.mode import Desk, Mode, OpenPage, Step, closed
from cofacil.tui.modes.paste import taken
from cofacil.tui.paint.key_row import Offer
from cofacil.tui.paint.scene import Foot
from cofacil.tui.typed import Typed

_LONGEST_TYPED = 40


@dataclass(frozen=True, slots=True)
class TimerMode(Mode):
    """Starts, pauses, lengthens and stops the timer that everybody sees."""

    typed: Typed = field(default_factory=Typed)
    asked: Timer | None = None
    """The timer that goes, once it has been asked whether another shall take its place."""

    def foot(self, desk: Desk) -> Foot:
        sentence = _("The timer is everybody's.")
        return Foot(_("Timer:"), self.typed, self._readback(desk), sentence=sentence, offers=self._offers(desk))

    def press(self, press: Press, desk: Desk) -> Step | None:
        if press.key == "escape":
            return closed()
        if press.key == "enter":
            return self._start(desk) if self.typed.text.strip() else self._close(desk)
        if not self.typed.text:
            if press.key in {"+", "-"}:
                return Step(self, (GiveTime(1 if press.key == "+" else -1),), kept=lambda _news, _desk: Step(self))
            if press.key.casefold() == desk.keys["timer"]:
                return Step(None, errands=(OpenPage("big_timer"),))
            if press.key.casefold() == pause_key(desk.keys["timer"]):
                return self._pause(desk)
        if press.character and len(self.typed.text) >= _LONGEST_TYPED:
            return None
        typed = self.typed.press(press.key, press.character)
        return Step(self._with(typed)) if typed else None

    def paste(self, text: str, desk: Desk) -> Step | None:
        plain, sentence = taken(text, limit=_LONGEST_TYPED)
        return Step(self._with(self.typed.insert(plain)), sentence=sentence)

    def _with(self, typed: Typed) -> "TimerMode":
        return replace(self, typed=typed, asked=None)

    def _offers(self, desk: Desk) -> tuple[Offer, ...]:
        leave = Offer("escape", _("close"), stays=True)
        if self.typed.text:
            return (Offer("enter", _("start")), leave)
        start, large = Offer("", _("start"), cap=_("5 Enter")), Offer(desk.keys["timer"], _("large"))
        state = desk.board.timer.state(desk.now)
        if state is TimerState.OFF:
            return (start, large, leave)
        minute = () if desk.board.timer.counts_up else (Offer("", _("a minute"), _("a min"), cap="+ -"),)
        if state not in {TimerState.RUNNING, TimerState.PAUSED}:
            return (start, *minute, large, leave)
        pause = Offer(pause_key(desk.keys["timer"]), _("go on") if state is TimerState.PAUSED else _("pause"))
        return (start, pause, *minute, Offer("", _("stop"), cap=_("0 Enter")), large, leave)

    def _readback(self, desk: Desk) -> str:
        timer = desk.board.timer
        left, state = digits(timer.remaining(desk.now), up=timer.counts_up), timer.state(desk.now)
        if self.typed.text.strip():
            return self._readback_typed(desk, left)
        if state is TimerState.RUNNING:
            return _("5, 90s or 1:30, then Enter. Now running: {left}.", left=left)
        if state is TimerState.PAUSED:
            return _("Standing still at {left}. {key} goes on.", left=left, key=pause_key(desk.keys["timer"]))
        if state is TimerState.TIME:
            return _("Time. + gives a minute, Enter takes the word off the wall.")
        return _("5, 90s or 1:30, then Enter. Nothing is running.")

    def _readback_typed(self, desk: Desk, left: str) -> str:
        """Say what Enter would do with what was typed."""
        try:
            length = read_length(self.typed.text)
        except LengthUnknown:
            return _("No length yet: 5, 90s, 1:30, 1m30; 0 stops it.")
        if length > LONGEST * MINUTE:
            return worded(Refusal("timer-length"))
        if not length:
            return _("Enter stops the timer.")
        figures = digits(length)
        if not desk.board.timer.is_set(desk.now):
            return _("Enter starts {length}.", length=figures)
        if self.asked == desk.board.timer:
            return _("{left} is on the clock. Enter again: {length} instead.", left=left, length=figures)
        return _("{length}. Now on the clock: {left}.", length=figures, left=left)

    def _start(self, desk: Desk) -> Step:
        """Start what was typed; where a timer goes, or stands still, that is asked first."""
        timer = desk.board.timer
        try:
            length = read_length(self.typed.text)
        except LengthUnknown as unknown:
            return Step(self, sentence=worded(unknown))
        is_asked_first = 0 < length <= LONGEST * MINUTE and timer.is_set(desk.now)
        if is_asked_first and self.asked != timer:
            return Step(replace(self, asked=timer))
        minutes, rest = divmod(length, MINUTE)
        command = StartTimer(minutes, rest // 1000, timer) if length else StopTimer()
        return Step(self, (command,), kept=lambda _news, _desk: closed())

    def _close(self, desk: Desk) -> Step:
        """Close the line; at zero the word is taken off the wall as well."""
        if desk.board.timer.state(desk.now) is TimerState.TIME:
            return Step(self, (TimerSeen(),), kept=lambda _news, _desk: closed())
        return closed()

    def _pause(self, desk: Desk) -> Step:
        state = desk.board.timer.state(desk.now)
        commands: dict[TimerState, Command] = {TimerState.RUNNING: PauseTimer(), TimerState.PAUSED: ResumeTimer()}
        if state not in commands:
            return Step(self, sentence=_("Nothing is running."))
        return Step(self, (commands[state],), kept=lambda _news, _desk: Step(self))


def pause_key(timer_key: str) -> str:
    """Return the letter that pauses, another one where a group opens the timer by it."""
    return "g" if timer_key == "p" else "p"
