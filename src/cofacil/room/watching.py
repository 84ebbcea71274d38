"""Noticing that another process wrote to the log: a notice where the system gives one, a look at the file as a net."""

import asyncio
from collections.abc import Callable

from cofacil.room.ports import Log

NET_SECONDS = 1.0
"""How often the file is looked at in case a notice was missed."""
POLL_SECONDS = 0.1
"""How often it is looked at where there are no notices."""


class Noticing:
    """Calls `wake` on the event loop when the log may have grown; reads nothing itself."""

    def __init__(self, log: Log, wake: Callable[[], None]) -> None:
        self._log = log
        self._wake = wake
        self._loop = asyncio.get_running_loop()
        self._watcher = log.watcher()
        self._descriptor = self._watcher.fileno() if self._watcher else None
        self._every = POLL_SECONDS if self._descriptor is None else NET_SECONDS
        self._stamp = log.stamp()
        self._timer = self._loop.call_later(self._every, self._look)
        if self._descriptor is not None:
            self._loop.add_reader(self._descriptor, self._noticed)

    def stop(self) -> None:
        """Notice nothing more."""
        self._timer.cancel()
        if self._descriptor is not None:
            self._loop.remove_reader(self._descriptor)
        if self._watcher:
            self._watcher.close()

    def _noticed(self) -> None:
        if self._watcher and self._watcher.drain():
            self._wake()

    def _look(self) -> None:
        if (stamp := self._log.stamp()) != self._stamp:
            self._stamp = stamp
            self._wake()
        self._timer = self._loop.call_later(self._every, self._look)
