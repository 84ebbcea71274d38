"""Finding on a saved board: what was put away too, forgiving a slip of the finger, and no word that was taken back."""

import pytest

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.cards import TakeCard
from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.commands.moving import PutAway, StrikeOut
from cofacil.board.commands.themes import GatherCard
from cofacil.board.kinds import Kind
from cofacil.review.book import Book
from wall import Wall


@pytest.fixture
def wall() -> Wall:
    made = Wall()
    made.do(FoundBoard(made.new("absence"), "Riverside garden"))
    made.meet()
    return made


def labels(wall: Wall, words: str) -> list[str]:
    book = Book(wall.events)
    return [book.board.label_of(book.board.records[entity]) for entity in book.findable.find(words).entities]


def test_what_was_put_away_is_found_behind_what_is_still_there(wall: Wall) -> None:
    away = wall.add("a ladder of wood", Kind.OFFER).id
    wall.add("who has a ladder?")
    wall.do(PutAway(away))
    assert labels(wall, "ladder") == ["Q1", "O1"]


def test_a_slip_of_the_finger_is_read_as_the_word_that_is_there_and_it_is_said(wall: Wall) -> None:
    wall.add("who has a ladder?")
    assert Book(wall.events).findable.find("lader").read_as == "ladder"
    assert labels(wall, "who lader") == ["Q1"]
    assert not labels(wall, "ukulele")


def test_accents_names_themes_and_labels_are_found(wall: Wall) -> None:
    card = wall.add("Siân brings the café chairs", Kind.ACTION).id
    wall.do(TakeCard(card, "Bea"))
    wall.do(GatherCard(card, "Gate"))
    group = wall.new("absence")
    wall.do(NameAbsence(group, "night cleaners"))
    assert labels(wall, "sian CAFE") == ["A1"]
    assert labels(wall, "@bea") == ["A1"]
    assert labels(wall, "#gate") == ["A1"]
    assert labels(wall, " a1 ") == ["A1"]
    assert labels(wall, "cleaners") == [Book(wall.events).board.absence(group).label]


def test_who_is_always_missing_is_found_too(wall: Wall) -> None:
    standing = next(absence for absence in wall.board.absences if absence.is_standing)
    assert labels(wall, standing.who.split()[0]) == [standing.label]


def test_what_was_struck_out_is_found_by_its_label_alone(wall: Wall) -> None:
    card = wall.add("the zebra is here").id
    wall.do(StrikeOut(card))
    assert not labels(wall, "zebra")
    assert labels(wall, "Q1") == ["Q1"]


def test_nothing_is_found_by_no_words(wall: Wall) -> None:
    wall.add("who has a ladder?")
    assert not labels(wall, " ")
    assert not labels(wall, "#")
