"""What a board tells that is shared, read once for all guests who look back on it at the same time."""

import asyncio
from weakref import ReferenceType, ref

from cofacil.review.book import Book
from cofacil.room.live import LiveRoom


class SharedBook:
    """Reads what has happened in a room when the first guest asks, and from there on for the next; forgotten behind the last."""

    def __init__(self, live: LiveRoom) -> None:
        self._live = live
        self._lately: ReferenceType[Book] | None = None
        self._turn = asyncio.Lock()

    async def book(self) -> Book:
        """Return what the board tells, as it is now.

        Raises:
            Trouble: the log cannot be read, or the room is closed.
        """
        async with self._turn:
            before = (self._lately and self._lately()) or Book(())
            events = await self._live.history(len(before.replay))
            if before.replay:
                book = before.with_more(events)
            else:  # in a thread: of a long log, everybody else would wait for it
                book = await asyncio.to_thread(Book, events)
            self._lately = ref(book)
            return book
