"""An event as one canonical line of JSON, and the checksum that ties it to the line before."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast
from zlib import crc32

from cofacil.board.errors import BoardDamaged, Refusal
from cofacil.board.events import Event, Write

Doc = dict[str, Any]
"""One document of the table `events`, as TinyDB hands it out."""

SEAL_LENGTH = 16
"""The bytes of `,"x":"5e800352"}` at the end of every line."""

_MANY = 400_000
"""Bytes of JSON from which on importing orjson costs less than it saves."""

_LEAVES = (str, bool, type(None))
_USUAL = ("e", "t", "by", "op", "w", "m", "via", "v", "x")
_event = Event._make
_write = Write._make

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical(doc: Mapping[str, Any]) -> bytes:
    """Write a document in the one way in which its checksum is taken.

    Raises:
        Refusal: when a text holds half a character, which no file in UTF-8 can keep.
    """
    try:
        return _ENCODER.encode(doc).encode()
    except UnicodeEncodeError as trouble:
        raise Refusal("This text holds a broken character that cannot be saved. Type it again.") from trouble


def seal(number: int, doc: Mapping[str, Any], before: int) -> tuple[bytes, int]:
    """Write the line of event `number` without its comma, tied to the checksum `before`; return it and its checksum."""
    body = canonical(doc)
    if body == b"{}":
        raise ValueError("an event without a single field")
    line = b'"%d":%b' % (number, body[:-1])
    checksum = crc32(line, before)
    return line + seal_of(checksum) + b"\n", checksum


def seal_of(checksum: int) -> bytes:
    """Write the end of a line that carries its checksum."""
    return b',"x":"%08x"}' % checksum


def parse(lines: bytes) -> dict[str, Doc]:
    """Read whole lines, which together are the inside of a JSON object, into documents by number."""
    text = b"{%b}" % lines.removeprefix(b",")
    if len(lines) < _MANY:
        return cast("dict[str, Doc]", json.loads(text))
    import orjson  # noqa: PLC0415  # only who reads a long board pays for importing it

    return cast("dict[str, Doc]", orjson.loads(text))


def to_doc(event: Event) -> Doc:
    """Turn an event into the document that is kept of it, its checksum left out."""
    for write in event.writes:
        _be_plain(write.before)
        _be_plain(write.after)
    doc: Doc = {
        "e": event.e,
        "t": event.t,
        "by": event.by,
        "op": event.op,
        "w": [[write.entity, write.field, write.before, write.after] for write in event.writes],
    }
    if event.of is not None:
        doc["of"] = event.of
    if event.clash:
        doc["clash"] = list(event.clash)
    doc.update(m=event.meeting, via=event.via, v=event.v)
    return doc


def to_events(docs: Mapping[str, Doc]) -> list[Event]:
    """Turn documents into events, in their order; keys that a newer cofacil added are passed over.

    Raises:
        BoardDamaged: naming the number of what is no event.
    """
    number = ""
    events: list[Event] = []
    try:
        for number, doc in docs.items():  # noqa: B007  # named when one of them is no event
            events.append(_to_event(doc))
    except (LookupError, TypeError, AttributeError) as trouble:
        raise BoardDamaged(f"Change {number} of this board is no change that cofacil knows how to read.") from trouble
    return events


def _to_event(doc: Doc) -> Event:
    if tuple(doc) == _USUAL:  # nine of ten events: half the time of asking for every key
        e, t, by, op, writes, meeting, via, v, _ = doc.values()
        return _event((e, t, by, op, _writes(writes), meeting, via, None, (), v))
    get = doc.get
    return Event(
        doc["e"],
        doc["t"],
        doc["by"],
        doc["op"],
        _writes(doc["w"]),
        get("m", ""),
        get("via", "screen"),
        get("of"),
        tuple(get("clash", ())),
        get("v", 1),
    )


def _writes(lists: list[list[Any]]) -> tuple[Write, ...]:
    return tuple([_write(each if len(each) == 4 else each[:4]) for each in lists])


def _be_plain(value: object) -> None:
    if isinstance(value, _LEAVES):
        return
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return
    if isinstance(value, list):
        _all_plain(value)
    elif isinstance(value, dict) and all(isinstance(key, str) for key in value):
        _all_plain(value.values())
    else:
        raise TypeError(f"a field cannot hold {value!r}")


def _all_plain(values: Iterable[object]) -> None:
    for value in values:
        _be_plain(value)
