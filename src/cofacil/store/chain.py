"""How far a board file has been verified, line by line."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from cofacil.store.codec import SEAL_LENGTH, seal

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

    def follow(self, data: bytes, upto: int | None = None) -> None:
        """Verify whole lines in `data`, which begins at `end`, until one does not fit or `upto` lines are known."""
        checksum, end, starts = self.checksum, self.end, self.starts
        lines = data.split(b"\n")
        lines.pop()
        if upto is not None:
            del lines[max(0, upto - len(starts)) :]
        lead = 1 if starts else 0
        for line in lines:
            found = crc32(line[lead:-SEAL_LENGTH], checksum)
            if line[-SEAL_LENGTH:] != b',"x":"%08x"}' % found or (lead and line[0] != _COMMA):
                break
            starts.append(end)
            end += len(line) + 1
            checksum, lead = found, 1
        self.checksum, self.end = checksum, end

    def lines_for(self, docs: Sequence[Mapping[str, Any]]) -> bytes:
        """Write the lines of further events; the chain has them once it has followed them."""
        checksum, lines = self.checksum, []
        for number, doc in enumerate(docs, self.count + 1):
            line, checksum = seal(number, doc, checksum)
            lines.append(line if number == 1 else b"," + line)
        return b"".join(lines)

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
