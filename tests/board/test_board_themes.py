"""Gathering by the rules of the board: into a theme, out of it, called otherwise, made one, put away and back, undone."""

import pytest
from test_in_column import card

from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.moving import PutAway, StrikeOut
from cofacil.board.commands.themes import BringBackTheme, GatherCard, LeaveTheme, PutAwayTheme, RenameTheme
from cofacil.board.kinds import Kind, Role
from cofacil.board.themes import names_of, put_away
from cofacil.language.days import date_of
from cofacil.language.happened import tell, undo_question
from refusing import refused
from wall import ANA, BEA, KOFI, Wall


@pytest.fixture
def wall() -> Wall:
    """Return a wall with Q1 and O1 of the theme Garden gate, Q2 of Money, and Q3 of none."""
    wall = Wall()
    card(wall, "Garden gate"), card(wall, "Garden gate", kind=Kind.OFFER), card(wall, "Money"), card(wall)
    return wall


def themes(wall: Wall) -> dict[str, str]:
    return {
        names_of(wall.board.themes)[key]: " ".join(map(wall.board.label_of, cards))
        for key, cards in wall.board.themes.items()
    }


def of(wall: Wall, label: str) -> str:
    record = wall.board.called(label)
    assert record
    return record.id


def told(wall: Wall) -> str:
    return tell(wall.events[-1:], wall.board, "ana", "u", "y")


BEFORE = {"Garden gate": "Q1 O1", "Money": "Q2"}


@pytest.mark.parametrize(
    ("command", "after", "sentence"),
    [
        (GatherCard("Q3", "garden-GATE"), {"Garden gate": "Q1 Q3 O1", "Money": "Q2"}, "Ana gathered Q3: Garden gate."),
        (GatherCard("Q2", "Garden gate"), {"Garden gate": "Q1 Q2 O1"}, "Ana gathered Q2: Garden gate."),
        (GatherCard("Q3", "Drws, gât."), {**BEFORE, "Drws, gât.": "Q3"}, "Ana gathered Q3: Drws, gât.."),
        (LeaveTheme("Q2", "money"), {"Garden gate": "Q1 O1"}, "Ana took Q2 out of Money."),
        (RenameTheme("garden gate", "The gate"), {"The gate": "Q1 O1", "Money": "Q2"}, "The theme Garden gate is called The gate now."),
        (RenameTheme("garden gate", "GARDEN GATE"), {"GARDEN GATE": "Q1 O1", "Money": "Q2"}, "The theme Garden gate is called GARDEN GATE now."),
        (RenameTheme("garden gate", "#money", joins=True), {"Money": "Q1 Q2 O1"}, "Garden gate and Money are one theme now: Money."),
        (PutAwayTheme("garden gate"), {"Money": "Q2"}, "The theme Garden gate is put away, its cards stay. u brings it back."),
    ],
)  # fmt: skip
def test_each_is_done_said_undone_and_put_back(
    wall: Wall, command: Command, after: dict[str, str], sentence: str
) -> None:
    if isinstance(command, GatherCard | LeaveTheme):
        command = type(command)(of(wall, command.card), command.theme)
    wall.do(command)
    assert (themes(wall), told(wall)) == (after, sentence)
    assert "?" in undo_question(wall.events[-1], wall.board, date_of(wall.now))
    wall.undo()
    assert themes(wall) == BEFORE
    assert "y" in told(wall)
    wall.redo()
    assert themes(wall) == after


def test_two_cards_of_none_become_a_theme_at_once(wall: Wall) -> None:
    fourth = card(wall)
    wall.do(GatherCard(of(wall, "Q3"), "Water", fourth))
    assert themes(wall)["Water"] == "Q3 Q4"
    assert told(wall) == "Ana gathered Q3 and Q4: Water."
    wall.undo()
    assert themes(wall) == BEFORE
    assert told(wall) == "Q3 and Q4 out of Water again. y gathers again."


def test_a_card_leaves_the_theme_it_stands_with_and_keeps_its_others(wall: Wall) -> None:
    wall.do(EditCard(of(wall, "Q1"), tags=("money",)))
    assert wall.board.card(of(wall, "Q1")).tags == ("Garden gate", "Money")
    wall.do(GatherCard(of(wall, "Q1"), "Water"))
    assert wall.board.card(of(wall, "Q1")).tags == ("Garden gate", "Water"), "it stood with Q2, beneath Money"


