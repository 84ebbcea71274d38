"""Undo and redo by keys: what they did is in hand and said, and nothing that stays is passed over in silence."""

import asyncio

import pytest
from keyboard import Keyboard
from riverside import DEE, painted, riverside

from cofacil.board.commands.absences import CardToAbsence
from cofacil.tui.keys import Press


def press(keys: Keyboard, *pressed: str) -> str:
    """Press keys on the board; return what its last row says."""

    async def all_of_them() -> None:
        for key in pressed:
            keys.session.painted(painted(keys.session.scene()))
            await keys.session.press(Press(key, key if len(key) == 1 else None))

    asyncio.run(all_of_them())
    scene = keys.session.scene()
    return scene.foot.sentence if scene.foot and scene.foot.sentence is not None else scene.sentence


def label_in_hand(keys: Keyboard) -> str:
    record = keys.view.in_hand(keys.board)
    return keys.board.label_of(record) if record else ""


@pytest.fixture
def keys() -> Keyboard:
    return Keyboard(riverside()).look("O6")


def test_put_away_undo_and_redo_each_say_what_they_did(keys: Keyboard) -> None:
    assert press(keys, "p") == "O6 is put away. u brings it back."
    assert press(keys, "up", "u") == "O6 is back on the wall. y takes it off again."
    assert label_in_hand(keys) == "O6"
    assert press(keys, "y") == "O6 is put away again. u brings it back."
    assert press(keys, "u") == "O6 is back on the wall. y takes it off again."


def test_what_came_back_is_in_hand_in_whatever_column_it_stands(keys: Keyboard) -> None:
    press(keys, "p", "1", "u")
    assert label_in_hand(keys) == "O6"
    press(keys, "up", "d", "4", "y")
    assert press(keys, "2", "3", "u", "enter") != ""
    assert label_in_hand(keys) == "O5"


def test_redo_shows_what_it_changed_too(keys: Keyboard) -> None:
    press(keys, "p", "u", "p", "u")
    keys.look("Q1")
    press(keys, "y")
    keys.look("Q1")
    assert press(keys, "u") == "O6 is back on the wall. y takes it off again."
    assert label_in_hand(keys) == "O6"


def test_what_came_back_is_seen_while_a_search_keeps_only_others(keys: Keyboard) -> None:
    press(keys, "p")
    keys.with_only("O1", "O2")
    press(keys, "u")
    assert label_in_hand(keys) == "O6"
    assert keys.view.only is None


def test_a_card_that_had_become_somebody_missing_is_in_hand_again(keys: Keyboard) -> None:
    keys.hall.do(CardToAbsence(keys.hall.called("O6"), "absence/new"))
    keys.session.hear(keys.hall.room.pull())
    assert keys.board
    press(keys, "1", "u", "enter")
    assert label_in_hand(keys) == "O6"


@pytest.mark.parametrize("again", ["u", "enter"])
def test_undo_does_not_walk_on_silently_past_a_strike_out(keys: Keyboard, again: str) -> None:
    press(keys, "up", "d")
    keys.look("O6").open("strike_out")
    press(keys, "enter")
    assert press(keys, "u") == "O6 stays struck out. u again undoes what came before that."
    assert len(keys.submitted) == 2
    assert keys.lead.startswith("Undo your done of O5, ")
    assert press(keys, again) == "O5 is open again. y takes that back."
    assert keys.board.card(keys.hall.called("O6")).is_struck
    assert press(keys, "y", "u") == "O5 is open again. y takes that back."


def test_esc_leaves_what_came_before_and_undo_says_it_again(keys: Keyboard) -> None:
    press(keys, "up", "d")
    keys.look("O6").open("strike_out")
    press(keys, "enter", "u")
    assert press(keys, "escape") == "It stays as it is now."
    assert press(keys, "u") == "O6 stays struck out. u again undoes what came before that."


def test_undo_does_not_walk_on_silently_past_the_timer(keys: Keyboard) -> None:
    press(keys, "d", "t", "5", "enter", "enter", "escape")
    assert press(keys, "u") == "The timer stays as it is. u again undoes what came before it."
    press(keys, "escape", "up", "d")
    assert press(keys, "u") == "O5 is open again. y takes that back."


def test_where_nothing_else_can_be_undone_only_what_stays_is_said() -> None:
    keys = Keyboard(riverside(), seat=DEE)
    keys.look("O6")
    assert press(keys, "u") == "You have changed nothing yet that could be undone."
    press(keys, "t", "5", "enter", "enter", "escape")
    assert press(keys, "u") == "The timer stays as it is. There is nothing before it to undo."
    assert keys.mode is None


def test_the_question_takes_the_groups_own_key_in_capitals_too(keys: Keyboard) -> None:
    press(keys, "up", "d")
    keys.look("O6").open("strike_out")
    assert press(keys, "enter", "U", "U") == "O5 is open again. y takes that back."


def test_an_undo_in_the_line_of_offers_says_one_thing_however_the_window_changes(keys: Keyboard) -> None:
    said = press(keys, "p", "u")
    keys.session.size = (60, 18)
    keys.session.tick()
    assert keys.session.scene().sentence == said
