"""`cofacil backup`: a copy of a board, or of every board, now."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from cofacil import paths
from cofacil.board.errors import BoardCopied, Trouble
from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import command, option
from cofacil.language.catalog import _


@command(
    help=N_(
        "Copy BOARD, or where none is named every board, archived ones too; print where each copy is.\n\n"
        "Copies go where those of each day go, which `cofacil restore` takes them from, or to a folder of yours. A damaged "
        "board is not copied: it is said, the others are, and it ends with 3. Of all boards, one that is a copy of another of "
        "which nobody has said what it is to be is named and passed over, and that is no failure: with --to it is copied as well."
    ),
    short_help=N_("Copy a board, or all of them, now."),
)
@board_argument(required=False)
@option(
    "--to", "folder", type=click.Path(path_type=Path), metavar=N_("FOLDER"), help=N_("Copy to this folder instead.")
)
def backup(board: str | None, folder: Path | None) -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.language.worded import worded
    from cofacil.wiring.progress import slowly

    worst = 0
    for path in [find_board(board)] if board else list(_every_board()):
        try:
            with slowly(_("Copying the boards")):
                said = _copy(path, folder.expanduser() if folder else None)
            click.echo(clean(said))
        except BoardCopied as copied:
            if board:
                raise
            click.echo(clean(worded(copied)), err=True)
        except Trouble as trouble:
            if board:
                raise
            click.echo(clean(worded(trouble)), err=True)
            worst = max(worst, trouble.exit_code)
    return worst


def _every_board() -> Iterator[Path]:
    from cofacil.store.library import BoardLibrary

    library = BoardLibrary(paths.boards())
    yield from map(library.place_of, library.names())
    yield from map(library.archive_place_of, library.archived())


def _copy(path: Path, folder: Path | None) -> str:
    from cofacil.store.backup import back_up_now, backups_in, copy_to
    from cofacil.store.board_file import BoardFile
    from cofacil.store.places import Places

    now = time.time_ns() // 1_000_000
    with closing(BoardFile.open(path, for_writing=False)) as log:
        if folder is not None:
            return _("{name}: {path}", name=log.name, path=paths.tilde(copy_to(log, folder, now)))
        Places.here().claim(log.path, log.board_id)
        own = paths.backups(log.board_id)
        copy = back_up_now(log, own, now)
        if copy is None:
            return _("{name}: nothing has changed since the copy of {day}", name=log.name, day=backups_in(own)[0].stem)
        return _("{name}: {path}", name=log.name, path=paths.tilde(copy))
