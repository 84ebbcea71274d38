"""An event as one canonical line of JSON, and the checksum that ties it to the line before."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from gc import is_tracked
from math import isfinite
from typing import Any, cast
from zlib import crc32

from cofacil.board.errors import BoardDamaged, Refusal
from cofacil.board.events import Event, Write
from cofacil.board.records import TAG

Doc = dict[str, Any]
"""One document of the table `events`, as TinyDB hands it out."""

Encode = Callable[[Mapping[str, Any]], bytes]
"""What writes a document in the canonical way."""

SEAL_LENGTH = 16
"""The bytes of `,"x":"5e800352"}` at the end of every line."""

SEAL_LINE = SEAL_LENGTH + 1
"""The same with the end of the line."""

_MANY = 400_000
"""Bytes of JSON from which on importing orjson costs less than it saves."""

_FEW = 8
"""Changes after which a process that writes is one that stays, so that importing orjson pays for writing as well."""

LEVELS = 64
"""How deeply a value may be nested: far more than any cofacil writes, and less than anything that looks into it can bear."""

LATEST = 253_402_000_000_000
"""UTC milliseconds: a little before the last moment that a calendar has."""

_LEAVES = (str, bool, type(None))
_USUAL_LEAVES = frozenset(_LEAVES)
_USUAL = ("by", "e", "m", "op", "t", "v", "via", "w", "x")
_USUAL_ONCE = ("e", "t", "by", "op", "w", "m", "via", "v", "x")
"""The same in the order in which they were written before they were sorted."""
_ORDER = "o"
"""Of an event: in which order the themes of a new card were given, where that is not the order of their names."""
_event = cast("Callable[[tuple[Any, ...]], Event]", partial(tuple.__new__, Event))
_write = cast("Callable[[list[Any]], Write]", partial(tuple.__new__, Write))
"""What `_make` does, in half the time: whoever asks has counted the members."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, sort_keys=True)
_AS_IT_STANDS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical(doc: Mapping[str, Any]) -> bytes:
    """Write a document in the one way in which its checksum is taken: sorted keys at every level, no blanks, UTF-8.

    It is written so in the first place: whoever reads it takes the checksum of the bytes, and sorts nothing.

    Raises:
        Refusal: when a text holds half a character, which no file in UTF-8 can keep; when it is nested too deeply.
    """
    try:
        return _ENCODER.encode(doc).encode()
    except UnicodeEncodeError as trouble:
        raise Refusal("broken-character") from trouble
    except RecursionError as trouble:
        raise Refusal("nested-too-deeply") from trouble


def as_it_stands(doc: Mapping[str, Any]) -> bytes:
    """Write a document with its keys in the order in which they stand.

    Raises:
        ValueError: it holds half a character, or a number that is none.
    """
    return _AS_IT_STANDS.encode(doc).encode()


class PlainEncoder:
    """Writes documents made by `to_doc` as `canonical` does; after a few of them with orjson, in a tenth of the time."""

    def __init__(self) -> None:
        self._few = _FEW
        self._dumps: Callable[[Any], bytes] = canonical

    def __call__(self, doc: Mapping[str, Any]) -> bytes:
        try:
            return self._dumps(doc)
        except TypeError:
            return canonical(doc)  # which says in words what is wrong with it

    def count(self) -> None:
        """Note one more change that was written; to be called without the lock, since one of them imports orjson."""
        if self._few:
            self._few -= 1
            if not self._few:
                import orjson  # noqa: PLC0415  # `cofacil add` writes one line and is gone

                self._dumps = partial(orjson.dumps, option=orjson.OPT_SORT_KEYS)


def seal(number: int, doc: Mapping[str, Any], before: int, encode: Encode = canonical) -> tuple[bytes, int]:
    """Write the line of event `number` without its comma, tied to the checksum `before`; return it and its checksum."""
    body = encode(doc)
    if body == b"{}":
        raise ValueError("an event without a single field")
    line = b'"%d":%b' % (number, body[:-1])
    checksum = crc32(line, before)
    return line + seal_of(checksum) + b"\n", checksum


