"""The lines of an open board, held as they stood in its file: where that goes, they can be written to another."""

from cofacil.store.layout import CLOSER, Header, header_bytes


class HeldLines:
    """Lines one behind the other from the first on, and what stands before them."""

    def __init__(self, header: Header) -> None:
        self.count = 0
        self._parts = [header_bytes(header.meta, header.others)]

    def take(self, lines: bytes, after: int, upto: int) -> None:
        """Hold the lines behind `after` up to `upto`, where they are the next ones."""
        if after == self.count:
            self._parts.append(lines)
            self.count = upto

    def image(self) -> bytes:
        """Return a whole file of them."""
        return b"".join((*self._parts, CLOSER))
