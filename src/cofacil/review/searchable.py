"""What of a board is searched: everything that people said and that anybody may read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cofacil.board.model import Board
from cofacil.board.records import Absence, Card, Meeting, Person, Record
from cofacil.board.slugs import ROOM_KEPT
from cofacil.room.finding import ABSENCE, AWAY, BOARD, DONE, LET_GO, MEETING, OPEN, PERSON

BETWEEN = "\n"
"""What stands between several names, tags or sentences of one thing."""


class Item(NamedTuple):
    """One thing that can be found."""

    entity: str
    kind: str
    label: str
    text: str
    more: str
    """What else it says: a note, a place."""
    who: str
    """The names that have to do with it."""
    tags: str
    by: str
    at: int
    touched: int
    meeting: int
    state: str


def items_of(board: Board, *, has_standing: bool = False) -> Iterator[Item]:
    """Yield what can be found on a board, of which everything that is hidden was taken out.

    Those who are missing from every meeting are on every board: they are among it only with `has_standing`.
    """
    names = _Names(board)
    numbers = {meeting.id.partition("/")[2]: number for number, meeting in enumerate(board.held, 1)}
    if title := board.title:
        yield _item(board.about, BOARD, title, (board.purpose, board.place))
    for record in board.records.values():
        if isinstance(record, Card):
            if not _is_kept_out(record):
                yield _card(board, record, names, numbers.get(record.word("meeting"), 0))
        elif isinstance(record, Absence):
            if record.who and (has_standing or not record.is_standing) and not _is_kept_out(record):
                yield _absence(board, record, names, numbers.get(record.meeting, 0))
        else:
            yield from _said_of(record, numbers)


class _Names:
    """The names of people as they are called now, each found once."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._of: dict[str, str] = {"": "", ROOM_KEPT: ""}

    def __call__(self, slugs: Iterable[str]) -> str:
        return BETWEEN.join(dict.fromkeys(filter(None, map(self.one, slugs))))

    def one(self, slug: str) -> str:
        """Return how somebody is called, "" for nobody and for all of us."""
        name = self._of.get(slug)
        if name is None:
            name = self._of[slug] = self._board.name_of(slug)
        return name


def _card(board: Board, card: Card, names: _Names, meeting: int) -> Item:
    fields, word, label = card.fields, card.word, card.word("label")
    has_sets = any("." in name for name in fields)  # most have none, and each takes a walk through all fields
    state = AWAY if "gone" in fields else OPEN
    if state == OPEN and fields.get("done"):
        state = LET_GO if card.is_let_go else DONE
    said = word("said")
    return Item(
        card.id,
        str(fields["kind"]),
        board.label_of(card) if label in board.twins else label,
        word("text"),
        word("note", lines=True) if "note" in fields else "",
        names((said, *card.owners, *card.finds_out)) if has_sets else names.one(said),
        BETWEEN.join(card.tags) if has_sets else "",
        word("when") if "when" in fields else "",
        card.at,
        card.touched,
        meeting,
        state,
    )


def _absence(board: Board, absence: Absence, names: _Names, meeting: int) -> Item:
    state = AWAY if absence.is_gone else OPEN if absence.is_open else str(absence.state)
    who = names((absence.knows, absence.asks, absence.speaks))
    return _item(absence, ABSENCE, absence.who, (absence.where,))._replace(
        label=board.label_of(absence), who=who, by=absence.when, meeting=meeting, state=state
    )


def _said_of(record: Record, numbers: Mapping[str, int]) -> Iterator[Item]:
    """Yield what a meeting, or a person, says of itself."""
    if isinstance(record, Meeting):
        yield from _meeting(record, numbers.get(record.id.partition("/")[2], 0))
    elif isinstance(record, Person) and record.name and not (record.is_gone or record.same):
        yield _item(record, PERSON, record.name, (record.brings,))


def _meeting(meeting: Meeting, number: int) -> Iterator[Item]:
    more = tuple(filter(None, (*meeting.next_time, meeting.none_today, meeting.where, meeting.access)))
    if meeting.purpose or more:
        first, *rest = (meeting.purpose, *more) if meeting.purpose else more
        yield _item(meeting, MEETING, first, rest)._replace(meeting=number, at=meeting.opened)


def _item(record: Record, kind: str, text: str, more: Iterable[str]) -> Item:
    return Item(
        record.id, kind, "", text, BETWEEN.join(filter(None, more)), "", "", "", record.at, record.touched, 0, ""
    )


def _is_kept_out(record: Record) -> bool:
    """Say whether its words are hidden or struck out, or it was taken back by whoever made it: a slip of the finger."""
    fields = record.fields
    if "gone" in fields:
        gone = fields["gone"]
        if isinstance(gone, dict) and "undone" in gone:
            return True
    return bool(fields.get("struck") or fields.get("withheld"))
