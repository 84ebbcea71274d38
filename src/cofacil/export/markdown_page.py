"""A page as Markdown: CommonMark and nothing beyond it, so that every program lays it out the same way."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from cofacil.export.document import Block, Item, Items, Label, Page, Paragraph, Row, Section, Table
from cofacil.language.catalog import _

_MEANS = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
"""Letters that begin something wherever they stand, here or in what grew from CommonMark."""
_BEGINS = re.compile(r"^([-+=:])|^(\d{1,9})([.)])|^( +|\t)")
"""What begins something at the beginning of a row: a list, a line below a head."""


def markdown_of(page: Page) -> bytes:
    """Return the page as Markdown; what people have typed stays words there, and no sign of it means anything."""
    parts = [f"# {escaped(page.title)}", *_blocks(page.blocks, 2)]
    if page.foot:
        parts.append(escaped(page.foot))
    return ("\n\n".join(parts) + "\n").encode()


def escaped(text: str) -> str:
    """Return text in one row, in which nothing is Markdown or HTML."""
    row = _MEANS.sub(r"\\\1", " ".join(text.split()))
    return _BEGINS.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", row)


def _blocks(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield escaped(block.text)
            case Items():
                yield "\n".join(map(_item, block.items))
            case Table():
                yield "\n".join(_row(row, block.heads) for row in block.rows)
            case Section():
                yield f"{'#' * min(level, 6)} {escaped(block.title)}"
                yield from _blocks(block.blocks, level + 1)


def _item(item: Item) -> str:
    rows = [_labelled(item.label, item.words), *([_details(item.details)] if item.details else [])]
    return _listed(rows, list(_quoted(item.note)))


def _quoted(note: tuple[str, ...]) -> Iterator[str]:
    """Yield a note row by row, quoted: those are somebody's own words, and stand as they were written."""
    for row, behind in pairwise((*note, "")):
        ends = "\\" if row.strip() and behind.strip() else ""
        yield f"> {escaped(row)}{ends}".rstrip()


def _row(row: Row, heads: tuple[str, ...]) -> str:
    said = [
        _("{head}: {words}", head=head, words=words)
        for head, words in zip(heads[1:], row.cells[1:], strict=True)
        if words
    ]
    return _listed([_labelled(row.label, row.cells[0]), *map(escaped, said)], list(_quoted(row.note)))


def _listed(rows: Sequence[str], quoted: Sequence[str] = ()) -> str:
    """Return rows as one item of a list; a hard break ends each but the last, and what is quoted stands by itself."""
    said = "\\\n  ".join(rows)
    return "\n".join([f"- {said}", *(["", *(f"  {row}" for row in quoted)] if quoted else [])])


def _labelled(label: Label | None, words: str) -> str:
    return f"**{escaped(label.text)}** {escaped(words)}" if label else escaped(words)


def _details(details: tuple[str, ...]) -> str:
    return escaped("; ".join(details))
