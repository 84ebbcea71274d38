"""Which files of this computer still hold words: boards, what lies beside them, backups, drafts, the index, pages that were kept."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cofacil.store.unwanted import Unwanted

_LARGEST = 32 * 1024 * 1024
"""Bytes of a file that is read word by word; of a larger one it is asked whether the letters stand in it."""
_PIECE = 4 * 1024 * 1024


class Held(NamedTuple):
    """Which files hold words, and of which nobody knows."""

    files: Sequence[Path]
    unread: Sequence[Path]
    """Files and folders that could not be read: another's, or those of a disk that does not answer."""


def holders(roots: Iterable[Path], unwanted: Unwanted, besides: Path) -> Held:
    """Return the files in some folders, and among some files, that hold words; but for one."""
    found: dict[Path, None] = {}
    unread: dict[Path, None] = {}
    for path in _files(roots, unread):
        if path in found or path == besides:
            continue
        try:
            if _holds(path, unwanted):
                found[path] = None
        except FileNotFoundError:
            continue  # it is gone by now
        except OSError:
            unread[path] = None
    return Held(tuple(found), tuple(unread))


def _files(roots: Iterable[Path], unread: dict[Path, None]) -> Iterator[Path]:
    def note(trouble: OSError) -> None:
        if not isinstance(trouble, FileNotFoundError):
            unread[Path(trouble.filename)] = None

    for root in roots:
        if root.is_file():
            yield root
            continue
        for folder, _folders, names in os.walk(root, onerror=note):
            yield from (Path(folder, name) for name in sorted(names))


def _holds(path: Path, unwanted: Unwanted) -> bool:
    here = path.lstat()
    if not stat.S_ISREG(here.st_mode):
        return False
    return unwanted.is_in(path.read_bytes()) if here.st_size <= _LARGEST else _has_letters(path, unwanted)


def _has_letters(path: Path, unwanted: Unwanted) -> bool:
    """Say whether the letters of the words stand in a large file, as the index keeps them or as most people write them."""
    ways = {way.encode() for phrase in unwanted.phrases for word in (" ".join(phrase),) for way in _written(word)}
    longest = max(map(len, ways), default=0)
    before = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            data = before + piece
            if any(way in data for way in ways):
                return True
            before = data[-longest:]
    return False


def _written(word: str) -> tuple[str, ...]:
    return (word, word.title(), word.capitalize(), word.upper())
