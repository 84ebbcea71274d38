"""The file that says where each board is: a board a line, of which the last counts."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cofacil.files import append_plain, locked_if_possible, make_private_folder, put_instead, read_plain

_LINE = re.compile(rb"([0-9A-Z]{26}) (\d{1,20}) ([^\0]+)")
_SPARE = 50
"""Lines that no longer count, beyond which the file is written anew."""
_PATIENCE = 2.0
"""Seconds that one who wants to note something waits for another: whose file it is is found out without a note as well."""


class Known(NamedTuple):
    """Where a board is, as was noted last."""

    place: Path
    inode: int


class NotedPlaces:
    """Reads and appends to it; where it cannot be read nothing was noted, and where it cannot be written nothing is.

    Who writes holds a lock: a line that is appended while another process writes the file anew would be in neither.
    """

    def __init__(self, file: Path, boards: Path) -> None:
        self._file = file
        self._boards = Path(os.path.realpath(boards))

    def of(self, board: str) -> Known | None:
        """Return what was noted last of one board: of a thousand nobody waits for the others."""
        data = b"\n" + self._data()
        at = data.rfind(b"\n%b " % board.encode()) + 1
        line = _LINE.fullmatch(data[at:].partition(b"\n")[0]) if at else None
        return self._told_by(line) if line else None

    def all(self) -> Mapping[str, Known]:
        """Return what was noted last of each board."""
        return self._known_in(self._data())

    def stamp(self) -> object:
        """Return what differs when something was noted, None where nothing is."""
        try:
            here = os.stat(self._file)  # noqa: PTH116  # Path.stat takes twice as long, and every append asks
        except OSError:
            return None
        return here.st_ino, here.st_size, here.st_mtime_ns

    def is_at(self, path: Path, board: str) -> bool:
        """Say whether a file was noted as the board."""
        known = self.of(board)
        return known is not None and known.place == Path(os.path.realpath(path))

    def note(self, board: str, known: Known) -> None:
        """Append a line, and write the file anew where most of its lines count no more."""
        with suppress(OSError):
            make_private_folder(self._file.parent)
            with locked_if_possible(self._file, _PATIENCE) as is_alone:
                data = self._data()
                # What another program has cut off ends in no line's end, and ours would be the rest of that line.
                append_plain(self._file, (b"\n" if data and data[-1:] != b"\n" else b"") + self._line(board, known))
                if is_alone:
                    self._shorten()

    def _shorten(self) -> None:
        data = self._data()
        known = self._known_in(data)
        if data.count(b"\n") > 2 * len(known) + _SPARE:
            put_instead(self._file, b"".join(self._line(*each) for each in known.items()))

    def _known_in(self, data: bytes) -> Mapping[str, Known]:
        found = map(_LINE.fullmatch, data.split(b"\n"))
        return {each[1].decode(): self._told_by(each) for each in found if each}

    def _data(self) -> bytes:
        with suppress(OSError):
            return read_plain(self._file)
        return b""

    def _told_by(self, line: re.Match[bytes]) -> Known:
        return Known(self._boards / os.fsdecode(line[3]), int(line[2]))

    def _line(self, board: str, known: Known) -> bytes:
        place = known.place
        if place.is_relative_to(self._boards):  # the folder of boards may move, with all that is in it
            place = place.relative_to(self._boards)
        return b"%b %d %b\n" % (board.encode(), known.inode, os.fsencode(place))
