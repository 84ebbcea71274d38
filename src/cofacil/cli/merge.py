"""`cofacil merge`: two copies of one board that were changed apart become one."""

import click

from cofacil import paths
from cofacil.board.marked import N_
from cofacil.cli.board_argument import board_argument, find_board, place_of_new
from cofacil.cli.command import command, option
from cofacil.language.catalog import _


@command(
    help=N_(
        "Join ONE and OTHER, two copies of one board that were changed apart, to a new file; both stay as they are.\n\n"
        "Every change of both is in it, whichever is named first. What both changed is listed: of these what was written last "
        "stands, and the other is in the history. --to takes a name, for the folder of boards, or a path."
    ),
    short_help=N_("Join two copies of one board."),
)
@board_argument("one")
@board_argument("other")
@option("--to", "target", required=True, metavar=N_("NEW"), help=N_("The name or the path of the new file."))
def merge(one: str, other: str, target: str) -> int:
    from cofacil.cli.merge_report import report_lines
    from cofacil.export.plain_lines import clean
    from cofacil.store.places import Places
    from cofacil.wiring.copies import joined
    from cofacil.wiring.progress import slowly

    first, second = find_board(one), find_board(other)
    with slowly(_("Joining the boards")):
        done = joined(Places.here(), (first, second), place_of_new(target))
    for line in report_lines(done.merged, (one, other), paths.tilde(done.path)):
        indent = line[: len(line) - len(line.lstrip(" "))]
        click.echo(f"{indent}{clean(line)}")
    if done.follows:
        click.echo(_("It is the board from now on, with all that is kept for it; the other files are copies of it."))
    return 0
