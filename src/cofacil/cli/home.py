"""`cofacil` alone: the boards on this computer."""

import click

from cofacil import paths


def show_home() -> int:
    """Show the home screen, or where there is no screen the boards in plain lines."""
    from cofacil.wiring.screen import has_screen

    if has_screen():
        from cofacil.wiring.run import run_home

        return run_home()
    from cofacil.export.shelf_lines import shelf_lines
    from cofacil.store.indexed_library import IndexedLibrary

    shelf = IndexedLibrary(paths.boards(), paths.cache_folder()).shelf()
    click.echo("\n".join(shelf_lines(shelf, paths.boards())))
    return 0
