"""The words that wait for one person on one board: a file for its owner alone, written whole or not at all."""

import errno
import fcntl
import glob
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from cofacil import files
from cofacil.board.errors import NotSaved
from cofacil.board.notice import Notice
from cofacil.board.slugs import folded
from cofacil.board.text import shown
from cofacil.paths import tilde
from cofacil.room.drafts import DraftPlace, Unkept
from cofacil.room.seats import Seat
from cofacil.store.disk import cause

_FORM = "cofacil-draft/1"
_LARGEST = 1_000_000
"""Bytes of a draft that are looked at: more than anybody types."""
_MOST_WINDOWS = 99
_OWNERS_ALONE = 0o600


class DraftFolder:
    """Drafts in one folder: a folder for each board, in it a file for each window of each person.

    Where they are for a while only, they outlive a process that is killed, and no power cut.
    """

    def __init__(self, folder: Path, *, is_for_a_while: bool = False) -> None:
        self._folder = folder
        self._is_for_a_while = is_for_a_while

    def place(self, board: str, seat: Seat) -> DraftPlace | None:
        if not board:
            return None
        return DraftFile(self._folder / board, _stem(seat), is_for_a_while=self._is_for_a_while)

    def forget(self, board: str, seat: Seat) -> None:
        """Throw away what waits for somebody."""
        if board:
            for file in (self._folder / board).glob(f"{glob.escape(_stem(seat))}.*"):
                with suppress(OSError):
                    file.unlink()


def _stem(seat: Seat) -> str:
    return f"{seat.via}-{folded(seat.name)}"


class DraftFile:
    """One window's place; it takes over what a window of the same person left that is there no more."""

    def __init__(self, folder: Path, stem: str, *, is_for_a_while: bool = False) -> None:
        self._folder = folder
        self._is_for_a_while = is_for_a_while
        self._stem = stem
        self._slots: dict[int, int] = {}
        """The descriptor of the lock of each place that is held, by its number: the least is written to."""
        self.notice: Notice | None = None

    def read(self) -> Sequence[Unkept]:
        """Return what waits in every place that no other window holds; it is in one place then."""
        lines: list[Unkept] = []
        for number in self._numbers():
            if self._is_free(number):
                lines += self._read(self._file(number))
        if len(self._slots) > 1:
            with suppress(NotSaved):
                self._gather_up(lines)
        return tuple(lines)

    def write(self, lines: Sequence[Unkept], *, is_lasting: bool) -> None:
        try:
            if lines:
                files.make_private_folder(self._folder)
                files.put_instead(
                    self._file(self._own()), _to_bytes(lines), is_synced=is_lasting and not self._is_for_a_while
                )
            else:
                for number in self._slots:
                    self._file(number).unlink(missing_ok=True)
        except OSError as trouble:
            raise NotSaved("not-saved", why=cause(trouble, self._folder)) from trouble

    def close(self) -> None:
        for number in tuple(self._slots):
            self._let_go(number)

    def _file(self, number: int) -> Path:
        return self._folder / f"{self._stem}.{number}.json"

    def _lock(self, number: int) -> Path:
        return self._folder / f"{self._stem}.{number}.lock"

    def _numbers(self) -> list[int]:
        found = (number for number in range(1, _MOST_WINDOWS + 1) if os.path.lexists(self._file(number)))
        return list(found) if self._folder.is_dir() else []

    def _own(self) -> int:
        """Return the number of the place that is written to: the first that no other window holds."""
        number = min(self._slots, default=0)
        while not number or not self._is_held(number):
            free = (each for each in range(1, _MOST_WINDOWS + 1) if each not in self._slots and self._take(each))
            if not (number := next(free, 0)):
                raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return number

    def _is_held(self, number: int) -> bool:
        """Say whether the lock that is held is the one that others would take: its folder may have been gone."""
        with suppress(OSError):
            here, there = os.fstat(self._slots[number]), self._lock(number).lstat()
            if (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino):
                return True
        self._drop(number)
        return False

    def _is_free(self, number: int) -> bool:
        """Take a place that something waits in; where no lock can be had, it is looked at all the same."""
        try:
            return self._take(number)
        except OSError:
            return True

    def _take(self, number: int) -> bool:
        """Take a place, unless another window has it."""
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        fd = os.open(self._lock(number), flags, _OWNERS_ALONE)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fd)
            return False
        except OSError:
            os.close(fd)
            raise
        self._slots[number] = fd
        return self._is_held(number)

    def _let_go(self, number: int) -> None:
        """Let another window have a place; a lock with nothing beside it goes as well."""
        with suppress(OSError):
            if self._is_held(number) and not self._file(number).exists():
                self._lock(number).unlink()
        self._drop(number)

    def _drop(self, number: int) -> None:
        fd = self._slots.pop(number, -1)
        if fd >= 0:
            with suppress(OSError):
                os.close(fd)

    def _gather_up(self, lines: Sequence[Unkept]) -> None:
        """Keep in one place what was in several."""
        first, *others = sorted(self._slots)
        self.write(lines, is_lasting=True)
        for number in others:
            with suppress(OSError):
                self._file(number).unlink(missing_ok=True)
            self._let_go(number)
        assert first in self._slots  # noqa: S101  # it was written to

    def _read(self, file: Path) -> Sequence[Unkept]:
        try:
            return _from_bytes(_bytes_of(file))
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, RecursionError):
            self._put_aside(file)
            return ()

    def _put_aside(self, file: Path) -> None:
        """Leave what cannot be read to whoever can, and begin anew."""
        aside = next(
            path
            for number in range(1, 10**6)
            if not os.path.lexists(path := file.with_name(f"{file.stem}.damaged-{number}"))
        )
        with suppress(OSError):
            file.rename(aside)
            self.notice = Notice.of("draft-put-aside", path=tilde(aside))


def _bytes_of(file: Path) -> bytes:
    fd = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(fd, "rb") as opened:
        data = opened.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ValueError("larger than any draft")
    return data


def _to_bytes(lines: Sequence[Unkept]) -> bytes:
    docs = [_doc_of(line) for line in lines]
    text = json.dumps({"format": _FORM, "lines": docs}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace") + b"\n"


def _from_bytes(data: bytes) -> tuple[Unkept, ...]:
    """Read a draft.

    Raises:
        ValueError: it is none.
    """
    match json.loads(data.decode()):
        case {"format": "cofacil-draft/1", "lines": list() as docs}:
            return tuple(map(_line_of, docs))
        case _:
            raise ValueError("no draft")


def _doc_of(line: Unkept) -> dict[str, object]:
    doc = {**line._asdict(), "fields": dict(line.fields)}
    if not line.is_open:
        del doc["is_open"]
    return doc


def _line_of(doc: object) -> Unkept:
    match doc:
        case {"line": str(line), "about": str(about), "fields": dict() as fields, "made": str(made), **more}:
            return Unkept(line, about, _words_of(fields), made, more.get("is_open") is True)
        case _:
            raise ValueError("no line")


def _words_of(fields: Mapping[str, object]) -> dict[str, str]:
    words = {name: shown(value, lines=True) for name, value in fields.items() if isinstance(value, str)}
    if len(words) != len(fields):
        raise ValueError("no words")
    return words
