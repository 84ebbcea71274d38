"""Which key does what on the board: one thing each, in capitals too."""

import pytest
from keyboard import Keyboard
from riverside import riverside

from cofacil.language.worded import worded
from cofacil.room.actions import ACTIONS, KEY_ROW, Group
from cofacil.tui.keys import KEYS, Keymap, plain_key
from cofacil.tui.modes.mode import DoTogether, OpenPage
from cofacil.tui.page_stack import PAGE_NAMES
from cofacil.tui.router import ROUTES, step_for
from cofacil.tui.together import TOGETHER
from cofacil.tui.view import View


def test_no_key_means_two_things() -> None:
    assert len(set(KEYS.values())) == len(KEYS)


def test_capitals_mean_the_same_as_small_letters() -> None:
    keymap = Keymap.of({})
    for action, key in KEYS.items():
        assert keymap.action(key) == action
        assert keymap.action(key.upper() if len(key) == 1 else key) == action


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_has_words_and_comes_to_something(action: str) -> None:
    done = ACTIONS[action]
    assert done.words
    assert done.words == done.words.strip()


def test_the_table_of_actions_and_the_router_agree() -> None:
    assert ROUTES.keys() == ACTIONS.keys()


def test_an_unknown_action_raises() -> None:
    with pytest.raises(KeyError):
        step_for("nothing", Keyboard(riverside()).desk())


def test_every_errand_of_a_route_is_known_to_the_window() -> None:
    for action in ACTIONS:
        keyboard = Keyboard(riverside(), View(2)).look("O3")
        for errand in step_for(action, keyboard.desk()).errands:
            if isinstance(errand, OpenPage):
                assert errand.name in PAGE_NAMES
            if isinstance(errand, DoTogether):
                assert errand.action in TOGETHER


@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_is_reached_by_a_key_or_stands_in_help_without_one(action: str) -> None:
    assert (action in KEYS) != (ACTIONS[action].group is Group.RARE)


def test_what_the_key_row_offers_has_a_key_and_short_words() -> None:
    for action in KEY_ROW:
        assert action in KEYS
        assert 1 <= len(ACTIONS[action].short) <= 12


def test_everything_that_opens_a_line_opens_one_over_a_card_and_an_absence() -> None:
    hall = riverside()
    for column in (2, 5):
        for action in (name for name in ROUTES if ACTIONS[name].build is None):
            keyboard = Keyboard(hall, View(column)).look("O3" if column == 2 else "N2").open(action)
            assert (
                keyboard.mode is not None or keyboard.sentence or keyboard.errands or action in {"room_view", "wide"}
            ), action
            if keyboard.mode is not None:
                for _ in range(5):
                    if keyboard.mode is not None:
                        keyboard.press("escape")
                assert keyboard.mode is None, f"Esc leaves {action}"
                assert not keyboard.submitted, f"{action} and Esc change nothing"


def test_a_groups_own_key_takes_the_place_of_ours() -> None:
    keymap = Keymap.of({"add": "k", "done": "X"})
    assert keymap.action("k") == "add"
    assert keymap.action("K") == "add"
    assert keymap.action("a") is None
    assert keymap.action("x") == "done"
    assert keymap.notices == ()


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"add": "e"}, '"e" is the key of "edit" already'),
        ({"add": "1"}, '"1" cannot be a key here'),
        ({"add": "enter"}, '"enter" cannot be a key here'),
        ({"add": ""}, "cannot be a key here"),
        ({"add": "ab"}, "cannot be a key here"),
        ({"nothing": "b"}, 'no action called "nothing"'),
        ({"whole": "b"}, 'no action called "whole"'),
    ],
)
def test_a_key_that_would_mean_two_things_is_named_and_keeps_its_own(wanted: dict[str, str], words: str) -> None:
    keymap = Keymap.of(wanted)
    assert words in worded(keymap.notices[0])
    assert keymap.keys == dict(KEYS)


def test_two_actions_may_change_places() -> None:
    for wanted in ({"add": "e", "edit": "a"}, {"add": "c", "edit": "a"}, {"people": "k"}, {"colours": "k", "add": "o"}):
        keymap = Keymap.of(wanted)
        assert not keymap.notices
        assert all(keymap.keys[action] == key for action, key in wanted.items())
        assert len(set(keymap.keys.values())) == len(keymap.keys)


def test_one_that_is_left_out_keeps_its_own_key_from_another() -> None:
    keymap = Keymap.of({"add": "e", "edit": "m"})
    assert len(keymap.notices) == 2
    assert keymap.keys == dict(KEYS)


@pytest.mark.parametrize(
    ("key", "character", "called"),
    [
        ("question_mark", "?", "?"),
        ("slash", "/", "/"),
        ("a", "a", "a"),
        ("upper_a", "A", "A"),
        ("enter", "\r", "enter"),
        ("escape", "\x1b", "escape"),
        ("alt+a", None, "alt+a"),
        ("circumflex_accent", "^", "^"),
        ("â", "â", "â"),
        ("ctrl+q", "\x11", "ctrl+q"),
    ],
)
def test_keys_are_called_by_what_they_type(key: str, character: str | None, called: str) -> None:
    assert plain_key(key, character) == called
