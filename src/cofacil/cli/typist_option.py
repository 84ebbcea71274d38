"""The option `--as` of every command that somebody types into a board with."""

from cofacil.cli.command import option
from cofacil.language.catalog import N_

typist_option = option("--as", "name", metavar=N_("NAME"), envvar="COFACIL_NAME", help=N_("Who types."))
