"""What comes back by itself: nothing that was open is forgotten, nothing closed comes back, what waits folds."""

from collections.abc import Sequence

import pytest
from happenings import Step, history, steps
from hypothesis import given, settings
from hypothesis import strategies as st

from cofacil.board import carried
from cofacil.board.carried import came_back, comes_from, is_past, meeting_before, older, waits
from cofacil.board.changed_part import changed_part
from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.cards import AddCard, EditCard, TakeCard
from cofacil.board.commands.meetings import CloseMeeting, FoundBoard, ReopenMeeting
from cofacil.board.commands.moving import MarkDone, PutAway, Reopen
from cofacil.board.events import EntityId
from cofacil.board.fold import EMPTY, fold
from cofacil.board.kinds import Kind
from cofacil.board.records import Absence, Card, Record
from cofacil.board.taken_up import is_taken_up
from wall import MINUTE, Wall

DAY = 86_400_000


def next_meeting(wall: Wall, *, is_closed: bool = True) -> None:
    if is_closed and wall.board.meeting:
        wall.do(CloseMeeting())
    wall.now += 28 * DAY
    wall.meet()
    wall.now += MINUTE


def on(wall: Wall, entity: EntityId) -> Card | Absence:
    record = wall.board.records[entity]
    assert isinstance(record, Card | Absence)
    return record


def begun() -> Wall:
    wall = Wall()
    wall.do(FoundBoard("absence/00", "Riverside garden"))
    wall.meet()
    return wall


def test_a_card_comes_from_the_day_of_the_meeting_in_which_it_was_said() -> None:
    wall = begun()
    first = wall.now
    card = wall.add()
    assert comes_from(wall.board, card) is None
    next_meeting(wall)
    assert comes_from(wall.board, card) == first
    assert comes_from(wall.board, wall.add()) is None
    next_meeting(wall)
    assert comes_from(wall.board, card) == first


def test_between_meetings_the_last_one_is_still_this_one() -> None:
    wall = begun()
    card = wall.add()
    wall.do(CloseMeeting())
    assert comes_from(wall.board, card) is None
    next_meeting(wall)
    late = wall.add()
    wall.do(CloseMeeting())
    wall.do(ReopenMeeting())
    assert comes_from(wall.board, late) is None
    assert comes_from(wall.board, card) is not None


def test_a_card_that_names_no_meeting_comes_from_the_day_it_was_written() -> None:
    wall = Wall()
    card = wall.add()
    written = wall.now
    assert comes_from(wall.board, card) is None
    wall.now += DAY
    wall.meet()
    assert comes_from(wall.board, card) == written


def test_who_is_always_missing_comes_from_nowhere_and_never_waits() -> None:
    wall = begun()
    for _meeting in range(3):
        next_meeting(wall)
    assert comes_from(wall.board, on(wall, "absence/00")) is None
    assert not waits(wall.board, on(wall, "absence/00"))
    assert came_back(wall.board) == ()


def test_what_comes_back_twice_and_nobody_touched_waits_until_somebody_does() -> None:
    wall = begun()
    card = wall.add()
    wall.do(NameAbsence("absence/1", "under-16s"))
    next_meeting(wall)
    assert not waits(wall.board, on(wall, card.id))
    next_meeting(wall)
    assert waits(wall.board, on(wall, card.id))
    assert not waits(wall.board, on(wall, "absence/1"))
    wall.do(EditCard(card.id, text="What is it for now?"))
    assert not waits(wall.board, on(wall, card.id))


def test_a_card_that_was_touched_in_the_meeting_between_does_not_wait() -> None:
    wall = begun()
    card = wall.add()
    next_meeting(wall)
    wall.do(EditCard(card.id, text="What is it for now?"))
    next_meeting(wall)
    assert not waits(wall.board, on(wall, card.id))
    next_meeting(wall)
    assert waits(wall.board, on(wall, card.id))


def test_what_is_promised_or_has_a_day_is_never_folded_away() -> None:
    wall = begun()
    wall.do(AddCard("card/promised", Kind.ACTION, "sweep", owners=("Ana",)))
    wall.do(AddCard("card/dated", Kind.QUESTION, "Who opens?", when="2026-11-27"))
    wall.do(AddCard("card/nobody", Kind.ACTION, "ring them"))
    next_meeting(wall)
    next_meeting(wall)
    waiting = [record.id for record in came_back(wall.board) if waits(wall.board, record)]
    assert waiting == ["card/nobody"]
    wall.do(TakeCard("card/nobody", "Ana"))
    assert not waits(wall.board, on(wall, "card/nobody"))


