"""Names that nobody may say who comes by the word on the wall: every way to be somebody who is known here."""

from cofacil.board.commands.one_person import MakeOne
from cofacil.board.commands.people import AddPerson, ChangePerson
from cofacil.wiring.guests import _ways_to_say
from wall import Wall


def test_every_name_that_would_make_a_stranger_somebody_else_is_taken() -> None:
    wall = Wall()
    for name in ("Ana", "Siân", "Shan"):
        wall.do(AddPerson(name))
    wall.do(ChangePerson("ana", "Anna"))
    wall.do(MakeOne("shan", "siân"))
    assert set(_ways_to_say("Anna", wall.board)) == set(_ways_to_say("ana", wall.board)) == {"anna", "ana"}
    assert set(_ways_to_say("Siân", wall.board)) == {"sian", "shan"}
    assert set(_ways_to_say("Rhys", wall.board)) == {"rhys"}
