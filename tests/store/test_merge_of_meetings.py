"""Two copies in each of which a quiet meeting is open become one: nothing hidden is shown by it, and one meeting is open."""

from itertools import permutations

import pytest

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.meetings import CloseMeeting, FoundBoard, OpenMeeting
from cofacil.board.commands.quiet import BeginQuiet
from cofacil.board.events import Event
from cofacil.board.fold import fold
from cofacil.board.kinds import Kind
from cofacil.board.model import EMPTY, Board
from cofacil.board.quiet import hidden
from cofacil.board.redaction import NOBODY, redacted
from cofacil.room.clock import HandClock
from cofacil.room.room import Room
from cofacil.room.seats import Seat
from cofacil.store.memory import MemoryLog
from cofacil.store.merge import merge

START = 1_795_000_000_000
SECRETS = {"Ana": "secret of Ana", "Bea": "secret of Bea"}


def copies() -> tuple[tuple[Event, ...], ...]:
    """Return the log of each: they know the same board, and each has gone its own way since."""
    room = Room(MemoryLog(), HandClock(START))
    room.do(Seat("Ana", via="add"), FoundBoard("absence/0", "Garden"))
    known = tuple(room.log.read(0))
    logs = []
    for number, name in enumerate(SECRETS):
        here = Room(MemoryLog(known), HandClock(START + 60_000 + number * 7))
        here.pull()
        here.do(Seat(name), OpenMeeting(f"meeting/{name}"))
        here.do(Seat(name), BeginQuiet(f"step/{name}"))
        here.do(Seat(name), AddCard(f"card/{name}", Kind.OFFER, SECRETS[name], said=name))
        logs.append(tuple(here.log.read(0)))
    return tuple(logs)


def joined(*logs: tuple[Event, ...]) -> tuple[Board, tuple[Event, ...]]:
    events = merge(*logs).events
    return fold(EMPTY, events), events


@pytest.mark.parametrize("logs", tuple(permutations(copies())))
def test_nothing_hidden_is_shown_and_one_meeting_is_open(logs: tuple[tuple[Event, ...], ...]) -> None:
    board, events = joined(*logs)
    assert {record.id for record in hidden(board)} == {"card/Ana", "card/Bea"}
    public = repr(redacted(board, NOBODY))
    assert not any(secret in public for secret in SECRETS.values())
    assert board.meeting is not None
    room = Room(MemoryLog(events), HandClock(events[-1].t + 1000))
    room.pull()
    assert not any(secret in repr(room.public) for secret in SECRETS.values())
    for name, secret in SECRETS.items():
        who = Seat(name).who(board)
        mine = [card.text for card in redacted(board, who).columns[Kind.OFFER] if card.text]
        assert mine == [secret], "each goes on seeing their own"


def test_closing_ends_both_so_that_none_comes_back_open() -> None:
    board, events = joined(*copies())
    room = Room(MemoryLog(events), HandClock(events[-1].t + 60_000))
    room.pull()
    room.do(Seat("Ana"), CloseMeeting())
    assert room.board.meeting is None
    assert all(meeting.closed is not None for meeting in room.board.held)
    assert {card.text for card in redacted(room.board, NOBODY).columns[Kind.OFFER]} == set(SECRETS.values())
    assert len(board.held) == 2


def test_what_is_typed_next_is_hidden_as_well() -> None:
    _board, events = joined(*copies())
    room = Room(MemoryLog(events), HandClock(events[-1].t + 60_000))
    room.pull()
    room.do(Seat("Ana"), AddCard("card/late", Kind.OFFER, "a late one", said="Ana"))
    assert "card/late" in {record.id for record in hidden(room.board)}
    assert "a late one" not in repr(room.public)
