"""The commands for boards as a whole: beginning one, opening one, listing them."""

import sys
import time
from pathlib import Path

import click

from cofacil import paths
from cofacil.cli.board_name import BOARD
from cofacil.cli.finding import find_board

AS_NAME = click.option("--as", "name", metavar="NAME", envvar="COFACIL_NAME", help="Who types.")


@click.command(short_help="Begin a board.")
@click.argument("title")
@click.option("--purpose", default="", help="What the group meets about; it stays at the top of the screen.")
@click.option("--place", default="", help="Where you meet, and what people should know to get in and take part.")
@click.option("--at", "at", type=click.Path(path_type=Path), help="The file to keep it in, instead of your own folder.")
@click.option("--no-open", "stays_shut", is_flag=True, help="Only make it.")
@AS_NAME
def new(
    title: str, purpose: str, place: str, at: Path | None, stays_shut: bool, name: str | None
) -> int:  # as many as can be typed
    """Begin a board called TITLE, print where its file is, and open it."""
    from cofacil.store.library import BoardLibrary
    from cofacil.wiring.new_board import begin_board
    from cofacil.wiring.screen import has_screen
    from cofacil.wiring.typist import chosen_name, who_am_i

    path = at.expanduser() if at else BoardLibrary(paths.boards()).place_for(title)
    typist = who_am_i(name, "" if name else chosen_name())
    log = begin_board(path, typist, title, purpose, place)
    log.close()
    click.echo(log.path)
    if stays_shut or not has_screen():
        return 0
    return _open(log.path, name, is_wall=False)


@click.command("open", short_help="Open a board.")
@click.argument("board", type=BOARD)
@click.option("--wall", "is_wall", is_flag=True, help="A window for the projector: it follows, and changes nothing.")
@AS_NAME
def open_board(board: str, is_wall: bool, name: str | None) -> int:
    """Open BOARD: its name, the beginning of its name, or the path of its file.

    Where there is no screen to draw on it is printed in plain lines instead.
    """
    from cofacil.wiring.screen import has_screen

    path = find_board(board)
    if has_screen():
        return _open(path, name, is_wall=is_wall)
    from cofacil.cli.show import print_board

    return print_board(path)


@click.command("list", short_help="List the boards on this computer.")
@click.option("--json", "is_json", is_flag=True, help="Print them for programs; see the manual page for the fields.")
def list_boards(is_json: bool) -> int:
    """List the boards on this computer, the one that met last first."""
    from cofacil.export.plain_lines import clean
    from cofacil.store.library import BoardLibrary
    from cofacil.wiring.progress import slowly

    with slowly("Reading the boards"):
        shelf = BoardLibrary(paths.boards()).shelf()
    if is_json:
        from cofacil.export.json_report import printed, shelf_report

        click.echo(printed([shelf_report(board) for board in shelf]))
    elif sys.stdout.isatty():
        from cofacil.cli.tables import print_shelf

        print_shelf(shelf, time.time_ns() // 1_000_000)
    else:
        from cofacil.export.shelf_lines import shelf_lines

        click.echo("\n".join(shelf_lines(shelf, paths.boards())))
    troubles = [board.trouble for board in shelf if board.trouble]
    for trouble in troubles:
        click.echo(clean(trouble), err=True)
    return 3 if troubles else 0


def _open(path: Path, name: str | None, *, is_wall: bool) -> int:
    from cofacil.wiring.run import run_board

    return run_board(path, name, is_wall=is_wall)
