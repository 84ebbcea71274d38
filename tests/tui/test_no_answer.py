"""A question and letters that are no answer: nothing is done, it is said, and the letter is pressed on the board."""

import asyncio

import pytest
from keyboard import Keyboard
from riverside import riverside

from cofacil.tui.keys import Press
from cofacil.tui.modes.capture import Capture
from cofacil.tui.modes.confirm import Confirm

UNDONE = "Nothing is undone. Enter would have."


@pytest.fixture
def keys() -> Keyboard:
    return Keyboard(riverside()).look("O6")


def asked(keys: Keyboard, name: str) -> Keyboard:
    """Open a question by its action."""
    if name == "undo":
        keys.open("done").look("Q1")
        keys.hall.clock.pass_minutes(60)
    if name == "count_up":
        keys.open("timer").press("5", "enter")
    keys.open(name)
    assert isinstance(keys.mode, Confirm)
    return keys


@pytest.mark.parametrize("name", ["undo", "leave", "strike_out", "count_up"])
def test_words_typed_into_a_question_go_into_a_line_and_nothing_is_done(keys: Keyboard, name: str) -> None:
    passed = asked(keys, name).mode
    assert isinstance(passed, Confirm)
    before = len(keys.submitted)
    keys.press("a")
    assert isinstance(keys.mode, Capture)
    assert keys.notice == passed.passed
    assert "Enter would have" in passed.passed
    keys.press("words said now", "enter")
    assert keys.texts(keys.view.column)[-1] == "words said now"
    assert len(keys.submitted) == before + 1
    assert not keys.errands


def test_a_letter_that_does_nothing_leaves_the_question_all_the_same(keys: Keyboard) -> None:
    asked(keys, "undo").press("x")
    assert keys.mode is None
    assert keys.session.sentence == f"{UNDONE} x does nothing here. ? finds what does."


def test_what_the_letter_does_is_said_behind_it(keys: Keyboard) -> None:
    asked(keys, "strike_out").press("d")
    assert keys.session.sentence.startswith("Nothing is struck out. Enter would have. O6 ")


def test_arrows_are_no_letters(keys: Keyboard) -> None:
    asked(keys, "undo").press("up", "tab")
    assert isinstance(keys.mode, Confirm)


def test_many_letters_in_one_piece_leave_the_question_too(keys: Keyboard) -> None:
    asked(keys, "undo")
    asyncio.run(keys.session.press(Press("w", "w", is_burst=True)))
    assert keys.mode is None
    assert keys.session.sentence == "So many letters at once are no answer. Nothing has changed."


def test_a_paste_leaves_the_question_too(keys: Keyboard) -> None:
    asked(keys, "undo").paste("words\nsaid")
    assert keys.mode is None
    assert keys.session.sentence == UNDONE
