"""A typed line and its cursor, whatever is typed."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from odd_letters import WHOLE, parts, texts
from riverside import Looking, painted, riverside
from sheets import brush
from test_board_painting import fills
from textual.strip import Strip

from cofacil.board.kinds import Kind
from cofacil.board.text import strip_text
from cofacil.terminal.widths import cell_len
from cofacil.tui.clusters import clusters, end_of, start_of
from cofacil.tui.modes.capture import Capture
from cofacil.tui.pages.sheet import limited, typed_row
from cofacil.tui.paint.editor import editor_rows, spans, up_or_down
from cofacil.tui.paint.typing import typing_cursor
from cofacil.tui.typed import Typed, cursor_cells
from cofacil.tui.view import View

_HALL = riverside()

MOVES = ("left", "right", "home", "end", "ctrl+left", "ctrl+right", "ctrl+a", "ctrl+e")
CUTS = ("backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+k")


def press(typed: Typed, *keys: str) -> Typed:
    for key in keys:
        after = typed.press(key, None if len(key) > 1 and key.isascii() else key)
        assert after is not None, key
        typed = after
    return typed


def is_bound(text: str, at: int) -> bool:
    """Say whether a place is in the middle of no letter."""
    return start_of(text, at) == at == end_of(text, at)


class Typing(RuleBasedStateMachine):
    """Any keys in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = Typed()

    @rule(text=parts)
    def insert(self, text: str) -> None:
        before = self.typed
        self.typed = before.insert(text)
        assert self.typed.text == before.text[: before.at] + text + before.text[before.at :]
        assert self.typed.at >= before.at + len(text)

    @rule(key=st.sampled_from(MOVES))
    def move(self, key: str) -> None:
        before, self.typed = self.typed, press(self.typed, key)
        assert self.typed.text == before.text

    @rule(key=st.sampled_from(CUTS))
    def cut(self, key: str) -> None:
        before, self.typed = self.typed, press(self.typed, key)
        assert len(self.typed.text) <= len(before.text)

    @rule()
    def backspace_takes_one_letter_away(self) -> None:
        before = self.typed
        self.typed = press(before, "backspace")
        *kept, _last = clusters(before.text[: before.at]) or [""]
        assert self.typed.text == "".join(kept) + before.text[before.at :]

    @rule()
    def delete_takes_one_letter_away(self) -> None:
        before = self.typed
        self.typed = press(before, "delete")
        _first, *kept = clusters(before.text[before.at :]) or [""]
        assert self.typed.text == before.text[: before.at] + "".join(kept)

    @rule(by=st.sampled_from([-1, 1]), cells=st.integers(4, 20))
    def up_or_down(self, by: int, cells: int) -> None:
        before, self.typed = self.typed, up_or_down(self.typed, by, cells)
        assert self.typed.text == before.text

    @rule(cells=st.integers(2, 30))
    def look(self, cells: int) -> None:
        seen = self.typed.window(cells)
        text, at, _begun = self.typed
        assert text[:at].endswith(seen.before)
        assert seen.under == cursor_cells(text[at : self.typed.behind])
        assert seen.behind == self.typed.text[self.typed.behind :]
        assert 0 <= seen.cell < cells or not seen.before
        assert seen.cell + cell_len(seen.under) <= cells or not seen.before
        assert is_bound(self.typed.text, self.typed.at - len(seen.before))

    @invariant()
    def cursor_is_in_the_middle_of_no_letter(self) -> None:
        assert 0 <= self.typed.at <= len(self.typed.text)
        assert is_bound(self.typed.text, self.typed.at)


TestTyping = Typing.TestCase
TestTyping.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


@pytest.mark.parametrize("whole", WHOLE)
def test_what_looks_like_one_letter_is_one(whole: str) -> None:
    typed = Typed.of(f"x{whole}")
    assert press(typed, "backspace") == Typed.of("x")
    assert press(typed, "left").at == 1
    assert press(Typed(f"x{whole}y", 1), "right").at == 1 + len(whole)
    assert press(Typed(f"x{whole}y", 1), "delete").text == "xy"
    assert press(Typed.of(f"x{whole}{whole}"), "left", "backspace") == Typed(f"x{whole}", 1)


def test_a_new_row_is_a_letter_of_its_own() -> None:
    assert press(Typed.of("a\nb"), "left").at == 2
    assert press(Typed("a\nb", 2), "left").at == 1
    assert press(Typed("a\nb", 2), "backspace") == Typed("ab", 1)
    assert press(Typed("a\nb", 1), "delete") == Typed("ab", 1)
    assert press(Typed("ŵ\n漢", 2), "backspace") == Typed("ŵ漢", 1)


def test_halves_that_come_together_have_the_cursor_behind_them() -> None:
    halves = Typed("🇩x🇪y", 2)
    assert press(halves, "backspace") == Typed("🇩🇪y", 2)
    assert Typed("🇪y", 0).insert("🇩") == Typed("🇩🇪y", 2)


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


