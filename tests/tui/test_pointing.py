"""Which words of the key row a click presses: those that name one key, and no others."""

import pytest

from cofacil.tui.keys import Press
from cofacil.tui.offers import pressed_by


@pytest.mark.parametrize(
    ("offer", "press"),
    [
        ("a add", Press("a", "a")),
        ("? more", Press("?", "?")),
        ("/ find", Press("/", "/")),
        ("Enter keep, write the next", Press("enter")),
        ("Enter pause, go on", Press("enter")),
        ("Tab words / note / who / when", Press("tab")),
        ("  Esc  ", Press("escape")),
        ("t large", Press("t", "t")),
        ("1 both", Press("1", "1")),
        ("+ one more", Press("+", "+")),
    ],
)
def test_one_key_and_what_it_does_is_pressed(offer: str, press: Press) -> None:
    assert pressed_by(offer) == press


@pytest.mark.parametrize(
    "offer",
    [
        "5 Enter start",
        "0 Enter stop",
        "+ - a minute",
        "1-9 choose",
        "arrows or 1-5 carry",
        "Enter, 2 or Esc",
        "\N{UPWARDS ARROW} last card again",
        "\N{UPWARDS ARROW} \N{DOWNWARDS ARROW} choose",
        "up down choose",
        "You are watching.",
        "",
        "   ",
    ],
)
def test_several_keys_or_none_press_nothing(offer: str) -> None:
    assert pressed_by(offer) is None
