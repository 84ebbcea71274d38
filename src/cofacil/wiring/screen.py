"""Whether there is a screen that a board can be drawn on."""

import os
import sys


def has_screen() -> bool:
    """Say whether a board can be drawn: on a terminal that can do more than print lines."""
    from cofacil.terminal.capability import Capability

    is_tty = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
    return Capability.of(os.environ, is_tty).is_full_screen
