"""The option `--as` of every command that somebody types into a board with."""

from cofacil.board.marked import N_
from cofacil.cli.command import option

typist_option = option(
    "--as",
    "name",
    metavar=N_("NAME"),
    envvar="COFACIL_NAME",
    help=N_("Who types; the beginning of a known name will do."),
)
