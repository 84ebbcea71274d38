"""What it takes to open the same door again, should the process that holds it open die: where it listens, and the wall's word.

The word stands there in clear, in a file for its owner alone: it hangs on a wall for all to read, and goes when sharing ends.
"""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from cofacil import files
from cofacil.share.private import NotPrivate, locked, read_private

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
    word_by: str = ""
    """Who made the word on the wall."""
    fingerprint: str = ""
    """What a guest's `ssh` shows the first time."""
    page_url: str = ""
    """Where the page is found, "" where none is served."""
    page_fingerprint: str = ""
    """That of the certificate of the page, "" where it has none."""

    def is_of(self, board: str) -> bool:
        """Say whether it is a door to just this file: copies of a board bear one id."""
        return any(files.is_same_file(Path(each), Path(board)) for each in self.boards)

    def with_word_of(self, before: "LastDoor | None") -> "LastDoor":
        """Return this door with the word that hung on the wall before."""
        if before is None:
            return self
        return self._replace(word=before.word, word_until=before.word_until, word_by=before.word_by)


class DoorMemory:
    """The door of one board: held as long as this process shares it, and found by the next where this one dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = -1
        self._door: LastDoor | None = None

    @property
    def folder(self) -> Path:
        """Return where it is written down."""
        return self._folder

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

    @contextmanager
    def renewing(self, until: int, by: str) -> Iterator[Callable[[str], None]]:
        """Let nobody else of this computer make a word meanwhile; the word that is given back is on the wall from then on.

        Raises:
            BoardBusy: somebody else is at it, and does not end.
            OSError: nothing can be written here.
        """

        def keep(word: str) -> None:
            if (door := self.now()) is not None:
                self._door = door._replace(word=word, word_until=until, word_by=by)
                with suppress(OSError):
                    files.put_instead(self._folder / _FILE, _laid_out(self._door))

        files.make_private_folder(self._folder)
        with locked(self._folder / "word"):
            yield keep

    def keep_asking(self, asking: int) -> None:
        """Write down how many may ask to be let in from now on."""
        if (door := self.now()) is not None and door.asking != asking:
            self.keep(door._replace(asking=asking))

    def keep_page(self, certificate: str, url: str, fingerprint: str) -> None:
        """Write down that a page is shown from now on, by which certificate and where."""
        if (door := self.now()) is not None:
            self.keep(door._replace(page=certificate, page_url=url, page_fingerprint=fingerprint))

    def now(self) -> LastDoor | None:
        """Return how it is open, with the word that whoever made one last has put on the wall."""
        if self._door is not None and (found := _found(self._folder)) is not None:
            self._door = found
        return self._door

    def of_others(self) -> LastDoor | None:
        """Return the door of the same board that another process holds open, None where it is ours, or nobody's."""
        return None if self.is_ours else _held_open(self._folder)

    @classmethod
    def of_another(cls, folder: Path, board: str) -> "DoorMemory | None":
        """Return the door of a board's file that another process of this computer holds open, None where none does."""
        door = open_door(folder, board)
        if door is None:
            return None
        memory = cls(folder)
        memory._door = door
        return memory

    def end(self, *, is_over: bool = True) -> None:
        """Let go of it; where sharing `is_over`, nothing is left."""
        if is_over and self.is_ours:
            with suppress(OSError):  # what cannot be taken away is over by tonight all the same
                (self._folder / _FILE).unlink(missing_ok=True)
        if self.is_ours:
            os.close(self._lock)
            self._lock = -1


def open_door(folder: Path, board: str) -> LastDoor | None:
    """Return the door of a board's file that a process of this computer holds open now, None where none does."""
    door = _held_open(folder)
    return door if door is not None and door.is_of(board) else None


def _held_open(folder: Path) -> LastDoor | None:
    """Return the door that is held open with what is kept for a board, whichever of its files that leads to."""
    try:
        fd = os.open(folder / f"{_FILE}.lock", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _found(folder)
    except OSError:
        return None  # where nothing can be locked, nobody can know
    finally:
        os.close(fd)
    return None


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
    door = _found(folder)
    return door if door is not None and time.time_ns() // 1_000_000 < door.until else None


def _found(folder: Path) -> LastDoor | None:
    try:
        return _parsed(read_private(folder / _FILE))
    except (OSError, NotPrivate, ValueError, RecursionError):
        return None


def _laid_out(door: LastDoor) -> bytes:
    return json.dumps({"format": _FORMAT, **door._asdict()}, ensure_ascii=False, indent=1).encode() + b"\n"


def _parsed(data: bytes) -> LastDoor:
    doc = json.loads(data)
    match doc:
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
            more = {name: str(doc.get(name, "")) for name in ("word_by", "fingerprint", "page_url", "page_fingerprint")}
            given = tuple(map(str, boards))
            return LastDoor(host, port, seats, asking, given, since, until, word, word_until, page, **more)
        case _:
            raise ValueError(_FORMAT)
