"""A board file that is looked back on: only read, also where it cannot be written, is damaged, or is being written to."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from cofacil.board.errors import BoardDamaged
from cofacil.board.events import Event
from cofacil.board.notice import Notice
from cofacil.paths import tilde
from cofacil.store.board_file import BoardFile
from cofacil.store.ways_on import whole_events


class SavedFile:
    """What is whole of a board file, and what others add to it meanwhile.

    It never waits for who writes, puts nothing right, and makes no file: what it cannot read, it says.
    """

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            BoardMissing: when there is none.
            BoardDamaged: when nothing of it is whole.
            Trouble: when it may not be read, or the disk would not.
        """
        self.name = path.stem
        self.description = tilde(path)
        self.board_id = ""
        self.damage: Notice | None = None
        self.is_newer = False
        self._turn = asyncio.Lock()
        self._whole: list[Event] = []
        self._file: BoardFile | None = None
        try:
            file = BoardFile.open(path, for_writing=False)
        except BoardDamaged as trouble:
            self.damage, self._whole = trouble.notice, whole_events(path)
            if not self._whole:
                raise
            return
        self.board_id = file.board_id
        self.is_newer = file.storage.header.meta.is_newer
        if file.damage is None:
            self._file = file
            return
        self.damage = file.damage
        try:
            self._whole = whole_events(path)
        finally:
            file.close()

    @property
    def is_live(self) -> bool:
        return self._file is not None

    async def read(self, after: int) -> Sequence[Event]:
        """Return what has happened behind a position.

        Raises:
            Trouble: it cannot be read any more, or another board has taken its place.
        """
        if self._file is None:
            return self._whole[after:]
        async with self._turn:
            return await asyncio.to_thread(self._file.read, after)

    def read_now(self) -> Sequence[Event]:
        """Return all that has happened, for who has no event loop.

        Raises:
            Trouble: as above.
        """
        return self._whole if self._file is None else self._file.read(0)

    def follow(self, wake: Callable[[], None]) -> Callable[[], None]:
        return _nothing if self._file is None else self._file.changes(wake)

    async def close(self) -> None:
        """Let go of the file, behind what is still being read."""
        async with self._turn:
            self.close_now()

    def close_now(self) -> None:
        if self._file is not None:
            self._file.close()


def _nothing() -> None:
    """There is nothing to end."""
