"""A board's whole log as JSON, which any program can read and `cofacil import` makes a board of again.

Its schema is `log.schema.json` beside this file. One event stands on a line, written in the one way in which such a file is
written, so that two exports of one board are the same bytes. Fields are added to it, never renamed.
"""

import json
from typing import Any

from cofacil.board.errors import Trouble
from cofacil.board.events import Event, Json
from cofacil.board.records import TAG
from cofacil.export.exported import Exported

FORMAT = "cofacil-log/1"


def log_json(exported: Exported) -> bytes:
    """Return the file.

    Raises:
        Trouble: only one meeting is wanted; half a log is no board.
    """
    if not exported.is_of_all:
        raise Trouble("log-is-whole")
    head = {"format": FORMAT, "board": exported.board_id, "created": exported.created}
    start = json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1]
    lines = ",\n".join(_line(event) for event in exported.log)
    return f'{start},"events":[\n{lines}\n]}}\n'.encode()


def _line(event: Event) -> str:
    doc: dict[str, Any] = {
        "e": event.e,
        "t": event.t,
        "by": event.by,
        "op": event.op,
        "m": event.meeting,
        "via": event.via,
        "v": event.v,
    }
    if event.of is not None:
        doc["of"] = event.of
    if event.clash:
        doc["clash"] = list(event.clash)
    doc["w"] = [[_in_one_order(part) for part in write] for write in event.writes]
    return json.dumps(doc, ensure_ascii=False, separators=(",", ":"))


def _in_one_order(value: Json) -> Json:
    """Return a value with its keys sorted; themes that were given in an order of their own keep it, behind the others."""
    if isinstance(value, list):
        return [_in_one_order(each) for each in value]
    if not isinstance(value, dict):
        return value
    given = [name for name in value if name.startswith(TAG)]
    is_own = given != sorted(given)
    names = [*sorted(value.keys() - set(given)), *given] if is_own else sorted(value)
    return {name: _in_one_order(value[name]) for name in names}
