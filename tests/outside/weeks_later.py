"""Time that passes between two meetings: all that a board file says of time is moved into the past."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from cofacil.store.layout import lay_out, meta_of

DAY: Final = 86_400_000
_MOMENTS: Final = range(1_500_000_000_000, 2_500_000_000_000)
"""UTC milliseconds of this time: no other figure in a file is as large."""
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TIME = 10
"""Letters of a ULID that say when."""


def weeks_later(path: Path, weeks: int) -> None:
    """Let weeks pass: no word of the file is another, and all of it happened that much earlier.

    The program asks this computer's clock what time it is, and is not to be told another one than people's.
    """
    days = weeks * 7
    tables = json.loads(path.read_bytes())
    events = [_earlier(_unsealed(doc), days) for doc in tables["events"].values()]
    for event in events:
        event["e"] = _ulid_earlier(event["e"], days)
    meta = meta_of(tables)
    assert meta is not None
    path.write_bytes(lay_out(meta._replace(doc=_earlier(meta.doc, days)), b"", events))
    # What this computer remembers of the file is of the one that it was.
    path.with_name(f"{path.name}.lock").unlink()


def _unsealed(doc: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in doc.items() if name != "x"}


def _earlier(value: Any, days: int) -> Any:
    if isinstance(value, dict):
        return {name: _earlier(each, days) for name, each in value.items()}
    if isinstance(value, list):
        return [_earlier(each, days) for each in value]
    if isinstance(value, int) and value in _MOMENTS:
        return value - days * DAY
    if isinstance(value, str) and _DATE.fullmatch(value):
        return (date.fromisoformat(value) - timedelta(days)).isoformat()
    return value


def _ulid_earlier(ulid: str, days: int) -> str:
    moment = 0
    for letter in ulid[:_TIME]:
        moment = moment * 32 + _CROCKFORD.index(letter)
    moment -= days * DAY
    return "".join(_CROCKFORD[(moment >> shift) & 31] for shift in range(45, -1, -5)) + ulid[_TIME:]
