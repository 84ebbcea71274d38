"""What a saved board answers: who does what by when, who was missing and what came of it, what is still open."""

import pytest
from happenings import DECK

from cofacil.board.asked_after import Came, Kept
from cofacil.board.commands.absences import AbsenceCame, NameAbsence, SetAbsence
from cofacil.board.commands.answers import AnswerInvitation, AnswerPromise
from cofacil.board.commands.cards import AddCard, TakeCard
from cofacil.board.commands.closing import FindOut, StayOpen, Stays
from cofacil.board.commands.links import TieLink
from cofacil.board.commands.meetings import CloseMeeting, OpenMeeting
from cofacil.board.commands.moving import MarkDone, PutAway, StrikeOut
from cofacil.board.commands.people import AddPerson
from cofacil.board.commands.quiet import BeginQuiet
from cofacil.board.commands.themes import GatherCard
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.slugs import ROOM
from cofacil.example.meeting import example_log
from cofacil.language.days import date_of
from cofacil.review.book import Book
from cofacil.review.questions import Answers, Outcome, Way
from cofacil.review.words import meetings_words
from cofacil.room.practice import Practice
from wall import BEA, START, Wall

DAYS = 24 * 60 * 60 * 1000


@pytest.fixture
def wall() -> Wall:
    wall = Wall()
    wall.do(OpenMeeting(wall.new("meeting"), DECK))
    wall.do(AddPerson("Ana"))
    return wall


def next_meeting(wall: Wall) -> None:
    wall.do(CloseMeeting())
    wall.now += 28 * DAYS
    wall.do(OpenMeeting(wall.new("meeting"), DECK))
    wall.do(AddPerson("Ana"))
    wall.do(AddPerson("Bea"))


def answers(wall: Wall) -> Answers:
    return Book(wall.events).answers


def promised(wall: Wall, text: str, *names: str, when: str = "") -> str:
    card = wall.new("card")
    wall.do(AddCard(card, Kind.ACTION, text, said="", when=when))
    for name in names:
        wall.do(TakeCard(card, name, newcomers=() if name == ROOM else (name,)))
    return card


def test_the_example_says_who_does_what_and_what_came_of_it() -> None:
    found = Book(example_log(Practice(DECK), START).read(0)).answers
    outcomes = {promise.card.label: promise.outcome for promise in found.promises}
    assert outcomes == {
        "A4": Outcome.OPEN,
        "A5": Outcome.NOT_YET,
        "A1": Outcome.PARTLY,
        "A8": Outcome.OPEN,
        "O11": Outcome.OPEN,
        "A6": Outcome.KEPT,
        "A2": Outcome.KEPT,
        "A3": Outcome.KEPT,
    }
    caretaker = next(promise for promise in found.promises if promise.card.label == "A2")
    assert (caretaker.who, caretaker.why, caretaker.answered_in) == (("Priya",), "He gave us his spare one.", 2)
    assert [promise.is_open for promise in found.promises] == sorted(
        (promise.is_open for promise in found.promises), reverse=True
    )


def test_the_example_says_who_was_missing_and_what_came_of_it() -> None:
    found = Book(example_log(Practice(DECK), START).read(0)).answers
    ways = {one.label: (one.way, one.since, one.became, one.noticed) for one in found.missing}
    assert ways == {
        "N2": (Way.CAME, 2, ("Nadia",), 2),
        "N3": (Way.NOT_ASKED, 2, (), 2),
        "N4": (Way.INVITED, 1, (), 1),
        "N5": (Way.NOTICED, 1, (), 1),
        "N6": (Way.SAID_NO, 1, (), 1),
    }
    assert [one.label for one in found.always] == ["N1"]
    assert (found.counts.missing, found.counts.came, found.counts.meetings) == (5, 1, 2)


def test_behind_a_meeting_nothing_is_known_of_the_next() -> None:
    book = Book(example_log(Practice(DECK), START).read(0))
    first = book.answers_after(1)
    assert first is not None
    assert {promise.outcome for promise in first.promises} == {Outcome.OPEN}
    assert (len(first.meetings), first.counts.came) == (1, 0)
    assert first.missing[0].way is Way.WILL_ASK
    assert book.answers_after(3) is None


