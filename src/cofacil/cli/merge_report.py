"""What two copies of a board came to, in lines: how much each had of its own, and everything that both changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cofacil.board.events import EntityId, Json
from cofacil.board.fold import EMPTY, fold
from cofacil.board.marked import N_
from cofacil.board.model import Board
from cofacil.board.quiet import is_hidden
from cofacil.board.records import Absence, Card
from cofacil.board.text import shorten, shown
from cofacil.language.catalog import _, ngettext
from cofacil.language.names import commas
from cofacil.store.merge import WrittenTwice

if TYPE_CHECKING:
    from cofacil.store.merge_files import MergedFiles

_SHOWN = 60
"""Letters of what was written that are shown."""
_FIELDS: Mapping[str, str] = {
    "": N_("all of it"),
    "text": N_("its words"),
    "note": N_("its note"),
    "kind": N_("its column"),
    "pos": N_("its place"),
    "when": N_("its day"),
    "said": N_("who said it"),
    "heard_by": N_("who wrote it down"),
    "done": N_("whether it is done"),
    "gone": N_("whether it is put away"),
    "who": N_("who is missing"),
    "where": N_("where they are"),
    "knows": N_("who knows one of them"),
    "asks": N_("who asks"),
    "state": N_("how far it has come"),
    "title": N_("its title"),
    "purpose": N_("its purpose"),
    "place": N_("its place"),
    "name": N_("their name"),
    "brings": N_("what they bring"),
}
_WORDS = frozenset({"text", "note", "who", "where", "title", "purpose", "place", "name", "brings", "when"})
"""Fields of which it is said what was written."""


def report_lines(merged: "MergedFiles", names: Sequence[str], place: str) -> Iterator[str]:
    """Yield what was joined, then everything that both copies changed."""
    board = fold(EMPTY, merged.events)
    first, second = names
    yield _own(first, merged.first)
    yield _own(second, merged.second)
    yield ngettext("In both: {number:,} change", "In both: {number:,} changes", merged.both)
    yield ngettext(
        "Joined in {place}: {number:,} change", "Joined in {place}: {number:,} changes", len(merged.events), place=place
    )
    twins = [board.label_of(record) for bearers in board.twins.values() for record in _later(board, bearers)]
    if twins:
        yield _("Given twice, and told apart now: {labels}", labels=commas(twins))
    if merged.written_twice:
        yield ngettext(
            "Changed in both, {number} time; what was written last stands:",
            "Changed in both, {number} times; what was written last stands:",
            len(merged.written_twice),
        )
    for twice in merged.written_twice:
        yield f"  {_conflict(board, twice)}"


def _own(name: str, number: int) -> str:
    return ngettext("In {name} alone: {number:,} change", "In {name} alone: {number:,} changes", number, name=name)


def _later(board: Board, bearers: Sequence[EntityId]) -> Iterator[Card | Absence]:
    for entity in bearers[1:]:
        record = board.records.get(entity)
        if isinstance(record, Card | Absence):
            yield record


def _conflict(board: Board, twice: WrittenTwice) -> str:
    what, field, by = (
        _called(board, twice.entity),
        _field(twice.field),
        board.name_of(twice.by) if twice.by else _("somebody"),
    )
    if twice.field in _WORDS and not _is_kept_back(board, twice.entity):
        return _(
            "{what}, {field}: “{after}”, by {name}, over “{before}”",
            what=what,
            field=field,
            after=_words(twice.after),
            name=by,
            before=_words(twice.found),
        )
    return _("{what}, {field}: as {name} wrote it", what=what, field=field, name=by)


def _called(board: Board, entity: EntityId) -> str:
    record = board.records.get(entity)
    if isinstance(record, Card | Absence) and record.label:
        return board.label_of(record)
    kind, _slash, slug = entity.partition("/")
    if kind == "person":
        return board.name_of(slug)
    if kind == "board":
        return _("the board")
    if kind == "meeting":
        return _("a meeting")
    return _("a step") if kind == "step" else kind


def _field(name: str) -> str:
    if name in _FIELDS:
        return _(_FIELDS[name])
    start, _dot, end = name.partition(".")
    return f"{start} {end}".strip()


def _is_kept_back(board: Board, entity: EntityId) -> bool:
    """Say whether nobody may be told its words: they are hidden now, or were struck out."""
    record = board.records.get(entity)
    return is_hidden(board, entity) or bool(record and record.fields.get("struck"))


def _words(value: Json) -> str:
    return shorten(shown(value), _SHOWN) if isinstance(value, str) else ""
