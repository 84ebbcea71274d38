"""A new board file without somebody's words, or without somebody's name: its chain whole, and nothing of them in any byte."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from cofacil.board.errors import BoardDamaged, NewerFormat, NotSaved, Refusal
from cofacil.board.events import EntityId, Event, Json
from cofacil.board.fold import EMPTY, fold
from cofacil.board.model import Board
from cofacil.board.slugs import folded
from cofacil.board.text import NAME_LIMIT
from cofacil.files import put_new
from cofacil.store.board_file import BoardFile
from cofacil.store.codec import Doc, parse, to_events
from cofacil.store.disk import cause
from cofacil.store.layout import Meta, lay_out
from cofacil.store.replace import replace_kept
from cofacil.store.unwanted import Phrase, Unwanted, phrases_of

_NO_WORDS = frozenset(
    {"kind", "label", "pos", "meeting", "sealed", "said", "heard_by", "when", "knows", "asks", "speaks", "state"}
    | {"person", "card", "from", "to", "via", "standing", "group"}
)
"""Fields of a card, and of who is missing, that hold nobody's words."""
_LONG_ENOUGH = 8
"""Letters of one word alone from which on it is looked for in other texts: a shorter one says too many other things."""


class Found(NamedTuple):
    """A board as it is read to have something forgotten."""

    meta: Meta
    tables: Mapping[str, Any]
    docs: Sequence[Doc]
    events: Sequence[Event]
    board: Board


def read(path: str | Path) -> Found:
    """Read a whole board.

    Raises:
        BoardMissing, BoardDamaged, NewerFormat: it cannot be written anew as it is.
    """
    with closing(BoardFile.open(path, for_writing=False)) as file:
        storage = file.storage
        if file.damage:
            raise BoardDamaged.of(file.damage)
        meta = storage.header.meta
        if meta.is_newer:
            raise NewerFormat("newer-format", file=Path(path).name, format=meta.doc["format"])
        docs = list(parse(storage.span(0, storage.chain.count)).values())
        for doc in docs:
            del doc["x"]
        tables = storage.header.tables
    events = to_events({str(number): doc for number, doc in enumerate(docs, 1)})
    return Found(meta, tables, docs, events, fold(EMPTY, events))


def words_of_entity(found: Found, entity: EntityId, instead: str) -> Unwanted:
    """Return everything that was ever said on a card, or of who is missing, as what is to go."""
    phrases = phrases_of(_texts_of(found.events, entity))
    is_long: Callable[[Phrase], bool] = lambda phrase: len(phrase) > 1 or len(phrase[0]) >= _LONG_ENOUGH  # noqa: E731
    long = frozenset(filter(is_long, phrases))
    return Unwanted(phrases=long, whole=phrases - long, instead=instead)


def name_of_person(
    found: Found, typed: str, instead: str, doubtful: Callable[[str], bool], keep: Iterable[str] = ()
) -> Unwanted:
    """Return a name, each part of it, and every other name that this person had here, as what is to go.

    `doubtful` says of a word that it is another word as well.
    """
    board = found.board
    person = board.known(typed)
    selves = board.selves(person.slug) if person else frozenset()
    names = [typed, *_names_of(found.events, selves)]
    phrases = set(phrases_of(names))
    parts = {word for phrase in phrases for word in phrase if len(word) > 1}
    phrases |= {(part,) for part in parts}
    return Unwanted(
        phrases=frozenset(phrases),
        capital=frozenset(filter(doubtful, parts)),
        keep=frozenset(keep),
        slugs=dict.fromkeys(selves | {folded(typed)}, _free_slug(board, instead)),
        instead=instead,
    )


def without(found: Found, unwanted: Unwanted, new_board: str, entity: EntityId = "") -> bytes:
    """Return the board anew, under an identity of its own: joined with an older copy it would have the words again.

    Raises:
        Refusal: they stand nowhere.
    """
    docs = [_doc(doc, unwanted, entity) for doc in found.docs]
    tables = _value(dict(found.tables), unwanted)
    if docs == list(found.docs) and tables == dict(found.tables):
        raise Refusal("nothing-to-forget")
    return lay_out(Meta({**found.meta.doc, "board": new_board}), tables, docs)