@pytest.mark.parametrize(
    ("answer", "outcome", "is_open"),
    [
        (Kept.KEPT, Outcome.KEPT, False),
        (Kept.PARTLY, Outcome.PARTLY, True),
        (Kept.NOT_YET, Outcome.NOT_YET, True),
        (Kept.LET_GO, Outcome.LET_GO, False),
    ],
)
def test_what_came_of_a_promise_is_as_it_was_answered(
    wall: Wall, answer: Kept, outcome: Outcome, is_open: bool
) -> None:
    card = promised(wall, "I ask the caretaker", "Ana")
    next_meeting(wall)
    wall.do(AnswerPromise(card, answer, "because"))
    (promise,) = answers(wall).promises
    assert (promise.outcome, promise.is_open, promise.why, promise.answered_in) == (outcome, is_open, "because", 2)


def test_what_is_done_before_anybody_asks_is_done(wall: Wall) -> None:
    wall.do(MarkDone(promised(wall, "I ask the caretaker", "Ana")))
    (promise,) = answers(wall).promises
    assert (promise.outcome, promise.closed_at) == (Outcome.DONE, wall.now)


def test_the_next_day_comes_first_and_all_of_us_are_named_last(wall: Wall) -> None:
    promised(wall, "later", "Ana", when="2027-01-10")
    promised(wall, "no day", "Ana")
    promised(wall, "soon", ROOM, when="2026-12-01")
    promised(wall, "nobody")
    found = answers(wall).promises
    assert [promise.card.text for promise in found] == ["soon", "later", "no day", "nobody"]
    assert found[0].who == (ROOM,)
    assert answers(wall).counts.promised == 3


def test_somebody_missing_is_noticed_as_often_as_somebody_says_so_whatever_the_label(wall: Wall) -> None:
    wall.do(NameAbsence(wall.new("absence"), "Under-16s"))
    assert answers(wall).missing[0].noticed == 1
    next_meeting(wall)
    assert answers(wall).missing[0].noticed == 1
    wall.do(NameAbsence(wall.new("absence"), "under-16s"))
    assert [one.noticed for one in answers(wall).missing] == [2, 2]


def test_the_way_to_somebody_comes_further(wall: Wall) -> None:
    absence = wall.new("absence")
    wall.do(NameAbsence(absence, "Night cleaners", "Who works at night?"))

    def way() -> tuple[Way, int, str]:
        (one,) = answers(wall).missing
        return one.way, one.since, one.asks or one.bridge

    assert way() == (Way.NOTICED, 1, "")
    wall.do(SetAbsence(absence, knows="Bea", newcomers=("Bea",)))
    assert way() == (Way.BRIDGED, 1, "Bea")
    wall.do(SetAbsence(absence, asks="Ana", when="2026-12-01"))
    assert way() == (Way.WILL_ASK, 1, "Ana")
    next_meeting(wall)
    assert way() == (Way.WILL_ASK, 1, "Ana")
    wall.do(AnswerInvitation(absence, Came.NOT_ASKED, "The school was closed."))
    assert way() == (Way.NOT_ASKED, 2, "Ana")
    assert answers(wall).missing[0].why == "The school was closed."
    wall.do(AnswerInvitation(absence, Came.ASKED))
    assert way() == (Way.INVITED, 2, "Ana")
    next_meeting(wall)
    wall.do(AbsenceCame(absence, AbsenceState.JOINED))
    assert way() == (Way.CAME, 3, "Ana")
    assert answers(wall).missing[0].at == wall.now


