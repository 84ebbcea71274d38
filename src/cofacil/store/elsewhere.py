"""The board files outside the folder of boards that were opened here: where they lie, and nothing of what they say."""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from cofacil.files import locked_if_possible, make_private_folder, put_instead, read_plain, real

_MOST = 20
"""Places that are remembered: each of them is read before the first page stands."""

_PATIENCE = 2.0
"""Seconds that one who wants to remember a place waits for another."""


class Elsewhere:
    """A file with a path a line, the last opened first; without it nothing is remembered, and nothing fails."""

    def __init__(self, file: Path, boards: Path) -> None:
        self._file = file
        self._boards = boards

    @property
    def remembered(self) -> Sequence[Path]:
        """Return every place, also where nothing can be reached now."""
        try:
            lines = read_plain(self._file).split(b"\n")
        except OSError:
            return ()
        return tuple(Path(os.fsdecode(line)) for line in lines[:_MOST] if line.startswith(b"/") and b"\0" not in line)

    @property
    def there(self) -> Sequence[Path]:
        """Return the places where there is a file now."""
        return tuple(path for path in self.remembered if not self._is_own(path) and _is_file(path))

    def remember(self, path: Path) -> None:
        """Keep where a board lies, unless it is on the shelf or off it; a name that holds a line's end is not kept."""
        path = path.absolute()
        if not self._is_own(path) and "\n" not in str(path):
            self._change(lambda known: (path, *(other for other in known if other != path)))

    def forget(self, path: Path) -> None:
        """Remember a place no more; the file itself stays."""
        self._change(lambda known: (other for other in known if other != path))

    def _change(self, changed: Callable[[Sequence[Path]], Iterable[Path]]) -> None:
        """Write down what becomes of the places that are known; another process may be at it as well."""
        known = self.remembered
        if tuple(changed(known))[:_MOST] == known:
            return
        with suppress(OSError):
            make_private_folder(self._file.parent)
            with locked_if_possible(self._file, _PATIENCE):
                kept = tuple(changed(self.remembered))[:_MOST]
                put_instead(self._file, b"".join(os.fsencode(place) + b"\n" for place in kept))

    def _is_own(self, path: Path) -> bool:
        return real(path).is_relative_to(real(self._boards))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
