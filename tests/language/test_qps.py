"""The made-up language, `locale/qps.py`."""

import re
from string import ascii_letters

import pytest
from qps import made_up

from cofacil.terminal.cells import cells


def test_a_sentence_is_bracketed_and_a_third_longer() -> None:
    assert made_up("Welcome") == "⟦Ŵéłçöɱé ~~⟧"
    assert made_up("Nobody has said anything yet.") == "⟦Ñöƀöðý ĥáš šáíð áñýţĥíñĝ ýéţ. ~~~~ ~~~~⟧"
    assert made_up("I") == "⟦Í ~⟧"
    assert len(made_up("I" * 300)) == len("⟦" + "I" * 300 + " " + "~" * 99 + "⟧")


@pytest.mark.parametrize(
    "kept",
    ["{who}", "{count:,}", "{label:>{width}}", "{{", "}}", "%(who)s", "%s", "%d", "[b]", "[/b]", "[/]", "[link=there]"],
)
def test_what_is_no_word_stays_as_it_is(kept: str) -> None:
    assert made_up(f"So {kept} be") == f"⟦Šö {kept} ƀé ~~⟧"


def test_words_between_braces_that_are_meant_are_words() -> None:
    assert made_up("a {{brace}}") == "⟦á {{ƀŕáçé}} ~~⟧"


def test_rows_and_the_blanks_around_them_stay() -> None:
    assert made_up("  one\n\n    two \n") == "  ⟦öñé ~⟧\n\n    ⟦ţŵö ~⟧ \n"


def test_no_letter_stays_plain_in_capitals_or_without() -> None:
    letters = made_up(ascii_letters)
    for text in (letters, letters.upper(), letters.lower(), letters.capitalize(), letters.title()):
        assert not re.search("[a-zA-Z]", text)
        assert len(text) == len(letters)


def test_every_letter_takes_one_cell_and_no_terminal_differs() -> None:
    text = made_up(ascii_letters)
    assert cells(text) == (list(text), False)
    assert len({*text}) == len({*ascii_letters, *"⟦ ~⟧"})
