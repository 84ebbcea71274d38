"""A table, drawn by Rich; what people typed is never read as its markup."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.console import Console, JustifyMethod
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cofacil.export.plain_lines import clean
from cofacil.language.catalog import _
from cofacil.terminal.widths import cell_len

_GAP = 2
"""Blanks between two columns, and in front of what stands below a name."""


class Column(NamedTuple):
    """What stands above a column, and how what stands in it is set."""

    head: str
    is_figure: bool = False
    """Whether it stands to the right, as figures do that are compared."""
    is_whole: bool = False
    """Whether it is never broken in two: what is typed again, read at a glance, or compared by eye."""
    is_loose: bool = False
    """Whether even its words may be broken: what is only looked at, beside what has to be whole."""

    def least(self, cells: Iterable[Text]) -> int:
        """Return the cells it takes at the least: no word of it is broken, unless it may be."""
        texts = () if self.is_loose else (cell.plain for cell in cells)
        pieces = (piece for text in texts for piece in (text.split("\n") if self.is_whole else text.split()))
        return max([*map(_cells, pieces), *map(_cells, self.head.split())], default=0)

    def most(self, cells: Iterable[Text]) -> int:
        """Return the cells it takes where nothing of it is wrapped."""
        return max(_cells(line) for text in (self.head, *(cell.plain for cell in cells)) for line in text.split("\n"))


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str | Text]]) -> None:
    """Print a table, as wide as the terminal at the most; where words would be broken, each row as lines of its own."""
    console = Console()
    cells = [[_cell(words) for words in row] for row in rows]
    widths = _widths(columns, cells, console.width)
    if widths is None:
        _print_lines(console, columns, cells)
        return
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0))
    for column, width in zip(columns, widths, strict=True):
        justify: JustifyMethod = "right" if column.is_figure else "left"
        table.add_column(
            Text(column.head, "bold"), justify=justify, width=width, overflow="fold", no_wrap=column.is_whole
        )
    for row in cells:
        table.add_row(*row)
    console.print(table)


def print_words(words: str) -> None:
    """Print what is said in place of a table, broken between its words."""
    Console().print(Text(words))


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Text]], room: int) -> list[int] | None:
    """Return the cells of each column, those with most to spare the narrower; None where words would be broken."""
    listed = [[row[at] for row in rows] for at in range(len(columns))]
    least = [column.least(cells) for column, cells in zip(columns, listed, strict=True)]
    widths = [column.most(cells) for column, cells in zip(columns, listed, strict=True)]
    for _over in range(sum(widths) + _GAP * (len(widths) - 1) - room):
        spare = [wide - narrow for wide, narrow in zip(widths, least, strict=True)]
        if not any(spare):
            return None
        widths[spare.index(max(spare))] -= 1
    return widths


def _print_lines(console: Console, columns: Sequence[Column], rows: Iterable[Sequence[Text]]) -> None:
    """Print each row as lines: its first cell as it is, so that it can be copied, and the others below it."""
    for first, *others in rows:
        console.print(first, soft_wrap=True)
        pairs = [(column, words) for column, words in zip(columns[1:], others, strict=True) if words.plain]
        lines = [_labelled(column, words) for column, words in pairs if not column.is_figure]
        figures = [_labelled(column, words) for column, words in pairs if column.is_figure]
        for line in [*lines, *([Text("  ").join(figures)] if figures else [])]:
            console.print(Padding(line, (0, 0, 0, _GAP)))


def _labelled(column: Column, words: Text) -> Text:
    if not column.head:
        return words
    said = _("{what}: {how}", what=column.head, how="\0").partition("\0")
    return Text(said[0]) + Text(" ").join(words.split("\n")) + Text(said[2])


def _cell(words: str | Text) -> Text:
    return words if isinstance(words, Text) else Text("\n".join(map(clean, words.split("\n"))))


def _cells(words: str) -> int:
    return cell_len(words)