def seal_of(checksum: int) -> bytes:
    """Write the end of a line that carries its checksum."""
    return b',"x":"%08x"}' % checksum


def checksum_of(lines: bytes) -> int:
    """Read the checksum that the last of some lines carries."""
    return int(lines[-11:-3], 16)


def parse(lines: bytes, in_all: int = 0) -> dict[str, Doc]:
    """Read whole lines, the inside of a JSON object, into documents by number; `in_all` bytes are going to be read.

    Raises:
        BoardDamaged: when a line carries its checksum and is no JSON all the same.
    """
    text = b"{%b}" % lines.removeprefix(b",")
    try:
        if max(len(lines), in_all) < _MANY and "orjson" not in sys.modules:
            return cast("dict[str, Doc]", _read_as_orjson_does(text))
        import orjson  # noqa: PLC0415  # only who reads a long board pays for importing it

        return cast("dict[str, Doc]", orjson.loads(text))
    except (ValueError, RecursionError) as trouble:
        raise BoardDamaged("change-no-json") from trouble


def _read_as_orjson_does(text: bytes) -> object:
    """Read JSON without orjson, and refuse what it refuses: a board is the same in whatever window it is opened.

    Raises:
        ValueError: at half a letter, at what is no number, and at a number that is too large for any.
    """
    read = _READER.decode(text.decode())
    if b"\\ud" in text or b"\\uD" in text:
        json.dumps(read, ensure_ascii=False).encode()
    return read


def _finite(figures: str) -> float:
    if not isfinite(number := float(figures)):
        raise ValueError(figures)
    return number


def _whole(figures: str) -> float:
    return number if -(2**63) <= (number := int(figures)) < 2**64 else _finite(figures)


_READER = json.JSONDecoder(parse_int=_whole, parse_float=_finite, parse_constant=_finite)


def to_doc(event: Event) -> Doc:
    """Turn an event into the document that is kept of it, its checksum left out.

    Raises:
        Refusal: when something is nested too deeply.
    """
    for write in event.writes:
        if write.before is not None:
            _be_plain(write.before)
        _be_plain(write.after)
    doc: Doc = {
        "e": event.e,
        "t": event.t,
        "by": event.by,
        "op": event.op,
        "w": [list(write) for write in event.writes],
    }
    if event.of is not None:
        doc["of"] = event.of
    if event.clash:
        doc["clash"] = list(event.clash)
    doc["m"], doc["via"], doc["v"] = event.meeting, event.via, event.v
    return with_order(doc)


def with_order(doc: Doc) -> Doc:
    """Return a document that says in which order themes were given: in the order of its keys, that would not last."""
    writes = doc.get("w")
    if _ORDER in doc or type(writes) is not list:
        return doc
    orders: list[list[Any]] = []
    for number, write in enumerate(writes):
        fields = _fields_made(write)
        given = [name for name in fields if name.startswith(TAG)]
        if given != (by_name := sorted(given)):
            orders.append([number, [by_name.index(name) for name in given]])
    return {**doc, _ORDER: orders} if orders else doc


def in_order(doc: Doc) -> Doc:
    """Return a document whose themes stand in the order in which they were given, and which no longer says so."""
    if _ORDER not in doc:
        return doc
    plain = {key: value for key, value in doc.items() if key != _ORDER}
    if type(writes := doc.get("w")) is list and type(orders := doc[_ORDER]) is list:
        plain["w"] = writes = list(writes)
        for order in orders:
            match order:
                case [int(number), [*places]] if 0 <= number < len(writes):
                    writes[number] = _given_so(writes[number], places)
                case _:
                    pass  # a newer cofacil says it in another way, or nobody does
    return plain


def _given_so(write: Any, places: Sequence[Any]) -> Any:
    fields = _fields_made(write)
    by_name = sorted(name for name in fields if name.startswith(TAG))
    if {type(place) for place in places} != {int} or sorted(places) != list(range(len(by_name))):
        return write
    others = {name: value for name, value in fields.items() if not name.startswith(TAG)}
    return [*write[:3], others | {by_name[place]: fields[by_name[place]] for place in places}, *write[4:]]


