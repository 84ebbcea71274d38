"""Writes what is not kept to where it waits: a moment behind a key, again and again while letters come, and never on the event loop."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from math import inf
from threading import Lock

from cofacil.board.errors import NotSaved, Trouble
from cofacil.room.drafts import DraftPlace, Unkept

KEPT_WITHIN = 0.25
"""Seconds behind a key in which its letter waits where a killed process does not lose it, as long as the disk answers."""
SOON = 0.03
"""Seconds behind the first key, or something that was left or kept: the picture of that goes first."""
PAUSE = 0.15
"""Seconds between two times that it is written, while letters come: all that come between are one writing."""
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
        self._writing: asyncio.Future[None] | None = None
        self._began = -inf
        """When it was written last, by the clock of the event loop."""
        self._is_touched = False
        """Whether the words may be others than those that were gathered last."""
        self._is_to_last = False
        """Whether what is written next has to outlive a power cut."""
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
        if self._place is None:
            return
        self._is_touched, self._is_to_last = True, self._is_to_last or is_soon
        if is_soon or (self._later is None and self._writing is None):
            self._wait(SOON if is_soon else self._next)

    async def settle(self) -> None:
        """Return once the words wait where they outlive everything, or cannot."""
        while self._writing is not None:
            await asyncio.wait({self._writing})
        self._is_to_last = True
        self._begin()
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

    def _begin(self) -> None:
        self._stop_waiting()
        if self._writing is not None:
            return  # what was touched meanwhile is looked at behind it
        self._is_touched, is_lasting, self._is_to_last = False, self._is_to_last, False
        lines = tuple(self._gather())
        if not self._differs(lines, is_lasting=is_lasting):
            self.trouble = None  # what could not be written is wanted no more
            return
        loop = asyncio.get_running_loop()
        self._began = loop.time()
        self._writing = loop.run_in_executor(None, partial(self._put, lines, is_lasting=is_lasting))
        self._writing.add_done_callback(self._wrote)

    def _wrote(self, _written: "asyncio.Future[None]") -> None:
        """Go on with what was typed meanwhile; try again what could not be written."""
        self._writing = None
        self._stop_waiting()
        if self._place is not None and (self.trouble or self._is_touched):
            self._wait(TRY_AGAIN if self.trouble else self._next)

    @property
    def _next(self) -> float:
        """Return in how many seconds it is written next, where a key has just been pressed."""
        return max(SOON, self._began + PAUSE - asyncio.get_running_loop().time())

    def _wait(self, seconds: float) -> None:
        self._stop_waiting()
        self._later = asyncio.get_running_loop().call_later(seconds, self._begin)

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
