"""The page as plain text: rows that fit a sheet of paper, and every word in them."""

import re

import pytest
from board_pages import HOSTILE, example, hostile

from cofacil.board.text import strip_text
from cofacil.export.board_page import board_page
from cofacil.export.document import Item, Items, Label, Page, Section
from cofacil.export.text_page import text_of
from cofacil.language.catchup import LARGE, PRINT
from cofacil.terminal.widths import cell_len


@pytest.mark.parametrize(("is_large", "width"), [(False, PRINT), (True, LARGE)])
@pytest.mark.parametrize("made", [example, hostile])
def test_no_row_is_longer_than_the_paper(made: object, is_large: bool, width: int) -> None:
    assert callable(made)
    rows = text_of(board_page(made())._replace(is_large=is_large)).decode().splitlines()
    assert max(map(cell_len, rows)) <= width
    assert not any(row != row.rstrip() for row in rows)


@pytest.mark.parametrize("words", HOSTILE)
def test_every_word_stands_in_it_as_it_was_typed(words: str) -> None:
    read = re.sub(r"\s+", "", text_of(board_page(hostile())).decode())
    assert re.sub(r"\s+", "", strip_text(words)) in read


def test_a_word_that_is_longer_than_a_row_goes_on_in_the_next() -> None:
    page = Page("Title", (Section("Head", (Items((Item("x" * 100), Item("花" * 50))),)),), "en")
    rows = text_of(page).decode().splitlines()
    assert rows == [
        "Title",
        "=====",
        "",
        "Head",
        "  - " + "x" * 68,
        "    " + "x" * 32,
        "  - " + "花" * 34,
        "    " + "花" * 16,
    ]


def test_it_reads_as_it_was_laid_out() -> None:
    read = text_of(board_page(example())).decode()
    assert read.startswith("Riverside garden\n================\n\nHow do we share the garden?\n")
    assert (
        "\n\nWho does what by when\n---------------------\n\n"
        "  A4   I will fetch the barrels from the depot\n"
        "       Who: Joe\n"
        "       By when: Sun 29 Nov 2026 (late)\n"
        "       How it stands: open\n"
    ) in read


@pytest.mark.parametrize("length", [60, 68, 69, 70, 71, 72, 5000])
def test_a_label_that_is_longer_than_a_row_takes_rows_of_its_own(length: int) -> None:
    page = Page("Title", (Section("Head", (Items((Item("Who has the key?", label=Label("Q" * length)),)),)),), "en")
    rows = text_of(page).decode().splitlines()
    assert max(map(cell_len, rows)) <= PRINT
    assert "".join(rows).count("Q") == length
    assert "Whohasthekey?" in re.sub(r"\s+", "", "".join(rows))
