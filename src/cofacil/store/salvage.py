"""A new board out of what is still whole in a damaged one."""

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from cofacil.board.errors import BoardDamaged, NotSaved, Refusal
from cofacil.store.codec import SEAL_LENGTH, Doc, parse, seal_of, to_events
from cofacil.store.disk import cause
from cofacil.store.high_water import Mark
from cofacil.store.layout import Header, Meta, lay_out, new_meta, read_header
from cofacil.store.layout_again import lay_out_again
from cofacil.store.leftovers import keep_leftovers
from cofacil.store.replace import make_board
from cofacil.store.unlocked_read import read_whole

_EVENT = re.compile(rb',?"(\d{1,15})":\{.*"x":"[0-9a-f]{8}"\}')


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came out of a damaged file."""

    path: Path
    kept: int
    """Changes that are whole, each by its own checksum."""
    lost: int
    """Lines that are not; their bytes are in the rescue file beside the new board."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What is whole in a file: each change by its own checksum."""

    docs: list[Doc]
    lost: list[bytes]
    """Lines that are not whole."""
    last: int
    """The highest number that a change says it has, as far as there are lines for so many."""
    header: Header | None
    meta: Meta | None
    """What the new board says of itself, None where nothing says which board it is, or nothing is whole."""


def whole_in(data: bytes, mark: Mark | None) -> Whole:
    """Sort a damaged file into what is whole and what is not."""
    header = read_header(data)
    if header is None and (image := lay_out_again(data)):
        data, header = image, read_header(image)
    docs, lost, last = _whole(data[header.length :] if header else data, header.meta.seed if header else None)
    meta = header.meta if header else _meta_of(docs, mark.board if mark else "")
    return Whole(docs, lost, last, header, meta)


def salvage(path: str | Path, new: str | Path) -> Salvaged:
    """Write a new board of every line that is whole; the damaged file is left as it is.

    Raises:
        Refusal: when there is something at `new` already.
        BoardDamaged: when not one line is whole.
        NotSaved: when there is no room.
    """
    place, target = Path(os.path.realpath(path)), Path(os.path.realpath(new))
    found = whole_in(*read_whole(place))
    if found.meta is None:
        raise BoardDamaged("nothing-whole", file=place.name)
    image = lay_out(found.meta, found.header.others if found.header else b"", found.docs)
    _write(target, image, found.lost)
    return Salvaged(target, len(found.docs), len(found.lost))


def _write(target: Path, image: bytes, lost: list[bytes]) -> None:
    try:
        make_board(target, image)
        if lost:
            keep_leftovers(target, b"\n".join(lost))
    except FileExistsError as trouble:
        raise Refusal("place-taken", path=target) from trouble
    except OSError as trouble:
        raise NotSaved("not-salvaged", why=cause(trouble, target)) from trouble


def _whole(data: bytes, seed: int | None) -> tuple[list[Doc], list[bytes], int]:
    """Sort lines into documents that are whole and lines that are not; return the highest number of a change, too.

    What is whole is believed its number; of what is not, only as many as there are lines.

    A line is whole when its checksum follows from the one that stands at the end of the line before, so that those
    behind a damaged line are found too.
    """
    docs: list[Doc] = []
    lost: list[bytes] = []
    before, known, said = seed, 0, 0
    for line in data.split(b"\n"):
        if line.strip(b"\0 ,}") and not _is_header(line):
            doc = None if before is None else _doc(line, before)
            if doc is None:
                lost.append(line)
                said = max(said, _number(line))
            else:
                docs.append(doc)
                known = max(known, _number(line))
        before = _stated(line) if _EVENT.fullmatch(line) else before
    return docs, lost, max(known, min(said, len(docs) + len(lost)))


def _is_header(line: bytes) -> bool:
    return line.startswith((b'{"_meta":', b'"events":'))


def _doc(line: bytes, before: int) -> Doc | None:
    if line[-SEAL_LENGTH:] != seal_of(crc32(line.removeprefix(b",")[:-SEAL_LENGTH], before)):
        return None
    with suppress(ValueError, BoardDamaged):
        docs = parse(line)
        to_events(docs)  # one that nobody could read would make the new board a damaged one
        (doc,) = docs.values()
        del doc["x"]
        return doc
    return None


def _number(line: bytes) -> int:
    """Return the number that a change says it has, 0 for a line that is none, whole or not."""
    found = _EVENT.fullmatch(line)
    return int(found[1]) if found else 0


def _stated(line: bytes) -> int:
    return int(line[-10:-2], 16)


def _meta_of(docs: list[Doc], board: str) -> Meta | None:
    """Describe a board whose own first line is lost."""
    if not docs or not board:
        return None
    return new_meta(board, docs[0].get("t", 0))
