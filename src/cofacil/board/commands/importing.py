"""Taking in what another program, or paper, has: all of it is one event, which one undo takes away again."""

from collections.abc import Iterable
from dataclasses import dataclass

from cofacil.board.commands.base import Command
from cofacil.board.commands.people import introduced
from cofacil.board.events import Change, EntityId, Write
from cofacil.board.kinds import AbsenceState, Kind
from cofacil.board.model import Board, Who
from cofacil.board.positions import behind
from cofacil.board.quiet import seal_at
from cofacil.board.records import TAG
from cofacil.board.slugs import ROOM, ROOM_KEPT
from cofacil.board.text import CARD_LIMIT, CARD_SHOWN, clean_day, clean_note, clean_text, shorten
from cofacil.board.themes import spelled
from cofacil.board.undo import IMPORT

FROM = "from"
"""The field that holds by what key something came here: what has it is taken in once."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """One thing as it is taken in: a card, or without a kind somebody who is missing."""

    id: EntityId
    key: str
    """What it is in the file that it comes from, the same whenever that is read."""
    kind: Kind | None
    text: str
    note: str = ""
    said: str = ""
    """The speaker's name; "" for the room."""
    owners: tuple[str, ...] = ()
    """The names of those who said "I will"; `ROOM` for all of us."""
    when: str = ""
    """By when, an ISO date."""
    tags: tuple[str, ...] = ()
    is_done: bool = False
    named: tuple[str, ...] = ()
    """The names of those who stand in its note: they are known here from then on, and found where names are taken out."""


@dataclass(frozen=True, slots=True)
class Import(Command):
    """Takes in many things at once; nobody is said to be here by it."""

    taken: tuple[TakenIn, ...]

    def decide(self, board: Board, who: Who, now: int) -> Change:
        taking = _Taking(board, who, now)
        for one in self.taken:
            taking.take(one)
        return Change(IMPORT, (*taking.people.values(), *taking.writes))


def known_keys(board: Board) -> frozenset[str]:
    """Return the keys of everything that was ever taken in here, also of what was put away since."""
    return frozenset(filter(None, (record.word(FROM) for record in board.records.values())))


class _Taking:
    """What one import writes."""

    def __init__(self, board: Board, who: Who, now: int) -> None:
        self._board, self._who, self._now = board, who, now
        self._known = set(known_keys(board))
        self._labels = dict(board.highest)
        self._ends = {kind: (cards[-1].place[0] if cards else None) for kind, cards in board.columns.items()}
        self._seal = seal_at(board, now)
        self.people: dict[str, Write] = {}
        self.writes: list[Write] = []

    def take(self, one: TakenIn) -> None:
        if one.id in self._board.records or (one.key and one.key in self._known):
            return
        self._known.add(one.key)
        fields = self._of_card(one, one.kind) if one.kind else self._of_absence(one)
        self.writes.append(self._board.new(one.id, {**fields, FROM: one.key, "sealed": self._seal}))

    def _of_card(self, one: TakenIn, kind: Kind) -> dict[str, object]:
        pos = self._ends[kind] = behind(self._ends[kind])
        for name in one.named:
            self._slug(name)
        fields: dict[str, object] = {
            "kind": str(kind),
            "label": self._label(kind.letter),
            "text": clean_text(one.text, limit=CARD_LIMIT),
            "note": clean_note(one.note),
            "pos": pos,
            "said": self._slug(one.said) if one.said else "",
            "when": clean_day(one.when),
            "done": {"at": self._now, "how": kind.done_word} if one.is_done else None,
        }
        if kind.has_owners:
            fields |= {f"owner.{slug}": True for slug in self._slugs(one.owners)}
        return fields | {TAG + spelled(self._board, tag): True for tag in one.tags}

    def _of_absence(self, one: TakenIn) -> dict[str, object]:
        return {
            "label": self._label("N"),
            "who": shorten(clean_text(one.text, limit=CARD_LIMIT), CARD_SHOWN),
            "state": str(AbsenceState.JOINED if one.is_done else AbsenceState.NOTICED),
            "when": clean_day(one.when),
        }

    def _label(self, letter: str) -> str:
        self._labels[letter] = number = self._labels.get(letter, 0) + 1
        return f"{letter}{number}"

    def _slugs(self, names: Iterable[str]) -> list[str]:
        return sorted({ROOM_KEPT if name == ROOM else self._slug(name) for name in names})

    def _slug(self, name: str) -> str:
        """Return the slug of somebody who is named, and have them known here."""
        slug = self._board.slug_for(name)
        for number, write in enumerate(introduced(self._board, slug, name)):
            self.people.setdefault(f"{slug}/{number}", write)
        return slug
