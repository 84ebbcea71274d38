"""The commands people type."""

import gc
import os
import sys
from io import TextIOWrapper

__all__ = ["main"]


def main() -> None:
    """Run `cofacil`."""
    # The collector would walk all that is imported, again and again, and once more at the end.
    gc.disable()
    try:
        _run(sys.argv[1:])
    finally:
        gc.freeze()


def _run(typed: list[str]) -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A letter that a terminal cannot show is no reason to show nothing.
            stream.reconfigure(errors="replace")
    if typed != ["--version"]:  # the same in every language
        from cofacil.wiring.chosen_language import speak_chosen_language

        speak_chosen_language()
    if typed[:1] == ["add"]:
        _add(typed)
    from cofacil.cli.root import cofacil

    cofacil(prog_name="cofacil")


def _add(typed: list[str]) -> None:
    """Add a card without a parser, and end the process; return where more was typed than that."""
    from cofacil.cli.add import PLAIN, add_to_board, plain_add
    from cofacil.cli.ending import run_to_end

    if plain := plain_add(typed, os.environ):
        run_to_end(lambda: add_to_board(*plain, PLAIN, os.environ.get("COFACIL_NAME")))
