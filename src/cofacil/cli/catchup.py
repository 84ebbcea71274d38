"""`cofacil catchup`: the page for whoever was away from a meeting, printed or kept as a file."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cofacil.board.as_it_was import as_it_was_after
from cofacil.board.errors import Trouble
from cofacil.board.fold import fold
from cofacil.board.marked import N_
from cofacil.board.model import EMPTY
from cofacil.board.redaction import NOBODY, redacted
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import command, option
from cofacil.language.catalog import _, ngettext

if TYPE_CHECKING:
    from cofacil.board.notice import Notice
    from cofacil.language.catchup import CatchUp


@command(
    help=N_(
        "Print a page for whoever was away from a meeting of BOARD: what it was about, what was not decided for them, "
        "what some will do, what people offered, and how to come or be heard.\n\n"
        "Nobody who was missing is named on it, and nothing stands on it that was struck out or is written quietly. It only reads "
        "the board. With --to it becomes a file, never in the place of one that is there: its name ends in .txt, .md, "
        ".html or .pdf, and says by that what it becomes."
    ),
    short_help=N_("Print a page for whoever was away."),
)
@board_argument()
@option(
    "--meeting",
    "number",
    type=click.IntRange(min=1),
    metavar=N_("N"),
    help=N_("Which meeting, counted from the first; without it the last one."),
)
@option("--to", "target", type=click.Path(path_type=Path), help=N_("Keep it as this file: .txt, .md, .html or .pdf."))
@option("--large", is_flag=True, help=N_("Short lines with air between them, for large print."))
def catchup(board: str, number: int | None, target: Path | None, large: bool) -> int:
    from cofacil.cli.copy_told import tell_if_copy
    from cofacil.export.catchup_file import as_page, keep_page
    from cofacil.export.plain_lines import clean
    from cofacil.export.text_page import text_of
    from cofacil.language.catchup import LARGE, PRINT
    from cofacil.language.worded import worded

    path = find_board(board)
    page, damage = _page(path, number)
    width = LARGE if large else PRINT
    if target is None:
        click.echo(text_of(as_page(page, width)), nl=False)
    else:
        kept = keep_page(target, page, width)
        click.echo(_("Kept as {file}. Nothing is sent by this computer.", file=clean(str(kept))), err=True)
    if page.left_out:
        left = ngettext(
            "One card names somebody who was missing: it is left out.",
            "{number} cards name somebody who was missing: they are left out.",
            page.left_out,
        )
        click.echo(left, err=True)
    tell_if_copy(path)
    if damage:
        click.echo(clean(worded(damage)), err=True)
        return 3
    return 0


def _page(path: Path, number: int | None) -> "tuple[CatchUp, Notice | None]":
    """Return the page of a meeting, from what is good of the file, and what is wrong with the rest."""
    from cofacil.language.catchup import catch_up
    from cofacil.room.clock import SystemClock
    from cofacil.store.board_file import BoardFile
    from cofacil.store.whole_part import WholePart
    from cofacil.wiring.progress import slowly

    now = SystemClock().now()
    with closing(BoardFile.open(path, for_writing=False)) as log, slowly(_("Reading the board")):
        events = tuple((WholePart(path) if log.damage else log).read(0))
        board = redacted(fold(EMPTY, events), NOBODY)
        if not board.held:
            raise Trouble("no-meeting-yet")
        if number is not None and number > board.meetings:
            raise Trouble("no-such-meeting", wanted=number, number=board.meetings)
        meeting = board.held[(number or board.meetings) - 1]
        return catch_up(as_it_was_after(meeting, board, events), meeting, now, board), log.damage
