"""Whether what is searched for is in something, how well it fits, and where it stands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cofacil.review.matching import best_of, fit_of, hit_of, query_of
from cofacil.review.near_words import near_for
from cofacil.review.searchable import Item
from cofacil.room.finding import AWAY, DONE, OPEN, Hit, Sought

CARD = Item(
    "card/1", "offer", "O4", "I know the school caretaker, he has the other key", "", "Priya", "gate", "", 1, 5, 1, OPEN
)


def found(words: str, item: Item = CARD, more: dict[str, Any] | None = None) -> Hit | None:
    query = query_of(Sought(words)._replace(**more or {}))
    fit = fit_of(query, item)
    return hit_of(query, fit) if fit else None


def marked(hit: Hit | None) -> list[str]:
    assert hit is not None
    return [hit.text[place.start : place.end] for place in hit.places]


@pytest.mark.parametrize(
    "words",
    ["caretaker", "CARE", "taker", "o4", "O4", "priya", "pri key", "@priya", "#gate", "school care", "gate key"],
)
def test_words_names_labels_and_themes_are_found(words: str) -> None:
    assert found(words) is not None


@pytest.mark.parametrize("words", ["o", "o44", "@school", "#school", "caretaker kitchen", "ker ta", "kxy"])
def test_what_is_not_there_is_not_found(words: str) -> None:
    assert found(words) is None or words == "o"


def test_what_was_found_is_marked_by_whole_words() -> None:
    assert marked(found("care KEY")) == ["caretaker", "key"]
    assert marked(found("priya")) == []


def test_letters_side_by_side_are_one_place_in_a_script_without_spaces() -> None:
    item = CARD._replace(text="明日は東京の庭で会う")
    assert marked(found("東京の", item)) == ["東京の"]
    assert found("京東", item) is None


def test_accents_move_no_place() -> None:
    item = CARD._replace(text="Ｗｉｅ heißt e\u0301cole, bitte?")
    assert marked(found("ecole", item)) == ["e\u0301cole"]
    assert marked(found("heisst", item)) == ["heißt"]


def test_a_note_is_shown_where_the_words_stand_in_it() -> None:
    note = "Nothing here.\n" + "long words before it " * 10 + "and the lantern hangs there " + "behind it " * 20
    hit = found("lantern", CARD._replace(more=note))
    assert hit is not None
    assert len(hit.more) <= 100
    assert [hit.more[place.start : place.end] for place in hit.more_places] == ["lantern"]


def test_the_whole_word_comes_before_its_beginning_its_part_and_a_slip() -> None:
    texts = ("key", "keys", "monkey", "kay")
    items = [CARD._replace(entity=f"card/{n}", text=text, touched=n) for n, text in enumerate(texts)]
    query = query_of(Sought("key"))._replace(near={"key": ("kay",)})
    assert [fit.item.text for fit in best_of(query, items)] == list(texts)


def test_what_is_open_comes_before_what_is_done_and_that_before_what_was_put_away() -> None:
    items = [CARD._replace(entity=f"card/{n}", state=state) for n, state in enumerate((AWAY, DONE, OPEN))]
    assert [fit.item.state for fit in best_of(query_of(Sought("key")), items)] == [OPEN, DONE, AWAY]


@pytest.mark.parametrize(
    ("more", "fits"),
    [
        ({"kind": "offer"}, True),
        ({"kind": "issue"}, False),
        ({"is_open": True}, True),
        ({"who": "PRIYA"}, True),
        ({"who": "mo"}, False),
        ({"since": 5}, True),
        ({"since": 6}, False),
    ],
)
def test_only_what_is_wanted_is_found(more: dict[str, Any], fits: bool) -> None:
    assert (found("key", more=more) is not None) is fits
    assert (found("", more=more) is not None) is fits


def test_a_slip_of_the_finger_is_read_as_words_that_there_are() -> None:
    words = ["caretaker", "carer", "kitchen", "gate"]
    near = near_for(query_of(Sought("caretakr")), lambda _least, _most: words, lambda word: word in words)
    assert near == {"caretakr": ("caretaker",)}


def test_a_short_word_is_read_as_no_other() -> None:
    assert near_for(query_of(Sought("ga")), lambda _least, _most: ["go"], lambda _word: False) == {}


@given(st.text(max_size=30), st.text(max_size=30))
def test_places_are_always_within_the_words(words: str, text: str) -> None:
    hit = found(words, CARD._replace(text=text, more=text))
    for place in hit.places if hit else ():
        assert 0 <= place.start < place.end <= len(text)
    for place in hit.more_places if hit else ():
        assert hit is not None
        assert 0 <= place.start < place.end <= len(hit.more)