def write(image: bytes, target: str | Path) -> Path:
    """Write a board as a new file; return where it is.

    Raises:
        Refusal: there is something at that place.
        NotSaved: it cannot be written there.
    """
    place = Path(os.path.realpath(target))
    try:
        put_new(place, image)
        replace_kept(place, image)  # which only sets the mark: the bytes are the same
    except FileExistsError as trouble:
        raise Refusal("place-taken", path=place) from trouble
    except OSError as trouble:
        raise NotSaved("board-not-made", path=place, why=cause(trouble)) from trouble
    return place


def _texts_of(events: Iterable[Event], entity: EntityId) -> Iterator[str]:
    """Yield every text that was ever written to something, the rows of a note each by itself as well."""
    for event in events:
        for write in event.writes:
            if write.entity == entity:
                for value in (write.before, write.after):
                    yield from _rows(_words_in(write.field, value))


def _words_in(field: str, value: Json) -> Iterator[str]:
    if field.partition(".")[0] in _NO_WORDS:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _words_in(name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words_in(field, inner)


def _rows(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield text
        if "\n" in text:
            yield from text.splitlines()


def _names_of(events: Iterable[Event], slugs: Iterable[str]) -> Iterator[str]:
    entities = {f"person/{slug}" for slug in slugs}
    yield from slugs
    for event in events:
        for write in event.writes:
            if write.entity in entities:
                made = write.after if isinstance(write.after, dict) else {}
                values = (made.get("name"),) if not write.field else (write.before, write.after)
                if write.field in {"", "name"}:
                    yield from (value for value in values if isinstance(value, str))


def _free_slug(board: Board, instead: str) -> str:
    name, number = instead[:NAME_LIMIT], 1
    while board.person(folded(name)) is not None:
        number += 1
        name = f"{instead[: NAME_LIMIT - 4]} {number}"
    return folded(name)


def _doc(doc: Doc, unwanted: Unwanted, entity: EntityId) -> Doc:
    """Return one change anew; what was written to the thing that is forgotten holds no words at all."""
    new = {}
    for key, value in doc.items():
        if key in {"e", "t", "v", "of", "m", "via", "op"}:
            new[key] = value
        elif key == "by":
            new[key] = unwanted.id(value)
        elif key == "w":
            new[key] = [_write(write, unwanted, entity) for write in value]
        elif key == "clash":
            new[key] = [unwanted.id(each) for each in value]
        else:
            new[unwanted.text(key)] = _value(value, unwanted)
    return new


def _write(write: list[Any], unwanted: Unwanted, entity: EntityId) -> list[Any]:
    of, field, *values = write
    if of == entity:
        values = [_wordless(field, value, unwanted.instead) for value in values]
    is_theirs = of.partition("/")[2] in unwanted.slugs and of.startswith("person/")
    if is_theirs:
        values = [_wordless_person(field, value, unwanted.instead) for value in values]
    return [unwanted.id(of), _key(field, unwanted), *(_value(value, unwanted) for value in values)]


def _value(value: Any, unwanted: Unwanted) -> Any:
    if isinstance(value, str):
        named = unwanted.id(value) if " " not in value else value
        return named if named != value else unwanted.text(value)
    if isinstance(value, list):
        return [_value(each, unwanted) for each in value]
    if isinstance(value, dict):
        return {_key(key, unwanted): _value(inner, unwanted) for key, inner in value.items()}
    return value


def _key(key: str, unwanted: Unwanted) -> str:
    """Return a field's name: who it names, or the words behind its dot."""
    named = unwanted.id(key)
    if named != key or "." not in key:
        return named
    start, _dot, end = key.partition(".")
    return f"{start}.{folded(without_words)}" if (without_words := unwanted.text(end)) != end else key


def _wordless(field: str, value: Any, instead: str) -> Any:
    if field.partition(".")[0] in _NO_WORDS:
        return value
    if isinstance(value, str):
        return instead if value else value
    if isinstance(value, list):
        return [_wordless(field, each, instead) for each in value]
    if isinstance(value, dict):
        return {name: _wordless(name, inner, instead) for name, inner in value.items()}
    return value


def _wordless_person(field: str, value: Any, instead: str) -> Any:
    """Return what is kept of a person: no name, and nothing of what they said they bring."""
    if isinstance(value, dict) and not field:
        return {name: _wordless_person(name, inner, instead) for name, inner in value.items()}
    return instead if field in {"name", "brings"} and isinstance(value, str) and value else value
