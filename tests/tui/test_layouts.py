"""Keys under another keyboard layout: by their place, and full-width forms as their plain ones."""

from datetime import date

import pytest
from keyboard import Keyboard
from riverside import riverside

from cofacil.board.kinds import Kind
from cofacil.board.model import EMPTY
from cofacil.language.card_line import read_line
from cofacil.tui.keys import KEYS, Keymap
from cofacil.tui.layouts import LAYOUTS


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_letter_of_ours_has_a_place_on_each_keyboard(layout: str) -> None:
    places = {**LAYOUTS[layout], **{letter: letter for letter in ",;/'"}}
    missing = set("abcdefghijklmnopqrstuvwxyz") - set(places.values())
    assert missing <= {"q", "w", "b"}, missing  # where that key is a sign on it


@pytest.mark.parametrize(
    ("layout", "typed", "key"),
    [("ru", "ф", "a"), ("ru", "Ф", "a"), ("el", "α", "a"), ("he", "ש", "a"), ("ar", "ش", "a")],
)
def test_a_letter_counts_by_its_place(layout: str, typed: str, key: str) -> None:
    keymap = Keymap.of({"layout": layout})
    assert keymap.notices == ()
    assert keymap.plain_key(typed, typed) == key
    assert Keymap.of({}).plain_key(typed, typed) == typed


def test_a_letter_that_an_action_has_is_that_action() -> None:
    keymap = Keymap.of({"layout": "ru", "undo": "ф"})
    assert keymap.notices == ()
    assert keymap.action(keymap.plain_key("ф", "ф")) == "undo"


def test_a_keyboard_that_is_not_known_is_said() -> None:
    [notice] = Keymap.of({"layout": "xx"}).notices
    assert notice.name == "no-such-layout"


def test_full_width_forms_count_as_their_plain_ones() -> None:
    keymap = Keymap.of({})
    assert [keymap.plain_key(typed, typed) for typed in "？ａ１＋　"] == ["?", "a", "1", "+", " "]
    assert keymap.action(keymap.plain_key("Ａ", "Ａ")) == "add"
    assert read_line("＠ana soup ＃gate ＾fri", EMPTY, date(2026, 11, 22)).names == ("Ana",)


def test_a_full_width_sign_begins_a_line_and_stays_whole_inside_one() -> None:
    line = Keyboard(riverside()).open("add")
    line.press("＋", "ａ？", "enter")
    assert line.board.columns[Kind.OFFER][-1].text == "ａ？"
    assert KEYS["add"] == "a"
