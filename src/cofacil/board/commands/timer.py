"""The shared timer: anyone who facilitates starts, pauses, lengthens and stops it."""

from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, Json
from cofacil.board.model import Board, Who
from cofacil.board.timer import LONGEST, MINUTE, Timer, TimerState


def _written(board: Board, op: str, fields: dict[str, Json]) -> Change:
    writes = (board.timer_record.write(name, value) for name, value in fields.items())
    return Change(op, tuple(write for write in writes if write.before != write.after))


def _spare_another(board: Board, seen: Timer | None, now: int) -> None:
    """Raise where a timer goes, or stands still, that is not the one whoever asks has seen."""
    if seen is not None and seen != board.timer and board.timer.is_set(now):
        raise Refusal("timer-runs")


@dataclass(frozen=True, slots=True)
class StartTimer(Command):
    """Starts it for some minutes and seconds."""

    minutes: int = 0
    seconds: int = 0
    seen: Timer | None = None
    """How it stood for whoever asks: what was started since is not replaced. None replaces whatever goes."""
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        length = self.minutes * MINUTE + self.seconds * 1000
        if not 1000 <= length <= LONGEST * MINUTE:
            raise Refusal("timer-length")
        _spare_another(board, self.seen, now)
        fields: dict[str, Json] = {"mode": "down", "length": length, "started": now, "ends": now + length, "left": None}
        return _written(board, "timer.start", fields | {"seen": None})


@dataclass(frozen=True, slots=True)
class CountUp(Command):
    """Starts it at nothing, counting up."""

    seen: Timer | None = None
    """As above."""
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        _spare_another(board, self.seen, now)
        fields: dict[str, Json] = {
            "mode": "up",
            "length": None,
            "started": now,
            "ends": None,
            "left": None,
            "seen": None,
        }
        return _written(board, "timer.start", fields)


@dataclass(frozen=True, slots=True)
class PauseTimer(Command):
    """Stands it still."""

    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if board.timer.state(now) is not TimerState.RUNNING:
            raise Refusal("timer-not-running")
        return _written(board, "timer.pause", {"left": board.timer.remaining(now), "ends": None, "started": None})


@dataclass(frozen=True, slots=True)
class ResumeTimer(Command):
    """Lets it go on from where it stood."""

    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        timer = board.timer
        if timer.left is None:
            raise Refusal("timer-not-paused")
        if timer.counts_up:
            return _written(board, "timer.go", {"left": None, "started": now - timer.left})
        return _written(board, "timer.go", {"left": None, "started": now, "ends": now + timer.left, "seen": None})


@dataclass(frozen=True, slots=True)
class GiveTime(Command):
    """Gives a minute more, or takes one; behind zero a minute begins anew."""

    minutes: int = 1
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        timer, more = board.timer, self.minutes * MINUTE
        state = timer.state(now)
        if timer.counts_up or state is TimerState.OFF:
            raise Refusal("timer-not-set")
        left = timer.remaining(now) + more
        if left <= 0 or left > LONGEST * MINUTE:
            raise Refusal("timer-nearly-over" if left <= 0 else "timer-too-long")
        ends = {"left": left} if state is TimerState.PAUSED else {"ends": now + left}
        return _written(board, "timer.more", {"length": max(timer.length + more, left), **ends})


@dataclass(frozen=True, slots=True)
class StopTimer(Command):
    """Takes it off the wall."""

    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if board.timer.state(now) is TimerState.OFF:
            return Change("timer.stop", ())
        return _written(
            board, "timer.stop", {"ends": None, "left": None, "started": None, "seen": None, "mode": "down"}
        )


@dataclass(frozen=True, slots=True)
class TimerSeen(Command):
    """Says that the zero was seen, on every screen."""

    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if board.timer.state(now) is not TimerState.TIME:
            return Change("timer.seen", ())
        return _written(board, "timer.seen", {"seen": board.timer.ends})
