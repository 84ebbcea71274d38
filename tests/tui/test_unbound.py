"""Keys of the board that are no action's: it is said that they do nothing, and where they do something."""

import asyncio

import pytest
from keyboard import Keyboard
from riverside import ANA, DEE, KOFI, VIC, riverside

from cofacil.room.seats import Seat
from cofacil.tui.keys import Press


def said(key: str, character: str | None, seat: Seat = ANA) -> str:
    keys = Keyboard(riverside(), seat=seat)
    asyncio.run(keys.session.press(Press(key, character)))
    assert keys.mode is None
    assert keys.submitted == []
    return keys.sentence


@pytest.mark.parametrize("seat", [ANA, DEE])
def test_plus_on_the_board_says_how_the_timer_gets_a_minute(seat: Seat) -> None:
    assert said("+", "+", seat) == "+ is for an offer, or for the timer: a or t first, then +."
    assert said("-", "-", seat) == "- is for the timer: t first, then -."


@pytest.mark.parametrize("sign", [">", "!"])
def test_the_first_letter_of_a_line_on_the_board_says_how_one_is_opened(sign: str) -> None:
    assert said(sign, sign, KOFI) == f"{sign} begins a line: a first, then {sign}."
    assert said(sign, sign, VIC) == f"{sign} does nothing here. ? finds what does."


def test_plus_of_who_takes_part_is_an_offer() -> None:
    assert said("+", "+", KOFI) == "+ begins a line: a first, then +."


def test_who_only_watches_is_told_of_no_timer() -> None:
    assert said("+", "+", VIC) == "+ does nothing here. ? finds what does."


def test_a_key_of_no_action_says_that_it_does_nothing() -> None:
    assert said("x", "x") == "x does nothing here. ? finds what does."


@pytest.mark.parametrize("key", ["up", "f5", "tab", "pageup", "ctrl+l"])
def test_keys_that_type_nothing_stay_silent(key: str) -> None:
    assert said(key, None) == ""


def test_it_is_said_until_the_next_key() -> None:
    keys = Keyboard(riverside())
    for press in (Press("x", "x"), Press("down")):
        asyncio.run(keys.session.press(press))
    assert keys.sentence == ""
