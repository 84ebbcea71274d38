"""A board that is open now, as one that is looked back on: for a guest at the door, and for an example."""

import asyncio
from collections.abc import Callable, Sequence

from cofacil.board.events import Event
from cofacil.board.notice import Notice
from cofacil.room.live import LiveRoom


class SavedRoom:
    """What has happened in a room so far, and what happens in it while somebody looks back."""

    damage: Notice | None = None
    is_newer = False
    is_live = True

    def __init__(self, live: LiveRoom) -> None:
        self._live = live

    @property
    def name(self) -> str:
        return self._live.name

    @property
    def description(self) -> str:
        return self._live.description

    @property
    def board_id(self) -> str:
        return self._live.board_id

    async def read(self, after: int) -> Sequence[Event]:
        """Return what has happened behind a position.

        Raises:
            Trouble: the log cannot be read, or the room is closed.
        """
        return await self._live.history(after)

    def follow(self, wake: Callable[[], None]) -> Callable[[], None]:
        return self._live.subscribe(lambda _news: wake())

    async def close(self) -> None:
        """Leave the room to those who are in it."""
        await asyncio.sleep(0)
