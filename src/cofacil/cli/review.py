"""`cofacil review`: looking back on a board, on a screen or in plain lines; the file is only ever read."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import command, option
from cofacil.language.catalog import _

if TYPE_CHECKING:
    from cofacil.review.book import Book


@command(
    help=N_(
        "Look back on BOARD, without it on the one that met last: who does what by when, who was missing and what came of it, "
        "what was offered, what is still open; how the board was at any moment, and what happened to each card.\n\n"
        "Nothing can be changed by it: the file is only read, also while others write to it. Where there is no screen to draw on, "
        "or with --lines, the answers are printed in plain lines. Of a damaged board it tells what is whole, says what is "
        "wrong, and ends with 3."
    ),
    short_help=N_("Look back on a board."),
)
@board_argument(required=False)
@option(
    "--meeting",
    "number",
    type=click.IntRange(min=1),
    metavar=N_("N"),
    help=N_("Only as far as that meeting, counted from the first."),
)
@option("--lines", "is_plain", is_flag=True, help=N_("Print the answers in plain lines."))
def review(board: str | None, number: int | None, is_plain: bool) -> int:
    from cofacil.cli.copy_told import tell_if_copy
    from cofacil.export.plain_lines import clean
    from cofacil.language.worded import worded
    from cofacil.store.saved_file import SavedFile
    from cofacil.wiring.review import read_book, run_review
    from cofacil.wiring.screen import has_screen

    path = find_board(board) if board else _met_last()
    saved = SavedFile(path)
    try:
        book = read_book(saved) if number is None else _as_far_as(read_book(saved), number)
        if is_plain or not has_screen():
            _print(book)
            code = 0
        else:
            code = run_review(saved, book, is_all=number is None)
    finally:
        saved.close_now()
    if saved.is_newer:
        click.echo(
            _("A newer cofacil made this board. It can be looked at; what is new in it is left out here."), err=True
        )
    tell_if_copy(path)
    if saved.damage:
        click.echo(clean(worded(saved.damage)), err=True)
        return code or 3
    return code


def _print(book: "Book") -> None:
    from cofacil.language.days import date_of
    from cofacil.review.lines import review_lines
    from cofacil.room.clock import SystemClock

    click.echo("\n".join(review_lines(book.answers, date_of(SystemClock().now()))))


def _as_far_as(book: "Book", number: int) -> "Book":
    """Return what a board tells of as far as one of its meetings.

    Raises:
        Trouble: there was none of that number.
    """
    from cofacil.board.errors import Trouble

    if not book.meetings:
        raise Trouble("no-meeting-yet")
    held = book.answers.meeting(number)
    if held is None:
        raise Trouble("no-such-meeting", wanted=number, number=len(book.meetings))
    return book.until(held.last)


def _met_last() -> Path:
    """Return the board that met last.

    Raises:
        BoardMissing: there is none.
    """
    from cofacil import paths
    from cofacil.board.errors import BoardMissing
    from cofacil.store.library import BoardLibrary

    shelf = BoardLibrary(paths.boards()).shelf()
    if not shelf:
        raise BoardMissing("no-board-to-look-back-on")
    return shelf[0].path
