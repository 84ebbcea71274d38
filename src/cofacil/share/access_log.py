"""Who came in, when and from where, and what was refused; never words, never what stands on a card."""

import os
import time
from contextlib import suppress
from pathlib import Path

from cofacil.board.text import strip_text


class AccessLog:
    """Appends a line for each thing that happens; only its owner can read it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def note(self, address: str, what: str, who: str = "") -> None:
        """Write down what happened; a log that cannot be written stops nobody."""
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        line = strip_text(f"{stamp} {address} {what}{f': {who}' if who else ''}") + "\n"
        with suppress(OSError):
            fd = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            try:
                os.write(fd, line.encode())
            finally:
                os.close(fd)
