"""Looking back is exact: at every moment the board is the one that everybody saw then."""

from collections.abc import Sequence

import pytest
from happenings import Step, history, steps
from hypothesis import given, settings

from cofacil.board.events import Event
from cofacil.board.fold import EMPTY, fold
from cofacil.board.kinds import Kind
from cofacil.board.model import Board
from cofacil.board.quiet import hidden
from cofacil.board.records import Card
from cofacil.board.redaction import NOBODY, redacted
from cofacil.review.replay import Replay


def as_seen(board: Board, last: Board) -> Board:
    """Return a board as it was seen, without the words that are struck out, or hidden, at the end; by its own rule."""
    return redacted(board, NOBODY) if not _taken_back(last) else _without(redacted(board, NOBODY), _taken_back(last))


def _taken_back(last: Board) -> frozenset[str]:
    struck = {record.id for record in last.records.values() if isinstance(record, Card) and record.is_struck}
    return frozenset(struck | {record.id for record in hidden(last)})


def _without(board: Board, entities: frozenset[str]) -> Board:
    records = {entity: record for entity, record in board.records.items() if entity not in entities}
    columns = {kind: tuple(card for card in board.columns[kind] if card.id not in entities) for kind in Kind}
    absences = tuple(absence for absence in board.absences if absence.id not in entities)
    themes = {key: tuple(card for card in cards if card.id not in entities) for key, cards in board.themes.items()}
    return board._replace(
        records=records, columns=columns, absences=absences, themes={key: row for key, row in themes.items() if row}
    )


@pytest.mark.parametrize("apart", [1, 3, 64])
@given(script=steps)
@settings(max_examples=40, deadline=None)
def test_at_every_moment_the_board_is_the_one_that_everybody_saw_then(script: Sequence[Step], apart: int) -> None:
    events = history(script)
    replay = Replay(events)
    replay._apart = apart
    last = fold(EMPTY, events)
    taken_back = _taken_back(last)
    board: Board = EMPTY
    boards = [board]
    for event in events:
        board = fold(board, [event])
        boards.append(board)
    for position in (*reversed(range(len(events) + 1)), *range(len(events) + 1)):
        found, live = replay.board_at(position), as_seen(boards[position], last)
        assert (_without(found, taken_back) if taken_back else found) == live


@given(script=steps)
@settings(max_examples=40, deadline=None)
def test_a_log_that_grows_is_the_same_as_one_that_was_read_at_once(script: Sequence[Step]) -> None:
    events: list[Event] = history(script)
    whole, growing = Replay(events), Replay()
    for at in range(0, len(events), 3):
        growing = growing.with_more(events[at : at + 3])
    assert len(growing) == len(whole)
    for position in range(len(events) + 1):
        assert growing.board_at(position) == whole.board_at(position)
    assert [growing.event(n + 1) for n in range(len(events))] == [whole.event(n + 1) for n in range(len(events))]
