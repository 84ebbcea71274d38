"""The high-water mark: how far a board was durable when it was last written to."""

import re
from typing import NamedTuple
from zlib import crc32

_LINE = re.compile(rb"cofacil-mark ([0-9A-Z]{26}) (\d{12}) ([0-9a-f]{8}) ([0-9a-f]{8})\n")

MARK_LENGTH = 71


class Mark(NamedTuple):
    """A board, the number of its last durable event, and that one's checksum."""

    board: str
    number: int
    checksum: int

    def to_bytes(self) -> bytes:
        body = b"cofacil-mark %b %012d %08x" % (self.board.encode(), self.number, self.checksum)
        return b"%b %08x\n" % (body, crc32(body))


def read_mark(data: bytes) -> Mark | None:
    """Read a mark, or return None where there is none or it was torn."""
    found = _LINE.fullmatch(data)
    if found is None or int(found[4], 16) != crc32(data[: found.start(4) - 1]):
        return None
    return Mark(found[1].decode(), int(found[2]), int(found[3], 16))
