"""What is said as a meeting ends, told in the last row, undone and put back."""

import pytest

from cofacil.board.commands.base import Command
from cofacil.board.commands.cards import AddCard
from cofacil.board.commands.closing import AddNextTime, FindOut, SayNoneToday, SpeakFor, StayOpen, Stays
from cofacil.board.commands.meetings import FoundBoard
from cofacil.board.commands.undo import Redo, Undo
from cofacil.board.kinds import Kind
from cofacil.board.slugs import ROOM
from cofacil.language.days import date_of
from cofacil.language.happened import tell, undo_question
from wall import ANA, Wall


def begun() -> Wall:
    wall = Wall()
    wall.do(FoundBoard("absence/1", "Riverside garden"))
    wall.meet()
    wall.do(AddCard("card/q", Kind.QUESTION, "May we dig near the old wall?"))
    return wall


def told(wall: Wall, command: Command, me: str = "") -> str:
    wall.do(command)
    return tell(wall.events[-1:], wall.board, me)


@pytest.mark.parametrize(
    ("command", "words", "question"),
    [
        (StayOpen("card/q", Stays.WICKED), "Q1 is marked: bigger than us.", "Undo your mark of Q1"),
        (StayOpen("card/q", Stays.EVIDENCE), "Q1 is marked: needs evidence.", "Undo your mark of Q1"),
        (StayOpen("card/q", Stays.LET_GO), "Q1 is let go.", "Undo your letting go of Q1"),
        (FindOut("card/q", ("Grace",), ("Grace",)), "Grace finds out: Q1.", "Undo your change of Q1"),
        (FindOut("card/q", ("Mo", ROOM), ("Mo",)), "Mo and us here find out: Q1.", "Undo your change of Q1"),
        (SpeakFor("absence/1", "Bea", ("Bea",)), "Bea speaks for N1 next time.", "Undo your change of N1"),
        (AddNextTime("0" * 26, "Start with food."), "Kept for next time: Start with food.", "Take back what you kept"),
        (SayNoneToday("We are tired"), "None today, and why is kept.", "Take back why there is none today"),
    ],
)
def test_each_thing_that_is_said_in_closing_has_a_sentence_and_can_be_undone(
    command: Command, words: str, question: str
) -> None:
    wall = begun()
    before = wall.board.records
    assert told(wall, command) == words
    done = wall.events[-1]
    assert undo_question(done, wall.board, date_of(wall.now)).startswith(question)
    wall.do(Undo(done))
    undone = wall.events[-1]
    assert not undone.clash
    for entity, record in before.items():
        now = {name: value for name, value in wall.board.records[entity].fields.items() if value is not None}
        assert now == record.fields
    assert "changed the board" not in tell([undone], wall.board, "ana")
    wall.do(Redo(undone))
    assert wall.events[-1].writes


def test_what_takes_an_answer_back_says_so() -> None:
    wall = begun()
    wall.do(StayOpen("card/q", Stays.LET_GO))
    assert told(wall, StayOpen("card/q", Stays.OPEN)) == "Q1 stays open."
    wall.do(SayNoneToday("We are tired"))
    assert told(wall, SayNoneToday("")) == "Ana took back why there is none."
    wall.do(SpeakFor("absence/1", "Bea", ("Bea",)))
    assert told(wall, SpeakFor("absence/1", "")) == "Nobody is asked to speak for N1 next time."


def test_whoever_let_something_go_reads_the_key_that_takes_that_back_and_redo_says_so_again() -> None:
    wall = begun()
    assert told(wall, StayOpen("card/q", Stays.LET_GO), "ana") == "Q1 is let go. u takes that back."
    wall.undo(ANA)
    assert tell(wall.events[-1:], wall.board, "ana") == "Q1 is open again. y takes that back."
    wall.redo(ANA)
    assert tell(wall.events[-1:], wall.board, "ana") == "Q1 is let go again. u takes that back."
