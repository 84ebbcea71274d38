from collections.abc import Callable, Sequence

import pytest

from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.moving import PutAway
from cofacil.board.errors import NotSaved, Refusal
from cofacil.board.events import Draft, Event
from cofacil.board.fold import EMPTY, fold
from cofacil.board.kinds import Kind
from cofacil.room.clock import HandClock
from cofacil.room.room import News, Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog
from refusing import refused
from troubles import made_up


class Shared(MemoryLog):
    """The same memory as another log's, read by another process."""

    def __init__(self, log: MemoryLog) -> None:
        super().__init__()
        self._events = log._events


def add(room: Room, seat: Seat) -> News:
    return room.do(seat, AddCard(f"card/{room.clock.new_id()}", Kind.QUESTION, "What is the garden for?"))


def test_what_another_process_wrote_is_decided_upon_and_told(room: Room, clock: HandClock, ana: Seat) -> None:
    log = room.log
    assert isinstance(log, MemoryLog)
    elsewhere = Room(Shared(log), clock)
    elsewhere.pull()
    card = add(room, ana).own[-1].writes[-1].entity
    news = elsewhere.do(Seat("Dee"), PutAway(card))
    assert [event.op for event in news.events] == ["meeting.open", "card.add", "person.here", "card.put_away"]
    assert [event.op for event in news.own] == ["person.here", "card.put_away"]
    assert [event.op for event in room.pull().events] == ["person.here", "card.put_away"]
    with refused("Q1 was put away"):
        room.do(ana, EditCard(card, text="x"))
    assert room.board == elsewhere.board


def test_after_a_refusal_what_others_wrote_is_not_lost(room: Room, clock: HandClock, ana: Seat, vic: Seat) -> None:
    log = room.log
    assert isinstance(log, MemoryLog)
    elsewhere = Room(Shared(log), clock)
    elsewhere.pull()
    add(room, ana)
    with pytest.raises(Refusal):
        add(elsewhere, vic)
    add(elsewhere, Seat("Dee"))
    assert elsewhere.board == fold(EMPTY, log.read(0))


def test_what_could_not_be_saved_is_on_no_board(room: Room, ana: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    before = room.board

    def full(make: Callable[[Sequence[Event]], Sequence[Draft]]) -> Sequence[Event]:
        make(())
        raise made_up(NotSaved, "NOT SAVED: the disk is full.")

    monkeypatch.setattr(room.log, "append", full)
    with pytest.raises(NotSaved):
        add(room, ana)
    assert room.board is before
    assert room.last_done(ana) is None


def test_a_log_may_ask_twice_what_to_append(room: Room, ana: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    append = room.log.append

    def twice(make: Callable[[Sequence[Event]], Sequence[Draft]]) -> Sequence[Event]:
        make(())
        return append(make)

    monkeypatch.setattr(room.log, "append", twice)
    assert [event.op for event in add(room, ana).own] == ["meeting.open", "card.add"]
    assert room.board == fold(EMPTY, room.log.read(0))
