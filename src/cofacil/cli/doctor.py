"""`cofacil doctor`: how the terminal, the folders and a board's file are, in words."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cofacil import paths
from cofacil.board.errors import Trouble
from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import command, option
from cofacil.cli.unclear import refuse
from cofacil.language.catalog import _, ngettext

if TYPE_CHECKING:
    from cofacil.room.ports import Shelved
    from cofacil.room.ways import WaysOn


@command(
    help=N_(
        "Look at what cofacil needs, and at BOARD, or where none is named at every board; nothing is changed unless you ask "
        "for it.\n\n"
        "It ends with 3 when a board's file is not sound, and says how much each way on keeps. What --restore and --accept "
        "take off the board is kept in the .rescue file beside it."
    ),
    short_help=N_("Look at the terminal, the folders and the files of boards."),
)
@board_argument(required=False)
@option(
    "--salvage",
    metavar=N_("NEW"),
    type=click.Path(path_type=Path),
    help=N_("Write what is whole of BOARD to NEW."),
)
@option(
    "--restore", metavar=N_("BACKUP"), help=N_("Put a backup, named by its day or its file, in the place of BOARD.")
)
@option("--accept", is_flag=True, help=N_("Take BOARD as it is, and say what is given up by that."))
@option("--own", "is_own", is_flag=True, help=N_("Make BOARD, which is a copy of another, a board of its own."))
@option("--moved", is_flag=True, help=N_("Say that BOARD, which is a copy of another, is the same board, moved here."))
def doctor(
    board: str | None, salvage: Path | None, restore: str | None, accept: bool, is_own: bool, moved: bool
) -> int:
    ways = bool(salvage) + bool(restore) + accept + is_own + moved
    if ways > 1:
        refuse(click.get_current_context(), "one-way-to-mend")
    if board is None:
        if ways:
            refuse(click.get_current_context(), "no-board-to-mend")
        return _look_at_all()
    path = find_board(board)
    if salvage:
        return _salvage(path, salvage)
    if restore:
        return _restore(path, restore)
    if is_own or moved:
        return _settle(path, is_own=is_own)
    return _accept(path) if accept else _look(board, path)


def _look(board: str, path: Path) -> int:
    from cofacil.store.doctor import examine
    from cofacil.wiring.progress import slowly

    with slowly(_("Looking at the board")):
        report = examine(path, time.time_ns() // 1_000_000)
        ways = None if report.is_sound else _ways_at(path)
    from cofacil.cli.doctor_findings import board_findings
    from cofacil.store.places import Places

    _print([*_surroundings(), *board_findings(report, Places.here().copied(path, report.board))])
    if report.is_sound:
        return 0
    if ways is not None:
        _tell_ways(board, ways)
    return 3


def _look_at_all() -> int:
    from cofacil.cli.doctor_care import care_findings
    from cofacil.cli.doctor_findings import archive_findings, shelf_findings
    from cofacil.store.library import ARCHIVE, BoardLibrary
    from cofacil.wiring.progress import slowly

    library = BoardLibrary(paths.boards())
    with slowly(_("Looking at the boards")):
        archived = BoardLibrary(library.folder / ARCHIVE).shelf()
        shelf = library.shelf()
        ways = {board.name: _ways_of(board) for board in (*shelf, *archived) if board.trouble}
        beside = tuple(care_findings([board.path for board in (*shelf, *archived)]))
    _print([*_surroundings(), *shelf_findings(shelf), *archive_findings(archived), *beside])
    for name, on in ways.items():
        if on is not None:
            _tell_ways(name, on)
    return 3 if ways else 0


def _ways_of(board: "Shelved") -> "WaysOn | None":
    try:
        return _ways_at(board.path)
    except Trouble:
        return None  # what is in the way stands among the findings


def _ways_at(path: Path) -> "WaysOn | None":
    from cofacil.store.places import Places
    from cofacil.store.ways_on import ways_on
    from cofacil.wiring.copies import backups_of

    places = Places.here()
    return ways_on(path, lambda board: backups_of(places, path, board))


def _tell_ways(board: str, ways: "WaysOn") -> None:
    """Say what may be done about a board, how much each way keeps, and what is typed for it."""
    from shlex import quote

    from cofacil.cli.doctor_findings import way_lines
    from cofacil.export.plain_lines import clean

    for line in way_lines(quote(board), ways):
        click.echo(clean(line), err=True)


def _surroundings() -> Iterator[tuple[str, str]]:
    from cofacil.cli.doctor_findings import folder_findings, terminal_findings
    from cofacil.cli.doctor_own_files import own_file_findings

    yield from terminal_findings()
    yield from folder_findings()
    yield from own_file_findings()


def _print(findings: list[tuple[str, str]]) -> int:
    from cofacil.export.plain_lines import clean

    if sys.stdout.isatty():
        from cofacil.cli.table import Column, print_table

        print_table((Column(_("What")), Column(_("How it is"))), findings)
        return 0
    for what, how in findings:
        click.echo(clean(_("{what}: {how}", what=what, how=how)))
    return 0


def _salvage(path: Path, new: Path) -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.store.places import Places
    from cofacil.wiring.copies import salvaged
    from cofacil.wiring.progress import slowly

    with slowly(_("Writing what is whole")):
        ways = _ways_at(path)
        found = salvaged(Places.here(), path, new.expanduser())
    kept = ngettext(
        "Kept: {number:,} change in {path}", "Kept: {number:,} changes in {path}", found.kept, path=found.path
    )
    click.echo(clean(kept))
    if lost := max(0, ways.saved - found.kept) if ways else 0:
        click.echo(ngettext("Lost: {number:,} change", "Lost: {number:,} changes", lost))
    if found.lost:
        click.echo(
            ngettext(
                "Not whole: {number:,} line, kept as it is in the rescue file beside it",
                "Not whole: {number:,} lines, kept as they are in the rescue file beside it",
                found.lost,
            )
        )
    return 0


def _restore(path: Path, named: str) -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.store.backup import backup_called, restore
    from cofacil.store.doctor import examine
    from cofacil.store.places import Places

    board = examine(path, time.time_ns() // 1_000_000).board
    if board:
        Places.here().claim(path, board)
    backup = backup_called(named, paths.backups(board) if board else None)
    restore(path, backup)
    words = _("Restored: {backup}. What stood there is in the rescue file beside {path}", backup=backup.stem, path=path)
    click.echo(clean(words))
    return 0


def _accept(path: Path) -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.language.worded import worded
    from cofacil.store.doctor import accept

    click.echo(clean(worded(accept(path))))
    return 0


def _settle(path: Path, *, is_own: bool) -> int:
    """Have a copy be what was said."""
    from cofacil.export.plain_lines import clean
    from cofacil.room.ways import Way
    from cofacil.store.library import BoardLibrary
    from cofacil.store.places import Places
    from cofacil.wiring.copies import settled

    settled(Places.here(), BoardLibrary(paths.boards()), path, Way.OWN if is_own else Way.MOVED)
    if is_own:
        words = _("“{file}” is a board of its own now; the other keeps all that is kept for it.", file=path.name)
    else:
        words = _("“{file}” is the board now, with all that is kept for it; the other file is a copy.", file=path.name)
    click.echo(clean(words))
    return 0
