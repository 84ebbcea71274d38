"""A stand-in for `select.kqueue`, where the system has none: it tells of files by looking at them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass
class Kevent:
    """What is asked for, and what is told."""

    ident: int
    filter: int = 0
    flags: int = 0
    fflags: int = 0


class StandIn:
    """Has the names that `select` has on macOS; `rings` makes the queues readable that have something to tell."""

    KQ_FILTER_VNODE, KQ_EV_ADD, KQ_EV_CLEAR = -4, 1, 32
    KQ_NOTE_DELETE, KQ_NOTE_WRITE, KQ_NOTE_EXTEND, KQ_NOTE_RENAME = 1, 2, 4, 32
    kevent = Kevent

    def __init__(self, *, is_spent: bool = False) -> None:
        self._is_spent = is_spent
        self.queues: list[Queue] = []

    def kqueue(self) -> "Queue":
        if self._is_spent:
            raise OSError(24, "Too many open files")
        self.queues.append(Queue())
        return self.queues[-1]

    def rings(self) -> None:
        for queue in self.queues:
            queue.ring()


class Queue:
    """Knows how each file stood when it was told of last; a file whose descriptor is closed is forgotten."""

    def __init__(self) -> None:
        self._out, self._in = os.pipe()
        os.set_blocking(self._out, False)
        self._watched: dict[int, tuple[int, ...]] = {}
        self.closed = False

    def fileno(self) -> int:
        return self._out

    def control(self, changes: Sequence[Kevent] | None, most: int, timeout: float | None) -> list[Kevent]:
        assert timeout == 0, "nobody waits in here"
        for asked in changes or ():
            assert (asked.filter, asked.flags) == (StandIn.KQ_FILTER_VNODE, StandIn.KQ_EV_ADD | StandIn.KQ_EV_CLEAR)
            self._watched[asked.ident] = _state(asked.ident)
        told = self._news()[:most]
        for event in told:
            self._watched[event.ident] = _state(event.ident)
        if most and not told:
            self._drain()
        return told

    def ring(self) -> None:
        if not self.closed and self._news():
            os.write(self._in, b"x")

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            os.close(self._out)
            os.close(self._in)

    def _news(self) -> list[Kevent]:
        self._watched = {fd: was for fd, was in self._watched.items() if _state(fd)[:2] == was[:2]}
        return [Kevent(fd, fflags=StandIn.KQ_NOTE_WRITE) for fd, was in self._watched.items() if _state(fd) != was]

    def _drain(self) -> None:
        try:
            os.read(self._out, 100)
        except BlockingIOError:
            return


def _state(fd: int) -> tuple[int, ...]:
    try:
        here = os.fstat(fd)
    except OSError:
        return (0, 0)
    return (here.st_dev, here.st_ino, here.st_size, here.st_mtime_ns, here.st_nlink)


def stand_in(monkeypatch: Any, *, is_spent: bool = False) -> StandIn:
    """Have the system look as if it had kqueue and no inotify."""
    system = StandIn(is_spent=is_spent)
    monkeypatch.setattr("cofacil.store.kqueue._SYSTEM", system)
    monkeypatch.setattr("select.kqueue", system.kqueue, raising=False)
    return system
