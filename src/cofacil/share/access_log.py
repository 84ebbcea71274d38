"""Who came in, when and from where, and what was refused; never words, never what stands on a card."""

import os
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from cofacil.board.text import strip_text

_MOST_IN_A_MINUTE = 60
"""Lines of one kind about people nobody knows: a flood fills no disk."""


HERE = "here"
"""What stands in the place of an address, of something that was decided by those who facilitate."""


class AccessLog:
    """Appends a line for each thing that happens; only its owner can read it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._minute = 0
        self._alike: Counter[str] = Counter()

    def note(self, address: str, what: str, who: str = "") -> None:
        """Write down what happened; a log that cannot be written stops nobody."""
        if not who:
            self._alike_in_this_minute(what)
            if self._alike[what] > _MOST_IN_A_MINUTE:
                return
            if self._alike[what] == _MOST_IN_A_MINUTE:
                what = f"{what}; more of these in this minute are not written down"
        stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        line = strip_text(f"{stamp} {address} {what}{f': {who}' if who else ''}") + "\n"
        with suppress(OSError):
            fd = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            try:
                os.write(fd, line.encode())
            finally:
                os.close(fd)

    def _alike_in_this_minute(self, what: str) -> None:
        minute = int(time.monotonic() // 60)
        if minute != self._minute:
            self._minute = minute
            self._alike.clear()
        self._alike[what] += 1