def test_a_meeting_that_nobody_closed_is_over_when_the_next_one_opens() -> None:
    wall = begun()
    card = wall.add()
    next_meeting(wall, is_closed=False)
    next_meeting(wall, is_closed=False)
    before = meeting_before(wall.board)
    assert before is not None
    assert before.closed is not None
    assert waits(wall.board, on(wall, card.id))


def test_what_was_closed_does_not_come_back_and_what_was_opened_again_does() -> None:
    wall = begun()
    kept, again, away = wall.add(), wall.add(), wall.add()
    wall.do(MarkDone(kept.id))
    wall.do(MarkDone(again.id))
    wall.do(PutAway(away.id))
    next_meeting(wall)
    assert came_back(wall.board) == ()
    wall.do(Reopen(again.id))
    assert [record.id for record in came_back(wall.board)] == [again.id]


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, min_size=3, max_size=3))
def test_over_three_meetings_nothing_open_is_forgotten_and_nothing_closed_comes_back(scripts: list[list[Step]]) -> None:
    wall = begun()
    for number, script in enumerate(scripts):
        wall = Wall(history(script, wall.events, copy=f"h{number}"), copy=f"w{number}")
        wall.now = wall.board.last
        open_then = {record.id for record in _things(wall) if record.is_open and not _is_taken_up(wall, record)}
        closed_then = {record.id for record in _things(wall)} - open_then
        next_meeting(wall)
        back = [record.id for record in came_back(wall.board)]
        assert set(back) == open_then
        assert len(back) == len(open_then)
        assert not closed_then & set(back)
        for record in came_back(wall.board):
            assert (comes_from(wall.board, record) or wall.now) < wall.now
            assert not waits(wall.board, record) or _is_untouched(wall, record)


def _things(wall: Wall) -> list[Card | Absence]:
    found = (record for record in wall.board.records.values() if isinstance(record, Card | Absence))
    return [record for record in found if not (isinstance(record, Absence) and record.is_standing)]


def _is_taken_up(wall: Wall, record: Card | Absence) -> bool:
    """Say whether something is an offer of which what people will do about it comes back instead."""
    return isinstance(record, Card) and is_taken_up(wall.board, record)


def _is_untouched(wall: Wall, record: Record) -> bool:
    """Say whether no event since the meeting before opened has written to it."""
    before = meeting_before(wall.board)
    assert before is not None
    since = [event for event in wall.events if event.t >= before.at]
    return not any(write.entity == record.id for event in since for write in event.writes)


@given(script=steps)
@settings(max_examples=40, deadline=None)
def test_what_is_older_is_the_same_whichever_way_it_was_come_to(script: Sequence[Step]) -> None:
    boards = [EMPTY]
    for event in history(script):
        boards.append(fold(boards[-1], [event]))
    for board in (*boards, *reversed(boards[::2]), *boards[::3]):
        for kind in Kind:
            cards = board.columns[kind] if board.meetings > 1 else ()
            assert older(board, kind) == {card.id for card in cards if is_past(board, card) or waits(board, card)}


def test_one_change_in_a_long_column_is_one_card_to_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = begun()
    cards = [wall.add(f"question {number}").id for number in range(200)]
    for _meeting in range(2):
        next_meeting(wall)
    assert older(wall.board, Kind.QUESTION) == set(cards)
    asked: list[EntityId] = []
    waits_so = carried._waits

    def asking(card: Card, before: int) -> bool:
        asked.append(card.id)
        return waits_so(card, before)

    monkeypatch.setattr(carried, "_waits", asking)
    wall.do(EditCard(cards[77], text="other words"))
    assert older(wall.board, Kind.QUESTION) == set(cards) - {cards[77]}
    assert asked == [cards[77]]


@given(before=st.lists(st.integers(0, 3), max_size=8), after=st.lists(st.integers(0, 3), max_size=8))
def test_behind_and_before_the_part_that_changed_two_rows_are_the_same(before: list[int], after: list[int]) -> None:
    first, end_before, end_after = changed_part(tuple(before), tuple(after))
    assert before[:first] == after[:first]
    assert before[end_before:] == after[end_after:]
    assert first <= min(end_before, end_after)
    if all(changed := (before[first:end_before], after[first:end_after])):
        assert changed[0][0] != changed[1][0]
        assert changed[0][-1] != changed[1][-1]
