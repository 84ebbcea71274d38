from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.base import Command
from cofacil.board.commands.timer import (
    CountUp,
    GiveTime,
    PauseTimer,
    ResumeTimer,
    StartTimer,
    StopTimer,
    TimerSeen,
)
from cofacil.board.timer import Timer, TimerState, digits
from refusing import refused
from wall import MINUTE, Wall


class Watch(Wall):
    """A wall of which only the timer counts."""

    made: ClassVar[str] = ""

    def reads(self) -> tuple[str, str]:
        timer = self.board.timer
        return (timer.state(self.now), digits(timer.remaining(self.now), up=timer.counts_up))

    def after(self, minutes: float, command: Command | None = None) -> tuple[str, str]:
        self.now += int(minutes * MINUTE)
        if command:
            self.do(command)
        return self.reads()


def test_it_is_off_until_it_is_started() -> None:
    watch = Watch()
    assert watch.reads() == (TimerState.OFF, "00:00")
    assert watch.do(StopTimer()).writes == ()


def test_it_runs_to_zero_and_waits_until_somebody_has_seen_it() -> None:
    watch = Watch()
    assert watch.after(0, StartTimer(10)) == (TimerState.RUNNING, "10:00")
    assert watch.after(9.99) == (TimerState.RUNNING, "00:01")
    assert watch.after(0.01) == (TimerState.TIME, "00:00")
    assert watch.after(3, TimerSeen()) == (TimerState.OVER, "00:00")
    assert watch.do(TimerSeen()).writes == ()
    assert watch.after(0, StartTimer(10)) == (TimerState.RUNNING, "10:00")


def test_nobody_has_seen_a_zero_that_is_still_to_come() -> None:
    watch = Watch()
    watch.do(StartTimer(10))
    assert watch.do(TimerSeen()).writes == ()


def test_it_stands_still_and_goes_on() -> None:
    watch = Watch()
    watch.do(StartTimer(10))
    assert watch.after(4, PauseTimer()) == (TimerState.PAUSED, "06:00")
    assert watch.after(60) == (TimerState.PAUSED, "06:00")
    assert watch.after(0, ResumeTimer()) == (TimerState.RUNNING, "06:00")
    assert watch.after(6) == (TimerState.TIME, "00:00")


def test_it_counts_up_and_stands_still_too() -> None:
    watch = Watch()
    assert watch.after(0, CountUp()) == (TimerState.RUNNING, "00:00")
    assert watch.after(2.5, PauseTimer()) == (TimerState.PAUSED, "02:30")
    watch.after(10, ResumeTimer())
    assert watch.after(1) == (TimerState.RUNNING, "03:30")


def test_a_minute_more_and_a_minute_less() -> None:
    watch = Watch()
    watch.do(StartTimer(10))
    assert watch.after(1, GiveTime()) == (TimerState.RUNNING, "10:00")
    assert watch.board.timer.length == 11 * MINUTE
    assert watch.after(0, GiveTime(-1)) == (TimerState.RUNNING, "09:00")
    assert watch.after(0, PauseTimer()) == (TimerState.PAUSED, "09:00")
    assert watch.after(5, GiveTime()) == (TimerState.PAUSED, "10:00")


def test_behind_zero_a_minute_begins_anew() -> None:
    watch = Watch()
    watch.do(StartTimer(1))
    assert watch.after(5, GiveTime()) == (TimerState.RUNNING, "01:00")
    assert watch.after(1) == (TimerState.TIME, "00:00")
    watch.do(TimerSeen())
    assert watch.after(0, GiveTime()) == (TimerState.RUNNING, "01:00")
    assert watch.after(1) == (TimerState.TIME, "00:00")


def test_the_last_minute_is_not_taken_away() -> None:
    watch = Watch()
    watch.do(StartTimer(1))
    for minutes in (0, 2):
        watch.after(minutes)
        with refused("Less than a minute"):
            watch.do(GiveTime(-1))


