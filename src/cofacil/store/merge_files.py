"""Two files of one board, changed apart, become one file: every change of both, whichever is named first."""

import os
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

from cofacil.board.errors import BoardDamaged, NewerFormat, NotSaved, Refusal
from cofacil.board.events import Event
from cofacil.store.board_file import BoardFile
from cofacil.store.codec import Doc, canonical, to_events, with_order
from cofacil.store.disk import cause
from cofacil.store.layout import CLOSER, Meta, lay_out, written
from cofacil.store.merge import WrittenTwice, written_twice_in
from cofacil.store.replace import make_board


@dataclass(frozen=True, slots=True)
class MergedFiles:
    """What two copies of a board come to."""

    image: bytes
    events: tuple[Event, ...]
    both: int
    """How many changes stand in both copies."""
    first: int
    """How many stand in the first alone."""
    second: int
    written_twice: tuple[WrittenTwice, ...]
    """What was written in both over what the other had not seen."""


class _Copy(NamedTuple):
    meta: Meta
    others: bytes
    """What another program keeps in the file, as it is written there."""
    tables: dict[str, Any]
    docs: dict[str, Doc]
    """The changes by their names, in their order."""
    image: bytes


def merge_files(one: str | Path, two: str | Path) -> MergedFiles:
    """Join two copies of one board; neither is changed.

    Raises:
        Refusal: they are not copies of one board.
        BoardMissing, BoardDamaged, NewerFormat: one of them cannot be joined as it is.
    """
    first, second = _read(Path(one)), _read(Path(two))
    if first.meta.board != second.meta.board:
        raise Refusal("not-copies-of-one-board", one=Path(one).name, two=Path(two).name)
    docs = _union(first.docs, second.docs)
    both = len(first.docs.keys() & second.docs.keys())
    events = tuple(to_events({str(number): doc for number, doc in enumerate(docs, 1)}))
    return MergedFiles(
        image=first.image if first.image == second.image else _laid_out(first, second, docs),
        events=events,
        both=both,
        first=len(first.docs) - both,
        second=len(second.docs) - both,
        # What one copy itself says to have been written so is no news.
        written_twice=tuple(_news(events, first, second)),
    )


def write_merged(merged: MergedFiles, target: str | Path) -> Path:
    """Write what two copies come to as a new file; return where it is.

    Raises:
        Refusal: there is something at that place.
        NotSaved: it cannot be written there.
    """
    place = Path(os.path.realpath(target))
    try:
        make_board(place, merged.image)
    except FileExistsError as trouble:
        raise Refusal("place-taken", path=place) from trouble
    except OSError as trouble:
        raise NotSaved("board-not-made", path=place, why=cause(trouble, place)) from trouble
    return place


def _read(path: Path) -> _Copy:
    with closing(BoardFile.open(path, for_writing=False)) as file:
        storage = file.storage
        if file.damage:
            raise BoardDamaged.of(file.damage)
        if storage.header.meta.is_newer:
            raise NewerFormat("newer-format", file=path.name, format=storage.header.meta.doc["format"])
        docs = {str(doc["e"]): with_order(doc) for doc in file.documents()}
        image = storage.bytes_until(storage.chain.end) + CLOSER
        return _Copy(storage.header.meta, storage.header.others, storage.header.tables, docs, image)


def _union(one: dict[str, Doc], two: dict[str, Doc]) -> list[Doc]:
    """Return every change once, in the order of their names; the same, whichever copy is named first."""
    union = dict(one)
    for name, doc in two.items():
        known = union.setdefault(name, doc)
        if known != doc:
            union[name] = min(known, doc, key=canonical)
    return [union[name] for name in sorted(union)]


def _laid_out(first: _Copy, second: _Copy, docs: list[Doc]) -> bytes:
    lesser, greater = sorted((first, second), key=lambda copy: (canonical(copy.meta.doc), copy.others))
    others = lesser.others if lesser.others == greater.others else written({**greater.tables, **lesser.tables})
    return lay_out(lesser.meta, others, docs)


def _news(events: tuple[Event, ...], first: _Copy, second: _Copy) -> list[WrittenTwice]:
    known = {_key(each) for copy in (first, second) for each in written_twice_in(_events_of(copy))}
    return [each for each in written_twice_in(events) if each.found != each.after and _key(each) not in known]


def _key(twice: WrittenTwice) -> bytes:
    """Return the same for what is the same, in whatever order its copy holds the keys."""
    return canonical({field.name: getattr(twice, field.name) for field in fields(twice)})


def _events_of(copy: _Copy) -> list[Event]:
    return to_events({str(number): doc for number, doc in enumerate(copy.docs.values(), 1)})