def _fields_made(write: Any) -> dict[str, Any]:
    """Return the fields of what a write makes, none for another."""
    is_new = type(write) is list and len(write) >= 4 and write[1] == "" and type(write[3]) is dict
    return write[3] if is_new else {}


def to_events(docs: Mapping[str, Doc]) -> list[Event]:
    """Turn documents into events, in their order; keys that a newer cofacil added are passed over.

    Raises:
        BoardDamaged: naming the number of what is no event.
    """
    number = ""
    events: list[Event] = []
    add = events.append
    try:
        for number, doc in docs.items():  # noqa: B007  # named when one of them is no event
            # Nine of ten events have these keys: a third of the time of asking for every one of them.
            if (keys := tuple(doc)) == _USUAL:
                by, e, meeting, op, t, v, via, writes, _ = doc.values()
            elif keys == _USUAL_ONCE:
                e, t, by, op, writes, meeting, via, v, _ = doc.values()
            else:
                add(_to_event(doc))
                continue
            _be_typed(e, t, by, op, meeting, via, v)
            add(_event((e, t, by, op, _writes(writes), meeting, via, None, (), v)))
    except (LookupError, TypeError, AttributeError) as trouble:
        raise BoardDamaged("no-change", number=number) from trouble
    return events


def _to_event(doc: Doc) -> Event:
    _be_shallow(doc, LEVELS + 3)
    doc = in_order(doc)
    get = doc.get
    e, t, by, op, of, clash = doc["e"], doc["t"], doc["by"], doc["op"], get("of"), get("clash", [])
    meeting, via, v = get("m", ""), get("via", "screen"), get("v", 1)
    _be_typed(e, t, by, op, meeting, via, v)
    if not (of is None or type(of) is str) or type(clash) is not list or not all(type(each) is str for each in clash):
        raise TypeError("what an undo speaks of is named in words")
    return Event(e, t, by, op, _writes(doc["w"]), meeting, via, of, tuple(clash), v)


def _be_typed(e: object, t: object, by: object, op: object, meeting: object, via: object, v: object) -> None:  # noqa: PLR0913, PLR0917  # every field of an event, in its order
    if not (
        type(e) is type(by) is type(op) is type(meeting) is type(via) is str
        and type(t) is type(v) is int
        and 0 <= t < LATEST
    ):
        raise TypeError("a field of an event is not of its type")


def _writes(lists: object) -> tuple[Write, ...]:
    if type(lists) is not list:
        raise TypeError("writes stand in a list")
    return tuple(
        [
            _write(each)
            if type(each) is list
            and len(each) == 4
            and type(each[0]) is str is type(each[1])
            and not (is_tracked(each[2]) or is_tracked(each[3]))
            else _odd_write(each)
            for each in lists
        ]
    )


def _odd_write(each: object) -> Write:
    """Read a write that holds more than words and numbers, or to which a newer cofacil added something."""
    if type(each) is not list or len(each) < 4 or not (type(each[0]) is str is type(each[1])):
        raise TypeError("a write names an entity and a field")
    _be_shallow(each, LEVELS + 1)
    return Write(*each[:4])


def _be_shallow(value: object, levels: int) -> None:
    if not is_tracked(value):  # nor is a dict of nothing but words and numbers, which most are
        return
    if not levels:
        raise TypeError("a value is nested too deeply")
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _be_shallow(each, levels - 1)


def _be_plain(value: object, levels: int = LEVELS) -> None:
    if type(value) in _USUAL_LEAVES or isinstance(value, _LEAVES):
        return
    if not levels:
        raise Refusal("nested-too-deeply")
    if isinstance(value, int) and -(2**63) <= value < 2**63:
        return
    if isinstance(value, list):
        _all_plain(value, levels - 1)
    elif isinstance(value, dict) and all(isinstance(key, str) for key in value):
        _all_plain(value.values(), levels - 1)
    else:
        raise TypeError(f"a field cannot hold {value!r}")


def _all_plain(values: Iterable[object], levels: int) -> None:
    for value in values:
        if type(value) is not str:
            _be_plain(value, levels)
