"""The one way in which words become a page: no word is markup, wherever it stands."""

import ast
from pathlib import Path

import html5lib
import pytest
from checkouts import ROOT
from hypothesis import given
from hypothesis import strategies as st

from cofacil.web.html import Html, element, join, words

WEB = ROOT / "src" / "cofacil" / "web"
ANY = st.text(st.characters())


def parsed(page: str) -> html5lib.treebuilders.base.Node:
    return html5lib.parse(page, namespaceHTMLElements=False)


def test_words_are_escaped_and_markup_is_not_escaped_twice() -> None:
    made = element("p", "a < b & c", element("b", '"x"'))
    assert made == "<p>a &lt; b &amp; c<b>&quot;x&quot;</b></p>"
    assert element("p", f"{element('b')}") == "<p>&lt;b&gt;&lt;/b&gt;</p>"
    assert element("p", element("b") + "<i>") == "<p>&lt;b&gt;&lt;/b&gt;&lt;i&gt;</p>"


def test_attributes_are_named_as_in_a_page() -> None:
    assert element("input", type="radio", checked=True, disabled=False, id=None) == '<input type="radio" checked>'
    assert element("p", class_="a", aria_label='"', for_="x") == '<p class="a" aria-label="&quot;" for="x"></p>'


def test_nothing_stands_for_what_is_none() -> None:
    assert element("p", None, "", join([None, "x"])) == "<p>x</p>"


def test_what_runs_from_the_right_is_told_so() -> None:
    assert words("p", "garden") == "<p>garden</p>"
    assert words("p", "שלום") == '<p dir="auto">שלום</p>'


@given(ANY, ANY)
def test_what_anybody_types_is_words_wherever_it_stands(inside: str, beside: str) -> None:
    tree = parsed(element("p", inside, title=beside, class_="c"))
    found = [node.tag for node in tree.iter()]
    assert found == ["html", "head", "body", "p"]
    paragraph = tree.find(".//p")
    assert set(paragraph.attrib) == {"title", "class"}
    if inside.isprintable():
        assert (paragraph.text or "") == inside


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x85", "\ud800", "\ufdd0", "\uffff"])
def test_what_no_page_may_hold_is_seen_to_have_been_there(letter: str) -> None:
    assert element("p", letter, title=letter) == '<p title="\ufffd">\ufffd</p>'
    assert element("p", letter).encode()


def test_markup_is_made_in_one_module_alone() -> None:
    made = {
        path.name
        for path in WEB.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == Html.__name__
    }
    assert made == {"html.py"}


def test_no_other_module_writes_a_tag() -> None:
    told = [
        (path.name, node.value)
        for path in WEB.glob("*.py")
        if path.name != "html.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "<" in node.value
    ]
    assert told == [("pages.py", "<!doctype html>\n")]
    assert Path(WEB / "static" / "page.js").read_text().count("innerHTML") == 1
