"""What a page says, before it is HTML, Markdown or plain text: values that know nothing of any of them.

Words of people stand in them as they are, and nowhere as markup: who writes a page escapes every word it is given.
"""

from typing import NamedTuple, TypeAlias


class Label(NamedTuple):
    """A label as people say it aloud, which a page may draw in the colour of its kind."""

    text: str
    kind: str = ""
    is_done: bool = False


class Paragraph(NamedTuple):
    """Words on their own."""

    text: str
    is_lead: bool = False
    """Whether it is what the whole page is about."""


class Item(NamedTuple):
    """One of several: a card, or words that nobody labelled."""

    words: str
    label: Label | None = None
    details: tuple[str, ...] = ()
    """What there is to say of it, each a few words: they are read one behind the other."""
    note: tuple[str, ...] = ()
    """Its note, row by row."""


class Items(NamedTuple):
    """A list."""

    items: tuple[Item, ...]


class Row(NamedTuple):
    """One row of a table: the first cell says what it is about."""

    cells: tuple[str, ...]
    label: Label | None = None
    note: tuple[str, ...] = ()
    """The note of what it is about, row by row."""


class Table(NamedTuple):
    """Rows of as many cells as there are heads."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str
    """What the table shows, for whoever listens to it."""


class Section(NamedTuple):
    """A head, and what stands below it; of those within it the heads are smaller."""

    title: str
    blocks: "tuple[Block, ...]"
    anchor: str = ""
    """What the page calls it by within itself; "" where nothing leads to it."""


Block: TypeAlias = Paragraph | Items | Table | Section


class Page(NamedTuple):
    """A whole page."""

    title: str
    blocks: tuple[Block, ...]
    language: str
    foot: str = ""
    description: str = ""
    """What the page is, in a sentence, for whoever lists files."""
    is_large: bool = False
    """Whether it is made for large print."""

    @property
    def opening(self) -> tuple[Block, ...]:
        """Return what stands before the first section."""
        first = next((at for at, block in enumerate(self.blocks) if not isinstance(block, Paragraph)), len(self.blocks))
        return self.blocks[:first] if self.sections else self.blocks[: first and 1]

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections that a list of contents leads to."""
        return tuple(block for block in self.blocks if isinstance(block, Section) and block.anchor)
