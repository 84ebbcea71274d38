import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.positions import FIRST, LONGEST, behind, between, evenly, is_key

gaps = st.lists(st.integers(0, 10_000), max_size=60)


def keys_from(places: list[int]) -> list[str]:
    """Put a key into one gap after the other, wherever it falls."""
    keys: list[str] = []
    for place in places:
        at = place % (len(keys) + 1)
        keys.insert(at, between(keys[at - 1] if at else None, keys[at] if at < len(keys) else None))
    return keys


@given(gaps)
def test_a_key_fits_between_any_two_and_keeps_them_in_order(places: list[int]) -> None:
    keys = keys_from(places)
    assert keys == sorted(set(keys))
    assert all(is_key(key) for key in keys)


@given(gaps)
def test_a_fraction_never_ends_in_nought_so_that_there_is_room_below_it(places: list[int]) -> None:
    for key in keys_from(places):
        assert len(key) == ord(key[0]) - ord("a") + 2 or key[0] < "a" or not key.endswith("0")


def test_ten_thousand_at_the_end_stay_short_and_in_order() -> None:
    keys = evenly(10_000)
    assert keys == sorted(set(keys))
    assert max(map(len, keys)) <= 4


def test_ten_thousand_at_the_beginning_stay_short_and_in_order() -> None:
    keys = [FIRST]
    for _ in range(10_000):
        keys.append(between(None, keys[-1]))
    assert keys == sorted(set(keys), reverse=True)
    assert max(map(len, keys)) <= 4


def test_always_in_the_same_gap_takes_many_before_a_key_is_too_long() -> None:
    low, high, count = "a0", "a1", 0
    while len(high) <= LONGEST:
        high, count = between(low, high), count + 1
    assert count > 150


def test_two_that_are_not_in_order_have_nothing_between_them() -> None:
    with pytest.raises(ValueError, match="does not come before"):
        between("a1", "a1")


@pytest.mark.parametrize("strange", [None, "", "!", "a", "é7", "7"])
def test_behind_a_key_that_is_none_the_keys_begin_anew(strange: str | None) -> None:
    assert behind(strange) == FIRST
