"""Who came in, when and from where, and what was refused; never words, never what stands on a card."""

import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from cofacil.board.text import strip_text
from cofacil.files import append_plain

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
            append_plain(self.path, line.encode())

    def _alike_in_this_minute(self, what: str) -> None:
        minute = int(time.monotonic() // 60)
        if minute != self._minute:
            self._minute = minute
            self._alike.clear()
        self._alike[what] += 1