def test_a_theme_that_another_is_called_by_is_asked_about_first(wall: Wall) -> None:
    with refused("Money is a theme already. Enter makes the two one"):
        RenameTheme("garden gate", "money").decide(wall.board, ANA, wall.now)
    with refused("not there any more"):
        RenameTheme("nothing", "money").decide(wall.board, ANA, wall.now)


def test_what_was_put_away_comes_back_to_the_same_cards_meetings_later(wall: Wall) -> None:
    wall.do(PutAwayTheme("garden gate"))
    assert put_away(wall.board) == {"garden gate": ("Garden gate", 2)}
    assert wall.board.card(of(wall, "Q1")).tags == ()
    wall.do(BringBackTheme("garden gate"))
    assert (themes(wall), put_away(wall.board)) == (BEFORE, {})
    assert told(wall) == "The theme Garden gate is back, with 2 cards."


def test_a_theme_that_was_put_away_begins_anew_on_the_card_that_is_gathered(wall: Wall) -> None:
    wall.do(PutAwayTheme("garden gate"))
    wall.do(GatherCard(of(wall, "Q1"), "garden-gate"))
    assert themes(wall) == {"garden-gate": "Q1", "Money": "Q2"}
    wall.do(BringBackTheme("garden gate"))
    assert wall.board.card(of(wall, "Q1")).tags == ("garden-gate",), "not twice"
    assert themes(wall) == {"garden-gate": "Q1 O1", "Money": "Q2"}
    wall.undo()
    wall.undo()
    assert put_away(wall.board) == {"garden gate": ("Garden gate", 2)}


def test_cards_that_are_put_away_keep_their_theme_under_its_new_name(wall: Wall) -> None:
    wall.do(PutAway(of(wall, "O1")))
    wall.do(RenameTheme("garden gate", "The gate"))
    wall.undo()
    wall.redo()
    wall.do(PutAway(of(wall, "Q3")))
    wall.undo()
    assert wall.board.card(of(wall, "O1")).tags == ("The gate",)


def test_who_takes_part_gathers_their_own_and_no_more(wall: Wall) -> None:
    own = wall.add("mine", who=KOFI)
    assert GatherCard(own.id, "Money").decide(wall.board, KOFI, wall.now).writes
    for command in GatherCard(of(wall, "Q3"), "Money"), GatherCard(own.id, "Water", of(wall, "Q3")):
        with refused("not yours to change"):
            command.decide(wall.board, KOFI, wall.now)
    with refused("not yours to change"):
        LeaveTheme(of(wall, "Q2"), "money").decide(wall.board, KOFI, wall.now)
    assert [command.role for command in (GatherCard, LeaveTheme)] == [Role.PARTICIPANT] * 2
    assert [command.role for command in (RenameTheme, PutAwayTheme, BringBackTheme)] == [Role.COFACILITATOR] * 3


def test_what_is_struck_out_is_of_no_theme_and_is_gathered_no_more(wall: Wall) -> None:
    wall.do(StrikeOut(of(wall, "Q2")))
    assert "Money" not in themes(wall)
    with refused("struck out"):
        GatherCard(of(wall, "Q2"), "Water").decide(wall.board, ANA, wall.now)


def test_a_tag_in_a_line_finds_the_theme_by_another_spelling(wall: Wall) -> None:
    wall.do(AddCard(wall.new("card"), Kind.ISSUE, "dark", tags=("GARDEN_gate",)))
    assert themes(wall)["Garden gate"] == "Q1 O1 I1"


def test_undo_leaves_alone_what_another_has_gathered_elsewhere_since(wall: Wall) -> None:
    wall.do(GatherCard(of(wall, "Q3"), "Money"))
    wall.do(GatherCard(of(wall, "Q3"), "Water"), BEA)
    wall.undo()
    assert themes(wall)["Water"] == "Q3"


def test_a_tag_in_the_editor_is_the_same_as_gathering_also_where_copies_spelled_it_otherwise(wall: Wall) -> None:
    away, twice = wall.add("where is the key?").id, wall.add("who has a key?").id
    wall.do(GatherCard(away, "Keys"))
    wall.do(PutAwayTheme("keys"))
    wall.do(EditCard(away, tags=("keys",)))
    assert [field for field in wall.board.card(away).fields if field.startswith("tag.")] == ["tag.keys"]
    wall.write(twice, "tag.KEYS", True)
    assert wall.do(EditCard(twice, tags=("keys",))).writes == ()
