"""What is whole of a damaged board, as a log that is only looked at."""

from collections.abc import Callable, Sequence
from pathlib import Path

from cofacil.board.errors import ReadOnly
from cofacil.board.events import Draft, Event
from cofacil.board.notice import Notice
from cofacil.paths import tilde
from cofacil.store.memory import MemoryLog
from cofacil.store.ways_on import whole_events


class WholePart(MemoryLog):
    """The changes that are whole in a damaged file, as they were when it was read; nothing is written."""

    is_writable = False
    why_not_writable = Notice.of("opened-to-look")

    def __init__(self, path: Path) -> None:
        """Read them.

        Raises:
            BoardMissing: when there is no such file.
            Trouble: when the disk would not.
        """
        super().__init__(whole_events(path))
        self.name = path.stem
        self.description = tilde(path)

    def append(self, make: Callable[[Sequence[Event]], Sequence[Draft]]) -> Sequence[Event]:  # noqa: ARG002
        raise ReadOnly("opened-to-look")
