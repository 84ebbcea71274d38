"""`cofacil restore`: a backup in the place of a board, whose own bytes are kept."""

import os
import time
from contextlib import closing, suppress
from pathlib import Path

import click

from cofacil import paths
from cofacil.board.errors import BoardMissing, Trouble
from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import argument, command
from cofacil.language.catalog import _, ngettext


@command(
    help=N_(
        "Put BACKUP, named by its day or its file, in the place of BOARD; without BACKUP list those there are.\n\n"
        "What it replaces is copied to the backups first where it is sound, and is kept in the .rescue file beside the board "
        "in any case. A board whose file was deleted is found by its title."
    ),
    short_help=N_("Put a backup in the place of a board."),
)
@board_argument()
@argument("backup", required=False, metavar=N_("BACKUP"))
def restore(board: str, backup: str | None) -> int:
    from cofacil.store.backup import backup_called

    try:
        path = find_board(board)
        folder = _folder_of(path)
    except BoardMissing as missing:
        found = _deleted(board)
        if found is None:
            raise missing from None
        path, folder = found
    if backup is None:
        return _list(folder)
    return _restore(path, backup_called(backup, folder))


def _restore(path: Path, backup: Path) -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.store.backup import restore as put_back

    copy = _copied(path)
    put_back(path, backup)
    click.echo(clean(_("Restored: {backup}, as {path}", backup=backup.stem, path=paths.tilde(path))))
    if copy is not None:
        click.echo(clean(_("What stood there is the backup {backup}.", backup=copy.stem)))
    return 0


def _copied(path: Path) -> Path | None:
    """Copy what is going to be replaced to its backups, where it is sound; return the one that it is among them."""
    from cofacil.store.backup import back_up_now, backups_in
    from cofacil.store.board_file import BoardFile

    with suppress(Trouble), closing(BoardFile.open(path, for_writing=False)) as log:
        folder = paths.backups(log.board_id)
        return back_up_now(log, folder, time.time_ns() // 1_000_000) or backups_in(folder)[0]
    return None


def _folder_of(path: Path) -> Path | None:
    from cofacil.store.doctor import examine
    from cofacil.store.places import Places

    board = examine(path, time.time_ns() // 1_000_000).board
    if board:
        Places.here().claim(path, board)
    return paths.backups(board) if board else None


def _deleted(name: str) -> tuple[Path, Path] | None:
    """Return where a board was that is not there any more and whose title begins so, and the folder of its backups."""
    from cofacil.store.backup import backups_in
    from cofacil.store.library import BoardLibrary, look_at, slug

    library = BoardLibrary(paths.boards())
    wanted, found = slug(name), []
    with suppress(OSError):
        for folder in sorted((paths.home() / "backups").iterdir()):
            for newest in backups_in(folder)[:1]:
                title = slug(look_at(newest.stem, newest)[0].title)
                if title.startswith(wanted):
                    found.append((library.place_of(title), folder))
    return found[0] if len(found) == 1 and not found[0][0].exists() else None


def _refuse_closed(folder: Path) -> None:
    """Say that nobody may look into a folder, which is not that nothing is in it.

    Raises:
        Trouble: nobody may.
    """
    try:
        os.scandir(folder).close()
    except PermissionError as trouble:
        raise Trouble("file-trouble", file=paths.tilde(folder), reason=trouble) from trouble
    except OSError:
        return


def _list(folder: Path | None) -> int:
    from cofacil.language.days import say_moment
    from cofacil.store.ways_on import sound_backups

    if folder is not None:
        _refuse_closed(folder)
    backups = sound_backups(folder) if folder else ()
    for one in backups:
        click.echo(
            ngettext(
                "{day}: made {moment}, {number:,} change",
                "{day}: made {moment}, {number:,} changes",
                one.changes,
                day=one.day,
                moment=say_moment(one.made),
            )
        )
    if not backups:
        click.echo(_("There is no backup of it yet. `cofacil backup` makes one."))
    return 0
