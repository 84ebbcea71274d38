"""Two names that are one person's are made one; a slip that nobody used is taken away."""

import pytest

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.agreeing import Agree
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.next_meeting import ComeAgain
from cofacil.board.commands.one_person import MakeOne, TakeAway
from cofacil.board.commands.people import AddPerson, AtScreen, ChangePerson, PersonLeft
from cofacil.board.events import Event, Json
from cofacil.board.fold import fold
from cofacil.board.kinds import Kind
from cofacil.board.model import EMPTY, Who
from cofacil.board.slugs import HALL, SCREEN
from cofacil.board.stays import how_at
from cofacil.room.attending import Attending
from cofacil.room.here import Here
from cofacil.store.merge import merge
from cofacil.wiring.shared_board import in_the_hall
from refusing import refused
from wall import ANA, BEA, KOFI, MINUTE, START, Wall


def two_of_one() -> Wall:
    """Return a board on which Siân is also called Sian, and each has said and taken on something."""
    wall = Wall()
    wall.meet()
    for name in ("Siân", "Sian"):
        wall.do(AddPerson(name))
        wall.now += MINUTE
    wall.do(AddCard("card/o", Kind.OFFER, "a van", said="Sian"))
    wall.do(AddCard("card/a", Kind.ACTION, "ring them", said="Sian", owners=("Sian", "Bea"), newcomers=("Bea",)))
    wall.do(NameAbsence("absence/1", "night cleaners"))
    wall.do(SetAbsence("absence/1", knows="Sian", asks="Sian"))
    return wall


def test_all_that_was_theirs_is_the_one_s_who_stays() -> None:
    wall = two_of_one()
    wall.do(MakeOne("sian", "siân"))
    board = wall.board
    assert [person.name for person in board.people] == ["Siân", "Bea"]
    assert board.card("card/o").said == board.card("card/a").said == "siân"
    assert board.card("card/a").owners == ("bea", "siân")
    assert (board.absence("absence/1").knows, board.absence("absence/1").asks) == ("siân", "siân")
    assert board.here == ("ana", "siân", "bea")
    assert board.meeting
    assert board.meeting.fields["here.siân"] == {"how": "hall", "from": START, "to": None}
    assert wall.do(MakeOne("sian", "siân")).writes == ()


def test_a_cofacil_that_knows_nothing_of_it_shows_the_same() -> None:
    wall = two_of_one()
    wall.do(MakeOne("sian", "siân"))
    plain = [
        Event(e.e, e.t, e.by, "something", tuple(write for write in e.writes if write.field != "same"))
        for e in wall.events
    ]
    old = fold(EMPTY, plain)
    assert [person.name for person in old.people] == ["Siân", "Bea"]
    assert old.name_of(old.card("card/o").said) == "Siân"
    assert old.here == wall.board.here


def test_their_name_leads_to_the_one_who_stays_also_in_what_a_copy_brings_later() -> None:
    wall = two_of_one()
    before = wall.events[:]
    other = Wall(before, copy="b")
    other.add("a ladder", Kind.OFFER, Who("sian", "Sian", "host"))
    wall.do(MakeOne("sian", "siân"))
    merged = fold(EMPTY, merge(wall.events, other.events).events)
    ladder = merged.columns[Kind.OFFER][-1]
    assert ladder.text == "a ladder"
    assert merged.name_of(ladder.by) == "Siân"
    assert merged.known("SIAN") == merged.person("siân")
    assert merged.slug_for("Sian") == "siân"
    assert merged.is_own(ladder, "siân")


def test_undo_makes_them_two_again_and_redo_one() -> None:
    wall = two_of_one()
    before = wall.board
    wall.do(MakeOne("sian", "siân"))
    after = wall.board
    wall.undo()
    assert [person.name for person in wall.board.people] == ["Siân", "Sian", "Bea"]
    assert {card.id: card.fields for card in wall.board.cards()} == {card.id: card.fields for card in before.cards()}
    assert set(wall.board.here) == set(before.here)
    assert wall.board.name_of("sian") == "Sian"
    wall.redo()
    assert wall.board.people[0].fields == after.people[0].fields
    assert wall.board.card("card/o").said == "siân"


