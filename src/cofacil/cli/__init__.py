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
    _hold_streams()
    try:
        _run(sys.argv[1:])
    finally:
        gc.freeze()


def _hold_streams() -> None:
    """Have something behind each of the three streams: a file opened in the place of one that is closed would be written into."""
    for fd, name, mode in ((0, "stdin", os.O_RDONLY), (1, "stdout", os.O_RDONLY), (2, "stderr", os.O_WRONLY)):
        try:
            os.fstat(fd)
        except OSError:
            # Read-only behind stdout: whoever writes there is told that nobody can read it.
            opened = os.open(os.devnull, mode)
            if opened != fd:
                os.dup2(opened, fd)
                os.close(opened)
        if getattr(sys, name) is None:
            stream = open(fd, "r" if name == "stdin" else "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # as long as the process
            setattr(sys, name, stream)


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
