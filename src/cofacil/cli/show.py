"""`cofacil show`: a board read from its file and printed; nothing is ever written or put right by it."""

import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import command, option
from cofacil.cli.copy_told import tell_if_copy
from cofacil.language.catalog import _

if TYPE_CHECKING:
    from cofacil.board.model import Board
    from cofacil.room.room import Room


@command(
    help=N_(
        "Print BOARD: how many there are of everything, then each card on a line of its own.\n\n"
        "It only reads. Of a damaged board it prints what is whole, says what is wrong, and ends with 3."
    ),
    short_help=N_("Print a board."),
)
@board_argument()
@option("--json", "is_json", is_flag=True, help=N_("Print it for programs; see the manual page for its fields."))
def show(board: str, is_json: bool) -> int:
    return print_board(find_board(board), is_json=is_json)


def print_board(path: Path, *, is_json: bool = False) -> int:
    """Print what is good of a board file; return what the process ends with."""
    from cofacil.export.plain_lines import board_lines, clean
    from cofacil.language.worded import worded
    from cofacil.room.clock import SystemClock
    from cofacil.room.room import Room
    from cofacil.store.board_file import BoardFile
    from cofacil.wiring.progress import slowly

    with closing(BoardFile.open(path, for_writing=False)) as log:
        with slowly(_("Reading the board")):
            board = _public(Room(log, SystemClock()))
        damage, is_newer = log.damage, log.storage.header.meta.is_newer
        place, board_id = log.path, log.board_id
    if damage:
        from cofacil.store.whole_part import WholePart

        board = _public(Room(WholePart(path), SystemClock()))
    now = time.time_ns() // 1_000_000
    if is_json:
        from cofacil.export.json_report import board_report, printed

        click.echo(printed(board_report(board, now)))
    else:
        click.echo("\n".join(board_lines(board, now)))
    if is_newer:
        click.echo(
            _("A newer cofacil made this board. It can be looked at; what is new in it is left out here."), err=True
        )
    tell_if_copy(place, board_id)
    if damage:
        click.echo(clean(worded(damage)), err=True)
        return 3
    return 0


def _public(room: "Room") -> "Board":
    """Read a board, without what people write quietly now: whoever prints it is not its only reader."""
    room.pull()
    return room.public
