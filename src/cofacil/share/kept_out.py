"""Who was put out of a board for a while: what they are known again by, in a file for its owner alone."""

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from cofacil import files
from cofacil.board.errors import Trouble
from cofacil.board.look_alikes import seem_one
from cofacil.paths import tilde
from cofacil.share.private import put_instead, read_own

_FORMAT = "cofacil-out/1"
_LARGEST = 1_000_000


class KeptOut(NamedTuple):
    """Somebody whom nothing lets in for a while."""

    name: str
    by: str
    until: int
    """UTC milliseconds."""
    names: tuple[str, ...] = ()
    """Every name by which they would be the same person."""
    keys: tuple[str, ...] = ()
    """The keys that they have proved to hold."""
    shown: tuple[str, ...] = ()
    """The keys that their ssh has only offered: anybody can offer anybody's, so they keep nobody out."""
    browsers: tuple[str, ...] = ()
    """What the cookies of their browsers come to, where they read the page."""


class KeptOutList:
    """Knows who is kept out, also behind a stop of sharing, and behind a process that was killed: until their time is over."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._list: tuple[KeptOut, ...] | None = None
        """None before the file was read."""

    def now(self, now: int) -> tuple[KeptOut, ...]:
        """Return who is kept out at a moment, UTC milliseconds.

        Raises:
            Trouble: the file cannot be read, others can get at it, or cofacil has not written that.
        """
        if self._list is None:
            self._list = self._read()
        return tuple(one for one in self._list if one.until > now)

    def whoever(self, names: Iterable[str], keys: Iterable[str], now: int, browser: str = "") -> KeptOut | None:
        """Return who is kept out and known by one of these names, or one that looks like it, by a key or a browser; None for nobody."""
        said, shown = tuple(names), set(keys)
        for one in self.now(now):
            if browser and browser in one.browsers:
                return one
            if shown & set(one.keys) or any(seem_one(name, other) for name in said for other in one.names):
                return one
        return None

    def showed(self, keys: Iterable[str], now: int) -> KeptOut | None:
        """Return who is kept out and has shown one of these keys, or proved it; None for nobody."""
        shown = set(keys)
        return next((one for one in self.now(now) if shown & {*one.keys, *one.shown}), None)

    def put(self, out: KeptOut, now: int) -> None:
        """Keep somebody out."""
        self._write((*(one for one in self.now(now) if one.name != out.name), out))

    def lift(self, name: str, now: int) -> bool:
        """Keep somebody out no more; say whether they were."""
        before = self.now(now)
        left = tuple(one for one in before if one.name != name)
        self._write(left)
        return len(left) < len(before)

    def _read(self) -> tuple[KeptOut, ...]:
        nothing: tuple[KeptOut, ...] = ()
        path = self._path
        if path is None:
            return nothing

        def parsed(data: bytes) -> tuple[KeptOut, ...]:
            try:
                return _parsed(data)
            except (ValueError, RecursionError):
                # An empty list in its place would let in whoever was put out, and nobody would know.
                raise Trouble("kept-out-not-ours", file=tilde(path)) from None

        return read_own(path, parsed, nothing)

    def _write(self, those: tuple[KeptOut, ...]) -> None:
        self._list = those
        if self._path is None:
            return
        # Where it cannot be written it holds as long as this process does.
        with suppress(OSError):
            if those:
                files.make_private_folder(self._path.parent)
                doc = {"format": _FORMAT, "out": [one._asdict() for one in those]}
                put_instead(self._path, json.dumps(doc, ensure_ascii=False, indent=1).encode() + b"\n")
            else:
                self._path.unlink(missing_ok=True)


def _parsed(data: bytes) -> tuple[KeptOut, ...]:
    """Read the file back.

    Raises:
        ValueError, RecursionError: cofacil would not have written that.
    """
    if len(data) > _LARGEST:
        raise ValueError(_FORMAT)
    match json.loads(data):
        case {"format": "cofacil-out/1", "out": list(those)}:
            return tuple(map(_one, those))
        case _:
            raise ValueError(_FORMAT)


def _browsers(doc: dict[object, object]) -> list[object]:
    match doc:
        case {"browsers": list(browsers)}:
            return browsers
        case {"browsers": _}:
            raise ValueError(_FORMAT)
        case _:  # written before browsers were known again
            return []


def _one(doc: object) -> KeptOut:
    match doc:
        case {
            "name": str(name),
            "by": str(by),
            "until": int(until),
            "names": list(names),
            "keys": list(keys),
            "shown": list(shown),
            **more,
        }:
            return KeptOut(
                name, by, until, *(tuple(map(str, those)) for those in (names, keys, shown, _browsers(more)))
            )
        case {"name": str(name), "by": str(by), "until": int(until), "names": list(names), "keys": list(keys)}:
            # Written before it was told apart what was proved: nobody knows that of any of them.
            return KeptOut(name, by, until, tuple(map(str, names)), (), tuple(map(str, keys)))
        case _:
            raise ValueError(_FORMAT)