def test_a_stopped_one_is_off_whatever_it_did() -> None:
    for before in (StartTimer(1), CountUp()):
        watch = Watch()
        watch.do(before)
        watch.after(0, PauseTimer())
        assert watch.after(3, StopTimer()) == (TimerState.OFF, "00:00")
        with refused("No timer is running"):
            watch.do(GiveTime())


@pytest.mark.parametrize("minutes", [0, -5, 24 * 60 + 1])
def test_it_takes_a_second_to_a_day(minutes: int) -> None:
    with refused("a second to 24 hours"):
        Watch().do(StartTimer(minutes))


def test_seconds_count_too() -> None:
    watch = Watch()
    with refused("a second to 24 hours"):
        watch.do(StartTimer(24 * 60, seconds=1))
    assert watch.after(0, StartTimer(1, seconds=30)) == (TimerState.RUNNING, "01:30")
    assert watch.after(1.5) == (TimerState.TIME, "00:00")
    assert watch.after(0, StartTimer(seconds=1)) == (TimerState.RUNNING, "00:01")


@pytest.mark.parametrize("other", [StartTimer(20), CountUp()])
def test_one_that_was_started_since_is_not_replaced(other: Command) -> None:
    watch = Watch()
    seen = watch.board.timer
    watch.do(other)
    for stands in (None, PauseTimer()):
        if stands:
            watch.do(stands)
        for late in (StartTimer(5, seen=seen), CountUp(seen)):
            with refused("Another timer was started meanwhile"):
                watch.do(late)
    assert watch.after(0, StartTimer(5, seen=watch.board.timer)) == (TimerState.RUNNING, "05:00")


def test_one_that_is_over_by_now_is_in_nobodys_way() -> None:
    watch = Watch()
    seen = watch.board.timer
    watch.do(StartTimer(1))
    assert watch.after(1, StartTimer(5, seen=seen)) == (TimerState.RUNNING, "05:00")


def test_it_never_becomes_longer_than_a_day() -> None:
    watch = Watch()
    watch.do(StartTimer(24 * 60))
    with refused("longer than a day"):
        watch.do(GiveTime())


def test_what_cannot_be_done_now_is_said() -> None:
    watch = Watch()
    watch.do(CountUp())
    with refused("No timer is running down"):
        watch.do(GiveTime())
    with refused("does not stand still"):
        watch.do(ResumeTimer())
    watch.do(PauseTimer())
    with refused("not running"):
        watch.do(PauseTimer())


def test_a_clock_behind_the_one_that_started_it_shows_nothing_strange() -> None:
    watch = Watch()
    watch.do(CountUp())
    assert watch.after(-5) == (TimerState.RUNNING, "00:00")


@given(st.integers(0, 3 * 60 * MINUTE - 1), st.booleans())
def test_its_figures_differ_exactly_when_it_says_so(moment: int, up: bool) -> None:
    timer = Timer(counts_up=up, started=0, ends=None if up else 2 * 60 * MINUTE)
    wait = timer.next_change(moment)
    if wait is None:
        assert timer.state(moment) is TimerState.TIME
        return
    figures = [digits(timer.remaining(moment + more), up=up) for more in (0, wait - 1, wait)]
    assert figures[0] == figures[1] != figures[2]


def test_zero_that_nobody_sees_is_over_an_hour_later_and_says_until_then_how_long_it_has_been() -> None:
    timer = Timer(started=0, ends=MINUTE)
    assert [timer.over(moment) for moment in (0, MINUTE, MINUTE + 1, 61 * MINUTE - 1)] == [0, 0, 1, 60 * MINUTE - 1]
    assert timer.state(61 * MINUTE - 1) is TimerState.TIME
    assert timer.state(61 * MINUTE) is TimerState.OVER, "yesterday's zero is no news"
    assert timer.over(61 * MINUTE) == 0
    assert timer._replace(seen=MINUTE).over(2 * MINUTE) == 0


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "00:00"), (372, "06:12"), (5_400, "90:00"), (6_372, "1:46:12"), (86_400, "24:00:00")]
)
def test_figures(seconds: int, shown: str) -> None:
    assert digits(seconds * 1000) == digits(seconds * 1000, up=True) == shown
