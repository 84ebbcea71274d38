"""Lengths of time as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.timer import MINUTE, digits
from cofacil.language.lengths import LengthUnknown, read_length
from cofacil.language.worded import worded

HOUR = 60 * MINUTE


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("5", 5 * MINUTE),
        (" 10 ", 10 * MINUTE),
        ("0", 0),
        ("90s", 90_000),
        ("90 sec", 90_000),
        ("30 Seconds", 30_000),
        ("5m", 5 * MINUTE),
        ("5 min", 5 * MINUTE),
        ("1:30", 90_000),
        ("0:45", 45_000),
        ("06:12", 372_000),
        ("90:00", 90 * MINUTE),
        ("1:30:00", 90 * MINUTE),
        ("1m30", 90_000),
        ("1m30s", 90_000),
        ("1 min 30 sec", 90_000),
        ("1M30S", 90_000),
        ("1h", HOUR),
        ("1 hour", HOUR),
        ("1h30", 90 * MINUTE),
        ("1h 30m", 90 * MINUTE),
        ("2 hrs", 2 * HOUR),
        ("٥", 5 * MINUTE),
        ("١:٣٠", 90_000),
        ("५", 5 * MINUTE),
        ("\uff15", 5 * MINUTE),
    ],
)
def test_a_length_is_read_as_people_write_it(text: str, length: int) -> None:
    assert read_length(text) == length


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "3.5", "3,5", "1.30", "abc", "5x", "-5", "+5", "5-10", "1:5", "1:75", "1:30:99", "1:99:00", ":30", "1:",
        "1h90", "1m75", "m", "s", "5m s", "five", "½", "2²", "1e3", "5 5", "1h30s", "9" * 5000, "[b]5", "\x1b[2J", "5\u202e",
    ],
)  # fmt: skip
def test_what_is_no_length_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(LengthUnknown) as refused:
        read_length(text)
    said = worded(refused.value)
    assert said.endswith("is no length I know. Try 5, 90s, 1:30, 1m30.")
    assert said.isprintable()
    assert len(said) < 100


@given(st.integers(0, 24 * 60 * 60))
def test_what_the_wall_shows_is_read_as_that_length(seconds: int) -> None:
    assert read_length(digits(seconds * 1000)) == seconds * 1000
