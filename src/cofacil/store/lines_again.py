"""The lines of a file that another program laid out anew, as they were when their checksums were taken."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any
from zlib import crc32

from cofacil.store.codec import Doc, as_it_stands, canonical, seal_of
from cofacil.store.old_order import OldOrder

_TRIES = 4000
"""Orders that are tried for one event that was written before keys were sorted."""
_TRIES_IN_ALL = 200_000
"""The same of a file: what takes longer to find out is not found."""


class LinesAgain:
    """Makes line after line: each in the order of keys that bears out its checksum, as it stands where none does."""

    def __init__(self, seed: int) -> None:
        self._before = seed
        self._old = OldOrder()
        self._tries = _TRIES_IN_ALL

    def line(self, number: int, doc: Mapping[str, Any]) -> bytes:
        """Return the line of an event with the checksum that it carries.

        Raises:
            ValueError, TypeError, AttributeError, LookupError: it is no event at all.
        """
        stated = int(doc["x"], 16)
        body = {key: value for key, value in doc.items() if key != "x"}
        found = self._found(number, body, stated)
        self._before = stated
        return (found or _line(number, as_it_stands(body))) + seal_of(stated) + b"\n"

    def _found(self, number: int, body: Doc, stated: int) -> bytes | None:
        for doc, written in self._ways(body):
            if crc32(line := _line(number, written), self._before) == stated:
                self._old.learn(doc)
                return line
        return None

    def _ways(self, doc: Doc) -> Iterator[tuple[Doc, bytes]]:
        yield doc, as_it_stands(doc)
        yield _sorted(doc), canonical(doc)
        whole = whole_numbers(doc)
        if whole is not doc:
            yield _sorted(whole), canonical(whole)
        for old in islice(self._old.orders(whole), min(_TRIES, self._tries)):
            self._tries -= 1
            yield old, as_it_stands(old)


def whole_numbers(value: Any) -> Any:
    """Return the same where 1.0 is 1, as cofacil has written it: other programs know one kind of number. A new object if any was."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        inner = {key: whole_numbers(each) for key, each in value.items()}
        return inner if any(inner[key] is not each for key, each in value.items()) else value
    if isinstance(value, list):
        items = [whole_numbers(each) for each in value]
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    return value


def _line(number: int, body: bytes) -> bytes:
    return b'"%d":%b' % (number, body[:-1])


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(each) for each in value] if isinstance(value, list) else value
