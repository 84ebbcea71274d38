"""`cofacil demo`: an example with a past, in the middle of its second meeting, of which nothing is kept."""

import time

import click

from cofacil.board.marked import N_
from cofacil.cli.command import command, option
from cofacil.cli.typist_option import typist_option

_FEWEST = 40


@command(
    help=N_(
        "Show an example in the middle of its second meeting, with all that came of the first. "
        "Whatever you do in it, nothing is kept."
    ),
    short_help=N_("Look at an example; nothing is kept."),
)
@option("--first", "is_first", is_flag=True, help=N_("Show a first meeting, with nothing before it and no plan."))
@option(
    "--cards",
    type=click.IntRange(_FEWEST, 100_000),
    metavar=N_("N"),
    help=N_("Fill it up to so many cards, for measuring."),
)
@typist_option
def demo(*, is_first: bool, cards: int | None, name: str | None) -> int:
    from cofacil.wiring.screen import has_screen

    if has_screen():
        from cofacil.wiring.run import run_example

        return run_example(name, cards, is_first=is_first)
    from cofacil.board.fold import EMPTY, fold
    from cofacil.example.meeting import example_log
    from cofacil.export.plain_lines import board_lines
    from cofacil.wiring.practice import load_practice

    practice, _faults = load_practice()
    now = time.time_ns() // 1_000_000
    board = fold(EMPTY, example_log(practice, now, cards, is_first=is_first).read(0))
    click.echo("\n".join(board_lines(board, now)))
    return 0
