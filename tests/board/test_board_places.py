import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.commands.moving import BringBack, MarkDone, MoveCard, PutAway, Reopen, StrikeOut
from cofacil.board.kinds import Kind
from cofacil.board.positions import LONGEST
from refusing import refused
from wall import BEA, KOFI, Wall


def three() -> Wall:
    wall = Wall()
    for text in ("a", "b", "c"):
        wall.add(text)
    return wall


def named(wall: Wall, text: str) -> str:
    return next(card.id for card in wall.board.cards() if card.text == text)


@pytest.mark.parametrize(
    ("card", "ahead_of", "order"),
    [("c", "a", "cab"), ("c", "b", "acb"), ("a", "c", "bac"), ("a", None, "bca"), ("b", "c", "abc"), ("b", "b", "abc")],
)
def test_a_card_goes_where_it_is_put(card: str, ahead_of: str | None, order: str) -> None:
    wall = three()
    move = MoveCard(named(wall, card), Kind.QUESTION, named(wall, ahead_of) if ahead_of else None)
    change = wall.do(move)
    assert "".join(wall.texts()) == order
    assert change.op == "card.place"
    assert wall.do(move).writes == ()


def test_a_card_put_above_itself_stays_and_nothing_is_written() -> None:
    wall = three()
    wall.do(PutAway(named(wall, "b")))
    last = named(wall, "c")
    assert wall.do(MoveCard(last, Kind.QUESTION, ahead_of=last)).writes == ()


def test_a_card_keeps_its_label_in_another_column() -> None:
    wall = three()
    wall.add("offer", Kind.OFFER)
    change = wall.do(MoveCard(named(wall, "a"), Kind.OFFER, named(wall, "offer")))
    assert (change.op, wall.labels(Kind.OFFER), wall.texts()) == ("card.move", ["Q1", "O1"], ["b", "c"])


def test_a_card_whose_neighbour_is_gone_goes_to_the_end() -> None:
    wall = three()
    gone = named(wall, "b")
    wall.do(PutAway(gone))
    wall.do(MoveCard(named(wall, "a"), Kind.QUESTION, ahead_of=gone))
    assert wall.texts() == ["c", "a"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), max_size=80))
def test_moving_is_taking_out_and_putting_in(moves: list[tuple[int, int]]) -> None:
    wall = Wall()
    expected = [wall.add(str(number)).id for number in range(6)]
    for taken, put in moves:
        card = expected[taken]
        ahead_of = expected[put] if put < len(expected) and put != taken else None
        wall.do(MoveCard(card, Kind.QUESTION, ahead_of))
        expected.remove(card)
        expected.insert(expected.index(ahead_of) if ahead_of else len(expected), card)
        assert [card.id for card in wall.board.columns[Kind.QUESTION]] == expected
    assert all(len(card.place[0]) <= LONGEST for card in wall.board.cards())


def test_a_column_is_laid_anew_when_keys_grow_too_long() -> None:
    wall = three()
    laid = 0
    for turn in range(400):
        middle = wall.board.columns[Kind.QUESTION]
        change = wall.do(MoveCard(middle[2].id, Kind.QUESTION, ahead_of=middle[1].id))
        laid += len(change.writes) > 1
        assert all(len(card.place[0]) <= LONGEST for card in wall.board.cards())
        assert wall.texts()[0] == "a", turn
    assert laid >= 1


@pytest.mark.parametrize("broken", ["a1", "", "!!", 7, "zz", "a" * 5_000])
def test_between_places_that_a_merge_or_another_program_left_a_card_still_goes(broken: str | int) -> None:
    wall = three()
    wall.write(named(wall, "b"), "pos", broken)
    wall.write(named(wall, "c"), "pos", broken)
    upper = wall.board.columns[Kind.QUESTION]
    wall.do(MoveCard(upper[0].id, Kind.QUESTION, ahead_of=upper[2].id))
    now = wall.board.columns[Kind.QUESTION]
    assert [card.id for card in now] == [upper[1].id, upper[0].id, upper[2].id]
    wall.add("d")


def test_done_and_back() -> None:
    wall = Wall()
    for kind, word in zip(Kind, ("answered", "taken up", "done", "settled"), strict=True):
        card = wall.add("x", kind)
        wall.do(MarkDone(card.id))
        assert wall.board.card(card.id).fields["done"] == {"at": wall.now, "how": word}
        assert wall.do(MarkDone(card.id)).writes == ()
        wall.do(Reopen(card.id))
        assert not wall.board.card(card.id).is_done
        assert wall.do(Reopen(card.id)).writes == ()


def test_what_is_put_away_keeps_its_words_and_comes_back_to_its_place() -> None:
    wall = three()
    card = named(wall, "b")
    wall.do(PutAway(card))
    assert wall.texts() == ["a", "c"]
    assert wall.board.card(card).text == "b"
    wall.do(BringBack(card))
    assert wall.texts() == ["a", "b", "c"]
    assert wall.do(BringBack(card)).writes == ()


def test_those_not_born_yet_are_never_put_away() -> None:
    wall = Wall()
    wall.do(FoundBoard(wall.new("absence"), "Riverside"))
    with refused("N1 stays"):
        wall.do(PutAway(wall.board.absences[0].id))


def test_striking_out_hides_the_words_once_and_for_good() -> None:
    wall = Wall()
    card = wall.add("a name", who=KOFI)
    assert wall.do(StrikeOut(card.id), BEA).writes
    assert wall.do(StrikeOut(card.id), KOFI).writes == ()
    assert "a name" not in wall.texts()[0]
