"""How far a board file has been verified, line by line."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any
from zlib import crc32

from cofacil.store.codec import SEAL_LINE, Encode, canonical, checksum_of, seal

_COMMA = ord(",")


@dataclass(slots=True)
class Chain:
    """The verified lines of a file: where each begins, where the last one ends, and its checksum."""

    checksum: int
    """Of the last line; of `_meta` while there is none."""
    end: int
    """The byte behind the last line: where the closing line stands, and the next append goes."""
    starts: "array[int]" = field(default_factory=lambda: array("Q"))

    @property
    def count(self) -> int:
        return len(self.starts)

    def follow(self, data: bytes, upto: int | None = None, at: int = 0) -> None:
        """Verify whole lines in `data`, of which byte `at` stands at `end`, until one does not fit or `upto` are known."""
        checksum, end, starts = self.checksum, self.end, self.starts
        lines = BytesIO(data)  # makes one line after the other: to split them all at once takes half as long again
        lines.seek(at)
        lead = 1 if starts else 0
        for line in islice(lines, None if upto is None else max(0, upto - len(starts))):
            found = crc32(line[lead:-SEAL_LINE], checksum)
            if line[-SEAL_LINE:] != b',"x":"%08x"}\n' % found or (lead and line[0] != _COMMA):
                break
            starts.append(end)
            end += len(line)
            checksum, lead = found, 1
        self.checksum, self.end = checksum, end

    def lines_for(self, docs: Sequence[Mapping[str, Any]], encode: Encode = canonical) -> bytes:
        """Write the lines of further events; the chain has them once it has followed them."""
        checksum, lines = self.checksum, []
        for number, doc in enumerate(docs, len(self.starts) + 1):
            line, checksum = seal(number, doc, checksum, encode)
            lines.append(line if number == 1 else b"," + line)
        return b"".join(lines)

    def take(self, lines: bytes) -> None:
        """Know the lines that `lines_for` made, once they are in the file."""
        end, starts = self.end, self.starts
        for line in lines.split(b"\n"):
            if line:
                starts.append(end)
                end += len(line) + 1
        self.checksum, self.end = checksum_of(lines), end

    def cut(self, count: int, checksum: int) -> None:
        """Forget the lines behind `count`, whose own checksum is given."""
        if count < self.count:
            self.checksum, self.end = checksum, self.starts[count]
            del self.starts[count:]

    def span(self, after: int, upto: int) -> tuple[int, int]:
        """Return from which byte to which the lines behind `after` up to `upto` reach."""
        return (self._start(after), self._start(upto))

    def _start(self, index: int) -> int:
        return self.starts[index] if index < len(self.starts) else self.end
