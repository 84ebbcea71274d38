"""A key row: what of it fits, and which offer stands under a cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import brush

from cofacil.tui.keys import Press
from cofacil.tui.paint.key_row import KeyRow, Offer, cells_of, fitted
from cofacil.tui.paint.text import cell_len

OFFERS = (
    Offer("enter", "keep, write the next", "keep"),
    Offer("tab", "finish the name", "name"),
    Offer("", "look", cap="1-9"),
    Offer("escape", "back to the board", "back", stays=True),
)


def text(keys: KeyRow) -> str:
    return "".join(words for words, _style in keys.pieces)


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (85, "Enter keep, write the next   Tab finish the name   1-9 look   Esc back to the board"),
        (80, "Enter keep, write the next  Tab finish the name  1-9 look  Esc back to the board"),
        (60, "Enter keep   Tab name   1-9 look   Esc back"),
        (42, "Enter keep  Tab name  1-9 look  Esc back"),
        (39, "Enter keep   Tab name   Esc back"),
        (28, "Enter keep   Esc back"),
        (12, "Esc back"),
        (3, "Esc back"),
    ],
)
def test_words_give_way_before_keys_and_the_way_back_never(width: int, shown: str) -> None:
    assert text(fitted(OFFERS, width, brush(), gaps=(3, 2))) == shown


def test_where_one_is_left_out_the_others_are_in_full_if_they_can_be() -> None:
    offers = (
        Offer("a", "one two", "one"),
        Offer("b", "three four five six", "three four five"),
        Offer("c", "back", stays=True),
    )
    assert text(fitted(offers, 20, brush())) == "a one two   c back"


@given(st.integers(1, 100), st.integers(0, 20))
def test_every_cell_of_an_offer_is_a_click_on_it_and_no_other_cell_is(width: int, left: int) -> None:
    keys = fitted(OFFERS, width, brush(), gaps=(3, 2), left=left)
    line = " " * left + text(keys)
    for placed in keys.placed:
        words = line[placed.left : placed.right]
        assert words.startswith(placed.offer.shown)
        assert words.endswith((placed.offer.words, placed.offer.short))
        assert all(keys.offer_at(x) is placed.offer for x in range(placed.left, placed.right))
    covered = sum(placed.right - placed.left for placed in keys.placed)
    assert sum(keys.offer_at(x) is not None for x in range(200)) == covered


def test_a_click_presses_the_one_key_that_an_offer_names() -> None:
    presses = [offer.press for offer in (*OFFERS, Offer("k", "timer"), Offer("up", "last again", cap="^"))]
    assert presses == [Press("enter"), Press("tab"), None, Press("escape"), Press("k", "k"), Press("up")]


def test_how_wide_they_are_in_full_is_known_beforehand() -> None:
    assert cells_of(OFFERS, 2) == cell_len(text(fitted(OFFERS, 200, brush(), gaps=(2,))))
