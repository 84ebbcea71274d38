"""The lines of an open board, held as they stood in its file: where that goes, they can be written to another."""

import zlib

from cofacil.store.layout import CLOSER, Header, header_bytes

_MANY = 16 * 1024
"""Bytes of lines that are packed together: an eighth of the memory, for 6 ms of a processor a million bytes.

At once: what is packed later leaves holes in the memory that nothing fills.
"""


class HeldLines:
    """Lines one behind the other from the first on, and what stands before them."""

    def __init__(self, header: Header) -> None:
        self.count = 0
        self._above = header_bytes(header.meta, header.others)
        self._packed: list[bytes] = []
        self._newest = b""
        """Lines that are not many yet."""

    def take(self, lines: bytes, after: int, upto: int) -> None:
        """Hold the lines behind `after` up to `upto`, where they are the next ones."""
        if after != self.count:
            return
        self.count = upto
        self._newest += lines
        if len(self._newest) >= _MANY:
            self._packed.append(zlib.compress(self._newest, 1))
            self._newest = b""

    def image(self) -> bytes:
        """Return a whole file of them."""
        return b"".join((self._above, *map(zlib.decompress, self._packed), self._newest, CLOSER))
