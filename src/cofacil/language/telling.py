"""What sentences of things that happened are made with: whose keys undo them, what they are about, how it is called."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from cofacil.board.events import Event, Json
from cofacil.board.model import Board
from cofacil.board.records import Link, Record
from cofacil.language.catalog import _
from cofacil.language.names import listed


class Keys(NamedTuple):
    """The keys by which somebody can turn round what they did themselves, "" where there is none; and a sign."""

    undo: str = ""
    redo: str = ""
    more: str = "…"
    """What stands for words that are left out."""


Tells: TypeAlias = Callable[[Event, Board, Keys], str]


def subject(event: Event, board: Board) -> Record | None:
    named = [write.entity for write in event.writes] or [field.partition(" ")[0] for field in event.clash]
    entities = [entity for entity in named if entity.startswith(("card/", "absence/"))]
    links = (board.records.get(entity) for entity in named)
    entities = entities or [link.start for link in links if isinstance(link, Link)]
    absences = [entity for entity in entities if entity.startswith("absence/")]
    return board.records.get((absences or entities)[0]) if entities else None


def value_after(event: Event, field: str) -> Json:
    for write in event.writes:
        if write.field == field:
            return write.after
        if not write.field and isinstance(write.after, dict) and field in write.after:
            return write.after[field]
    return None


def label_in(event: Event, board: Board) -> str:
    """Return the label of what an event is about, of several as `many_labels` says them; "" where it is about nothing known."""
    if several := labels_of_several(event, board):
        return many_labels(several)
    record = subject(event, board)
    return board.label_of(record) if record else ""


def many_labels(labels: Iterable[str]) -> str:
    """Return labels as they are said together: of more than two of one kind the first and the last."""
    kinds: dict[str, list[str]] = {}
    for label in labels:
        kinds.setdefault(label[:1], []).append(label)
    said: list[str] = []
    for several in kinds.values():
        is_row = len(several) > 2
        said += [_("{first} to {last}", first=several[0], last=several[-1])] if is_row else several
    return listed(said)


def labels_of_several(event: Event, board: Board) -> list[str]:
    """Return the labels of the cards that an event made or took away together; none for one alone."""
    made = [write.entity for write in event.writes if write.field in {"", "gone"} and write.entity.startswith("card/")]
    cards = sorted((board.records[entity] for entity in made if entity in board.records), key=_number)
    return [board.label_of(card) for card in cards] if len(cards) > 1 else []


def _number(record: Record) -> tuple[int, str]:
    figures = "".join(letter for letter in record.word("label") if letter.isdecimal())
    return int(figures or 0), record.id


def says(words: str) -> Tells:
    """Return what tells of an event in these words."""
    return lambda event, board, _keys: _(words, who=board.name_of(event.by))


def says_of(words: str, mine: str = "") -> Tells:
    """Return what tells of a card or an absence in these words, `mine` for whoever did it and can undo it by a key.

    Where the board does not know what the event was about, the board has changed, and that is all there is to tell.
    """

    def tells(event: Event, board: Board, keys: Keys) -> str:
        if not (label := label_in(event, board)):
            return changed_board(event, board, keys)
        said = mine if mine and keys.undo else words
        return _(said, who=board.name_of(event.by), label=label, undo=keys.undo)

    return tells


def changed_board(event: Event, board: Board, _keys: Keys) -> str:
    return _("{who} changed the board.", who=board.name_of(event.by))
