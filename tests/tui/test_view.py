"""Where a person looks: nobody else's changes move it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from riverside import DEE, Hall, Looking, painted, riverside

from cofacil.board.commands.moving import MoveCard, PutAway
from cofacil.board.kinds import Kind
from cofacil.tui.view import View


@pytest.fixture
def hall() -> Hall:
    return riverside()


@pytest.fixture
def at_o3(hall: Hall) -> View:
    return View(2).settled(hall.board).to(hall.board, hall.called("O3"))


def in_hand(view: View, hall: Hall) -> str:
    record = view.in_hand(hall.board)
    return hall.board.label_of(record) if record else ""


def test_a_card_added_above_or_below_leaves_the_hand_where_it_is(hall: Hall, at_o3: View) -> None:
    added = hall.card("New", seat=DEE)
    hall.do(MoveCard(added, Kind.OFFER, hall.called("O1")), DEE)
    assert in_hand(at_o3.settled(hall.board), hall) == "O3"


def test_the_scroll_stays_when_others_add(hall: Hall) -> None:
    for number in range(30):
        hall.card(f"offer {number}")
    view = View(2).settled(hall.board).step(hall.board, 25)
    before = painted(Looking(hall, view).scene()).view
    assert before.tops[1] > 0
    hall.card("one more", seat=DEE)
    after = painted(Looking(hall, before.settled(hall.board)).scene()).view
    assert after.tops == before.tops


def test_what_is_put_away_gives_its_place_to_the_next(hall: Hall, at_o3: View) -> None:
    hall.do(PutAway(hall.called("O3")), DEE)
    assert in_hand(at_o3.settled(hall.board), hall) == "O4"


def test_the_last_one_gives_its_place_to_the_one_before(hall: Hall) -> None:
    view = View(2).settled(hall.board).to(hall.board, hall.called("O9"))
    hall.do(PutAway(hall.called("O9")), DEE)
    assert in_hand(view.settled(hall.board), hall) == "O8"


def test_an_empty_column_holds_nothing(hall: Hall) -> None:
    for label in ("A1", "A2"):
        hall.do(PutAway(hall.called(label)))
    view = View(3).settled(hall.board)
    assert in_hand(view, hall) == ""
    assert view.step(hall.board, 1) == view


def test_each_column_keeps_its_own_hand(hall: Hall, at_o3: View) -> None:
    view = at_o3.to_column(hall.board, 1).step(hall.board, 2).to_column(hall.board, 2)
    assert in_hand(view, hall) == "O3"
    assert in_hand(view.to_column(hall.board, 1), hall) == "Q3"


def test_columns_end_at_one_and_five(hall: Hall, at_o3: View) -> None:
    assert at_o3.to_column(hall.board, 0).column == 1
    assert at_o3.to_column(hall.board, 9).column == 5


def test_steps_end_at_the_first_and_the_last(hall: Hall, at_o3: View) -> None:
    assert in_hand(at_o3.step(hall.board, -99), hall) == "O1"
    assert in_hand(at_o3.step(hall.board, 99), hall) == "O9"


def test_going_to_something_that_a_search_hides_ends_the_search(hall: Hall, at_o3: View) -> None:
    kept = at_o3._replace(only=(hall.called("O4"),), found="caretaker")
    view = kept.to(hall.board, hall.called("O1"))
    assert view.only is None
    assert in_hand(view, hall) == "O1"
    assert kept.to(hall.board, hall.called("O4")).only is not None


def test_going_to_what_is_not_on_the_wall_changes_nothing(hall: Hall, at_o3: View) -> None:
    gone = hall.called("O5")
    hall.do(PutAway(gone))
    assert at_o3.to(hall.board, gone) == at_o3
    assert at_o3.to(hall.board, "card/none") == at_o3


def test_a_view_that_nothing_moved_is_the_same_object(hall: Hall, at_o3: View) -> None:
    assert at_o3.settled(hall.board) is at_o3


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["add", "away", "up", "over"]), st.integers(0, 20)), max_size=12))
def test_whatever_others_do_the_hand_stays_on_its_card_while_it_is_there(changes: list[tuple[str, int]]) -> None:
    hall = riverside()
    view = View(2).settled(hall.board).to(hall.board, hall.called("O3"))
    mine = hall.called("O3")
    for what, number in changes:
        others = [card.id for card in hall.board.columns[Kind.OFFER] if card.id != mine]
        other = others[number % len(others)] if others else ""
        if what == "add" or not other:
            hall.card(f"new {number}", seat=DEE)
        elif what == "away":
            hall.do(PutAway(other), DEE)
        elif what == "up":
            hall.do(MoveCard(other, Kind.OFFER, mine), DEE)
        else:
            hall.do(MoveCard(other, Kind.QUESTION), DEE)
        view = view.settled(hall.board)
        assert in_hand(view, hall) == "O3"
        assert view.column == 2
