"""The Markdown page: read by a CommonMark parser it has its heads and lists, and every word in it is a word."""

from collections.abc import Iterator

import pytest
from board_pages import HOSTILE, example, hostile
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cofacil.board.text import strip_text
from cofacil.export.board_page import board_page
from cofacil.export.document import Item, Items, Label, Page, Paragraph, Section
from cofacil.export.markdown_page import markdown_of

BLOCKS = {"heading", "paragraph", "bullet_list", "list_item", "blockquote"}
PARSERS = ("commonmark", "js-default")
"""The standard, and what has grown from it: tables, words struck out."""


def tokens(page: Page, parser: str) -> list[Token]:
    return MarkdownIt(parser, {"html": True, "linkify": False}).parse(markdown_of(page).decode())


def lines_in(read: list[Token]) -> Iterator[str]:
    """Yield every row of words as it is read."""
    for token in read:
        row = ""
        for child in token.children or ():
            if child.type in {"hardbreak", "softbreak"}:
                yield row
                row = ""
            row += child.content
        if token.children:
            yield row


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize("made", [example, hostile])
def test_it_is_made_of_heads_lists_and_words_alone(parser: str, made: object) -> None:
    assert callable(made)
    read = tokens(board_page(made()), parser)
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in read}
    assert kinds == {*BLOCKS, "inline"}
    inline = {child.type for token in read for child in token.children or ()}
    assert inline == {"text", "hardbreak", "strong_open", "strong_close"}


@pytest.mark.parametrize("parser", PARSERS)
def test_every_word_stands_in_it_as_it_was_typed(parser: str) -> None:
    read = "\n".join(lines_in(tokens(board_page(hostile()), parser)))
    for words in HOSTILE:
        assert " ".join(strip_text(words).split()) in read


def test_its_heads_are_those_of_the_page() -> None:
    page = board_page(example())
    read = tokens(page, "commonmark")
    heads = [(token.tag, read[at + 1].content) for at, token in enumerate(read) if token.type == "heading_open"]
    assert heads[0] == ("h1", "Riverside garden")
    assert [words for tag, words in heads if tag == "h2"] == [section.title for section in page.sections]


def test_every_card_is_an_item_of_its_own() -> None:
    page = board_page(example())
    read = tokens(page, "commonmark")
    labels = [
        child.content
        for token in read
        for before, child in zip(token.children or (), (token.children or ())[1:], strict=False)
        if before.type == "strong_open"
    ]
    assert {"Q1", "O2", "A4", "I1", "N2"} <= set(labels)
    items = sum(token.type == "list_item_open" for token in read)
    assert items >= len(labels)


@given(st.lists(st.text(max_size=40).map(strip_text).filter(bool), min_size=6, max_size=6), st.sampled_from(PARSERS))
def test_whatever_is_typed_comes_out_as_it_was(texts: list[str], parser: str) -> None:
    title, lead, head, words, detail, note = texts
    items = Items((Item(words, Label("Q1"), (detail,), (note, "", note)), Item(note)))
    page = Page(title, (Paragraph(lead), Section(head, (items,), "one")), "en")
    read = list(lines_in(tokens(page, parser)))
    wanted = [" ".join(text.split()) for text in (title, lead, head, f"Q1 {words}", detail, note, note, note)]
    assert [" ".join(row.split()) for row in read] == wanted