def test_who_has_become_another_undoes_what_they_did_under_either_name() -> None:
    wall = two_of_one()
    sian, stays = Who("sian", "Sian", "host"), Who("siân", "Siân", "host")
    card = wall.add("a ladder", Kind.OFFER, sian)
    wall.do(MakeOne("sian", "siân"))
    position = wall.history.undoable(*wall.board.selves(stays.person))
    assert position
    from cofacil.board.commands.undo import Undo

    wall.do(Undo(wall.events[position - 1]), stays)
    assert wall.board.card(card.id).is_gone


def test_a_stay_goes_on_where_either_of_them_is_still_here_and_what_they_bring_is_kept() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Sian", "seeds"))
    wall.do(PersonLeft("sian"))
    wall.now += MINUTE
    wall.do(AddPerson("Siân", how=SCREEN))
    wall.do(MakeOne("sian", "siân"))
    assert wall.board.meeting
    assert wall.board.meeting.fields["here.siân"] == {"how": "screen", "from": START, "to": None}
    assert wall.board.people[0].brings == "seeds"


def test_two_who_are_each_other_after_a_merge_are_still_somebody() -> None:
    wall = two_of_one()
    wall.write("person/sian", "same", "siân")
    wall.write("person/siân", "same", "sian")
    assert wall.board.one("sian") == wall.board.one("siân") == "sian"
    assert wall.board.name_of("siân") == "Sian"


def test_only_who_facilitates_makes_one_of_two_and_nobody_of_those_nobody_knows() -> None:
    assert MakeOne.role == TakeAway.role == "cofacilitator"
    with refused("not somebody this board knows"):
        two_of_one().do(MakeOne("zoe", "siân"))


def test_a_slip_is_taken_away_and_comes_back_by_undo_or_by_its_name() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Sma"))
    wall.do(TakeAway("sma"))
    assert (wall.board.people, wall.board.here) == ((), ("ana",))
    assert wall.board.known("Sma") is None
    assert wall.do(TakeAway("sma")).writes == ()
    wall.undo()
    assert [person.name for person in wall.board.people] == ["Sma"]
    assert "sma" in wall.board.here
    wall.redo()
    wall.do(AddPerson("SMA"))
    assert [person.name for person in wall.board.people] == ["SMA"]


@pytest.mark.parametrize("slug", ["sian", "siân", "bea", "ana"])
def test_who_was_used_stays(slug: str) -> None:
    wall = two_of_one()
    wall.do(AddPerson("Ana"))
    wall.do(MakeOne("sian", "siân")) if slug == "siân" else None
    with refused("stays: they have said or done something here"):
        wall.do(TakeAway(slug))


def test_a_name_is_no_more_used_once_its_card_says_another() -> None:
    wall = Wall()
    wall.do(AddCard("card/o", Kind.OFFER, "a van", said="Sma", newcomers=("Sma",)))
    with refused("stays"):
        wall.do(TakeAway("sma"), BEA)
    wall.do(EditCard("card/o", said="Sam", newcomers=("Sam",)))
    wall.do(TakeAway("sma"), BEA)
    assert [person.name for person in wall.board.people] == ["Sam"]


def test_who_left_their_screen_is_not_here_and_is_again_when_they_come_back() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Kofi", how=SCREEN), KOFI)
    left = wall.do(AtScreen(is_there=False), KOFI)
    assert left.op == "person.left"
    assert "kofi" not in wall.board.here
    assert wall.do(AtScreen(is_there=False), KOFI).writes == ()
    assert wall.history.undoable("kofi") == 2  # what they wrote themselves, not their leaving
    wall.do(AtScreen(is_there=True), KOFI)
    assert "kofi" in wall.board.here


def test_who_sits_in_the_hall_stays_there_when_a_window_of_theirs_closes() -> None:
    wall = Wall()
    wall.meet()
    assert wall.do(AtScreen(is_there=False), ANA).writes == ()
    assert wall.do(AtScreen(is_there=True), KOFI).writes == ()


