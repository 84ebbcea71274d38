"""How a board file is laid out: the first lines, the closing one, and the whole of it."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from cofacil.store.chain import Chain
from cofacil.store.codec import Doc, canonical, seal_of

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
        return crc32(canonical(self.doc))


class Header(NamedTuple):
    """Everything before the events."""

    meta: Meta
    tables: Mapping[str, Any]
    """Tables that another program keeps in the same file; they are carried along."""
    length: int
    lines: int


def new_meta(board: str, now: int) -> Meta:
    """Describe a board that is made now, UTC milliseconds."""
    return Meta({"format": f"{FORMAT}/{MAJOR}", "board": board, "created": now})


def header_bytes(meta: Meta, tables: Mapping[str, Any] | None = None) -> bytes:
    """Write everything before the events."""
    others = b"".join(b",\n" + canonical({name: table})[1:-1] for name, table in (tables or {}).items())
    return b'{"_meta":{"1":%b}%b,%b' % (canonical(meta.doc), others, _OPENER)


def read_header(data: bytes) -> Header | None:
    """Read everything before the events, or return None where that is not how a board begins."""
    at = data.find(_OPENER)
    if at < 0 or data[at - 1 : at] != b",":
        return None
    try:
        tables = json.loads(data[: at - 1] + b"}")
    except (ValueError, RecursionError):
        return None
    meta = meta_of(tables)
    if meta is None or not data.startswith(b'{"_meta":{"1":%b}' % canonical(meta.doc)):
        return None
    length = at + len(_OPENER)
    others = {name: table for name, table in tables.items() if name != "_meta"}
    return Header(meta, others, length, data.count(b"\n", 0, length))


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


def lay_out(meta: Meta, tables: Mapping[str, Any], docs: Sequence[Mapping[str, Any]]) -> bytes:
    """Write a whole file, every event with a checksum of its own."""
    start = header_bytes(meta, tables)
    return start + Chain(meta.seed, len(start)).lines_for(docs) + CLOSER


def lay_out_again(tables: Mapping[str, Any]) -> bytes | None:
    """Lay out what another program wrote in its own way, every event with the checksum it carries.

    Returns:
        the bytes as cofacil would have written them, or None where this is no board.
    """
    meta, events = meta_of(tables), tables.get("events")
    if meta is None or not isinstance(events, dict):
        return None
    others = {name: table for name, table in tables.items() if name not in {"_meta", "events"}}
    try:
        lines = [_line_again(number, events[str(number)]) for number in range(1, len(events) + 1)]
    except (LookupError, TypeError, ValueError, AttributeError):
        return None  # what stands there is no change
    return header_bytes(meta, others) + b",".join(lines) + CLOSER


def _line_again(number: int, doc: Mapping[str, Any]) -> bytes:
    body = canonical({key: value for key, value in doc.items() if key != "x"})
    return b'"%d":%b%b\n' % (number, body[:-1], seal_of(int(doc["x"], 16)))