def test_an_offer_is_taken_up_by_what_people_will_do_about_it_or_when_it_is_done(wall: Wall) -> None:
    van, pans, seeds = (wall.add(text, Kind.OFFER).id for text in ("my van", "pans", "seeds"))
    assert [card.text for each in answers(wall).offers for card in each.offers] == ["my van", "pans", "seeds"]
    wall.do(MarkDone(seeds))
    question = wall.add("What do we eat?")
    wall.do(TieLink(wall.new("link"), pans, question.id))
    deed = promised(wall, "I drive it", "Ana")
    wall.do(TieLink(wall.new("link"), deed, van))
    assert [card.text for each in answers(wall).offers for card in each.offers] == ["pans"]
    assert not answers(wall).asks
    wall.do(PutAway(deed))
    assert [card.text for each in answers(wall).offers for card in each.offers] == ["my van", "pans"]


def test_who_offered_most_comes_first_and_the_room_last(wall: Wall) -> None:
    for said in ("", "", "Bea", "Ana", "Bea"):
        wall.do(AddCard(wall.new("card"), Kind.OFFER, "words", said=said, newcomers=(said,) if said else ()))
    assert [(each.who, len(each.offers)) for each in answers(wall).offers] == [("Bea", 2), ("Ana", 1), ("", 2)]


def test_what_is_open_says_how_it_stays_so(wall: Wall) -> None:
    cars, wall_card, key = (wall.add(text, Kind.ISSUE).id for text in ("cars", "the old wall", "the key"))
    wall.do(StayOpen(cars, Stays.WICKED))
    wall.do(FindOut(wall_card, ("Bea",), ("Bea",)))
    wall.do(MarkDone(key))
    found = answers(wall).still_open
    assert [(one.card.text, one.is_wicked, one.needs_evidence, one.finds_out) for one in found] == [
        ("cars", True, False, ()),
        ("the old wall", False, True, ("Bea",)),
    ]


def test_what_was_struck_out_or_is_written_quietly_has_no_words(wall: Wall) -> None:
    struck = wall.add("zebra").id
    wall.do(GatherCard(struck, "okapi"))
    wall.do(StrikeOut(struck))
    wall.do(BeginQuiet(wall.new("step")))
    wall.do(AddCard(wall.new("card"), Kind.OFFER, "zebra", said="Bea"), BEA)
    wall.do(NameAbsence(wall.new("absence"), "zebra"), BEA)
    found = answers(wall)
    assert "zebra" not in repr(found)
    assert "okapi" not in repr(found)
    (offer,) = found.offers[0].offers
    assert (offer.is_withheld, offer.text) == (True, "")
    assert found.missing[0].is_withheld


def test_a_board_on_which_nothing_happened_answers_nothing() -> None:
    found = Book(()).answers
    assert (found.title, found.meetings, found.offers) == ("", (), ())
    assert not found.promises
    assert not found.missing


def test_meetings_know_their_events_and_their_steps() -> None:
    book = Book(example_log(Practice(DECK), START).read(0))
    first, second = book.meetings
    assert (first.number, second.number) == (1, 2)
    assert (first.last + 1, second.last) == (second.first, len(book.replay))
    for held in (first, second):
        assert book.replay.event(held.first).op == "meeting.open"
        for step in held.steps:
            board = book.replay.board_at(step.first)
            assert board.step is not None
            assert (board.step.id, board.step.title) == (step.id, step.title)
            assert book.replay.board_at(step.last).step == board.step or step.ended is None
            before = book.replay.board_at(step.first - 1).step
            assert before is None or before.id != step.id
    assert [step.number for step in first.steps] == list(range(1, 9))
    assert second.steps[-1].ended is None


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((), "One meeting, on 22 Nov; 1 person."),
        ((0,), "Two meetings, all on 22 Nov; 1 person."),
        ((0, 0), "Three meetings, all on 22 Nov; 1 person."),
        ((28,), "Two meetings, on 22 Nov and 20 Dec; 1 person."),
        ((0, 28), "Three meetings, from 22 Nov to 20 Dec; 1 person."),
    ],
)
def test_the_days_of_all_meetings_are_said_once_each(wall: Wall, days: tuple[int, ...], said: str) -> None:
    for later in days:
        wall.do(CloseMeeting())
        wall.now += later * DAYS
        wall.do(OpenMeeting(wall.new("meeting"), DECK))
    assert meetings_words(answers(wall), date_of(START)) == said
