"""The HTML page: read by a strict parser, and no word that anybody typed is more than a word in it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import pytest
from board_pages import HOSTILE, example, hostile
from hypothesis import given
from hypothesis import strategies as st

from cofacil.board.text import strip_text
from cofacil.export.board_page import board_page
from cofacil.export.catchup_file import as_page
from cofacil.export.document import Item, Items, Label, Page, Paragraph, Row, Section, Table
from cofacil.export.html_page import html_of
from cofacil.language.catchup import LARGE, CatchUp, Line, Part

ELEMENTS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "h1",
        "h2",
        "h3",
        "h4",
        "nav",
        "main",
        "section",
    ),
    *("p", "div", "span", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "footer"),
}
ATTRIBUTES = {
    *("lang", "charset", "name", "content", "http-equiv", "class", "href", "id", "aria-label", "aria-labelledby"),
    *("scope", "data-head", "dir"),
}
PAGES = {"example": example, "hostile": hostile}


def parsed(html: bytes) -> Element:
    """Return the tree of a page, read by html5lib, which forgives nothing here."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html.decode())
    assert isinstance(tree, Element)
    return tree


def words_in(tree: Element) -> str:
    """Return all that is read of a page, with one blank between any two pieces."""
    pieces = (text for element in tree.iter() if element.tag != "style" for text in (element.text, element.tail))
    return " ".join(" ".join(text.split()) for text in pieces if text and text.strip())


@pytest.fixture(params=PAGES)
def tree(request: pytest.FixtureRequest) -> Element:
    return parsed(html_of(board_page(PAGES[request.param]())))


def test_it_is_made_of_nothing_but_what_it_is_made_of(tree: Element) -> None:
    assert {element.tag for element in tree.iter()} <= ELEMENTS
    assert {name for element in tree.iter() for name in element.attrib} <= ATTRIBUTES


def test_it_fetches_nothing_and_runs_nothing(tree: Element) -> None:
    leads = [element.get("href", "") for element in tree.iter("a")]
    ids = {element.get("id") for element in tree.iter() if element.get("id")}
    assert leads
    assert all(lead.startswith("#") and lead[1:] in ids for lead in leads)
    (style,) = tree.iter("style")
    assert not re.search(r"url\(|@import|expression", style.text or "")
    (policy,) = (meta for meta in tree.iter("meta") if meta.get("http-equiv"))
    assert (policy.get("content") or "").startswith("default-src 'none';")


def test_every_word_stands_in_it_as_it_was_typed() -> None:
    read = words_in(parsed(html_of(board_page(hostile()))))
    for words in HOSTILE:
        assert " ".join(strip_text(words).split()) in read


def test_heads_lead_down_a_step_at_a_time_and_there_is_one_of_all(tree: Element) -> None:
    levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch(r"h\d", str(element.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_its_parts_are_landmarks_that_are_named(tree: Element) -> None:
    for landmark in ("header", "main", "nav", "footer"):
        assert len(list(tree.iter(landmark))) == 1
    ids = {element.get("id") for element in tree.iter()}
    sections = [section.get("aria-labelledby") for section in tree.iter("section")]
    assert sections[:2] == ["promises", "missing"]
    assert set(sections) <= ids
    assert [lead.get("href") for lead in tree.iter("a")] == ["#page", *(f"#{name}" for name in sections)]


def test_every_table_says_what_it_shows_and_every_cell_has_its_heads(tree: Element) -> None:
    tables = list(tree.iter("table"))
    assert len(tables) >= 3
    for table in tables:
        assert table.findtext("caption")
        heads = [head.get("scope") for head in table.iterfind("thead/tr/th")]
        assert set(heads) == {"col"}
        for row in table.iterfind("tbody/tr"):
            assert [cell.tag for cell in row] == ["th", *["td"] * (len(heads) - 1)]
            assert row[0].get("scope") == "row"


def test_it_says_in_which_language_it_is() -> None:
    assert parsed(html_of(board_page(example()._replace(language="cy_GB")))).get("lang") == "cy-GB"


def test_the_page_for_whoever_was_away_is_one_too_and_has_a_large_print() -> None:
    lines = (
        Line(Part.TITLE, "For you"),
        Line(Part.WORDS, "About <b>us</b>"),
        Line(Part.HEAD, "What people offered"),
        Line(Part.ITEM, "Sam: soup"),
        Line(Part.ITEM, "Joe: a van"),
        Line(Part.WORDS, "Come."),
    )
    tree = parsed(html_of(as_page(CatchUp(lines), LARGE)))
    assert tree.get("class") == "large"
    assert words_in(tree) == "For you For you About <b>us</b> What people offered Sam: soup Joe: a van Come."
    assert not list(tree.iter("nav"))


typed = st.text(max_size=60).map(strip_text).filter(bool)


@given(st.lists(typed, min_size=8, max_size=8))
def test_whatever_is_typed_comes_out_as_it_was(texts: list[str]) -> None:
    title, lead, head, words, detail, note, cell, caption = texts
    label = Label("Q1", "question")
    page = Page(
        title,
        (
            Paragraph(lead, is_lead=True),
            Section(head, (Items((Item(words, label, (detail,), (note,)),)),), "one"),
            Section(head, (Table((head, caption), (Row((words, cell), label),), caption),), "two"),
        ),
        "en",
    )
    tree = parsed(html_of(page))
    read = [" ".join(text.split()) for text in _texts(tree)]
    for text in texts:
        assert " ".join(text.split()) in read
    assert {element.tag for element in tree.iter()} <= ELEMENTS


def _texts(tree: Element) -> Iterator[str]:
    for element in tree.iter():
        if element.text:
            yield element.text
