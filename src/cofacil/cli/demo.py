"""`cofacil demo`: an example meeting in the middle of things, of which nothing is kept."""

import time

import click

from cofacil.cli.boards import AS_NAME

_FEWEST = 40


@click.command(short_help="Look at an example; nothing is kept.")
@click.option(
    "--cards", type=click.IntRange(_FEWEST, 100_000), metavar="N", help="Fill it up to so many cards, for measuring."
)
@AS_NAME
def demo(cards: int | None, name: str | None) -> int:
    """Show an example meeting in the middle of things. Whatever you do in it, nothing is kept."""
    from cofacil.wiring.screen import has_screen

    if has_screen():
        from cofacil.wiring.run import run_example

        return run_example(name, cards)
    from cofacil.board.fold import EMPTY, fold
    from cofacil.example.demo import demo_log
    from cofacil.export.plain_lines import board_lines
    from cofacil.wiring.practice import load_practice

    practice, _ = load_practice()
    now = time.time_ns() // 1_000_000
    board = fold(EMPTY, demo_log(practice, now, cards).read(0))
    click.echo("\n".join(board_lines(board, now)))
    return 0
