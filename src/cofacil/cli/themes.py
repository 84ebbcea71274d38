"""`cofacil themes`: how a board can look."""

import sys
from typing import TYPE_CHECKING

import click

from cofacil import paths

if TYPE_CHECKING:
    from cofacil.tui.themes import Look


@click.command(short_help="List the themes.")
def themes() -> int:
    """List the themes, ours and your own. In a board, ? and then themes changes them."""
    from cofacil.export.plain_lines import clean
    from cofacil.settings import load_settings
    from cofacil.tui.themes import load_themes

    looks, faults = load_themes(paths.shipped_themes(), paths.themes_folder())
    chosen = load_settings(paths.config_file())[0].theme
    if sys.stdout.isatty():
        from cofacil.cli.tables import print_themes

        print_themes(looks, chosen)
    else:
        # In one piece: whoever reads the first line only, as `head` does, ends nothing in the middle.
        click.echo("\n".join(_line(look, is_chosen=look.name == chosen) for look in looks.values()))
    for fault in faults:
        click.echo(clean(fault), err=True)
    return 0


def _line(look: "Look", *, is_chosen: bool) -> str:
    from cofacil.export.plain_lines import clean

    ground = "dark" if look.is_dark else "light"
    return f"{look.name} ({ground}{', in use' if is_chosen else ''}): {clean(look.title)}"
