"""The commands for boards as a whole: beginning one, opening one, listing them."""

import sys
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import click

from cofacil import paths
from cofacil.board.marked import N_
from cofacil.board.notice import Notice
from cofacil.cli.board_argument import board_argument, find_board
from cofacil.cli.command import argument, command, option
from cofacil.cli.plan_argument import find_plan, offered_plans
from cofacil.cli.typist_option import typist_option
from cofacil.language.catalog import _
from cofacil.room.ports import Shelved


@command(help=N_("Begin a board called TITLE, print where its file is, and open it."), short_help=N_("Begin a board."))
@argument("title", metavar=N_("TITLE"))
@option("--purpose", default="", help=N_("What the group meets about; it stays at the top of the screen."))
@option("--place", default="", help=N_("Where you meet, and what people should know to get in and take part."))
@option("--at", "at", type=click.Path(path_type=Path), help=N_("The file to keep it in, instead of your own folder."))
@option(
    "--plan",
    metavar=N_("PLAN"),
    shell_complete=offered_plans,
    help=N_("How to go through the meeting; `cofacil plans` lists the plans."),
)
@option("--no-open", "stays_shut", is_flag=True, help=N_("Only make it."))
@typist_option
def new(at: Path | None, stays_shut: bool, name: str | None, plan: str | None, **words: str) -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.language.worded import worded
    from cofacil.store.library import BoardLibrary
    from cofacil.store.places import Places
    from cofacil.wiring.new_board import Beginning, begin_board
    from cofacil.wiring.practice import load_practice
    from cofacil.wiring.screen import has_screen
    from cofacil.wiring.typist import chosen_name, who_am_i

    beginning = Beginning(**words, plan=find_plan(plan) if plan else None)
    library = BoardLibrary(paths.boards())
    path = at.expanduser() if at else library.place_for(beginning.title)
    twin = library.called(beginning.title)
    typist = who_am_i(name, "" if name else chosen_name())
    is_opened = not stays_shut and has_screen()
    log = begin_board(path, typist, beginning, load_practice()[0] if plan and is_opened else None)
    log.close()
    Places.here().note(log.path, log.board_id)
    click.echo(log.path)
    if twin:
        told = worded(Notice.of("board-of-that-title", title=twin.title, name=twin.name, new=log.name))
        click.echo(clean(told), err=True)
    if not is_opened:
        return 0
    return _open(log.path, name, is_wall=False, first=Notice.of("one-is-called-so", name=twin.name) if twin else None)


@command(
    "open",
    help=N_(
        "Open BOARD; where it has met before and no meeting is open, the next one begins.\n\n"
        "Where there is no screen to draw on it is printed in plain lines instead."
    ),
    short_help=N_("Open a board."),
)
@board_argument()
@option("--wall", "is_wall", is_flag=True, help=N_("A window for the projector: it follows, and changes nothing."))
@typist_option
def open_board(board: str, is_wall: bool, name: str | None) -> int:
    from cofacil.wiring.screen import has_screen

    path = find_board(board)
    if has_screen():
        return _open(path, name, is_wall=is_wall, begins=True)
    from cofacil.cli.show import print_board

    return print_board(path)


@command(
    "list",
    help=N_("List the boards on this computer, the one that met last first."),
    short_help=N_("List the boards on this computer."),
)
@option("--json", "is_json", is_flag=True, help=N_("Print them for programs; see the manual page for the fields."))
def list_boards(is_json: bool) -> int:
    from cofacil.export.plain_lines import clean
    from cofacil.language.worded import worded
    from cofacil.store.indexed_library import IndexedLibrary
    from cofacil.store.places import Places
    from cofacil.wiring.progress import slowly

    with slowly(_("Reading the boards")):
        shelf = Places.here().with_copies(IndexedLibrary(paths.boards(), paths.cache_folder()).shelf())
    if is_json:
        from cofacil.export.json_report import printed, shelf_report

        click.echo(printed([shelf_report(board) for board in shelf]))
    elif sys.stdout.isatty():
        _print_table(shelf, time.time_ns() // 1_000_000)
    else:
        from cofacil.export.shelf_lines import shelf_lines

        click.echo("\n".join(shelf_lines(shelf, paths.boards())))
    troubles = [board.trouble for board in shelf if board.trouble]
    for trouble in troubles:
        click.echo(clean(worded(trouble)), err=True)
    return 3 if troubles else 0


def _print_table(shelf: Sequence[Shelved], now: int) -> None:
    from cofacil.cli.table import Column, print_table, print_words

    if not shelf:
        print_words(_("No board yet. `cofacil new TITLE` begins one; `cofacil demo` shows an example."))
        return
    words = (_("Board"), _("Last met"))
    figures = (_("Here"), _("I will"), _("To invite"), _("Open"))
    # The name is what is typed to open it.
    columns = [
        Column(_("Name"), is_whole=True),
        *map(Column, words),
        *(Column(head, is_figure=True) for head in figures),
    ]
    print_table(columns, (_row(board, now) for board in shelf))


def _row(board: Shelved, now: int) -> tuple[str, ...]:
    from cofacil.language.copies import copy_words
    from cofacil.language.days import say_ago

    met = say_ago(_day(board.met), _day(now)) if board.met else _("not yet")
    if board.trouble:
        return (board.name, _("cannot be read"), met, "", "", "", "")
    about = "\n".join(filter(None, (board.title, board.purpose, copy_words(board.copy_of, board.conflict))))
    return (board.name, about, met, *map(str, (board.here, board.promised, board.to_invite, board.open)))


def _day(milliseconds: int) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone().date()


def _open(path: Path, name: str | None, *, is_wall: bool, first: Notice | None = None, begins: bool = False) -> int:
    from cofacil.wiring.run import run_board

    return run_board(path, name, is_wall=is_wall, first=first, begins=begins)
