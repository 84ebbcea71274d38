"""Boards that are there before a picture is made: the example's, as files of their own."""

from pathlib import Path

from cofacil.board.events import Event
from cofacil.example.meeting import example_log
from cofacil.room.clock import HandClock
from cofacil.settings import Settings
from cofacil.store.take_in import take_in
from cofacil.wiring.practice import load_practice
from making.terminal import NOW


def two_meetings(home: Path) -> None:
    """Keep the example as a board in a home: a first meeting, and the second in the middle."""
    _keep(home, _example())


def weeks_after(home: Path) -> None:
    """Keep the example as it was four weeks behind its first meeting."""
    events = _example()
    closed = max(number for number, event in enumerate(events) if event.op == "meeting.close")
    _keep(home, events[: closed + 1])


def _example() -> list[Event]:
    practice, _ = load_practice(Settings())
    return list(example_log(practice, _now()).read(0))


def _keep(home: Path, events: list[Event]) -> None:
    take_in(home / "boards" / "riverside.json", HandClock(_now()).new_id(), events[0].t, events)


def _now() -> int:
    return round(NOW.timestamp() * 1000)
