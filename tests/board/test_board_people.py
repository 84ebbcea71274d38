import pytest

from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.people import AddPerson, ChangePerson, PersonLeft
from cofacil.board.errors import Refusal
from cofacil.board.kinds import Kind
from cofacil.board.naming import meant_by
from cofacil.board.slugs import slug_of
from refusing import refused
from wall import MINUTE, Wall


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Ana", "ana"), ("Siân", "siân"), ("Sia\u0302n", "siân"), ("Sam H.", "sam-h-"), ("a/b", "a-b"), ("李", "李")],
)
def test_a_name_has_a_slug_that_fits_into_a_field(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_somebody_is_here_with_what_they_bring() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Siân", "seeds"))
    person = wall.board.people[0]
    assert (person.name, person.brings, person.slug) == ("Siân", "seeds", "siân")
    assert "siân" in wall.board.here


def test_a_second_sam_must_differ() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Sam"))
    with refused(r"already somebody called Sam here: Sam H\?"):
        wall.do(AddPerson("SAM"))
    wall.do(AddPerson("Bea"))
    with refused("already somebody called Sam"):
        wall.do(ChangePerson("bea", name="sam"))
    wall.do(ChangePerson("bea", name="Sam H"))
    assert wall.board.name_of("bea") == "Sam H"
    with refused("already somebody called Sam H"):
        wall.do(ChangePerson("sam", name="Sam H"))


def test_who_has_gone_home_can_come_again() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Sam"))
    wall.now += MINUTE
    wall.do(PersonLeft("sam"))
    assert "sam" not in wall.board.here
    with refused("Sam is not on the list"):
        wall.do(PersonLeft("sam"))
    wall.do(AddPerson("Sam"))
    assert "sam" in wall.board.here
    assert len(wall.board.people) == 1


def test_what_somebody_brings_is_changed_and_taken_away() -> None:
    wall = Wall()
    wall.meet()
    wall.do(AddPerson("Sam", "seeds"))
    wall.do(ChangePerson("sam", brings="a spade"))
    assert wall.board.people[0].brings == "a spade"
    assert wall.do(ChangePerson("sam", name="Sam", brings="a spade")).writes == ()
    wall.do(ChangePerson("sam", brings=""))
    assert wall.board.people[0].brings == ""


def test_somebody_nobody_knows_cannot_be_changed() -> None:
    with refused("not somebody this board knows"):
        Wall().do(ChangePerson("zoe", name="Zoe"))


@pytest.mark.parametrize("name", ["", "\u200b", "x" * 33, "\x1b[31m"])
def test_a_name_that_cannot_be_read_is_refused(name: str) -> None:
    wall = Wall()
    with pytest.raises(Refusal):
        wall.do(AddPerson(name))
    assert wall.events == []


def test_one_who_was_never_introduced_is_called_by_their_slug() -> None:
    board = Wall().board
    assert (board.name_of("mo"), board.name_of("")) == ("Mo", "")


def test_who_looks_like_another_must_differ_however_they_are_added() -> None:
    wall = Wall()
    wall.meet()
    for name in ("Ana", "Ian", "Siân"):
        wall.do(AddPerson(name))
    for name in ("Аna", "Anа", "Ａna", "lan", "1an", "Іаn"):
        with refused("looks just like"):
            wall.do(AddPerson(name))
        with refused("looks just like"):
            wall.do(AddCard(wall.new("card"), Kind.ACTION, "seeds", newcomers=(name,)))
        with refused("looks just like"):
            wall.do(ChangePerson("siân", name=name))
    wall.do(AddPerson("Sian"))  # an accent is seen
    wall.do(AddPerson("Lan"))
    wall.do(ChangePerson("ana", name="Аna"))  # she may write her own name as she likes
    assert {person.name for person in wall.board.people} == {"Аna", "Ian", "Siân", "Sian", "Lan"}


def test_what_is_typed_in_letters_that_look_alike_means_who_is_known() -> None:
    wall = Wall()
    for name in ("Ana", "Ian"):
        wall.do(AddPerson(name))
    assert [meant_by(wall.board, typed).name for typed in ("Аna", "ＡＮＡ", "lan")] == ["Ana", "Ana", "Ian"]
    assert meant_by(wall.board, "Lan").new == "Lan"
