"""A new board file without somebody's words, or without somebody's name: its chain whole, and nothing of them in any byte."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from cofacil.board.errors import BoardDamaged, NewerFormat, NotSaved, Refusal
from cofacil.board.events import EntityId, Event, Json
from cofacil.board.fields import (
    FOR_PROGRAMS,
    MEMBERS_FOR_PROGRAMS,
    OF_ABSENCE_WITHOUT_WORDS,
    OF_SLUGS,
    SLUGS,
    WITHOUT_WORDS,
    names_met,
)
from cofacil.board.fold import EMPTY, fold
from cofacil.board.model import Board
from cofacil.board.records import Absence
from cofacil.board.slugs import folded
from cofacil.board.text import bare
from cofacil.store.board_file import BoardFile
from cofacil.store.codec import Doc, in_order, to_events
from cofacil.store.disk import cause
from cofacil.store.layout import Meta, lay_out, written
from cofacil.store.replace import make_board
from cofacil.store.unwanted import Phrase, Unwanted, phrase_of, phrases_of, spellings

_SAID = {"text", "who"}
"""The words that stand on the wall: others stand in their place, while a note or a theme is just no longer there."""
_PROMISE = "promise"
_ANSWER = "answer"
_LONG_ENOUGH = 10
"""Letters in all, of several words, from which on they are looked for in other texts: fewer say too many other things."""
_LONG_WORD = 8
"""The same of one word alone."""
_OWN_FIELD = re.compile("[a-z_]{1,24}")
"""How a field of cofacil's is called, this one's or a newer one's."""
_KEYS = SLUGS | FOR_PROGRAMS | OF_SLUGS | {"text", "answer", "why", "n", "every", "tally", "behind", "source", "id"}
"""What the parts of a field are called that has several."""
_AMONG_WORDS = frozenset(
    {*("question", "offer", "action", "issue", "missing", "open", "quiet", "closed", "always", "second"), "bridge"}
    | {"agreeing", "opening", "middle", "closing", "screen", "hall"}
)
"""Words for programs that stand in one list with words of people."""
_AS_IT_IS = frozenset({"e", "t", "v", "of", "m", "via", "op"})


class Found(NamedTuple):
    """A board as it is read to have something forgotten."""

    meta: Meta
    others: bytes
    """What another program keeps in the file, as it is written there."""
    tables: Mapping[str, Any]
    docs: Sequence[Doc]
    events: Sequence[Event]
    board: Board
    mode: int
    """Who may read its file."""


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
        docs = file.documents()
        others, mode = storage.header.others, file.path.stat().st_mode & 0o777
    events = to_events({str(number): doc for number, doc in enumerate(docs, 1)})
    return Found(meta, others, storage.header.tables, docs, events, fold(EMPTY, events), mode)


def words_of_entity(found: Found, entity: EntityId, instead: str) -> Unwanted:
    """Return everything that was ever said on a card, or of who is missing, as what is to go."""
    return words_of_things(found, (entity,), instead)


def words_of_things(found: Found, entities: Iterable[EntityId], instead: str) -> Unwanted:
    """Return everything that was ever said on several things, as what is to go."""
    phrases = phrases_of(_texts_of(found.events, frozenset(entities)))
    long = frozenset(filter(_is_long, phrases))
    return Unwanted(phrases=long, whole=phrases - long, instead=instead)


def said_by(found: Found, slugs: Iterable[str]) -> tuple[EntityId, ...]:
    """Return the cards that somebody has ever been said to have said."""
    theirs = frozenset(slugs)
    entities: dict[EntityId, None] = {}
    for event in found.events:
        for write in event.writes:
            fields = write.after if not write.field and isinstance(write.after, dict) else {write.field: write.after}
            if write.entity.startswith("card/") and fields.get("said") in theirs:
                entities[write.entity] = None
    return tuple(entities)


def absences_called(found: Found, names: Iterable[str]) -> tuple[EntityId, ...]:
    """Return those who are missing and have been called so."""
    wanted = {bare(folded(name)) for name in names}
    entities: dict[EntityId, None] = {}
    for event in found.events:
        for write in event.writes:
            made = write.after if isinstance(write.after, dict) else {}
            for who in (made.get("who"),) if not write.field else (write.before, write.after):
                is_who = write.entity.startswith("absence/") and write.field in {"", "who"}
                if is_who and isinstance(who, str) and bare(folded(who)) in wanted:
                    entities[write.entity] = None
    return tuple(entities)


def people_called(found: Found, typed: str) -> tuple[str, ...]:
    """Return the slugs of those who have ever had just this name here, each person once."""
    wanted = bare(folded(typed))
    met = names_met(found.board.records.values(), found.events)
    return tuple(
        dict.fromkeys(found.board.one(slug) for slug, name in met if wanted in {bare(folded(name)), bare(slug)})
    )


