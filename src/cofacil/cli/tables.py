"""Lists as tables, drawn by Rich; what people typed is never read as its markup."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from cofacil.export.plain_lines import clean
from cofacil.language.days import say_ago
from cofacil.room.ports import Shelved
from cofacil.tui.themes import KINDS, Look


def print_shelf(shelf: Sequence[Shelved], now: int) -> None:
    """Print the boards as a table."""
    if not shelf:
        Console().print(Text("No board yet. `cofacil new TITLE` begins one; `cofacil demo` shows an example."))
        return
    table = _table("Name", "Board", "Last met")
    for head in ("Here", "I will", "To invite", "Open"):
        table.add_column(head, justify="right")
    for board in shelf:
        about = "cannot be read" if board.trouble else "\n".join(filter(None, (board.title, board.purpose)))
        met = say_ago(_day(board.met), _day(now)) if board.met else "not yet"
        figures = (board.here, board.promised, board.to_invite, board.open)
        table.add_row(*_cells(board.name, about, met, *("" if board.trouble else f"{n}" for n in figures)))
    Console().print(table)


def print_themes(looks: Mapping[str, Look], chosen: str) -> None:
    """Print the themes as a table, each with the colours of the five columns."""
    table = _table("", "Name", "Theme", "Columns")
    for look in looks.values():
        swatch = Text()
        for kind in KINDS:
            swatch.append(
                f" {kind.replace('_', ' ')} ", Style.parse(f"{look.colours['kind_text']} on {look.colours[kind]}")
            )
        table.add_row(*_cells("✓" if look.name == chosen else "", look.name, look.title), swatch)
    Console().print(table)


def print_findings(findings: Sequence[tuple[str, str]]) -> None:
    """Print what the doctor found: a word and what there is to say of it."""
    table = _table("What", "How it is")
    for what, how in findings:
        table.add_row(*_cells(what, how))
    Console().print(table)


def _table(*heads: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for head in heads:
        table.add_column(Text(head, "bold"), overflow="fold")
    return table


def _cells(*words: str) -> list[Text]:
    return [Text("\n".join(map(clean, word.split("\n")))) for word in words]


def _day(milliseconds: int) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone().date()
