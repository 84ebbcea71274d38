"""All of us are nobody's name: one rule, in every way in."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard, EditCard, TakeCard
from cofacil.board.commands.meetings import Arrive
from cofacil.board.commands.people import AddPerson, ChangePerson
from cofacil.board.errors import Refusal
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import Who
from cofacil.board.slugs import ROOM, ROOM_KEPT, folded, slug_of
from cofacil.board.text import clean_name, means_us
from refusing import refused
from wall import ANA, MINUTE, Wall

OURS = ("room", "the room", "us", "us here", "we", "we here")
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
WAYS: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "a title": str.title,
    "full width": lambda word: word.translate(FULL_WIDTH),
    "circled": lambda word: "".join(chr(ord(c) - 97 + 0x24D0) if c.isalpha() else c for c in word),
    "mathematical": lambda word: "".join(chr(ord(c) - 97 + 0x1D41A) if c.isalpha() else c for c in word),
    "accents": lambda word: "".join(f"{c}\u0301" if c.isalpha() else c for c in word),
    "a mark that shows nothing": lambda word: f"{word}\ufe0f",
    "joiners": "\u200d".join,
    "full width with joiners": lambda word: "\u200d".join(word.translate(FULL_WIDTH)),
    "blanks around": lambda word: f" \u3000{word}\u00a0 ",
    "hyphens": lambda word: word.replace(" ", "-"),
    "a sign ahead": lambda word: f"@{word}",
    "a stop behind": lambda word: f"{word}.",
    "nothing to see between": "\u200b".join,
    "Cyrillic letters": lambda word: word.translate(str.maketrans("oesu", "оеѕυ")),
    "noughts": lambda word: word.replace("o", "0"),
}


def says_how(wall: Wall, name: str) -> dict[str, Command]:
    """Return every command that a name of a person comes in by."""
    card, absence = wall.new("card"), wall.new("absence")
    wall.do(AddCard(card, Kind.ACTION, "words"))
    wall.do(NameAbsence(absence, "night cleaners"))
    wall.do(AddPerson("Bea"))
    new = wall.new("card")
    return {
        "added": AddPerson(name),
        "called otherwise": ChangePerson("bea", name),
        "arrived": Arrive(name),
        "said": AddCard(new, Kind.OFFER, "x", said=name),
        "will": AddCard(new, Kind.ACTION, "x", owners=(name,)),
        "new with a card": AddCard(new, Kind.OFFER, "x", newcomers=(name,)),
        "said it after all": EditCard(card, said=name),
        "will after all": EditCard(card, owners=(name,)),
        "new with an edit": EditCard(card, newcomers=(name,)),
        "takes it": TakeCard(card, name),
        "new with a promise": TakeCard(card, "Bea", newcomers=(name,)),
        "knows": SetAbsence(absence, knows=name),
        "asks": SetAbsence(absence, asks=name),
        "new with an absence": SetAbsence(absence, newcomers=(name,)),
    }


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("word", OURS)
def test_no_name_means_all_of_us_however_it_is_written(word: str, way: str) -> None:
    name = WAYS[way](word)
    with refused("means all of us here, so nobody can be called that"):
        clean_name(name)
    with refused("all of us"):
        slug_of(name)


@pytest.mark.parametrize("how", says_how(Wall(), "x"))
@pytest.mark.parametrize("name", ["Room", "roOM", "room ", "Us", "ｒｏｏｍ"])
def test_nobody_comes_in_by_such_a_name(how: str, name: str) -> None:
    wall = Wall()
    wall.meet()
    command = says_how(wall, name)[how]
    before = wall.board
    with refused("all of us"):
        wall.do(command, Who("bea", name, Role.COFACILITATOR))
    assert wall.board is before


@given(st.sampled_from(OURS), st.lists(st.sampled_from(sorted(WAYS)), max_size=3), st.randoms())
def test_no_mixture_of_these_gets_by(word: str, ways: list[str], chance: object) -> None:
    name = word
    for way in ways:
        name = WAYS[way](name)
    try:
        kept = clean_name(name)
    except Refusal:
        return
    assert not means_us(kept)
    assert folded(kept) not in {folded(our) for our in OURS}


@given(st.text(max_size=12))
def test_whoever_has_a_name_is_not_the_room(name: str) -> None:
    try:
        slug = slug_of(name)
    except Refusal:
        return
    assert slug not in {ROOM, ROOM_KEPT, "us", "we", "the-room", "us-here", "we-here"}
    assume(slug.isascii())
    assert not means_us(unicodedata.normalize("NFKC", name))


@pytest.mark.parametrize(
    "name", ["Roomy", "Usha", "Wendy", "U.S.", "W. E.", "Russ", "Mushroom", "Weehere", "us & co", "Room 7"]
)
def test_names_that_only_begin_so_are_names(name: str) -> None:
    assert clean_name(name) == name


def test_what_stands_for_all_of_us_is_no_name_and_is_kept_as_it_always_was() -> None:
    with pytest.raises(Refusal):
        clean_name(ROOM)
    wall = Wall()
    wall.do(AddCard("card/1", Kind.ACTION, "words", owners=(ROOM, "Bea"), newcomers=("Bea",)))
    assert wall.board.card("card/1").fields["owner.room"] is True
    wall.do(EditCard("card/1", owners=("Bea",)))
    assert wall.board.card("card/1").owners == ("bea",)
    wall.do(TakeCard("card/1", ROOM))
    assert wall.board.card("card/1").owners == ("bea", ROOM_KEPT)


def test_a_board_of_long_ago_that_knows_one_called_so_is_shown_and_goes_on() -> None:
    wall = Wall()
    wall.write("person/room", "name", "Room")
    wall.write("card/1", "kind", "offer")
    wall.write("card/1", "text", "seeds")
    wall.write("card/1", "said", "room")
    wall.meet()
    assert (wall.board.name_of("room"), wall.board.people[0].name) == ("Room", "Room")
    wall.do(AddPerson("Bea"))
    wall.do(ChangePerson("bea", "Beatrice"))
    wall.do(ChangePerson("room", brings="seeds"))
    wall.do(EditCard("card/1", text="more seeds"))
    assert wall.board.card("card/1").said == "room"
    wall.now += MINUTE
    wall.do(ChangePerson("room", "Ruben"))
    assert wall.board.name_of("room") == "Ruben"
    assert wall.undo(ANA)