@given(st.one_of(texts, st.text(st.sampled_from("ab \n漢e\u0301"), max_size=80)), st.integers(4, 20))
def test_rows_of_an_editor_hold_every_letter_once_and_fit(text: str, cells: int) -> None:
    parts = spans(text, cells)
    assert "".join(text[start:end] for start, end in parts) == text.replace("\n", "")
    rows = [text[start:end].rstrip(" ") for start, end in parts]
    # Halves of Korean letters can make one that is wider than the narrowest row: it stands alone.
    assert all(cell_len(row) <= cells or len(clusters(row)) == 1 for row in rows)
    assert all(is_bound(text, place) for span in parts for place in span)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("one two three", ["one two ", "three"]),
        ("onetwothree", ["onetwoth", "ree"]),
        ("one  twothree", ["one  ", "twothree"]),
        ("onetwoth ree", ["onetwoth", " ree"]),
        ("one\n\ntwo", ["one", "", "two"]),
        ("🇩🇪🇫🇷🇨🇭🇦🇹🇮🇹", ["🇩🇪🇫🇷🇨🇭🇦🇹", "🇮🇹"]),
        ("x🇩🇪🇫🇷🇨🇭🇦🇹", ["x🇩🇪🇫🇷🇨🇭", "🇦🇹"]),
    ],
)
def test_rows_of_an_editor_are_broken_behind_a_blank_and_never_in_a_letter(text: str, rows: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, 8)] == rows


def test_up_and_down_keep_the_cell_and_end_in_the_row_they_go_to() -> None:
    text = "漢字 abc def\nx"
    assert [text[start:end] for start, end in spans(text, 8)] == ["漢字 ", "abc def", "x"]
    assert up_or_down(Typed(text, 6), -1, 8) == Typed(text, 1)
    assert up_or_down(Typed(text, 1), 1, 8) == Typed(text, 5)
    assert up_or_down(Typed(text, 10), -1, 8) == Typed(text, 2)
    assert up_or_down(Typed(text, 10), 1, 8) == Typed(text, 12)
    assert up_or_down(Typed(text, 12), 1, 8) == Typed(text, 12)


@pytest.mark.parametrize(
    ("typed", "cells", "seen"),
    [
        (Typed.of("abcdefgh"), 5, ("efgh", " ", "")),
        (Typed.of("abcd"), 5, ("abcd", " ", "")),
        (Typed("abcdefgh", 2), 5, ("ab", "c", "defgh")),
        (Typed.of("漢字会議"), 5, ("会議", " ", "")),
        (Typed("漢字会議", 2), 5, ("字", "会", "議")),
        (Typed.of("xé"), 9, ("xé", " ", "")),
        (Typed("🇩🇪🇫🇷🇨🇭", 4), 5, ("🇫🇷", "🇨🇭", "")),
    ],
)
def test_a_window_shows_as_much_before_the_cursor_as_fits(typed: Typed, cells: int, seen: tuple[str, ...]) -> None:
    assert tuple(typed.window(cells)) == seen


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


def _under(strips: Iterable[Strip]) -> list[str]:
    """Return what is painted under the cursor."""
    style = brush().style("line_cursor")
    return [segment.text for strip in strips for segment in strip if segment.style == style]


@given(texts.map(lambda text: strip_text(text, lines=True)), st.integers(0, 60), st.sampled_from([60, 80]))
@settings(max_examples=60)
def test_the_cursor_is_over_one_whole_letter_wherever_it_is_painted(text: str, at: int, width: int) -> None:
    typed = Typed(text, start_of(text, at))
    under = cursor_cells(text[typed.at : typed.behind])
    rows = list(editor_rows((("lead ", brush().style("card")),), typed, width, brush(), is_open=True))
    assert _under(rows) == [under]
    assert {sum(cell_len(segment.text) for segment in strip) for strip in rows} == {width}
    line = Typed(text.replace("\n", " "), typed.at)
    under = cursor_cells(line.text[line.at : line.behind])
    strip, cell = typed_row(width, "lead ", line, brush(), "right")
    assert _under([strip]) == [under]
    assert strip.crop(cell).text.startswith(under)
    looking = Looking(_HALL, View(2), width, 24)
    scene = looking.scene(Capture(Kind.OFFER, line))
    rows = list(painted(scene).rows)
    assert _under(rows) == [under]
    cursor = typing_cursor(scene)
    assert cursor
    assert rows[cursor.y].crop(cursor.x).text.startswith(under)
    assert fills(scene)


def test_a_line_with_a_limit_is_cut_between_two_letters() -> None:
    flags = Typed.of("x" + "🇩🇪" * 5)
    typed, sentence = limited(flags.insert("🇫🇷"), flags, 12)
    assert (typed, sentence) == (flags, "No more than 12 letters fit here.")
    assert limited(Typed.of("🇩🇪" * 3), Typed(), 6) == (Typed.of("🇩🇪" * 3), "")
    assert limited(Typed.of("🇩🇪" * 3), Typed(), 5)[0] == Typed.of("🇩🇪" * 2)


def finished(before: str) -> tuple[str, ...]:
    """Finish what begins with s by each of three."""
    return ("sa ", "sam ", "si ") if before.endswith("s") else ()


def test_tab_goes_through_all_that_it_could_be_and_begins_again() -> None:
    typed = Typed.of("s")
    seen = []
    for _ in range(4):
        following = typed.finish(finished)
        assert following is not None
        typed = following
        seen.append(typed.text)
    assert seen == ["sa ", "sam ", "si ", "sa "]


def test_what_is_typed_behind_a_name_ends_the_choice() -> None:
    typed = Typed.of("s").finish(finished)
    assert typed is not None
    assert typed.insert("x").finish(finished) is None
    moved = typed.press("left", None)
    assert moved is not None
    assert moved.begun == ""


def test_a_name_in_the_middle_of_a_line_is_finished_there() -> None:
    typed = Typed("s has a van", 1).finish(finished)
    assert typed is not None
    assert (typed.text, typed.at) == ("sa has a van", 2)
    assert Typed("sx", 1).finish(finished) is None


def test_what_can_be_nothing_else_is_left_alone() -> None:
    assert Typed.of("x").finish(finished) is None
    assert Typed.of("sam").finish(lambda _before: ("sam",)) is None
