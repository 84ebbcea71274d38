"""A page as plain text that anybody can read, in rows that fit an e-mail and a sheet of paper."""

from collections.abc import Iterable, Iterator
from itertools import islice

from cofacil.export.document import Block, Item, Items, Label, Page, Paragraph, Row, Section, Table
from cofacil.language.catalog import _
from cofacil.language.catchup import LARGE, PRINT

_LABEL = 5
"""Cells in which a label stands."""


def text_of(page: Page) -> bytes:
    """Return the page as plain text."""
    return "\n".join(_Printer(LARGE if page.is_large else PRINT).rows(page)).encode() + b"\n"


class _Printer:
    """Lays a page out in rows of so many letters."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._is_large = width < PRINT

    def rows(self, page: Page) -> Iterator[str]:
        yield from self._headed(page.title, "=")
        yield from self._blocks(page.blocks)
        if page.foot:
            yield from ("", *self._wrapped(page.foot))

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            yield ""
            match block:
                case Paragraph():
                    yield from self._wrapped(block.text)
                case Items():
                    yield from self._airy(map(self._item, block.items))
                case Table():
                    yield from self._airy(self._row(row, block.heads) for row in block.rows)
                case Section():
                    if block.anchor:
                        yield ""
                    yield from self._headed(block.title, "-" if block.anchor else "")
                    rows = self._blocks(block.blocks)
                    # Below a small head what it is about follows at once.
                    yield from rows if block.anchor or self._is_large else islice(rows, 1, None)

    def _headed(self, title: str, line: str) -> Iterator[str]:
        rows = self._wrapped(title)
        yield from rows
        if line:
            yield line * min(self._width, max(map(len, rows)))

    def _airy(self, several: Iterable[list[str]]) -> Iterator[str]:
        """Yield rows of one after the other; in large print with air between them."""
        for number, rows in enumerate(several):
            yield from ([""] if number and self._is_large else [])
            yield from rows

    def _item(self, item: Item) -> list[str]:
        rows = self._labelled(item.label, item.words)
        if item.details:
            rows += self._wrapped("; ".join(item.details), _indent(item.label))
        return [*rows, *self._note(item.note, item.label)]

    def _row(self, row: Row, heads: tuple[str, ...]) -> list[str]:
        named = zip(heads[1:], row.cells[1:], strict=True)
        said = [_("{head}: {words}", head=head, words=words) for head, words in named if words]
        rows = self._labelled(row.label, row.cells[0])
        rows += (part for words in said for part in self._wrapped(words, _indent(row.label)))
        return [*rows, *self._note(row.note, row.label)]

    def _note(self, note: Iterable[str], label: Label | None) -> Iterator[str]:
        for row in note:
            yield from self._wrapped(row, _indent(label) + 2)

    def _labelled(self, label: Label | None, words: str) -> list[str]:
        return self._wrapped(words, _indent(label), f"  {label.text:<{_LABEL}}" if label else "  - ")

    def _wrapped(self, text: str, indent: int = 0, first: str | None = None) -> list[str]:
        """Return words in rows of so many cells; a word that is longer than a row goes on in the next."""
        from cofacil.terminal.widths import cell_len, chop_cells

        rest = " " * indent
        row = rest if first is None else first
        rows: list[str] = []
        is_begun = False
        if cell_len(row) >= self._width:  # a label that another program wrote, as long as it likes
            rows += chop_cells(row.rstrip(), self._width)
            row = rest
        for word in text.split():
            if is_begun and cell_len(row) + 1 + cell_len(word) > self._width:
                rows.append(row)
                row, is_begun = rest, False
            *whole, end = chop_cells(word, self._width - cell_len(row) - is_begun)
            for part in whole:
                rows.append(row + part)
                row = rest
            row, is_begun = row + " " * is_begun + end, True
        return [*rows, row.rstrip()]


def _indent(label: Label | None) -> int:
    return 2 + _LABEL if label else 4
