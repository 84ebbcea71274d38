"""Names that look alike: which are taken for each other on a screen, and which are told apart by everybody."""

import making.look_alikes as maker
import pytest
from making.look_alikes import TABLE

from cofacil.board import skeleton as skeletons
from cofacil.board.look_alikes import look_alike, looks

TAKEN_FOR_ANA = (
    "Аna",  # Cyrillic
    "Anа",
    "АNА",
    "ΑΝΑ",  # Greek
    "Ａｎａ",  # full width
    "𝐀na",  # mathematics
    "A\u200cna",  # a joiner that is not seen
    "A\u00adna",  # a hyphen that is not seen
    "A\u2060na",
    "ana",
    "ANA",
)
ALIKE = (
    ("Ian", "lan"),
    ("Ian", "1an"),
    ("Ian", "|an"),
    ("Bob", "B0b"),
    ("Ola", "0la"),
    ("Sophie", "Ѕорhіе"),
    ("Мария", "Mapия"),
    ("O'Brien", "O’Brien"),
    ("Ana Lu", "Ana-Lu"),
    ("Ana Lu", "Ana\u2003Lu"),
)
APART = (
    ("Ian", "Lan"),
    ("Amie", "Arnie"),
    ("Ana", "Anna"),
    ("Ira", "Ида"),
    ("Ana", "Ana B"),
    ("Mara", "Маrк"),
    ("王芳", "王方"),
    ("Zoe", "Joe"),
)


@pytest.mark.parametrize("name", TAKEN_FOR_ANA)
def test_what_is_read_as_a_name_looks_like_it(name: str) -> None:
    assert look_alike("Ana", name)
    assert not looks("Ana").isdisjoint(looks(name))


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_letters_and_figures_that_look_alike_are_not_told_apart(one: str, other: str) -> None:
    assert look_alike(one, other)
    assert look_alike(other, one)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_people_tell_apart_are_two(one: str, other: str) -> None:
    assert not look_alike(one, other)
    assert looks(one).isdisjoint(looks(other))


@pytest.mark.parametrize(("one", "other"), [("Siân", "Sian"), ("Łukasz", "Lukasz"), ("Ana", "Ànа")])
def test_accents_are_forgiven_only_where_that_is_asked_for(one: str, other: str) -> None:
    assert not looks(one).isdisjoint(looks(other))
    assert not look_alike(one, other)


def test_the_table_is_what_unicode_says() -> None:
    assert TABLE.read_text(encoding="ascii") == maker.table()


def test_names_of_ascii_are_looked_at_without_the_table_and_as_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    table = skeletons._table()
    letters = [chr(point) for point in range(128)]
    as_the_table_says = [table.get(letter, letter) for letter in letters]
    monkeypatch.setattr(skeletons, "_table", dict)
    assert [skeletons._drawn(letter) for letter in letters] == as_the_table_says
    assert skeletons.skeleton("Ian 0'Brien") == "lanO'Brien"
