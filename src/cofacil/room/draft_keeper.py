"""Writes what is not kept to where it waits: a moment behind the last key, and never on the event loop."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from threading import Lock

from cofacil.board.errors import NotSaved, Trouble
from cofacil.room.drafts import DraftPlace, Unkept

PAUSE = 0.4
"""Seconds behind a key in which others are waited for: a process that is killed loses no more than those."""
SOON = 0.05
"""Seconds behind something that was left or kept: the picture of that goes first."""
TRY_AGAIN = 5.0
"""Seconds between two tries to write what could not be written."""


class DraftKeeper:
    """Keeps one place as its window's words are; a window without a place has words that wait nowhere."""

    def __init__(self, place: DraftPlace | None, gather: Callable[[], Sequence[Unkept]]) -> None:
        self._place = place
        self._gather = gather
        self._written: tuple[Unkept, ...] = ()
        self._is_lasting = True
        self._later: asyncio.TimerHandle | None = None
        self._turn = Lock()
        self._writing: asyncio.Task[None] | None = None
        self.trouble: Trouble | None = None
        """Why the words are not where they should wait, None while they are."""

    @property
    def has_place(self) -> bool:
        return self._place is not None

    def read(self) -> tuple[Unkept, ...]:
        """Return what has waited."""
        if self._place is None:
            return ()
        self._written = tuple(self._place.read())
        return self._written

    def touch(self, *, is_soon: bool = False) -> None:
        """Take notice that the words may be others now; `is_soon` where nobody goes on typing."""
        if self._place is None or not (is_soon or (self._later is None and self._writing is None)):
            return
        self._stop_waiting()
        begin = partial(self._begin, is_lasting=is_soon)
        self._later = asyncio.get_running_loop().call_later(SOON if is_soon else PAUSE, begin)

    async def settle(self) -> None:
        """Return once the words wait where they outlive everything, or cannot."""
        while self._writing is not None:
            await asyncio.wait({self._writing})
        self._begin(is_lasting=True)
        if self._writing is not None:
            await asyncio.wait({self._writing})

    def close(self) -> None:
        """Let the words wait, and let go of their place; it takes as long as the disk does."""
        self._stop_waiting()
        if self._place is None:
            return
        lines = tuple(self._gather())
        if self._differs(lines, is_lasting=True):
            self._put(lines, is_lasting=True)
        with self._turn:
            self._place.close()
            self._place = None

    def _begin(self, *, is_lasting: bool = False) -> None:
        self._stop_waiting()
        lines = tuple(self._gather())
        if self._writing is not None:
            return
        if not self._differs(lines, is_lasting=is_lasting):
            self.trouble = None  # what could not be written is wanted no more
        else:
            putting = asyncio.to_thread(self._put, lines, is_lasting=is_lasting)
            self._writing = asyncio.get_running_loop().create_task(putting)
            self._writing.add_done_callback(self._wrote)

    def _wrote(self, _task: asyncio.Task[None]) -> None:
        """Go on with what was typed meanwhile; try again what could not be written."""
        self._writing = None
        self._stop_waiting()
        if self._place is not None and self._differs(tuple(self._gather()), is_lasting=False):
            self._later = asyncio.get_running_loop().call_later(TRY_AGAIN if self.trouble else PAUSE, self._begin)

    def _put(self, lines: tuple[Unkept, ...], *, is_lasting: bool) -> None:
        with self._turn:
            if self._place is None:
                return
            try:
                self._place.write(lines, is_lasting=is_lasting)
            except NotSaved as trouble:
                self.trouble = trouble
            else:
                self.trouble, self._written, self._is_lasting = None, lines, is_lasting or not lines

    def _differs(self, lines: tuple[Unkept, ...], *, is_lasting: bool) -> bool:
        return self._place is not None and (lines != self._written or (is_lasting and not self._is_lasting))

    def _stop_waiting(self) -> None:
        if self._later is not None:
            self._later.cancel()
            self._later = None
