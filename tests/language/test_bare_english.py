"""What finds bare English on the screens that speak the made-up language."""

import re

from bare_english import COMMAND, KEYS, PATH, bare_words
from qps import made_up
from rich.console import Console
from rich.text import Text


def test_a_sentence_of_a_catalogue_is_never_bare() -> None:
    assert not bare_words(made_up("Nobody has said anything yet. Press Enter, or type the first question."))


def test_english_is_found_in_the_order_it_stands_in() -> None:
    assert bare_words(f"Bare words {made_up('and these')} end\nhere") == ["Bare", "words", "end", "here"]


def test_english_is_found_in_the_place_of_a_sentence_too() -> None:
    assert bare_words(made_up("{who} moved {label}.").format(who="Somebody", label="Q1")) == ["Somebody"]


def test_single_letters_labels_and_figures_are_no_words() -> None:
    assert not bare_words("Q1 A12  b  12:04  -3  5' ⟦ɱ ~⟧")


def test_what_people_typed_is_allowed_word_for_word() -> None:
    typed = ["Ysbryd Jones", "Zoë"]
    assert not bare_words("Jones, Zoë: ysbryd".replace("ysbryd", "Ysbryd"), typed)
    assert bare_words("Joneses and jones", typed) == ["Joneses", "and", "jones"]


def test_what_people_typed_is_allowed_where_a_sentence_goes_on_without_a_blank() -> None:
    assert not bare_words(made_up("{who}s card").format(who="Ana"), ["Ana"])


def test_a_sentence_that_is_cut_or_wrapped_is_never_bare() -> None:
    sentence = made_up("Somebody is missing from this room, and somebody else knows how to reach them.")
    for width in range(1, len(sentence)):
        assert not bare_words(sentence[:width] + "…")
        rows = Text(sentence).wrap(Console(width=width), width)
        assert not bare_words("\n".join(f"│ {row.plain} │ {row.plain}" for row in rows))


def test_a_typed_word_may_be_cut_at_the_edge_of_a_column_only() -> None:
    typed = ["Llanfairpwll"]
    for cut in (
        "Llanfa…",
        "Llanfa",
        "│ Llanfa │ 3 │",
        "Q1 Llanfa   Q2",
        "⟦Llanfa… ɱöṽéð",
        "Llanfa... ~",
        "fairpwll",
        "│ fair │",
    ):
        assert not bare_words(cut, typed), cut
    for bare in ("Llanfa 3", "3 fairpwll", "⟦Llanfa ɱöṽéð⟧", "3 fair 3", "Llanfaxx", "│ xLlanfa │"):
        assert bare_words(bare, typed), bare


def test_keys_paths_and_commands_are_allowed_when_they_are_asked_for() -> None:
    row = "Enter  Esc  ~/boards/garden.json  `cofacil doctor garden`  /srv/boards"
    assert not bare_words(row, [*KEYS, PATH, COMMAND])
    assert bare_words(row, [PATH, COMMAND]) == ["Enter", "Esc"]
    assert bare_words("Llanfa /srv/boards", ["Llanfairpwll", PATH]) == ["Llanfa"]
    assert bare_words("Q1 Llanfa /srv/boards 3", ["Llanfairpwll", PATH]) == ["Llanfa"]
    assert bare_words("12 min, 3 max", [re.compile(r"\d+ min\b")]) == ["max"]
