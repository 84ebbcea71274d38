"""`cofacil search`: words, names and labels on all boards of this computer."""

import sys
import time
from typing import Any

import click

from cofacil import paths
from cofacil.board.marked import N_
from cofacil.cli.board_argument import find_board, offered_boards
from cofacil.cli.command import argument, command, option
from cofacil.cli.unclear import refuse
from cofacil.language.catalog import _
from cofacil.room.finding import KINDS_FOUND, MOST, Answer, Sought

_BOLD = ("\x1b[1;4m", "\x1b[22;24m")
"""What sets off words on a terminal without colours, which not everybody sees and NO_COLOR forbids."""
_NOTHING = 1


@command(
    help=N_(
        "Find WORDS on all boards: on cards, of who is missing, and in what was said of a meeting, a person or a board.\n\n"
        "Every word has to be there, in any form: small letters or capitals, with or without accents, its beginning or a "
        "part of it, with a slip of the finger. @ before a word looks for a name, # for a theme; a label is found as it is "
        "said. What is written quietly, and what was struck out, is not found. It ends with 1 where nothing is found."
    ),
    short_help=N_("Find words on all boards."),
)
@argument("words", nargs=-1, metavar=N_("WORDS"))
@option("--board", metavar=N_("BOARD"), shell_complete=offered_boards, help=N_("Look on this board only."))
@option("--kind", type=click.Choice(KINDS_FOUND, case_sensitive=False), help=N_("Look for this kind only."))
@option("--who", "who", default="", metavar=N_("NAME"), help=N_("Look for what has to do with somebody."))
@option("--open", "is_open", is_flag=True, help=N_("Look for what is still open only."))
@option(
    "--since",
    default="",
    metavar=N_("WHEN"),
    help=N_("Look for what was written or changed since then: 2 weeks, last fri, 1 nov, 2026."),
)
@option("--most", type=click.IntRange(1), default=MOST, show_default=True, help=N_("How many are shown at the most."))
@option("--json", "is_json", is_flag=True, help=N_("Print them for programs; see the manual page for the fields."))
@click.pass_context
def search(context: click.Context, /, words: tuple[str, ...], board: str | None, is_json: bool, **more: Any) -> int:
    from cofacil.cli.copy_told import tell_if_copy
    from cofacil.store.indexed_library import IndexedLibrary
    from cofacil.wiring.progress import slowly

    sought = _sought(context, " ".join(words), **more)
    only = find_board(board) if board else None
    library = IndexedLibrary(paths.boards(), paths.cache_folder())
    with slowly(_("Reading the boards")):
        answer = library.search(sought, only)
    if only is not None:
        tell_if_copy(only)
    if not is_json:
        return _print(answer)
    from cofacil.export.found_report import found_report
    from cofacil.export.json_report import printed

    with slowly(_("Reading the boards")):
        report = found_report(answer)
    click.echo(printed(report))
    return _ended(answer, report["number"])


def _sought(context: click.Context, words: str, *, kind: str | None, since: str, **more: Any) -> Sought:
    from cofacil.review.matching import query_of

    sought = Sought(words, kind or "", since=_since(context, since) if since.strip() else 0, **more)
    if words.strip() and not query_of(Sought(words)).wanted:
        refuse(context, "no-word-to-find", words=words)
    if sought._replace(most=0) == Sought(words, most=0) and not words.strip():
        refuse(context, "nothing-to-find")
    return sought


def _since(context: click.Context, typed: str) -> int:
    from datetime import datetime

    from cofacil.language.days import DayUnknown, date_of
    from cofacil.language.past_days import read_past_day

    try:
        day = read_past_day(typed, date_of(time.time_ns() // 1_000_000))
    except DayUnknown:
        refuse(context, "since-unread", words=typed)
    return int(datetime(day.year, day.month, day.day).astimezone().timestamp() * 1000)


def _print(answer: Answer) -> int:
    """Print what is found, as soon as it is; return what the process ends with."""
    from cofacil.export.found_lines import BRACKETS, found_lines
    from cofacil.review.found_words import found_in_all, read_as_words

    marks = _BOLD if sys.stdout.isatty() else BRACKETS
    now = time.time_ns() // 1_000_000
    number = boards = 0
    for found in answer.boards:
        number, boards = number + found.number, boards + 1
        if found.hits:
            click.echo("\n".join(found_lines(found, now, marks)))
            sys.stdout.flush()
    for read_as in answer.read_as if number else ():
        click.echo(read_as_words(read_as))
    if number:
        click.echo(found_in_all(number, boards))
    return _ended(answer, number)


def _nothing_words() -> str:
    """Return why nothing was found: there may be nothing to look on."""
    from cofacil.store.library import BoardLibrary

    library = BoardLibrary(paths.boards())
    if library.names() or library.archived():
        return _("Nothing was found. Fewer words, or fewer letters of each, find more.")
    return _("There is no board yet to look on. `cofacil new TITLE` begins one.")


def _ended(answer: Answer, number: int) -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.language.worded import worded

    for trouble in answer.troubles:
        click.echo(clean(worded(trouble)), err=True)
    if not number:
        click.echo(_nothing_words(), err=True)
    if answer.troubles:
        return 3
    return 0 if number else _NOTHING