def name_of_person(  # noqa: PLR0913, PLR0917  # all that may be said of it
    found: Found,
    typed: str,
    instead: str,
    doubtful: Callable[[str], bool],
    keep: Iterable[str] = (),
    called: str = "",
    also: Iterable[str] = (),
) -> Unwanted:
    """Return a name, each part of it, and every other name that this person had here, as what is to go.

    `doubtful` says of a word that it is another word as well; what else is to go is never asked of others' names.
    """
    slugs = people_called(found, typed)
    selves = frozenset(self for slug in slugs for self in found.board.selves(slug))
    names, others = [typed], list[str]()
    for slug, name in names_met(found.board.records.values(), found.events):
        (names if slug in selves else others).append(name)
    wholes = phrases_of(spellings(names))
    left = phrases_of(spellings(others)) - wholes
    extra = phrases_of(also)
    parts = {word for phrase in wholes for word in phrase if len(word) > 1}
    shared = {part for part in parts if any(part in phrase for phrase in left)}
    shared -= {word for phrase in extra | wholes if len(phrase) == 1 for word in phrase}
    return Unwanted(
        phrases=frozenset(wholes | {(part,) for part in parts - shared} | extra),
        capital=frozenset(filter(doubtful, parts)) - {word for phrase in extra for word in phrase},
        keep=frozenset(keep),
        others=frozenset(phrase for phrase in left if len(phrase) > 1),
        shared=frozenset(shared),
        slugs=_free_slugs(found, sorted(selves | {folded(typed)}), called or instead),
        called=called or instead,
        instead=instead,
    )


def both(one: Unwanted, other: Unwanted) -> Unwanted:
    """Return a name with the words that are to go with it; what is called by it stays called so."""
    return Unwanted(
        phrases=one.phrases | other.phrases,
        whole=other.whole,
        capital=one.capital,
        keep=one.keep,
        others=one.others,
        shared=one.shared,
        slugs=one.slugs,
        called=one.called,
        instead=one.instead,
        quoted=other.phrases,
        words=other.instead,
    )


def without(found: Found, unwanted: Unwanted, new_board: str, *things: EntityId) -> bytes:
    """Return the board anew, under an identity of its own: joined with an older copy it would have the words again.

    `things` have no words of their own any more.

    Raises:
        Refusal: they stand nowhere; or what another program keeps there is nested too deeply.
    """
    before = [in_order(doc) for doc in found.docs]  # what a theme is called decides where it stands by name
    anew = _Anew(found, unwanted, frozenset(filter(None, things)))
    docs = [anew.doc(doc) for doc in before]
    try:
        tables = anew.table(dict(found.tables))
    except RecursionError as trouble:
        raise Refusal("nested-too-deeply") from trouble
    others = found.others if tables == dict(found.tables) else written(tables)
    if docs == before and others == found.others:
        raise Refusal("nothing-to-forget")
    return lay_out(Meta({**found.meta.doc, "board": new_board}), others, docs)


def write(image: bytes, target: str | Path, mode: int = 0o666) -> Path:
    """Write a board as a new file, which nobody can read who cannot now; return where it is.

    Raises:
        Refusal: there is something at that place.
        NotSaved: it cannot be written there.
    """
    place = Path(os.path.realpath(target))
    try:
        make_board(place, image, mode)
    except FileExistsError as trouble:
        raise Refusal("place-taken", path=place) from trouble
    except OSError as trouble:
        raise NotSaved("board-not-made", path=place, why=cause(trouble, place)) from trouble
    return place


