"""A table, drawn by Rich; what people typed is never read as its markup."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cofacil.export.plain_lines import clean


class Column(NamedTuple):
    """What stands above a column, and how what stands in it is set."""

    head: str
    is_figure: bool = False
    """Whether it stands to the right, as figures do that are compared."""
    is_whole: bool = False
    """Whether it is never broken in two: what is read at a glance, or compared by eye."""


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str | Text]]) -> None:
    """Print a table, as wide as the terminal at the most."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        justify = "right" if column.is_figure else "left"
        table.add_column(Text(column.head, "bold"), justify, overflow="fold", no_wrap=column.is_whole)
    for row in rows:
        table.add_row(*map(_cell, row))
    Console().print(table)


def print_words(words: str) -> None:
    """Print what is said in place of a table, broken between its words."""
    Console().print(Text(words))


def _cell(words: str | Text) -> Text:
    return words if isinstance(words, Text) else Text("\n".join(map(clean, words.split("\n"))))
