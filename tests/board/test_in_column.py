"""The order in which a column is seen: who stands alone, who stands beneath a line, and what waits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.moving import MoveCard, PutAway
from cofacil.board.fold import EMPTY, fold
from cofacil.board.in_column import in_column
from cofacil.board.kinds import Kind
from cofacil.board.themes import clean_theme, theme_called, theme_key
from refusing import refused
from wall import Wall


@pytest.fixture
def wall() -> Wall:
    return Wall()


def card(wall: Wall, *tags: str, kind: Kind = Kind.QUESTION) -> str:
    entity = wall.new("card")
    wall.do(AddCard(entity, kind, "words", tags=tags))
    return entity


def seen(wall: Wall, kind: Kind = Kind.QUESTION) -> list[str]:
    """Return labels in order, each first one beneath a line with that before it."""
    standing = in_column(wall.board, kind)
    return [
        f"{line}: {wall.board.label_of(one)}" if (line := standing.line(at)) else wall.board.label_of(one)
        for at, one in enumerate(standing.cards)
    ]


def test_without_themes_a_column_is_what_it_was(wall: Wall) -> None:
    card(wall), card(wall)
    assert in_column(wall.board, Kind.QUESTION).cards is wall.board.columns[Kind.QUESTION]


def test_those_of_a_theme_stand_beneath_its_line_behind_those_that_stand_alone(wall: Wall) -> None:
    for tags in ("Gate",), (), ("Beds",), ("Gate",), ("Beds",), ():
        card(wall, *tags)
    assert seen(wall) == ["Q2", "Q6", "Beds: Q3", "Q5", "Gate: Q1", "Q4"]


def test_the_only_card_of_a_theme_in_a_column_has_no_line(wall: Wall) -> None:
    card(wall, "Gate"), card(wall), card(wall, "Gate", kind=Kind.OFFER), card(wall, "Gate", kind=Kind.OFFER)
    assert (seen(wall), seen(wall, Kind.OFFER)) == (["Q1", "Q2"], ["Gate: O1", "O2"])


def test_a_card_of_several_themes_stands_beneath_the_last_in_which_it_has_company(wall: Wall) -> None:
    card(wall, "Gate", "Beds", "Alone"), card(wall, "Gate"), card(wall, "Beds"), card(wall, "Gate")
    assert seen(wall) == ["Beds: Q1", "Q3", "Gate: Q2", "Q4"]


def test_a_theme_that_is_left_with_one_card_by_others_has_no_line(wall: Wall) -> None:
    card(wall, "Gate", "Beds"), card(wall, "Gate"), card(wall, "Beds")
    assert seen(wall) == ["Q2", "Beds: Q1", "Q3"]


def test_a_theme_spelled_twice_by_a_merge_is_one(wall: Wall) -> None:
    card(wall), card(wall)
    wall.write("card/0000000000000000000000001", "tag.Garden gate", after=True)
    wall.write("card/0000000000000000000000002", "tag.garden-GATE", after=True)
    assert seen(wall) == ["Garden gate: Q1", "Q2"]


def test_what_waits_stands_in_no_order_and_gives_no_company(wall: Wall) -> None:
    one, other, third = card(wall, "Gate"), card(wall, "Gate"), card(wall)
    standing = in_column(wall.board, Kind.QUESTION, frozenset({other}))
    assert [it.id for it in standing.cards] == [one, third]
    assert ([it.id for it in standing.waiting], standing.beneath) == ([other], {})


def test_the_order_is_worked_out_once_for_the_same_cards(wall: Wall) -> None:
    for tags in ("Gate",), ("Gate",), ():
        card(wall, *tags)
    before = in_column(wall.board, Kind.QUESTION)
    card(wall, kind=Kind.OFFER)
    assert in_column(wall.board, Kind.QUESTION) is before
    card(wall)
    assert in_column(wall.board, Kind.QUESTION) is not before


moves = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(Kind), st.sampled_from(["", "Gate", "gate", "Beds"]), st.booleans()),
    max_size=25,
)


@given(moves)
def test_every_card_of_a_column_is_seen_once_and_themes_lie_together(script: list[tuple[int, Kind, str, bool]]) -> None:
    wall = Wall()
    made: list[str] = []
    for number, kind, tag, is_new in script:
        if is_new or not made:
            made.append(card(wall, *([tag] if tag else []), kind=kind))
        elif number % 5 == 0:
            wall.do(PutAway(made.pop(number % len(made))))
        else:
            wall.do(MoveCard(made[number % len(made)], kind, made[(number * 7) % len(made)]))
    assert fold(EMPTY, wall.events).themes == wall.board.themes
    for kind in Kind:
        standing = in_column(wall.board, kind)
        assert sorted(it.id for it in standing.cards) == sorted(it.id for it in wall.board.columns[kind])
        lines = list(filter(None, map(standing.line, range(len(standing.cards)))))
        assert lines == sorted(set(lines), key=theme_key), "each has one line, in order of name"
        for part in ("", *lines):
            places = [it.place for at, it in enumerate(standing.cards) if standing.named(at) == part]
            assert places == sorted(places)
            assert len(places) > 1 or not part, "no line stands above one card"


def test_the_name_of_a_theme_is_what_the_group_writes() -> None:
    assert [clean_theme(name) for name in ("#Garden gate ", "St. Mary's", "Drws y gât", "門", " #3")] == [
        "Garden gate", "St. Mary's", "Drws y gât", "門", "3",
    ]  # fmt: skip


def test_a_name_that_cannot_be_said_is_refused() -> None:
    with refused("at most 32 letters"):
        clean_theme("x" * 33)
    with refused("needs a name"):
        clean_theme(" \u200b#")
    with refused('"!!" cannot be said'):
        clean_theme("!!")


def test_capitals_joints_and_missing_accents_are_forgiven_in_a_name(wall: Wall) -> None:
    card(wall, "Caffi ŷd"), card(wall, "かき")
    assert [theme_called(wall.board, name) for name in ("#caffi-ŷd", "CAFFI YD", "がき", "caff")] == [
        "caffi ŷd", "caffi ŷd", "", "",
    ]  # fmt: skip
