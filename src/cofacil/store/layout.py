"""How a board file is laid out: the first lines, the closing one, and the whole of it."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from cofacil.store.chain import Chain
from cofacil.store.codec import Doc, as_it_stands, with_order

CLOSER = b"}}\n"
"""The last line; an append overwrites it and writes it again further down."""

FORMAT = "cofacil"
MAJOR = 1

_FORM = re.compile(rf"{FORMAT}/[0-9]{{1,6}}")
_ULID = re.compile("[0-9A-Z]{26}")
_OPENER = b'\n"events":{\n'


class Meta(NamedTuple):
    """What a board file says of itself on its first line; it never changes."""

    doc: Doc

    @property
    def board(self) -> str:
        return str(self.doc["board"])

    @property
    def major(self) -> int:
        return int(self.doc["format"].partition("/")[2])

    @property
    def created(self) -> int:
        """When the board was begun, UTC milliseconds."""
        return int(self.doc["created"])

    @property
    def is_newer(self) -> bool:
        """Say whether a newer cofacil made this file."""
        return self.major > MAJOR

    @property
    def seed(self) -> int:
        """The checksum that the first line of the events is tied to."""
        return crc32(as_it_stands(self.doc))


class Header(NamedTuple):
    """Everything before the events."""

    meta: Meta
    others: bytes
    """What another program keeps in the same file, as it is written there; it is carried along."""
    length: int
    lines: int

    @property
    def tables(self) -> dict[str, Any]:
        """Return the tables of other programs, as they read them."""
        return dict(json.loads(b"{%b}" % self.others.lstrip(b", \t\r\n")))


def new_meta(board: str, now: int) -> Meta:
    """Describe a board that is made now, UTC milliseconds."""
    return Meta({"format": f"{FORMAT}/{MAJOR}", "board": board, "created": now})


def header_bytes(meta: Meta, others: bytes = b"") -> bytes:
    """Write everything before the events."""
    return b'{"_meta":{"1":%b}%b,%b' % (as_it_stands(meta.doc), others, _OPENER)


def written(tables: Mapping[str, Any]) -> bytes:
    """Write tables of other programs, to stand before the events."""
    return b"".join(b",\n%b:%b" % (_json(name), _json(table)) for name, table in tables.items())


def _json(value: Any) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half a character, which JSON can say and UTF-8 cannot
        return json.dumps(value, separators=(",", ":")).encode()


def read_header(data: bytes) -> Header | None:
    """Read everything before the events, or return None where that is not how a board begins."""
    at = data.find(_OPENER)
    if at < 0 or data[at - 1 : at] != b",":
        return None
    try:
        tables = json.loads(data[: at - 1] + b"}")
        meta = meta_of(tables)
        start = b"" if meta is None else b'{"_meta":{"1":%b}' % as_it_stands(meta.doc)
    except (ValueError, RecursionError):
        return None
    if meta is None or not data.startswith(start):
        return None
    length = at + len(_OPENER)
    return Header(meta, data[len(start) : at - 1], length, data.count(b"\n", 0, length))


def meta_of(tables: object) -> Meta | None:
    """Find what a file says of itself among its tables, or return None where it is no board."""
    match tables:
        case {"_meta": {"1": {"format": str(form), "board": str(board), "created": int()} as doc}}:
            return Meta(doc) if _FORM.fullmatch(form) and is_ulid(board) else None
        case _:
            return None


def is_ulid(text: str) -> bool:
    """Say whether a text may name a board."""
    return _ULID.fullmatch(text) is not None


def lay_out(meta: Meta, others: bytes, docs: Sequence[Mapping[str, Any]]) -> bytes:
    """Write a whole file, every event with a checksum of its own."""
    start = header_bytes(meta, others)
    return start + Chain(meta.seed, len(start)).lines_for([with_order(dict(doc)) for doc in docs]) + CLOSER
