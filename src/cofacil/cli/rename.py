"""`cofacil rename`: another title for a board, and a file that is called by it."""

from contextlib import closing
from pathlib import Path

import click

from cofacil import paths
from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import argument, command, option
from cofacil.cli.typist_option import typist_option
from cofacil.files import real


@command(
    help=N_(
        "Give BOARD another TITLE, and its file the name that goes with it: print where it is now.\n\n"
        "The title is a change like any other, which can be undone on the board. Whoever has the board open has to open it "
        "again by its new name; a file outside of the folder of boards keeps its name."
    ),
    short_help=N_("Give a board another title and name."),
)
@board_argument()
@argument("title", metavar=N_("TITLE"))
@option("--title-only", "stays", is_flag=True, help=N_("Leave the name of the file as it is."))
@typist_option
def rename(board: str, title: str, stays: bool, name: str | None) -> int:
    from cofacil.cli.copy_told import tell_if_copy
    from cofacil.store.library import ARCHIVE, BoardLibrary
    from cofacil.store.move import move_board
    from cofacil.store.places import Places

    path = find_board(board)
    _set_title(path, title, name)
    library = BoardLibrary(paths.boards())
    folders = {
        real(library.folder): library.place_of,
        real(library.folder / ARCHIVE): library.archive_place_of,
    }
    place_of = folders.get(real(path).parent)
    if place_of is not None and not stays and not path.is_symlink():
        new = library.free_name(title, besides=path.stem)
        if new != path.stem:
            move_board(path, place_of(new))
            Places.here().follow((path,), place_of(new))
            path = place_of(new)
    click.echo(path)
    tell_if_copy(path)
    return 0


def _set_title(path: Path, title: str, name: str | None) -> None:
    from cofacil.board.commands.meetings import SetBoard
    from cofacil.room.clock import SystemClock
    from cofacil.room.room import Room
    from cofacil.room.seats import Seat
    from cofacil.store.board_file import BoardFile
    from cofacil.wiring.typist import chosen_name, who_am_i

    with closing(BoardFile.open(path, for_writing=True)) as log:
        room = Room(log, SystemClock())
        room.pull()
        if room.board.title != title:
            room.do(Seat(who_am_i(name, "" if name else chosen_name()), via="line"), SetBoard(title))
