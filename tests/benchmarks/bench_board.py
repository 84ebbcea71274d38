"""What folding and publishing cost: `python tests/benchmarks/bench_board.py`.

Each figure is the quickest of several turns, and its ratio to one dict copy of the same size in the same run.
"""

import gc
import sys
from collections.abc import Callable, Iterator
from time import perf_counter

from cofacil.board.commands.moving import MoveCard
from cofacil.board.events import Change, Event, Write
from cofacil.board.fold import EMPTY, fold
from cofacil.board.kinds import Kind
from cofacil.board.model import Board, Who
from cofacil.board.positions import evenly
from cofacil.board.undo import History
from cofacil.room.clock import ulid

START = 1_795_370_700_000
ANA = Who("ana", "Ana", "host")


def adding(count: int) -> list[Event]:
    """Return events that add cards, a quarter of them in each column, by seven people."""
    return list(_adding(count))


def _adding(count: int) -> Iterator[Event]:
    places = evenly(count // len(Kind) + 1)
    kinds = tuple(Kind)
    for number in range(count):
        kind, row = kinds[number % len(kinds)], number // len(kinds)
        e = ulid(START + number * 1000, number)
        fields = {"kind": str(kind), "label": f"{kind.letter}{row + 1}", "text": f"Card {number}", "pos": places[row]}
        write = Write(f"card/{e}", "", None, {**fields, "meeting": "01K"})
        yield Event(e, START + number * 1000, f"person-{number % 7}", "card.add", (write,), "01K")


def as_event(change: Change) -> Event:
    return Event("Z", START, "ana", change.op, change.writes)


def quickest(turn: Callable[[], object], turns: int) -> float:
    """Return milliseconds."""
    best = float("inf")
    for _ in range(turns):
        began = perf_counter()
        turn()
        best = min(best, perf_counter() - began)
    return best * 1000


def measure(count: int) -> None:
    events = adding(count + 1)
    board = fold(EMPTY, events[:count])
    turns = 5 if count >= 100_000 else 30
    copy = quickest(lambda: dict(board.records), 50)
    _say(count, "dict copy", copy, copy)
    _say(count, "fold all", quickest(lambda: fold(EMPTY, events[:count]), turns), copy)
    _say(count, "follow for undo", quickest(lambda: History().take(events[:count]), turns), copy)
    for name, event in _changes(board, events[count]).items():
        _say(count, f"one {name}", quickest(lambda event=event: fold(board, [event]), 50), copy)  # type: ignore[misc]
    card = board.columns[Kind.OFFER][0]
    above = board.columns[Kind.OFFER][-1].id
    _say(count, "decide a move", quickest(lambda: MoveCard(card.id, Kind.OFFER, above).decide(board, ANA, 0), 50), copy)


def _changes(board: Board, added: Event) -> dict[str, Event]:
    card = board.columns[Kind.QUESTION][len(board.columns[Kind.QUESTION]) // 2]
    return {
        "add": added,
        "edit": as_event(Change("card.edit", (card.write("text", "other words"),))),
        "move": as_event(MoveCard(card.id, Kind.OFFER).decide(board, ANA, START)),
        "put away": as_event(Change("card.put_away", (card.write("gone", {"at": START, "by": "ana"}),))),
        "timer": as_event(Change("timer.pause", (board.timer_record.write("left", 1),))),
    }


def _say(count: int, what: str, milliseconds: float, copy: float) -> None:
    sys.stdout.write(f"{count:>8,}  {what:<16} {milliseconds:>10.3f} ms  {milliseconds / copy:>8.1f} x a dict copy\n")


if __name__ == "__main__":
    gc.disable()  # as the store does while it opens a board
    for size in (100, 10_000, 100_000):
        measure(size)
