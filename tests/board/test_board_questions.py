"""The group's own questions: kept in the board and in the meeting, told, undone, merged, and refused where it would mislead."""

import re

import pytest

from cofacil.board.commands.meetings import CloseMeeting, FoundBoard, TurnPrompt
from cofacil.board.commands.questions import AddQuestion, ChangeQuestion, ChooseDeck, PutAwayQuestion, questions_of
from cofacil.board.deck import AWAY, Deck, Prompt, chosen_deck, ring, with_own
from cofacil.board.events import Json
from cofacil.board.fold import fold
from cofacil.board.model import EMPTY
from cofacil.board.prompts import asked, coming, deck_of, is_forgotten
from cofacil.language.happened import tell
from cofacil.room.practice import Practice
from cofacil.store.merge import merge
from refusing import refused
from wall import ANA, BEA, MINUTE, Wall

DECK = (
    Prompt("after-us", "Who comes after us?", "000", "always"),
    *(Prompt(f"q{n}", f"Who is number {n}?", "001") for n in range(4)),
)
OTHER = Deck(
    "Hens", (DECK[0], Prompt("hens", "Who feeds the hens?"), Prompt("eggs", "Who eats them?")), "hens", is_own=True
)


@pytest.fixture
def wall() -> Wall:
    wall = Wall()
    wall.do(FoundBoard(wall.new("absence"), "Riverside garden"))
    wall.meet(*DECK)
    return wall


def on_wall(wall: Wall) -> str:
    prompt = asked(wall.board, wall.now)
    return prompt.text if prompt else ""


def turn(wall: Wall) -> str:
    wall.now += MINUTE
    wall.do(TurnPrompt())
    return on_wall(wall)


def told(wall: Wall, me: str = "bea") -> str:
    return tell(wall.events[-1:], wall.board, me)


def test_a_question_of_ones_own_comes_next_and_the_others_come_behind_it_as_they_would_have(wall: Wall) -> None:
    meeting = wall.board.meeting
    assert meeting
    before, order = on_wall(wall), [prompt.text for prompt in coming(meeting, wall.board, wall.now)]
    wall.do(AddQuestion("01X", " Who waters  it? ", "Mo"))
    assert on_wall(wall) == before
    assert told(wall) == 'Ana added "Who waters it?" It comes next.'
    wall.do(AddQuestion("01Y", "Who weeds it?"))
    assert [turn(wall) for _ in range(6)] == ["Who waters it?", "Who weeds it?", *order[:4]]
    wall.undo()
    assert "Who weeds it?" not in [prompt.text for prompt in deck_of(wall.board.meeting or meeting)]


def test_it_is_asked_in_the_meetings_to_come_and_first_where_it_was_never_asked(wall: Wall) -> None:
    wall.do(CloseMeeting())
    wall.do(AddQuestion("01X", "Who waters it?", "Mo", DECK))
    assert told(wall) == 'Ana added "Who waters it?" The next meeting asks it.'
    meeting = wall.meet(*DECK)
    assert on_wall(wall) == "Who waters it?"
    assert next(prompt for prompt in deck_of(meeting) if prompt.id == "01X").source == "Mo"
    assert next(prompt for prompt in questions_of(wall.board, DECK, wall.now) if prompt.id == "01X").is_added


def test_two_who_add_one_at_once_keep_both(wall: Wall) -> None:
    seats = [Wall(wall.events, copy) for copy in "ab"]
    for seat, who in zip(seats, (ANA, BEA), strict=True):
        seat.do(AddQuestion(f"01{who.name}", f"What does {who.name} ask?"), who)
    merged = fold(EMPTY, merge(seats[0].events, seats[1].events).events)
    assert merged.meeting
    texts = [prompt.text for prompt in deck_of(merged.meeting)]
    assert {"What does Ana ask?", "What does Bea ask?"} < set(texts)
    assert {"What does Ana ask?", "What does Bea ask?"} < {p.text for p in with_own(DECK, merged.about)}


def test_one_in_other_words_keeps_what_it_leans_on_now_and_later(wall: Wall) -> None:
    wall.do(ChangeQuestion("q1", "Who is the first of us?", seen="Who is number 1?"))
    assert told(wall) == 'It reads now: "Who is the first of us?"'
    for _again in range(2):
        one = next(prompt for prompt in questions_of(wall.board, DECK, wall.now) if prompt.id == "q1")
        assert (one.text, one.source, one.is_changed) == ("Who is the first of us?", "001", True)
        wall.do(CloseMeeting())
        wall.meet(*DECK)
    wall.undo()
    assert next(prompt for prompt in with_own(DECK, wall.board.about) if prompt.id == "q1").text == "Who is number 1?"


def test_nobody_writes_over_anothers_words_unseen(wall: Wall) -> None:
    wall.do(ChangeQuestion("q1", "Who is the first of us?"), BEA)
    with refused(
        re.escape('Somebody has changed it meanwhile: "Who is the first of us?" Enter keeps yours in its place.')
    ):
        wall.do(ChangeQuestion("q1", "Who came first?", seen="Who is number 1?"))


