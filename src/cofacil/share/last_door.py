"""What it takes to open the same door again, should the process that holds it open die: where it listens, and the wall's word.

The word stands there in clear, in a file for its owner alone: it hangs on a wall for all to read, and goes when sharing ends.
"""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cofacil import files
from cofacil.share.private import NotPrivate, read_private

_FORMAT = "cofacil-door/1"
_FILE = "door"
_TRIES, _WAIT = 5, 0.02
"""How often the lock is tried, and the seconds in between: who only looks whether it is held, holds it for that moment."""


class LastDoor(NamedTuple):
    """A door as it was open last."""

    host: str
    port: int
    seats: int
    asking: int
    boards: tuple[str, ...]
    """The files of the boards that were shared, the first of them the one on the host's screen."""
    since: int
    """UTC milliseconds."""
    until: int
    """When nobody asks for it any more, UTC milliseconds."""
    word: str = ""
    """The word on the wall, "" while there is none."""
    word_until: int = 0
    page: str = ""
    """What it takes to show the page again, as `web` writes it; "" where none was served."""


class DoorMemory:
    """The door of one board: held as long as this process shares it, and found by the next where this one dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = -1
        self._door: LastDoor | None = None

    @property
    def is_ours(self) -> bool:
        """Say whether no other process shares this board."""
        return self._lock >= 0

    def take(self) -> LastDoor | None:
        """Hold it; return what a process has left here that died, None where none did."""
        with suppress(OSError):
            files.make_private_folder(self._folder)
            for _try in range(_TRIES):
                if (lock := _locked(self._folder)) >= 0:
                    self._lock = lock
                    break
                time.sleep(_WAIT)
        return _read(self._folder) if self.is_ours else None

    def keep(self, door: LastDoor) -> None:
        """Write down how it is open now; where that cannot be, it is not opened again, and nobody is kept out."""
        self._door = door
        if self.is_ours:
            with suppress(OSError):
                files.put_instead(self._folder / _FILE, _laid_out(door))

    def keep_word(self, word: str, until: int) -> None:
        """Write down the word that is on the wall from now on."""
        if self._door is not None:
            self.keep(self._door._replace(word=word, word_until=until))

    def end(self, *, is_over: bool = True) -> None:
        """Let go of it; where sharing `is_over`, nothing is left."""
        if is_over and self.is_ours:
            (self._folder / _FILE).unlink(missing_ok=True)
        if self.is_ours:
            os.close(self._lock)
            self._lock = -1


def last_doors(share_folder: Path) -> dict[str, LastDoor]:
    """Return the doors that were open as their process died, by the files of their boards."""
    return {board: door for door in _left_open(share_folder) for board in door.boards}


def _left_open(share_folder: Path) -> Iterator[LastDoor]:
    for file in share_folder.glob(f"*/{_FILE}"):
        lock = _locked(file.parent)
        if lock >= 0:
            door = _read(file.parent)
            if door is None:
                with suppress(OSError):
                    file.unlink()  # it is over, or nothing that could be opened: no word stays there in clear
            os.close(lock)
            if door is not None:
                yield door


def _locked(folder: Path) -> int:
    """Return the descriptor of the lock, which goes with the process that holds it; -1 where another has it."""
    try:
        fd = os.open(folder / f"{_FILE}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError:
        return -1
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(fd)
        return -1
    return fd


def _read(folder: Path) -> LastDoor | None:
    """Return what was written down; None for nothing that is still wanted, or that can be believed."""
    try:
        door = _parsed(read_private(folder / _FILE))
    except (OSError, NotPrivate, ValueError, RecursionError):
        return None
    return door if time.time_ns() // 1_000_000 < door.until else None


def _laid_out(door: LastDoor) -> bytes:
    return json.dumps({"format": _FORMAT, **door._asdict()}, ensure_ascii=False, indent=1).encode() + b"\n"


def _parsed(data: bytes) -> LastDoor:
    match json.loads(data):
        case {
            "format": "cofacil-door/1",
            "host": str(host),
            "port": int(port),
            "seats": int(seats),
            "asking": int(asking),
            "boards": list(boards),
            "since": int(since),
            "until": int(until),
            "word": str(word),
            "word_until": int(word_until),
            "page": str(page),
        }:
            return LastDoor(host, port, seats, asking, tuple(map(str, boards)), since, until, word, word_until, page)
        case _:
            raise ValueError(_FORMAT)
