"""The shelves of a board: what of it is kept in order, ready to be shown, and mended where a record has changed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from cofacil.board.model import Board
from cofacil.board.records import TAG, Absence, Card, Link, Meeting, Person, Record, Step, label_number
from cofacil.board.themes import keys_of

_MANY = 32
"""Above this many changed records a shelf is sorted anew rather than mended one by one."""
_ID = attrgetter("id")
_FEW_OF = 16
"""Of so many that stay, one that enters costs less where its place is looked for than where all are sorted."""

Pairs: TypeAlias = Sequence[tuple[Record | None, Record]]
"""Records as they were, None for new ones, and as they are."""
_Row: TypeAlias = tuple[Any, ...]
_Moves: TypeAlias = tuple[list[Record], list[Record]]
_Grouped: TypeAlias = dict[object, list[Record]]


class Shelf(NamedTuple):
    """One kind of record, in the order in which the board shows it; what is put away stands on none."""

    field: str
    """The field of `Board` that holds it: a tuple, or a mapping to one for each group."""
    order: Callable[[Any], Any]
    """What its records are sorted by."""
    grouped: Callable[[Iterable[Any]], _Grouped] | None = None
    """Sorts records into their groups; None for a shelf without groups."""
    keeps_empty: bool = False
    """Whether a group that is empty stays."""


def _named(record: Record) -> tuple[int, int, str]:
    """Return what people and absences are sorted by: the order in which they were named."""
    return (record.at, label_number(record.word("label")), record.id)


def _by_kind(cards: Iterable[Card]) -> _Grouped:
    out: _Grouped = {}
    for card in cards:
        kind = card.fields["kind"]
        if (alike := out.get(kind)) is None:
            alike = out[kind] = []
        alike.append(card)
    return out


def _by_theme(cards: Iterable[Card]) -> _Grouped:
    out: _Grouped = {}
    for card in cards:
        if TAG in "\n".join(card.fields):  # asked of every card of a board, and few have a theme
            for key in keys_of(card):
                out.setdefault(key, []).append(card)
    return out


def _by_ends(links: Iterable[Link]) -> _Grouped:
    out: _Grouped = {}
    for link in links:
        for end in {link.start, link.end}:
            out.setdefault(end, []).append(link)
    return out


def _by_meeting(steps: Iterable[Step]) -> _Grouped:
    out: _Grouped = {}
    for step in steps:
        out.setdefault(step.meeting, []).append(step)
    return out


SHELVES: Mapping[type[Record], tuple[Shelf, ...]] = {
    Card: (
        Shelf("columns", attrgetter("place"), _by_kind, keeps_empty=True),
        Shelf("themes", lambda card: (card.kind.column, card.place), _by_theme),
    ),
    Absence: (Shelf("absences", _named),),
    Person: (Shelf("people", _named),),
    Link: (Shelf("links", lambda link: (link.at, link.id), _by_ends),),
    Meeting: (Shelf("held", lambda meeting: (meeting.opened, meeting.id)),),
    Step: (Shelf("steps", attrgetter("place"), _by_meeting),),
}
"""The shelves of each kind of record; a kind that is missing here is found by its id alone."""


def mended(board: Board, changed: Pairs) -> dict[str, Any]:
    """Return the fields of the board whose shelves changed records leave or enter."""
    out: dict[str, Any] = {}
    for kind, (leave, enter) in _moves(changed).items():
        for shelf in SHELVES.get(kind, ()):
            before, grouped = getattr(board, shelf.field), shelf.grouped
            if grouped is None:
                out[shelf.field] = _mended(before, leave, enter, shelf.order)
            elif (leaving := grouped(leave), entering := grouped(enter)) != ({}, {}):
                out[shelf.field] = _grouped(before, leaving, entering, shelf)
    if "held" in out:
        out["meeting"] = next((meeting for meeting in reversed(out["held"]) if meeting.closed is None), None)
    return out


def _moves(changed: Pairs) -> Mapping[type[Record], _Moves]:
    """Return, for each kind, the records that leave their shelf as they were, and those that stand there now."""
    moves: defaultdict[type[Record], _Moves] = defaultdict(lambda: ([], []))
    for old, new in changed:
        if old is not None and not old.fields.get("gone"):
            moves[type(old)][0].append(old)
        if not new.fields.get("gone"):
            moves[type(new)][1].append(new)
    return moves


def _grouped(before: Mapping[object, _Row], leave: _Grouped, enter: _Grouped, shelf: Shelf) -> Mapping[object, _Row]:
    out = dict(before)
    for group in leave.keys() | enter.keys():
        row = _mended(out.get(group, ()), leave.get(group, ()), enter.get(group, ()), shelf.order)
        if row or shelf.keeps_empty:
            out[group] = row
        else:
            out.pop(group, None)
    return out


def _mended(row: _Row, leave: Sequence[Record], enter: Sequence[Record], order: Callable[[Any], Any]) -> _Row:
    """Return a row, which is in order, without those that leave and with those that enter."""
    if len(leave) + len(enter) > _MANY:
        return _mended_at_once(row, leave, enter, order)
    mended = list(row)
    for record in leave:
        del mended[bisect_left(mended, order(record), key=order)]
    for record in enter:
        mended.insert(bisect_left(mended, order(record), key=order), record)
    return tuple(mended)


def _mended_at_once(row: _Row, leave: Sequence[Record], enter: Sequence[Record], order: Callable[[Any], Any]) -> _Row:
    """Return the same where very many leave and enter: most of them are only other than they were, in the same place."""
    entering = {record.id: record for record in enter}
    changed = {
        old.id: entering.pop(old.id) for old in leave if old.id in entering and order(old) == order(entering[old.id])
    }
    leaving = {record.id for record in leave} - changed.keys()
    # A long row is gone through for few changes: by what needs no word of ours for each that stays.
    staying: list[Any] = list(map(changed.get, map(_ID, row), row))
    if leaving:
        staying = [record for record in staying if record.id not in leaving]
    if len(entering) * _FEW_OF < len(staying):
        return _merged(staying, sorted(entering.values(), key=order), order)
    return tuple(sorted([*staying, *entering.values()], key=order))


def _merged(row: list[Any], enter: Sequence[Record], order: Callable[[Any], Any]) -> _Row:
    """Return a row with others in their places, both in order."""
    merged: list[Any] = []
    taken = 0
    for record in enter:
        at = bisect_left(row, order(record), lo=taken, key=order)
        merged += row[taken:at]
        merged.append(record)
        taken = at
    merged += row[taken:]
    return tuple(merged)
