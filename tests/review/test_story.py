"""What happened to one card, or to somebody who was missing, from the beginning to now."""

import pytest
from happenings import DECK

from cofacil.board.commands.absences import NameAbsence, SetAbsence
from cofacil.board.commands.agreeing import AddFrom
from cofacil.board.commands.cards import AddCard, AddToNote, EditCard, TakeCard
from cofacil.board.commands.links import TieLink, Untie
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.moving import MarkDone, StrikeOut
from cofacil.board.commands.quiet import BeginQuiet, HideAgain, ShowAll
from cofacil.board.kinds import Kind
from cofacil.review.book import Book
from cofacil.review.story import Story, What
from wall import BEA, MINUTE, Wall

DAYS = 24 * 60 * 60 * 1000


@pytest.fixture
def wall() -> Wall:
    wall = Wall()
    wall.do(OpenMeeting(wall.new("meeting"), DECK))
    return wall


def told(wall: Wall, entity: str) -> Story:
    story = Book(wall.events).story(entity)
    assert story is not None
    return story


def whats(story: Story) -> list[What]:
    return [moment.what for moment in story.moments]


def again(wall: Wall) -> None:
    wall.now += 90 * MINUTE
    wall.do(CloseMeeting())
    wall.now += 28 * DAYS
    wall.do(OpenMeeting(wall.new("meeting"), DECK))


def test_an_offer_is_told_from_who_said_it_to_what_came_of_it(wall: Wall) -> None:
    offer, issue, deed = wall.new("card"), wall.add("the gate is too narrow", Kind.ISSUE).id, wall.new("card")
    wall.do(AddCard(offer, Kind.OFFER, "two raised beds", said="Tom", newcomers=("Tom",)))
    wall.do(TieLink(wall.new("link"), offer, issue))
    again(wall)
    wall.do(AddToNote(offer, "my brother has a mitre saw"))
    wall.do(
        AddFrom(AddCard(deed, Kind.ACTION, "we build them", said="Tom", when="2027-01-23"), wall.new("link"), offer)
    )
    wall.do(TakeCard(deed, "Tom"))
    story = told(wall, offer)
    assert whats(story) == [
        What.BEGAN,
        What.MEETS,
        What.STAYS_OPEN,
        What.COMES_BACK,
        What.NOTE,
        What.TAKEN_UP,
    ]
    began, meets, _open, back, note, taken = story.moments
    assert (began.said, began.by, began.words) == ("Tom", "Ana", "two raised beds")
    assert meets.label == "I1"
    assert (back.meeting, note.words) == (2, "my brother has a mitre saw")
    assert (taken.label, taken.who, taken.when) == ("A1", ("Tom",), "2027-01-23")
    assert story.linked == (issue, deed)
    assert whats(told(wall, deed)) == [What.BEGAN, What.COMES_FROM, What.HAPPENED]


def test_a_tie_that_was_cut_is_told_too(wall: Wall) -> None:
    one, other = wall.add("one").id, wall.add("other", Kind.OFFER).id
    wall.do(TieLink(wall.new("link"), one, other))
    wall.do(Untie(one, other))
    for entity in (one, other):
        assert whats(told(wall, entity)) == [What.BEGAN, What.MEETS, What.PARTED]
        assert told(wall, entity).linked == ()


def test_what_is_done_does_not_come_back(wall: Wall) -> None:
    card = wall.add("one").id
    wall.do(MarkDone(card))
    again(wall)
    assert whats(told(wall, card)) == [What.BEGAN, What.HAPPENED]


def test_somebody_missing_has_a_story_too(wall: Wall) -> None:
    absence = wall.new("absence")
    wall.do(NameAbsence(absence, "Night cleaners"))
    wall.do(SetAbsence(absence, who="Night cleaners at the school"))
    wall.do(SetAbsence(absence, knows="Bea", newcomers=("Bea",)))
    again(wall)
    story = told(wall, absence)
    assert (story.kind, story.text, story.label) == (None, "Night cleaners at the school", "N1")
    assert whats(story) == [What.BEGAN, What.WORDS, What.HAPPENED, What.STAYS_OPEN, What.COMES_BACK]
    assert story.moments[0].words == "Night cleaners"


def test_what_was_written_quietly_is_told_when_it_was_shown_and_not_what_it_said_then(wall: Wall) -> None:
    wall.do(BeginQuiet(wall.new("step")))
    card = wall.new("card")
    wall.do(AddCard(card, Kind.QUESTION, "zebra", said="Bea"), BEA)
    hidden = told(wall, card)
    assert whats(hidden) == [What.QUIETLY]
    assert (hidden.is_withheld, hidden.moments[0].by, hidden.moments[0].said) == (True, "", "")
    wall.do(ShowAll())
    wall.do(HideAgain())
    wall.do(ShowAll())
    story = told(wall, card)
    assert whats(story) == [What.QUIETLY, What.SHOWN, What.HIDDEN, What.SHOWN]
    assert story.text == "zebra"
    assert (story.moments[0].words, story.moments[0].said, story.moments[0].by) == ("", "Bea", "Bea")


def test_a_card_that_is_struck_out_has_a_story_without_its_words(wall: Wall) -> None:
    card = wall.add("zebra").id
    wall.do(EditCard(card, text="two zebras"))
    wall.do(StrikeOut(card))
    story = told(wall, card)
    assert "zebra" not in repr(story)
    assert (story.is_struck, whats(story)) == (True, [What.BEGAN, What.HAPPENED, What.HAPPENED])


def test_of_what_never_was_there_is_no_story(wall: Wall) -> None:
    book = Book(wall.events)
    assert book.story("card/none") is None
    assert book.story(book.meetings[0].id) is None


def test_the_last_moment_before_a_place_is_found(wall: Wall) -> None:
    card = wall.add("one").id
    begun = len(wall.events)
    wall.do(EditCard(card, text="two"))
    story = told(wall, card)
    assert [story.before(n) for n in (begun - 1, begun, begun + 1, begun + 9)] == [-1, 0, 1, 1]
