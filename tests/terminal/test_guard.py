import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.terminal.driver import LEAVE
from cofacil.terminal.guard import clean, permits

FRAME = "\x1b[3;1H\x1b[1;38;2;1;2;3;48;2;4;5;6mWho?\x1b[0m é 漢 😀\n\x1b[4;1H\x1b[K\x1b[2J\x1b[5C\x1b[1;1H"


def test_a_frame_passes_as_it_is() -> None:
    assert clean(FRAME) is FRAME


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\x1b]52;c;aGk=\x07b", "ab"),
        ("a\x1b]52;c;aGk=\x1b\\b", "ab"),
        ("a\x9d52;c;aGk=\x9cb", "ab"),
        ("a\x1b]52;c;aGk=", "a]52;c;aGk="),
        ("a\x1b]8;id=1;http://x\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x1bP1$q\x1b\\b", "ab"),
        ("a\x1bcb", "acb"),
        ("a\x1b[?1049hb", "a[?1049hb"),
        ("a\x1b[?1003hb", "a[?1003hb"),
        ("a\x1b[6nb", "a[6nb"),
        ("a\x1b[5ib", "a[5ib"),
        ("a\x1b[>1ub", "a[>1ub"),
        ("a\x9b31mb", "a31mb"),
        ("a\x07\x08\x00\r\x7f\x85b", "ab"),
        ("a\u202eb\u2066c\u200fd", "abcd"),
        (f"a{chr(0xD800)}b", "ab"),
    ],
)
def test_what_has_no_place_in_a_frame_is_left_out(text: str, left: str) -> None:
    assert clean(text) == left


@given(st.text(st.sampled_from("\x1b[]?;0125mHJhlnqpuc\x07\\\x9b\x9d\x9cPX_^ a\u202e\x00\r\n")))
def test_whatever_comes_only_permitted_text_leaves(text: str) -> None:
    cleaned = clean(text)
    assert permits(cleaned)
    assert clean(cleaned) == cleaned


def test_what_the_drivers_send_themselves_is_permitted() -> None:
    assert permits(LEAVE)


@pytest.mark.parametrize(
    "text", ["\x1b]0;title\x07", "\x1b]52;c;aGk=\x07", "\x1b[?1003h", "\x1b[5n", "\x1bc", "\x07", "\x9b1m"]
)
def test_nothing_else_is_permitted(text: str) -> None:
    assert not permits(text)
