"""A page as one HTML file that anybody can open, send on and print: no script, nothing from elsewhere, its style within it.

It is built as a tree, so that no word can become markup: only what is written here makes an element.
"""

from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from cofacil.export.document import Block, Item, Items, Label, Page, Paragraph, Section, Table
from cofacil.language.catalog import _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Even a browser that found something to run or to fetch in it would do neither."""


def html_of(page: Page) -> bytes:
    """Return the page as HTML."""
    from xml.etree.ElementTree import tostring  # nothing is parsed

    return b"<!doctype html>\n" + tostring(_Builder(page).whole(), "unicode", "html").encode() + b"\n"


class _Builder:
    """Makes the tree of one page."""

    def __init__(self, page: Page) -> None:
        from xml.etree.ElementTree import SubElement

        self._page = page
        self._under: Callable[..., Element] = SubElement

    def whole(self) -> "Element":
        from xml.etree.ElementTree import Element

        page = self._page
        root = Element(
            "html", {"lang": page.language.replace("_", "-")} | ({"class": "large"} if page.is_large else {})
        )
        self._head(root)
        body = self._under(root, "body")
        if page.sections:
            self._say(body, "a", _("To the page"), {"class": "skip", "href": "#page"})
        self._title(self._under(body, "header"))
        main = self._under(body, "main", {"id": "page"})
        for block in page.blocks[len(page.opening) :]:
            self._block(main, block, 2)
        if page.foot:
            self._say(self._under(body, "footer"), "p", page.foot)
        return root

    def _head(self, root: "Element") -> None:
        head = self._under(root, "head")
        self._under(head, "meta", {"charset": "utf-8"})
        self._say(head, "title", self._page.title)
        self._under(head, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
        self._under(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
        self._under(head, "meta", {"name": "color-scheme", "content": "light dark"})
        self._under(head, "meta", {"name": "generator", "content": "cofacil"})
        if self._page.description:
            self._under(head, "meta", {"name": "description", "content": self._page.description})
        self._say(head, "style", f"\n{style()}")

    def _title(self, header: "Element") -> None:
        page = self._page
        self._words(header, "h1", page.title)
        for block in page.opening:
            self._block(header, block, 2)
        if len(page.sections) > 1:
            contents = self._under(header, "nav", {"aria-label": _("On this page")})
            listed = self._under(contents, "ul")
            for section in page.sections:
                self._words(self._under(listed, "li"), "a", section.title, {"href": f"#{section.anchor}"})

    def _block(self, parent: "Element", block: Block, level: int) -> None:
        match block:
            case Paragraph():
                self._words(parent, "p", block.text, {"class": "lead"} if block.is_lead else {})
            case Items():
                self._items(parent, block.items)
            case Table():
                self._table(parent, block)
            case Section():
                self._section(parent, block, level)

    def _section(self, parent: "Element", section: Section, level: int) -> None:
        name = {"id": section.anchor} if section.anchor else {}
        named = {"aria-labelledby": section.anchor} if section.anchor else {}
        under = self._under(parent, "section", named) if section.anchor else parent
        self._words(under, f"h{min(level, 6)}", section.title, name)
        for block in section.blocks:
            self._block(under, block, level + 1)

    def _items(self, parent: "Element", items: Sequence[Item]) -> None:
        if all(item == Item(item.words) for item in items):
            listed = self._under(parent, "ul")
            for item in items:
                self._words(listed, "li", item.words)
            return
        listed = self._under(parent, "ul", {"class": "cards"})
        for item in items:
            line = self._under(listed, "li", {"class": _class("card", item.label)})
            self._labelled(self._under(line, "p"), item.label, item.words)
            if item.details:
                details = self._under(line, "ul", {"class": "details"})
                for detail in item.details:
                    self._words(details, "li", detail)
            self._note(line, item.note)

    def _table(self, parent: "Element", table: Table) -> None:
        grid = self._under(parent, "table")
        self._say(grid, "caption", table.caption)
        head = self._under(self._under(grid, "thead"), "tr")
        for name in table.heads:
            self._words(head, "th", name, {"scope": "col"})
        body = self._under(grid, "tbody")
        for row in table.rows:
            line = self._under(body, "tr")
            first, *others = row.cells
            # One cell a row names it: read with every other cell of the row.
            lead = self._under(line, "th", {"scope": "row", "class": _class("", row.label)})
            self._labelled(self._under(lead, "div"), row.label, first)
            cell = lead
            for name, words in zip(table.heads[1:], others, strict=True):
                cell = self._words(line, "td", words, {"data-head": name} if words else {})
            self._note(cell, row.note)

    def _note(self, parent: "Element", note: Sequence[str]) -> None:
        for row in note:
            self._words(parent, "p", row, {"class": "note"})

    def _labelled(self, parent: "Element", label: Label | None, words: str) -> None:
        if label is not None:
            parent.set("class", "labelled")
            chip = self._say(parent, "span", label.text, {"class": "chip done" if label.is_done else "chip"})
            chip.tail = " "
        self._words(parent, "span", words)

    def _words(self, parent: "Element", tag: str, words: str, more: dict[str, str] | None = None) -> "Element":
        """Say words that somebody may have typed: they run as their own letters do, whichever way the page does."""
        is_plain = words.isascii()
        return self._say(parent, tag, words, {**(more or {}), **({} if is_plain else {"dir": "auto"})})

    def _say(self, parent: "Element", tag: str, words: str, more: dict[str, str] | None = None) -> "Element":
        made = self._under(parent, tag, more or {})
        made.text = words
        return made


def style() -> str:
    """Return the style of every page."""
    return files("cofacil.export").joinpath("page.css").read_text(encoding="utf-8")


def _class(first: str, label: Label | None) -> str:
    names = (first, label.kind if label else "", "done" if label and label.is_done else "")
    return " ".join(filter(None, names)) or "plain"