def test_what_is_put_away_leaves_the_wall_and_is_asked_no_more(wall: Wall) -> None:
    showing = asked(wall.board, wall.now)
    assert showing
    if showing.when == "always":
        turn(wall)
        showing = asked(wall.board, wall.now)
        assert showing
    meeting = wall.board.meeting
    assert meeting
    following = coming(meeting, wall.board, wall.now)[0]
    wall.do(PutAwayQuestion(showing.id))
    assert on_wall(wall) == following.text
    assert told(wall) == f'"{showing.text}" is put away.'
    assert showing.text not in [turn(wall) for _ in range(9)]
    wall.do(CloseMeeting())
    wall.meet(*DECK)
    assert showing.id not in {prompt.id for prompt in deck_of(wall.board.meeting or meeting)}
    wall.undo()
    assert AWAY not in {prompt.when for prompt in with_own(DECK, wall.board.about)}


def test_another_deck_is_asked_at_once_and_from_then_on_though_its_file_is_gone(wall: Wall) -> None:
    turn(wall)
    wall.do(AddQuestion("01X", "Who waters it?"))
    wall.do(ChooseDeck(OTHER))
    assert told(wall) == 'Ana chose the questions "Hens".'
    meeting = wall.board.meeting
    assert meeting
    texts = {prompt.text for prompt in deck_of(meeting)}
    assert texts == {"Who comes after us?", "Who feeds the hens?", "Who eats them?", "Who waters it?"}
    assert on_wall(wall) in texts
    wall.do(CloseMeeting())
    assert chosen_deck(wall.board) == OTHER
    gone = Practice(DECK, decks=lambda: ((Deck("Ours", DECK, "ours"),), ()))
    assert gone.deck_for(wall.board) == OTHER.prompts
    newer = OTHER._replace(prompts=(*OTHER.prompts, Prompt("cock", "Who keeps the cock?")))
    assert Practice(DECK, decks=lambda: ((newer,), ())).deck_for(wall.board) == newer.prompts
    wall.undo()
    assert chosen_deck(wall.board) is None
    assert gone.deck_for(wall.board) == DECK


def test_undoing_another_deck_in_a_meeting_asks_the_first_again(wall: Wall) -> None:
    before = {prompt.text for prompt in DECK}
    wall.do(ChooseDeck(OTHER))
    wall.undo()
    assert on_wall(wall) in before
    wall.redo()
    assert on_wall(wall) in {prompt.text for prompt in OTHER.prompts}


def test_what_a_group_added_itself_is_not_missed_as_a_file_would_be(wall: Wall) -> None:
    for number in range(9):
        wall.do(AddQuestion(f"01{number}", f"And what of {number}?"))
    wall.do(CloseMeeting())
    wall.meet(*DECK)
    assert is_forgotten(wall.board, DECK)
    assert not is_forgotten(wall.board, with_own(DECK, wall.board.about))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "A question needs words that can be said."),
        ("?!", "A question needs words that can be said."),
        ("who is NUMBER 2?", '"Who is number 2?" is asked already.'),
        ("Who? " * 12, "That has 59 letters, and 52 can be read from the back of the hall. Which words can go?"),
    ],
)
def test_what_is_no_question_is_refused_in_a_sentence(wall: Wall, text: str, words: str) -> None:
    with refused(re.escape(words)):
        wall.do(AddQuestion("01X", text))
    with refused(re.escape(words)):
        wall.do(ChangeQuestion("q0", text))


def test_those_who_come_after_us_are_asked_for_in_every_meeting_and_one_question_stays(wall: Wall) -> None:
    with refused(re.escape('"Who comes after us?" is asked in every meeting. Its words can be changed.')):
        wall.do(PutAwayQuestion("after-us"))
    with refused(re.escape("That question is not among ours any more.")):
        wall.do(PutAwayQuestion("nothing"))
    wall.do(PutAwayQuestion("q0"))
    with refused(re.escape('"Who is number 0?" was put away. It stands last in the list, and can be brought back.')):
        wall.do(AddQuestion("01X", "Who is number 0?"))
    wall.do(PutAwayQuestion("q0", is_away=False))
    assert told(wall) == '"Who is number 0?" is asked again.'
    alone = Wall()
    alone.meet(Prompt("one", "Who?"))
    with refused(re.escape("It is the last one: add another question first.")):
        alone.do(PutAwayQuestion("one"))


def test_an_undo_says_what_it_did(wall: Wall) -> None:
    wall.do(AddQuestion("01X", "Who waters it?"))
    wall.undo()
    assert told(wall, "ana") == "The questions are as they were. y takes that back."


def test_what_another_program_wrote_there_is_not_looked_at(wall: Wall) -> None:
    meeting = wall.board.meeting
    assert meeting
    odd: list[tuple[str, Json]] = [
        ("question.q0", "x"),
        ("question.q1", {"text": "Who is the first?"}),
        ("question.y", {"text": 3, "added": True}),
        ("question.z", {"text": " ", "added": True}),
    ]
    for entity in ("board", meeting.id):
        for field, value in odd:
            wall.write(entity, field, value)
    wall.write("board", "deck", {"name": 3, "prompts": [["x"], 4]})
    assert chosen_deck(wall.board) is None
    now = {prompt.text: prompt.source for prompt in deck_of(wall.board.meeting or meeting)}
    assert len(now) == len(DECK)
    assert now["Who is the first?"] == "001"
    assert on_wall(wall)
    assert list(ring([Prompt("a", "A"), Prompt("b", "B", behind="gone"), Prompt("c", "C", behind="a")])) == [0, 2, 1]
