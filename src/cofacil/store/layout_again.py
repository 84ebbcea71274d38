"""A board's file that another program wrote in its own way, laid out as cofacil would have written it."""

from collections.abc import Mapping
from typing import Any

from cofacil.board.errors import Refusal
from cofacil.store.foreign_json import members_in, without_blanks
from cofacil.store.layout import CLOSER, Meta, header_bytes, meta_of
from cofacil.store.lines_again import LinesAgain, whole_numbers


def lay_out_again(data: bytes) -> bytes | None:
    """Lay out what another program wrote in its own way, every event with the checksum it carries.

    Returns:
        the bytes as cofacil would have written them, or None where this is no board. Of an event that is not what it was
        when it was saved the line stands there as it can be read, and does not bear out its checksum.
    """
    try:
        members = members_in(data, {"_meta", "events"})
        tables = {member.name: member.value for member in members}
        meta = _meta_again(tables)
        if meta is None or not isinstance(events := tables.get("events"), dict):
            return None
        others = [without_blanks(member.text) for member in members if member.name not in {"_meta", "events"}]
        lines = LinesAgain(meta.seed)
        body = b",".join([lines.line(number, events[str(number)]) for number in range(1, len(events) + 1)])
        return header_bytes(meta, b"".join(b",\n" + text.encode() for text in others)) + body + CLOSER
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError, Refusal):
        return None  # what stands there is no change


def _meta_again(tables: Mapping[str, Any]) -> Meta | None:
    """Find what a file says of itself, in the order in which every cofacil has written it."""
    meta = meta_of(whole_numbers({"_meta": tables.get("_meta")}))
    if meta is None:
        return None
    first = {name: meta.doc[name] for name in ("format", "board", "created")}
    return Meta(first | {name: meta.doc[name] for name in sorted(meta.doc.keys() - first.keys())})
