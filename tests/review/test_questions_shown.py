"""The questions that were on the wall in a meeting, found again in its log."""

from cofacil.board.commands.absences import NameAbsence
from cofacil.board.commands.meetings import CloseMeeting, TurnPrompt
from cofacil.board.prompts import Prompt, asked
from cofacil.review.book import Book
from cofacil.review.questions_shown import questions_shown
from wall import MINUTE, Wall

DECK = tuple(Prompt(name, f"Who {name}?") for name in ("sleeps", "cleans", "waits", "pays"))


def shown(wall: Wall, number: int = 1) -> list[str]:
    book = Book(wall.events)
    return [prompt.text for prompt in questions_shown(book.replay, book.meetings[number - 1])]


def on_wall(wall: Wall) -> str:
    prompt = asked(wall.board, wall.now)
    assert prompt
    return prompt.text


def test_each_stands_there_once_in_the_order_in_which_it_came() -> None:
    wall = Wall()
    wall.meet(*DECK, minutes=15)
    came = [on_wall(wall)]
    for who in ("cleaners", "carers", "neighbours", "children", "night nurses"):
        wall.now += 4 * MINUTE
        wall.do(NameAbsence(wall.new("absence"), who, prompt=on_wall(wall)))
        wall.do(TurnPrompt(passed=False))
        came.append(on_wall(wall))
    wall.do(CloseMeeting())
    assert shown(wall) == list(dict.fromkeys(came))
    assert len(shown(wall)) == len(DECK)


def test_one_that_the_clock_brought_up_before_something_happened_is_one_of_them() -> None:
    wall = Wall()
    wall.meet(*DECK, minutes=15)
    first = on_wall(wall)
    wall.now += 16 * MINUTE
    second = on_wall(wall)
    wall.do(TurnPrompt(passed=False))
    third = on_wall(wall)
    wall.do(CloseMeeting())
    assert shown(wall) == [first, second, third]


def test_a_meeting_has_its_own_and_one_without_a_deck_has_none() -> None:
    wall = Wall()
    wall.meet(*DECK[:1])
    wall.do(CloseMeeting())
    wall.meet()
    wall.add()
    assert shown(wall, 1) == ["Who sleeps?"]
    assert shown(wall, 2) == []
