"""What waits, and what is past, stands in one row of its column; Enter shows it, and nothing of it is lost."""

import pytest
from second_meeting import Second
from sheets import brush

from cofacil.board.carried import older
from cofacil.board.commands.cards import EditCard
from cofacil.board.commands.moving import MarkDone
from cofacil.board.commands.people import AddPerson
from cofacil.board.kinds import Kind
from cofacil.tui.keys import Keymap
from cofacil.tui.paint.board import paint_board
from cofacil.tui.paint.scene import Scene
from cofacil.tui.view import OLDER, View

SIZES = ((60, 18), (80, 24), (120, 40), (160, 45))
ROW = "2 older things wait in one row: Enter shows them."


def third() -> Second:
    """Return the third meeting: two questions of the first were touched by nobody since, one came in the second."""
    second = Second()
    second.do(AddPerson("Tom"))
    second.card("Who waters in August?", "Tom", kind=Kind.QUESTION)
    second.next_meeting()
    return second


def with_two() -> Second:
    second = Second(is_open=False)
    second.card("And what do we eat?", "Mo", kind=Kind.QUESTION)  # the second meeting begins by it
    second.next_meeting()
    second.next_meeting()
    return second


def rows(second: Second, view: View, width: int = 80, height: int = 24) -> list[str]:
    scene = Scene(width, height, second.board, view, brush(), second.now, Keymap.of({}).keys, sentence="")
    return [strip.text.rstrip() for strip in paint_board(scene).rows]


def test_what_came_back_twice_untouched_stands_in_one_row_behind_what_is_newer() -> None:
    second = third()
    assert older(second.board, Kind.QUESTION) == {second.called("Q1")}
    seen = "\n".join(rows(second, View().settled(second.board)))
    assert "Who waters in August?" in seen
    assert "1 older thing waits in one row: Enter shows it." in seen
    assert "What is the garden for?" not in seen
    assert "QUESTIONS 2" in seen


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_row_is_whole_at_every_size(width: int, height: int) -> None:
    second = with_two()
    view = View().settled(second.board)
    assert view.hands[0] == OLDER
    seen = rows(second, view, width, height)
    cells = width // (5 if width >= 160 else 4) if width >= 120 else width
    said = " ".join(" ".join(row[:cells].removeprefix("▌").strip() for row in seen[4:12]).split())
    assert ROW in said


def test_the_hand_rests_on_it_and_enter_shows_all_one_by_one_until_esc() -> None:
    second = third()
    board = second.board
    view = View().settled(board)
    down = view.look(board, "down")
    assert down is not None
    assert down.is_on_older
    assert down.in_hand(board) is None
    assert down.look(board, "down") == down
    up = down.look(board, "up")
    assert up is not None
    assert up.in_hand(board) == view.in_hand(board)
    shown = down.look(board, "enter")
    assert shown is not None
    assert [card.id for card in shown.cards(board)] == [second.called("Q1"), second.called("Q2")]
    assert shown.in_hand(board) is not None
    folded = shown.look(board, "escape")
    assert folded is not None
    assert len(folded.cards(board)) == 1


def test_enter_on_it_takes_the_first_of_what_it_held_in_hand() -> None:
    second = with_two()
    second.card("What shall we eat in spring?", "Mo", kind=Kind.QUESTION)
    held = View().settled(second.board).look(second.board, "down")
    assert held is not None
    assert held.is_on_older
    shown = held.look(second.board, "enter")
    assert shown is not None
    first = shown.in_hand(second.board)
    assert first is not None
    assert first.id == second.called("Q1")


def test_it_is_found_and_gone_to_as_if_it_stood_there() -> None:
    second = third()
    entity = second.called("Q1")
    view = View().settled(second.board)
    there = view.to(second.board, entity)
    card = there.in_hand(second.board)
    assert card is not None
    assert card.id == entity
    found = view._replace(only=(entity,))
    assert [card.id for card in found.cards(second.board)] == [entity]


def test_who_touches_it_takes_it_out_of_the_row() -> None:
    second = third()
    view = View().settled(second.board).look(second.board, "down")
    assert view is not None
    second.do(EditCard(second.called("Q1"), text="What is it for now?"))
    after = view.settled(second.board)
    assert not after.is_on_older
    assert "What is it for now?" in "\n".join(rows(second, after))
    assert "older" not in "\n".join(rows(second, after))


def test_what_was_done_with_before_does_not_come_back_and_is_counted_no_more() -> None:
    second = Second()
    second.do(MarkDone(second.called("O1")))
    assert older(second.board, Kind.OFFER) == frozenset()
    second.next_meeting()
    view = View(column=2).settled(second.board)
    seen = "\n".join(rows(second, view))
    assert "1 thing was done with before: Enter shows it." in seen
    assert "OFFERS 0" in seen
    second.card("A spare greenhouse", "Mo")
    second.next_meeting()
    second.next_meeting()
    assert "Older: 1 still open, 1 done with. Enter shows them." in "\n".join(rows(second, view.settled(second.board)))


def test_the_row_stays_the_same_object_as_long_as_nothing_changes() -> None:
    second = third()
    assert older(second.board, Kind.QUESTION) is older(second.board, Kind.QUESTION)
    before = older(second.board, Kind.QUESTION)
    second.card("I have a spare greenhouse", "Mo", kind=Kind.OFFER)
    assert older(second.board, Kind.QUESTION) is before


def test_in_a_first_meeting_nothing_is_older() -> None:
    second = Second(is_open=False)
    assert all(older(second.board, kind) == frozenset() for kind in Kind)
