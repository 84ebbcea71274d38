"""What is agreed, by whom, and who was missing then; deeds that come of something that is there; suggestions, invitations."""

import pytest

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.agreeing import AddFrom, Agree, Invite, Suggest
from cofacil.board.commands.cards import AddCard, EditCard, TakeCard
from cofacil.board.commands.moving import PutAway
from cofacil.board.commands.people import AddPerson
from cofacil.board.errors import Refusal
from cofacil.board.events import Json
from cofacil.board.kinds import Kind
from cofacil.board.records import Agreement, Card
from cofacil.board.slugs import ROOM
from wall import ANA, BEA, KOFI, Wall


@pytest.fixture
def wall() -> Wall:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Mo"))
    wall.do(NameAbsence("absence/n", "night cleaners"))
    wall.do(AddCard("card/a", Kind.ACTION, "mend the gate"))
    wall.do(AddCard("card/o", Kind.OFFER, "a van"))
    return wall


def agreed(wall: Wall, card: str = "card/a") -> Agreement | None:
    return wall.board.card(card).agreed


def test_what_we_here_will_do_is_agreed_by_those_who_are_here_and_who_is_missing_is_kept(wall: Wall) -> None:
    wall.do(TakeCard("card/a", ROOM))
    missing = tuple(absence.id for absence in wall.board.absences)
    assert agreed(wall) == Agreement(wall.now, tuple(wall.board.here), missing)
    assert "absence/n" in missing
    assert "mo" in wall.board.here
    wall.do(AddPerson("Lin"))
    wall.do(TakeCard("card/a", ROOM, "2026-12-05"))
    kept = agreed(wall)
    assert kept is not None
    assert "lin" not in kept.here


def test_what_one_person_will_do_is_theirs_and_agreed_by_nobody(wall: Wall) -> None:
    wall.do(TakeCard("card/a", "Mo"))
    assert agreed(wall) is None
    wall.do(AddCard("card/b", Kind.ACTION, "clear the beds", owners=("Mo",)))
    assert agreed(wall, "card/b") is None


def test_we_here_will_is_agreed_however_it_is_said_and_not_once_it_is_taken_back(wall: Wall) -> None:
    wall.do(AddCard("card/b", Kind.ACTION, "clear the beds", owners=(ROOM,)))
    assert agreed(wall, "card/b") is not None
    wall.do(EditCard("card/b", owners=("Mo",)))
    assert agreed(wall, "card/b") is None
    wall.do(EditCard("card/b", owners=("Mo", ROOM)))
    assert agreed(wall, "card/b") is not None
    wall.do(EditCard("card/b", text="clear all beds"))
    assert agreed(wall, "card/b") is not None


def test_a_group_agrees_to_anything_and_takes_it_back_once(wall: Wall) -> None:
    wall.do(Agree("card/o"))
    assert agreed(wall, "card/o") is not None
    assert wall.do(Agree("card/o")).writes == ()
    wall.do(Agree("card/o", is_agreed=False))
    assert agreed(wall, "card/o") is None
    assert wall.do(Agree("card/o", is_agreed=False)).writes == ()
    wall.do(PutAway("card/o"))
    with pytest.raises(Refusal, match="card-put-away"):
        wall.do(Agree("card/o"))


def test_undo_takes_an_agreement_back_with_what_made_it(wall: Wall) -> None:
    wall.do(TakeCard("card/a", ROOM))
    wall.undo(ANA)
    assert agreed(wall) is None
    assert wall.board.card("card/a").owners == ()


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        (None, None),
        (True, None),
        ({}, Agreement(0, (), ())),
        ({"at": -1, "here": "ana", "missing": 3}, Agreement(0, (), ())),
        ({"at": 5, "here": ["ana", 3], "missing": [None, "absence/n"]}, Agreement(5, ("ana",), ("absence/n",))),
    ],
)
def test_what_another_program_has_kept_of_an_agreement_harms_nothing(kept: Json, read: Agreement | None) -> None:
    assert Card("card/x", {"kind": "action", "agreed": kept}).agreed == read


def test_a_deed_comes_of_something_and_is_tied_to_it_in_one(wall: Wall) -> None:
    add = AddFrom(AddCard("card/b", Kind.ACTION, "fetch the soil", owners=("Mo",)), "link/b", "card/o")
    wall.do(add)
    assert [link.end for link in wall.board.links_of("card/b")] == ["card/o"]
    assert wall.do(add).writes == ()
    wall.undo(ANA)
    assert wall.board.links_of("card/o") == ()
    assert wall.board.card("card/b").is_gone
    wall.do(PutAway("card/o"))
    other = AddFrom(AddCard("card/c", Kind.ACTION, "fetch it"), "link/c", "card/o")
    with pytest.raises(Refusal, match="card-put-away"):
        wall.do(other)


def test_an_invitation_names_ties_and_keeps_the_day_and_is_made_once(wall: Wall) -> None:
    invite = Invite("absence/c", "link/c", "Carol", "card/a", "2026-12-01")
    wall.do(invite)
    assert wall.board.absence("absence/c").who == "Carol"
    assert wall.board.card("card/a").when == "2026-12-01"
    assert wall.do(invite).writes == ()
    wall.do(Invite("absence/d", "link/d", "CAROL", "card/o"))
    assert "absence/d" not in wall.board.records
    assert [link.end for link in wall.board.links_of("card/o")] == ["absence/c"]


def test_who_takes_part_makes_a_suggestion_of_their_own_card_alone(wall: Wall) -> None:
    wall.do(AddCard("card/k", Kind.ACTION, "ring them", said="Kofi"), KOFI)
    wall.do(Suggest("card/k"), KOFI)
    assert wall.board.card("card/k").marks == ("suggestion",)
    assert wall.do(Suggest("card/k"), BEA).writes == ()
    with pytest.raises(Refusal, match="card-of-another"):
        wall.do(Suggest("card/a"), KOFI)


def test_a_script_that_adds_while_nobody_meets_has_nobody_agree() -> None:
    wall = Wall()
    wall.do(AddCard("card/a", Kind.ACTION, "mend the gate", owners=(ROOM,)))
    assert wall.board.meeting is None
    assert wall.board.card("card/a").agreed is None
