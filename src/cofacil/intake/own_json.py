"""The whole log of a board, as `cofacil export` writes it, read back; what is no such log says where it is not."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple, TypeGuard

from cofacil.board.errors import Trouble
from cofacil.board.events import Event, Json, Write

FORMAT = "cofacil-log/1"
_LEVELS = 64
"""How deeply a value may be nested: itself, and what is in it."""
_LATEST = 253_402_000_000_000
_ULID = re.compile("[0-9A-Z]{26}")
_FIELDS: Mapping[str, type] = {"e": str, "t": int, "by": str, "op": str, "m": str, "via": str, "v": int}


class OwnLog(NamedTuple):
    """A board of ours that came as a file."""

    board: str
    created: int
    """UTC milliseconds."""
    events: tuple[Event, ...]


def is_own(tables: object) -> bool:
    """Say whether a file says of itself that it is a board's log."""
    return isinstance(tables, dict) and str(tables.get("format", "")).startswith("cofacil-log/")


def own_log(tables: Mapping[str, Any]) -> OwnLog:
    """Return the log in a file.

    Raises:
        Trouble: a newer cofacil wrote it, or it is not whole.
    """
    if tables.get("format") != FORMAT:
        raise Trouble("log-of-newer", format=str(tables.get("format"))[:40])
    board, created, events = (tables.get(name) for name in ("board", "created", "events"))
    if not (isinstance(board, str) and _ULID.fullmatch(board) and _is_moment(created) and isinstance(events, list)):
        raise Trouble("log-without-head")
    found: list[Event] = []
    for number, doc in enumerate(events, 1):
        event = _event(doc)
        if event is None or (found and (event.e <= found[-1].e or event.t < found[-1].t)):
            raise Trouble("log-broken-at", number=number)
        found.append(event)
    if not found:
        raise Trouble("log-empty")
    return OwnLog(board, created, tuple(found))


def _event(doc: object) -> Event | None:
    """Return an event; None for what is none."""
    if not isinstance(doc, dict) or any(type(doc.get(name)) is not kind for name, kind in _FIELDS.items()):
        return None
    of, clash, writes = doc.get("of"), doc.get("clash", []), doc.get("w")
    if not isinstance(clash, list) or not isinstance(writes, list):
        return None
    is_good = (
        _ULID.fullmatch(doc["e"]) is not None
        and _is_moment(doc["t"])
        and (of is None or isinstance(of, str))
        and all(isinstance(each, str) for each in clash)
        and all(map(_is_write, writes))
    )
    if not is_good:
        return None
    made = tuple(Write(*write) for write in writes)
    return Event(doc["e"], doc["t"], doc["by"], doc["op"], made, doc["m"], doc["via"], of, tuple(clash), doc["v"])


def _is_write(write: object) -> bool:
    return (
        isinstance(write, list)
        and len(write) == 4
        and isinstance(write[0], str)
        and isinstance(write[1], str)
        and bool(write[0])
        and all(map(_is_plain, write[2:]))
    )


def _is_plain(value: Json, levels: int = _LEVELS) -> bool:
    if not levels:
        return False
    inside = partial(_is_plain, levels=levels - 1)
    match value:
        case None | str() | bool():
            return True
        case int():
            return -(2**63) <= value < 2**63
        case list():
            return all(map(inside, value))
        case dict():
            return all(map(inside, value.values()))
        case _:
            return False


def _is_moment(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 <= value < _LATEST
