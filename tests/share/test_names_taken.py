"""Names that nobody may say who comes by the word on the wall: every way to be somebody who is known here."""

from cofacil.board.commands.one_person import MakeOne
from cofacil.board.commands.people import AddPerson, ChangePerson
from cofacil.board.look_alikes import seem_one
from cofacil.wiring.shared_board import ways_to_say
from wall import Wall


def test_every_name_that_would_make_a_stranger_somebody_else_is_taken() -> None:
    wall = Wall()
    for name in ("Ana", "Siân", "Shan"):
        wall.do(AddPerson(name))
    wall.do(ChangePerson("ana", "Anna"))
    wall.do(MakeOne("shan", "siân"))

    def says_one(said: str, name: str) -> bool:
        return any(seem_one(said, way) for way in ways_to_say(name, wall.board))

    for said in ("Anna", "ana", "ANA", "Аna", "Ａnna", "A\u200cna"):
        assert says_one(said, "Anna")
        assert says_one(said, "ana")
    for said in ("Siân", "sian", "Shan", "Ѕhаn"):
        assert says_one(said, "Siân")
    assert says_one("RHYS", "Rhys")
    assert not says_one("Ann", "Anna")
    assert not says_one("Rhys B", "Rhys")
