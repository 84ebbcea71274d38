"""`cofacil themes`: how a board can look."""

import sys

import click

from cofacil import paths


@click.command(short_help="List the themes.")
def themes() -> int:
    """List the themes, ours and your own. In a board, ? and then themes changes them."""
    from cofacil.cli.plain import clean
    from cofacil.settings import load_settings
    from cofacil.tui.themes import load_themes

    looks, faults = load_themes(paths.shipped_themes(), paths.themes_folder())
    chosen = load_settings(paths.config_file())[0].theme
    if sys.stdout.isatty():
        from cofacil.cli.tables import print_themes

        print_themes(looks, chosen)
    else:
        for look in looks.values():
            ground = "dark" if look.is_dark else "light"
            click.echo(f"{look.name} ({ground}{', in use' if look.name == chosen else ''}): {clean(look.title)}")
    for fault in faults:
        click.echo(clean(fault), err=True)
    return 0