@pytest.mark.parametrize("has_left", [True, False])
@pytest.mark.parametrize("again", [AddPerson("Kofi", is_at_no_screen=True), ComeAgain(("kofi",))])
def test_who_was_said_to_be_in_the_hall_and_is_back_by_screen_is_gone_once_they_leave_it(
    again: Command, *, has_left: bool
) -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Kofi", how=SCREEN), KOFI)
    if has_left:  # else the process that shared the board was killed, and wrote nothing of it
        wall.do(AtScreen(is_there=False), KOFI)
    wall.now += MINUTE
    wall.do(again)
    assert how_at(wall.board, wall.board.meeting)["kofi"] == HALL
    assert wall.do(AtScreen(is_there=False), KOFI).writes == (), "they sit at no screen, and are seen"
    wall.do(AtScreen(is_there=True), KOFI)
    assert how_at(wall.board, wall.board.meeting)["kofi"] == SCREEN
    assert wall.do(AtScreen(is_there=True), KOFI).writes == ()
    wall.do(AtScreen(is_there=False), KOFI)
    assert "kofi" not in wall.board.here
    wall.do(AddPerson("Kofi"))
    assert how_at(wall.board, wall.board.meeting)["kofi"] == HALL, (
        "who comes to the hall after all is there with one key"
    )
    wall.do(PersonLeft("kofi"))
    wall.do(AtScreen(is_there=True), KOFI)
    wall.do(AtScreen(is_there=False), KOFI)
    assert "kofi" not in wall.board.here


@pytest.mark.parametrize("kept", [[], {"how": []}, {"how": {}, "was": [SCREEN]}, {"how": HALL, "was": {}}, SCREEN])
def test_what_another_program_wrote_of_a_stay_is_no_stay_by_screen(kept: Json) -> None:
    wall = Wall()
    wall.meet()
    wall.write(wall.board.meeting.id, "here.kofi", kept)  # type: ignore[union-attr]  # it is open
    for is_there in (True, False):
        assert wall.do(AtScreen(is_there), KOFI).writes == ()
    assert how_at(wall.board, wall.board.meeting).get("kofi") != SCREEN


def test_who_is_called_otherwise_is_found_by_either_name() -> None:
    wall = Wall()
    wall.do(AddPerson("Ana"))
    wall.do(ChangePerson("ana", "Anna"))
    assert wall.board.known("ana") == wall.board.known("ANNA") == wall.board.person("ana")


def test_who_agreed_by_two_names_agreed_once_and_a_slip_not_at_all() -> None:
    wall = two_of_one()
    wall.do(AddPerson("Siam"))
    wall.do(Agree("card/o"))
    assert here_then(wall) == ("ana", "siân", "sian", "bea", "siam")
    wall.do(MakeOne("sian", "siân"))
    assert here_then(wall) == ("ana", "siân", "bea", "siam")
    wall.do(TakeAway("siam"))
    assert here_then(wall) == ("ana", "siân", "bea")
    wall.undo()
    wall.undo()
    assert set(here_then(wall)) == {"ana", "siân", "sian", "bea", "siam"}


def here_then(wall: Wall) -> tuple[str, ...]:
    agreed = wall.board.card("card/o").agreed
    assert agreed
    return agreed.here


@pytest.mark.parametrize(("own", "other", "how"), [(None, SCREEN, SCREEN), (SCREEN, HALL, HALL), (HALL, SCREEN, HALL)])
def test_how_somebody_is_here_stands_also_under_another_of_their_names(own: str | None, other: str, how: str) -> None:
    wall = two_of_one()
    wall.do(MakeOne("sian", "siân"))
    for slug, kept in (("siân", own), ("sian", other)):
        stay: Json = {"how": kept, "from": START, "to": None if kept else START}
        wall.write(wall.board.meeting.id, f"here.{slug}", stay)  # type: ignore[union-attr]  # it is open
    assert in_the_hall("Sian", wall.board, wall.now) == ("Siân" if how == HALL else "")
    here = Here.of(wall.board, Attending(is_shared=True), wall.now)
    assert here.hall == 2 + (how == HALL), "nobody sits at a screen of whom that is only written down"
    wall.do(AddPerson("Siân", is_at_no_screen=True)) if how == SCREEN else None
    assert in_the_hall("Sian", wall.board, wall.now) == "Siân"
    assert Here.of(wall.board, Attending(is_shared=True), wall.now).hall == 3


def test_who_is_here_by_another_of_their_names_goes_home_too() -> None:
    wall = two_of_one()
    wall.do(MakeOne("sian", "siân"))
    assert wall.board.meeting
    wall.do(PersonLeft("siân"))
    wall.write(wall.board.meeting.id, "here.sian", {"how": "hall", "from": START, "to": None})
    assert "siân" in wall.board.here
    wall.do(PersonLeft("siân"))
    assert "siân" not in wall.board.here
