"""The commands people type; the one place where the parts are put together."""

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
        _run()
    finally:
        gc.freeze()


def _run() -> None:
    from cofacil.cli.ending import run_to_end
    from cofacil.cli.plain_add import plain_add

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A letter that a terminal cannot show is no reason to show nothing.
            stream.reconfigure(errors="replace")
    if plain := plain_add(sys.argv[1:], os.environ):
        run_to_end(lambda: _add(*plain))
    from cofacil.cli.root import cofacil

    cofacil(prog_name="cofacil")


def _add(board: str, kind: str, text: str | None) -> int:
    from cofacil.cli.adding import add_to_board

    return add_to_board(board, kind, text, "", os.environ.get("COFACIL_NAME"))
