"""A typed line and its cursor, whatever is typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from rich.cells import cell_len

from cofacil.tui.paint.editor import spans, up_or_down
from cofacil.tui.typed import Typed

KEYS = ("left", "right", "home", "end", "ctrl+left", "ctrl+right", "backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+k")
LETTERS = st.sampled_from(["a", " ", "ŵ", "漢", "e\u0301", "👩\u200d🚀", "👍🏽", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "\u200b", "@", "."])


def press(typed: Typed, *keys: str) -> Typed:
    for key in keys:
        after = typed.press(key, None if len(key) > 1 and key.isascii() else key)
        assert after is not None, key
        typed = after
    return typed


class Typing(RuleBasedStateMachine):
    """Any keys in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = Typed()

    @rule(text=LETTERS)
    def insert(self, text: str) -> None:
        before = self.typed
        self.typed = before.insert(text)
        assert self.typed.text == before.text[: before.at] + text + before.text[before.at :]

    @rule(key=st.sampled_from(KEYS))
    def press(self, key: str) -> None:
        before = self.typed
        after = before.press(key, None)
        assert after is not None
        self.typed = after
        if key in KEYS[:6]:
            assert after.text == before.text
        else:
            assert len(after.text) <= len(before.text)

    @rule(cells=st.integers(2, 30))
    def look(self, cells: int) -> None:
        shown, cell = self.typed.window(cells)
        assert self.typed.text.endswith(shown)
        assert 0 <= cell < cells

    @invariant()
    def cursor_is_in_the_text(self) -> None:
        assert 0 <= self.typed.at <= len(self.typed.text)


TestTyping = Typing.TestCase
TestTyping.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)


@pytest.mark.parametrize("whole", ["e\u0301", "👩\u200d🚀", "👍🏽", "漢", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "☺\ufe0f"])
def test_what_looks_like_one_letter_is_one(whole: str) -> None:
    typed = Typed.of(f"x{whole}")
    assert press(typed, "backspace") == Typed.of("x")
    assert press(typed, "left").at == 1
    assert press(Typed(f"x{whole}y", 1), "right").at == 1 + len(whole)
    assert press(Typed(f"x{whole}y", 1), "delete").text == "xy"


def test_words_are_jumped_over_and_cut() -> None:
    typed = Typed.of("I can open up")
    assert press(typed, "ctrl+left").at == 11
    assert press(typed, "ctrl+left", "ctrl+left").at == 6
    assert press(typed, "ctrl+w") == Typed.of("I can open ")
    assert press(Typed("I can open", 0), "ctrl+right").at == 1
    assert press(Typed("I can open", 3), "ctrl+u") == Typed("an open", 0)
    assert press(Typed("I can open", 3), "ctrl+k") == Typed("I c", 3)


def test_behind_trailing_blanks_a_word_is_cut_with_them() -> None:
    assert press(Typed.of("one two   "), "ctrl+w") == Typed.of("one ")
    assert press(Typed("one two   three", 10), "ctrl+w") == Typed("one three", 4)


@pytest.mark.parametrize("key", ["f1", "ctrl+c", "insert", "pageup"])
def test_keys_that_mean_nothing_to_a_line(key: str) -> None:
    assert Typed.of("x").press(key, None) is None


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\n", "\x9b", "\u202e"])
def test_what_does_not_print_is_not_typed(character: str) -> None:
    assert Typed.of("x").press("?", character) is None


def test_a_line_is_empty_until_something_can_be_seen() -> None:
    assert Typed.of("  ").is_empty
    assert not Typed.of(" x").is_empty


@given(st.text(st.sampled_from("ab \n漢e\u0301"), max_size=80), st.integers(4, 20))
def test_rows_of_an_editor_hold_every_letter_once_and_fit(text: str, cells: int) -> None:
    parts = spans(text, cells)
    assert "".join(text[start:end] for start, end in parts) == text.replace("\n", "")
    assert all(cell_len(text[start:end].rstrip(" ")) <= cells for start, end in parts)


@given(
    st.text(st.sampled_from("ab \n漢"), max_size=60), st.integers(0, 60), st.sampled_from([-1, 1]), st.integers(4, 20)
)
def test_up_and_down_stay_in_the_text(text: str, at: int, by: int, cells: int) -> None:
    typed = Typed(text, min(at, len(text)))
    moved = up_or_down(typed, by, cells)
    assert moved.text == text
    assert 0 <= moved.at <= len(text)


def test_a_window_shows_as_much_before_the_cursor_as_fits() -> None:
    assert Typed.of("abcdefgh").window(5) == ("efgh", 4)
    assert Typed.of("abcd").window(5) == ("abcd", 4)
    assert Typed("abcdefgh", 2).window(5) == ("abcdefgh", 2)
    assert Typed.of("漢字会議").window(5) == ("会議", 4)
    assert Typed.of("xé").window(9) == ("xé", 2)


def test_a_very_long_line_is_shown_as_fast_as_a_short_one() -> None:
    looked_at = 0

    class Counting(str):
        __slots__ = ()

        def __getitem__(self, at: object) -> str:
            nonlocal looked_at
            part = str.__getitem__(self, at)  # type: ignore[index]
            looked_at += len(part)
            return part

    Typed(Counting("x" * 100_000), 50_000).window(80)
    assert looked_at < 60_000
