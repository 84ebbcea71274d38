"""The command `cofacil add`."""

import click

from cofacil.cli.adding import add_to_board
from cofacil.cli.board_name import BOARD
from cofacil.cli.plain_add import KINDS


@click.command(short_help="Add a card, or one a line from a pipe.")
@click.argument("board", type=BOARD)
@click.argument("kind", type=click.Choice(KINDS, case_sensitive=False), metavar="KIND")
@click.argument("text", required=False)
@click.option("--stdin", "is_stdin", is_flag=True, help="Take a card a line; tell LABEL, a tab and the text of each.")
@click.option("--said", metavar="SPEAKER", default="", help="Who said it; without this, the room.")
@click.option("--as", "name", metavar="NAME", envvar="COFACIL_NAME", help="Who types.")
def add(board: str, kind: str, text: str | None, is_stdin: bool, said: str, name: str | None) -> int:
    """Add a card to BOARD and print its label once it is saved.

    KIND is question, offer, action or issue. TEXT is kept word for word; put -- before words that begin with a dash.
    """
    if is_stdin == (text is not None):
        message = "Give the words of one card, in quotes, or --stdin for a card a line."
        raise click.UsageError(message, click.get_current_context())
    return add_to_board(board, kind, text, said, name)
