"""What a group calls its columns and all this: kept in the board, told, undone, and refused where it would mislead."""

import pytest

from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.commands.own_names import CallAllThis, NameColumn
from cofacil.board.kinds import Kind
from cofacil.board.own_names import called, own_name
from cofacil.language.column_names import column_called, kind_called
from cofacil.language.happened import tell
from refusing import refused
from wall import Wall


@pytest.fixture
def wall() -> Wall:
    wall = Wall()
    wall.do(FoundBoard(wall.new("absence"), "Riverside garden"))
    return wall


def told(wall: Wall) -> str:
    return tell(wall.events[-1:], wall.board, "bea")


def test_a_column_is_called_as_the_group_says_long_and_short(wall: Wall) -> None:
    wall.do(NameColumn(Kind.OFFER, " Was  wir bi", "Gaben"))
    assert wall.board.about.fields["column.offer"] == ["Was wir bi", "Gaben"]
    wall.do(NameColumn(Kind.OFFER, "Rhoddion", "Rhodd"))
    assert (kind_called(wall.board, Kind.OFFER), column_called(wall.board, 2, is_short=True)) == ("Rhoddion", "Rhodd")
    assert (column_called(wall.board, 1), column_called(wall.board, 5)) == ("Questions", "Not here")
    assert told(wall) == "Ana calls Offers Rhoddion now."
    wall.undo()
    assert kind_called(wall.board, Kind.OFFER) == "Was wir bi"
    wall.do(NameColumn(Kind.OFFER))
    assert told(wall) == "Offers are called that again."
    assert kind_called(wall.board, Kind.OFFER) == "Offers"


def test_a_name_that_is_short_enough_is_both(wall: Wall) -> None:
    wall.do(NameColumn(Kind.ISSUE, "Knots"))
    assert own_name(wall.board, Kind.ISSUE) == ("Knots", "Knots")


@pytest.mark.parametrize(
    ("long", "short", "words"),
    [
        ("", "Asks", "A column needs a name that can be said"),
        ("!!", "", "A column needs a name that can be said"),
        ("Wonderings and worries", "Won", "Wonderings and worries has 22 letters, and 11 fit over a column"),
        ("Wonderings", "", "Wonderings needs a short form too, to 6 letters"),
        ("Wonderings", "Wonders", "Wonders is too long for a narrow window: to 6 letters fit"),
        ("offers", "Of", "Column 2 is called offers already"),
        ("Gifts", "", "Column 3 is called Gifts already"),
        ("Wondering", "gifts", "Column 3 is called gifts already"),
        ("Not HERE", "Nobody"[:6], "Column 5 is called Not HERE already"),
    ],
)
def test_what_would_mislead_is_refused_in_a_sentence(wall: Wall, long: str, short: str, words: str) -> None:
    wall.do(NameColumn(Kind.ACTION, "Gifts"))
    with refused(words):
        wall.do(NameColumn(Kind.QUESTION, long, short))


def test_a_name_that_another_column_gave_up_can_be_had(wall: Wall) -> None:
    wall.do(NameColumn(Kind.QUESTION, "Wondering", "Wonder"))
    wall.do(NameColumn(Kind.ISSUE, "Questions", "Quests"))
    assert kind_called(wall.board, Kind.ISSUE) == "Questions"


@pytest.mark.parametrize(
    "odd", [["Gifts"], ["Gifts", 3], "Gifts", ["x" * 12, "x"], ["Gifts", ""], [" ", "Gifts"], {"long": "Gifts"}]
)
def test_what_another_program_wrote_is_no_name_unless_it_is_one(wall: Wall, odd: object) -> None:
    wall.write("board", "column.offer", odd)  # type: ignore[arg-type]
    assert kind_called(wall.board, Kind.OFFER) == "Offers"


def test_what_another_program_wrote_into_a_name_reaches_no_terminal(wall: Wall) -> None:
    wall.write("board", "column.offer", ["Gi\x1b[0mfts", "Gift\x07"])
    assert own_name(wall.board, Kind.OFFER) == ("Gifts", "Gift")


def test_what_all_this_is_called_is_kept_told_and_taken_back(wall: Wall) -> None:
    wall.do(CallAllThis("  Tea and plans "))
    assert (called(wall.board), told(wall)) == ("Tea and plans", "We call this: Tea and plans.")
    with refused("33 letters; 32 fit here"):
        wall.do(CallAllThis("x" * 33))
    wall.do(CallAllThis(" "))
    assert called(wall.board) == ""
    wall.undo()
    assert called(wall.board) == "Tea and plans"
