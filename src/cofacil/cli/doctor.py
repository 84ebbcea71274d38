"""`cofacil doctor`: how the terminal, the folders and a board's file are, in words."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click

from cofacil import paths
from cofacil.cli.board_name import BOARD
from cofacil.cli.finding import find_board


@click.command(short_help="Look at the terminal, the folders and a board's file.")
@click.argument("board", type=BOARD, required=False)
@click.option("--salvage", metavar="NEW", type=click.Path(path_type=Path), help="Write what is whole of BOARD to NEW.")
@click.option("--restore", metavar="BACKUP", help="Put a backup, named by its day or its file, in the place of BOARD.")
@click.option("--accept", is_flag=True, help="Take BOARD as it is, and say what is given up by that.")
def doctor(board: str | None, salvage: Path | None, restore: str | None, accept: bool) -> int:
    """Look at what cofacil needs, and at BOARD if it is named; nothing is changed unless you ask for it.

    It ends with 3 when the board's file is not sound, and names the backups there are. What --restore and --accept take
    off the board is kept in the .rescue file beside it.
    """
    if bool(salvage) + bool(restore) + accept > 1:
        raise click.UsageError("Choose one of --salvage, --restore and --accept.", click.get_current_context())
    if board is None:
        if salvage or restore or accept:
            raise click.UsageError("Say which board is meant.", click.get_current_context())
        return _print([*_surroundings()])
    path = find_board(board)
    if salvage:
        return _salvage(path, salvage)
    if restore:
        return _restore(path, restore)
    return _accept(path) if accept else _look(board, path)


def _look(board: str, path: Path) -> int:
    from cofacil.store.doctor import examine
    from cofacil.wiring.progress import slowly

    with slowly("Looking at the board"):
        report = examine(path, time.time_ns() // 1_000_000)
    from cofacil.cli.findings import board_findings

    _print([*_surroundings(), *board_findings(report)])
    if report.is_sound:
        return 0
    click.echo(
        f"`cofacil doctor {board} --salvage NEW.json` writes what is whole to a new file; --restore DAY puts the backup of "
        "that day in its place; --accept takes this one as it is.",
        err=True,
    )
    return 3


def _surroundings() -> Iterator[tuple[str, str]]:
    from cofacil.cli.findings import folder_findings, settings_findings, terminal_findings

    yield from terminal_findings()
    yield from folder_findings()
    yield from settings_findings()


def _print(findings: list[tuple[str, str]]) -> int:
    from cofacil.export.plain_lines import clean

    if sys.stdout.isatty():
        from cofacil.cli.tables import print_findings

        print_findings(findings)
        return 0
    for what, how in findings:
        click.echo(f"{what}: {clean(how)}")
    return 0


def _salvage(path: Path, new: Path) -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.store.salvage import salvage
    from cofacil.wiring.progress import slowly

    with slowly("Writing what is whole"):
        found = salvage(path, new.expanduser())
    click.echo(clean(f"Kept: {_count(found.kept, 'change')} in {found.path}"))
    if found.lost:
        click.echo(f"Lost: {_count(found.lost, 'line')}, kept as they are in the rescue file beside it")
    return 0


def _restore(path: Path, named: str) -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.store.backup import backup_called, restore
    from cofacil.store.doctor import examine

    board = examine(path, time.time_ns() // 1_000_000).board
    backup = backup_called(named, paths.backups(board) if board else None)
    restore(path, backup)
    click.echo(clean(f"Restored: {backup.stem}. What stood there is in the rescue file beside {path}"))
    return 0


def _accept(path: Path) -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.store.doctor import accept

    click.echo(clean(accept(path)))
    return 0


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
