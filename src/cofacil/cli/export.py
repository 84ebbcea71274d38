"""`cofacil export`: a board as a page, a table or a calendar, printed or kept as a file."""

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cofacil.board.errors import Trouble
from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import command, option
from cofacil.export.formats import FORMATS, Format, format_of
from cofacil.language.catalog import _, language_now

if TYPE_CHECKING:
    from cofacil.board.notice import Notice
    from cofacil.export.exported import Exported
    from cofacil.export.given_away import GivenAway, Giving


@command(
    help=N_(
        "Carry BOARD away: as a page for the council, for a program, for a calendar.\n\n"
        "How the name of the file ends says what it becomes, or --format does; without a file it is printed. It only reads "
        "the board, and nothing stands in what it makes that was struck out or is written quietly. No file is ever put in "
        "the place of one that is there."
    ),
    short_help=N_("Carry a board away, as a page or for another program."),
)
@board_argument()
@option(
    "--to", "target", type=click.Path(path_type=Path), metavar=N_("FILE"), help=N_("Keep it as this file; - prints it.")
)
@option("--format", "name", type=click.Choice(tuple(FORMATS)), help=N_("What it becomes, whatever the file is called."))
@option(
    "--meeting",
    "chosen",
    default="all",
    metavar=N_("last|all|N"),
    help=N_("Only one meeting, the last one or the one of this number; without it all there has been."),
)
@option(
    "--redact",
    "is_initials",
    is_flag=True,
    help=N_("Initials in the place of names, in every word; whoever was missing is not named at all."),
)
@option("--nobody", "is_nobody", is_flag=True, help=N_("The same with nobody's initials: somebody, and somebody."))
@option(
    "--keep",
    multiple=True,
    metavar=N_("WORD"),
    help=N_("With --redact: a name that is a word here stays, just as it is typed; may be given again."),
)
@option(
    "--also", multiple=True, metavar=N_("WORD"), help=N_("With --redact: one more word that goes; may be given again.")
)
@click.pass_context
def export(  # noqa: PLR0913, PLR0917  # click hands on each option
    context: click.Context,
    board: str,
    target: Path | None,
    name: str | None,
    chosen: str,
    is_initials: bool,
    is_nobody: bool,
    keep: tuple[str, ...],
    also: tuple[str, ...],
) -> int:
    from cofacil.cli.copy_told import tell_if_copy
    from cofacil.cli.unclear import refuse
    from cofacil.export.given_away import Giving
    from cofacil.export.initials import Names
    from cofacil.export.new_file import keep_new
    from cofacil.export.plain_lines import clean
    from cofacil.export.told_of_names import told
    from cofacil.language.worded import worded

    file = None if target is None or str(target) == "-" else target
    kind = _format(file, name)
    how = Names.NOBODY if is_nobody else Names.INITIALS if is_initials else Names.WHOLE
    if how is Names.WHOLE and (keep or also):
        refuse(context, "words-without-redact")
    path = find_board(board)
    given, made, damage = _read(path, chosen, Giving(how, keep, also))
    if kind.is_drawn:
        from cofacil.wiring.wall_picture import painted_wall

        made = made._replace(painted=painted_wall(made.board, made.moment))
    data = kind.written(made)
    if file is None:
        click.echo(data, nl=False)
    else:
        keep_new(file, data)
        click.echo(_("Kept as {file}. Nothing is sent by this computer.", file=clean(str(file))), err=True)
    for line in told(given):
        click.echo(clean(line), err=True)
    tell_if_copy(path)
    if damage:
        click.echo(clean(worded(damage)), err=True)
        return 3
    return 0


def is_terminal() -> bool:
    """Say whether what is printed comes to a screen."""
    return sys.stdout.isatty()


def _format(file: Path | None, name: str | None) -> Format:
    kind = FORMATS[name or "txt"] if name or file is None else format_of(file)
    if file is None and not kind.is_text and is_terminal():
        raise Trouble("export-wants-a-file", format=name)
    return kind


def _read(path: Path, chosen: str, giving: "Giving") -> "tuple[GivenAway, Exported, Notice | None]":
    """Return what is good of a board, as it may be given away, and what is wrong with the rest."""
    from cofacil.export.exported import exported
    from cofacil.export.given_away import given_away
    from cofacil.export.initials import Names
    from cofacil.review.book import Book
    from cofacil.room.clock import SystemClock
    from cofacil.store.board_file import BoardFile
    from cofacil.store.whole_part import WholePart
    from cofacil.wiring.progress import slowly

    with closing(BoardFile.open(path, for_writing=False)) as log, slowly(_("Reading the board")):
        given = given_away((WholePart(path) if log.damage else log).read(0), giving)
        made = exported(
            Book(given.events), chosen, SystemClock().now(), language_now(), has_people=giving.how is Names.WHOLE
        )
        meta = log.storage.header.meta
        made = made._replace(board_id=giving.board_id(meta.board), created=meta.created)
        return given, made, log.damage