class _Anew:
    """The events of a board, each written anew without what is to go."""

    def __init__(self, found: Found, unwanted: Unwanted, things: frozenset[EntityId]) -> None:
        self._unwanted = unwanted
        self._things = things
        self._words = unwanted.words or unwanted.instead
        records = found.board.records
        self._theirs = frozenset(f"person/{slug}" for slug in unwanted.slugs)
        self._missing = frozenset(
            entity
            for entity, record in records.items()
            if isinstance(record, Absence) and unwanted.slugs and phrase_of(record.who) in unwanted.phrases
        )
        """Those who are missing and have the name that is to go."""

    def doc(self, doc: Doc) -> Doc:
        new = {}
        for key, value in doc.items():
            if key in _AS_IT_IS:
                new[key] = value
            elif key == "by":
                new[key] = self._unwanted.slug(value)
            elif key == "w":
                new[key] = [self._write(write) for write in value]
            elif key == "clash":
                new[key] = [self._clash(each) for each in value]
            else:
                new[self._unwanted.text(key)] = self._deep("", value)
        return new

    def table(self, value: Any) -> Any:
        """Return what another program keeps in the file."""
        if isinstance(value, str):
            return self._unwanted.text(value)
        if isinstance(value, list):
            return [self.table(each) for each in value]
        if isinstance(value, dict):
            return {self._unwanted.text(key): self.table(inner) for key, inner in value.items()}
        return value

    def _write(self, write: list[Any]) -> list[Any]:
        of, field, before, after, *more = write
        entity = self._entity(of)
        rest = [self._deep("", each) for each in more]
        if not field:
            return [entity, "", self._deep("", before), self._fields(of, after), *rest]
        if self._goes(of, field):
            return [entity, "note", None, None, *rest]  # a field's name may hold words as well
        return [entity, self._field(field), self._value(of, field, before), self._value(of, field, after), *rest]

    def _fields(self, of: EntityId, fields: Json) -> Json:
        if not isinstance(fields, dict):
            return self._deep("", fields)
        return {
            self._field(name): self._value(of, name, value)
            for name, value in fields.items()
            if not self._goes(of, name)
        }

    def _goes(self, of: EntityId, field: str) -> bool:
        """Say whether a field is no longer there: words of a thing that is to have none, what is told of a person."""
        name = field.partition(".")[0]
        if of in self._theirs:
            return name not in {"name", "same", "gone"}
        if of in self._missing and of not in self._things:
            return name == "where"
        if of not in self._things or name in _SAID:
            return False
        kept = OF_ABSENCE_WITHOUT_WORDS if of.startswith("absence/") else WITHOUT_WORDS
        return name not in kept and not (name == _PROMISE and of.startswith("card/"))

    def _value(self, of: EntityId, field: str, value: Json) -> Json:
        name, _dot, member = field.partition(".")
        if value is None:
            return None
        if of in self._things and (name in _SAID or name == _PROMISE):
            return self._wordless(name, value)
        if name == "name" and of.startswith("person/"):
            return self._unwanted.called if of in self._theirs else value
        if name == "new" and member:
            return self._unwanted.called if member in self._unwanted.slugs else value
        if name == "column" and of.startswith("step/"):
            return value
        if name == "who" and of in self._missing and isinstance(value, str):
            without = self._unwanted.text(value)
            return self._unwanted.called if without == self._unwanted.instead else without
        return self._deep(name, value)

    def _wordless(self, name: str, value: Json) -> Json:
        if name == _PROMISE:
            return {_ANSWER: value.get(_ANSWER)} if isinstance(value, dict) else None
        return self._words if isinstance(value, str) and value else None

    def _deep(self, name: str, value: Json) -> Json:
        """Return what a field holds, however deep it stands, without what is to go."""
        if isinstance(value, str):
            if name in FOR_PROGRAMS:
                return value
            return self._unwanted.slug(value) if name in SLUGS or name in OF_SLUGS else self._unwanted.text(value)
        if isinstance(value, list):
            return [
                each if isinstance(each, str) and each in _AMONG_WORDS else self._deep(name, each) for each in value
            ]
        if isinstance(value, dict):
            return {
                key if key in _KEYS else self._unwanted.text(key): self._deep(key if key in _KEYS else name, each)
                for key, each in value.items()
            }
        return value

    def _entity(self, entity: EntityId) -> EntityId:
        kind, slash, slug = entity.partition("/")
        return f"{kind}/{self._unwanted.slug(slug)}" if slash and kind == "person" else entity

    def _field(self, field: str) -> str:
        name, dot, member = field.partition(".")
        if not dot:
            return field if _OWN_FIELD.fullmatch(field) or not field else self._unwanted.text(field)
        if name in OF_SLUGS:
            return f"{name}.{self._unwanted.slug(member)}"
        if name in MEMBERS_FOR_PROGRAMS:
            return field
        left = self._unwanted.text(member)
        return field if left == member else f"{name}.{folded(left)}"

    def _clash(self, clash: str) -> str:
        of, space, field = clash.partition(" ")
        return self._entity(of) if self._goes(of, field) else f"{self._entity(of)}{space}{self._field(field)}"


def _is_long(phrase: Phrase) -> bool:
    return len("".join(phrase)) >= _LONG_ENOUGH if len(phrase) > 1 else len(phrase[0]) >= _LONG_WORD


def _texts_of(events: Iterable[Event], entities: frozenset[EntityId]) -> Iterator[str]:
    """Yield every text that was ever written to some things, the rows of a note each by itself as well."""
    for event in events:
        for write in event.writes:
            if write.entity in entities:
                kept = OF_ABSENCE_WITHOUT_WORDS if write.entity.startswith("absence/") else WITHOUT_WORDS
                for value in (write.before, write.after):
                    yield from _rows(_words_in(write.field, value, kept | {"prompt", "from"}))


def _words_in(field: str, value: Json, kept: frozenset[str]) -> Iterator[str]:
    if field.partition(".")[0] in kept:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != _ANSWER:
                yield from _words_in(name, inner, kept)
    elif isinstance(value, list):
        for inner in value:
            yield from _words_in(field, inner, kept)


def _rows(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield text
        if "\n" in text:
            yield from text.splitlines()


def _free_slugs(found: Found, gone: Sequence[str], called: str) -> dict[str, str]:
    """Return a slug for each of somebody's, none of which anybody has."""
    taken = {slug for slug, _name in names_met(found.board.records.values(), found.events)} | set(gone)
    slugs: dict[str, str] = {}
    for slug in gone:
        first = new = folded(called)
        number = 1
        while new in taken:
            number += 1
            new = f"{first}-{number}"
        taken.add(new)
        slugs[slug] = new
    return slugs
