"""The words that room words are made of, and how a word is read however it is spelled."""

import re

import pytest

from cofacil.share.wordlist import bare_word, nouns, personal_word, room_word


def slips(word: str) -> set[str]:
    """Return what one wrong, missing or doubled letter makes of a word."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    missing = {a + b[1:] for a, b in cuts if b}
    wrong = {a + letter + b[1:] for a, b in cuts if b for letter in letters}
    more = {a + letter + b for a, b in cuts for letter in letters}
    return (missing | wrong | more) - {word}


def test_there_are_enough_words_to_make_guessing_hopeless() -> None:
    assert len(nouns()) >= 1_536
    assert len(set(nouns())) == len(nouns())
    assert len(nouns()) ** 2 * 90 > 2**27


def test_every_word_is_short_and_plain() -> None:
    assert [word for word in nouns() if not re.fullmatch("[a-z]{3,6}", word)] == []


def test_the_list_is_in_order() -> None:
    assert list(nouns()) == sorted(nouns())


def test_no_word_is_a_slip_of_the_finger_from_another() -> None:
    every = set(nouns())
    assert [(word, near) for word in nouns() if (near := slips(word) & every)] == []


def test_no_two_words_are_read_alike() -> None:
    assert len({bare_word(word) for word in nouns()}) == len(nouns())


def test_words_have_the_form_that_is_shown() -> None:
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", personal_word())
    for _ in range(200):
        first, number, last = room_word().split("-")
        assert {first.lower(), last.lower()} <= set(nouns())
        assert 10 <= int(number) <= 99


def test_no_two_words_are_made_alike() -> None:
    assert len({personal_word() for _ in range(1_000)}) == 1_000
    assert len({room_word() for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("7K3PX-9QW2M", "7K3PX9QW2M"),
        ("7k3px9qw2m", "7K3PX9QW2M"),
        (" 7k3 px—9qw 2m.\r\n", "7K3PX9QW2M"),
        ("oOiIlL", "001111"),
        ("garden 42 Bean", "GARDEN42BEAN"),
        ("", ""),
        ("\x1b\ud800é\u202e", ""),
    ],
)
def test_a_word_is_read_however_it_is_spelled(typed: str, read: str) -> None:
    assert bare_word(typed) == read


def test_only_the_beginning_of_a_flood_is_looked_at() -> None:
    assert len(bare_word("A" * 1_000_000)) == 100
