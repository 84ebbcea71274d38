"""`cofacil themes`: how a board can look."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from cofacil import paths
from cofacil.board.kinds import Kind
from cofacil.board.marked import N_
from cofacil.cli.command import command
from cofacil.language.catalog import _

if TYPE_CHECKING:
    from rich.text import Text

    from cofacil.tui.themes import Look

_WORDS: dict[str, str] = {**{str(kind): kind.spec.word for kind in Kind}, "not_here": N_("not here")}
"""What stands in each of the columns of a board, in its colours."""


@command(
    help=N_("List the themes, ours and your own. In a board, ? and then themes changes them."),
    short_help=N_("List the themes."),
)
def themes() -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.language.worded import worded
    from cofacil.settings import load_settings
    from cofacil.tui.themes import load_themes

    looks, faults = load_themes(paths.shipped_themes(), paths.themes_folder())
    chosen = load_settings(paths.config_file())[0].theme
    if sys.stdout.isatty():
        _print_table(looks.values(), chosen)
    else:
        # In one piece: whoever reads the first line only, as `head` does, ends nothing in the middle.
        click.echo("\n".join(_line(look, is_chosen=look.name == chosen) for look in looks.values()))
    for fault in faults:
        click.echo(clean(worded(fault)), err=True)
    return 0


def _line(look: "Look", *, is_chosen: bool) -> str:
    from cofacil.export.plain_lines import clean

    said = {"name": look.name, "title": clean(look.shown_title)}
    if look.is_dark:
        return _("{name} (dark, in use): {title}", **said) if is_chosen else _("{name} (dark): {title}", **said)
    return _("{name} (light, in use): {title}", **said) if is_chosen else _("{name} (light): {title}", **said)


def _print_table(looks: Iterable["Look"], chosen: str) -> None:
    from cofacil.cli.table import Column, print_table

    columns = [Column(head) for head in ("", _("Name"), _("Theme"), _("Columns"))]
    rows = (("✓" if look.name == chosen else "", look.name, look.shown_title, _swatch(look)) for look in looks)
    print_table(columns, rows)


def _swatch(look: "Look") -> "Text":
    """Return the names of the columns, each in its colours."""
    from rich.style import Style
    from rich.text import Text

    swatch = Text()
    for kind, words in _WORDS.items():
        swatch.append(f" {_(words)} ", Style.parse(f"{look.colours['kind_text']} on {look.colours[kind]}"))
    return swatch
