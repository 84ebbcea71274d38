"""Cards: adding one, and changing its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.agreement import agreed_now
from cofacil.board.commands.base import Command, card_on_wall, own_words
from cofacil.board.commands.people import arrivals, coming, newcomers, unheard
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, Event, Write
from cofacil.board.fold import fold
from cofacil.board.kinds import Kind, Role
from cofacil.board.model import Board, Who
from cofacil.board.quiet import seal_at
from cofacil.board.records import TAG, Card, CardId
from cofacil.board.slugs import ROOM, ROOM_KEPT
from cofacil.board.text import CARD_LIMIT, NOTE_LIMIT, clean_day, clean_note, clean_text
from cofacil.board.themes import given, spelled


@dataclass(frozen=True, slots=True)
class AddCard(Command):
    """Writes down what somebody says."""

    id: CardId
    """Made by the asker, so that the same command sent twice changes nothing twice."""
    kind: Kind
    text: str
    note: str = ""
    said: str = ""
    """The speaker's name; "" for the room."""
    owners: tuple[str, ...] = ()
    """The names of those who said "I will"; `ROOM` for "we here will"."""
    when: str = ""
    """By when, an ISO date."""
    tags: tuple[str, ...] = ()
    newcomers: tuple[str, ...] = ()
    """Names nobody has heard yet: added as here."""
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if self.id in board.records:
            return Change("card.add", ())
        fields: dict[str, object] = {
            "kind": str(self.kind),
            "label": board.next_label(self.kind.letter),
            "text": clean_text(self.text, limit=CARD_LIMIT),
            "note": clean_note(self.note),
            "pos": board.end_of(self.kind),
            "said": board.slug_for(self.said) if self.said else "",
            "when": clean_day(self.when),
            "meeting": board.meeting_id(now),
            "sealed": seal_at(board, now),
        }
        owners = _slugs(board, self.owners)
        _refuse_deciding_for_others(owners, who)
        fields |= {f"owner.{slug}": True for slug in owners}
        if ROOM_KEPT in owners:
            fields["agreed"] = agreed_now(board, now)
        fields |= {TAG + spelled(board, tag): True for tag in self.tags}
        if fields["sealed"]:
            return Change("card.add", (board.new(self.id, fields | unheard(board, self.newcomers)),))
        return Change("card.add", (*arrivals(board, newcomers(board, self.newcomers), now), board.new(self.id, fields)))


@dataclass(frozen=True, slots=True)
class AddCards(Command):
    """Writes down several things at once, which one undo takes away again."""

    cards: tuple[AddCard, ...]
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        writes: list[Write] = []
        for number, card in enumerate(self.cards, 1):
            try:
                change = card.decide(board, who, now)
            except Refusal as refusal:
                raise Refusal("line-refused", number=number, refusal=refusal) from refusal
            writes += change.writes
            # The next one's label and place follow from this one's.
            board = fold(board, [Event("", now, who.person, change.op, change.writes)])
        return Change("card.add", tuple(writes))


class EditConflict(Refusal):
    """Two people changed the same words, or the same note; both are kept until somebody chooses."""

    def __init__(self, card: Card, by: str, parts: tuple[str, ...] = ("text",)) -> None:
        super().__init__("edit-conflict", by=by, parts=parts)
        self.card = card
        self.parts = parts
        """What met: `text`, `note`, or both."""


@dataclass(frozen=True, slots=True)
class EditCard(Command):
    """Changes the words, the note, who said it, who will, and by when; None leaves a part as it is."""

    card: CardId
    text: str | None = None
    note: str | None = None
    said: str | None = None
    owners: tuple[str, ...] | None = None
    when: str | None = None
    newcomers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Tags that it gets beside those it has."""
    seen: str = ""
    """The card's text as the editor opened, so that nobody's words are written over unseen; "" to write all the same."""
    seen_note: str | None = None
    """The card's note as the editor opened, "" when it had none; None to write all the same."""
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = own_words(board, self.card, who)
        text, note = self._words(board, card, who)
        wanted: list[Write] = list(coming(board, card, self.newcomers, now))
        wanted += [
            card.write(field, value or None)
            for field, value in (
                ("text", text),
                ("note", note),
                ("said", None if self.said is None else self._speaker(board, card)),
                ("when", None if self.when is None else clean_day(self.when)),
            )
            if value is not None
        ]
        wanted += _owners(board, card, self.owners, who, board.meeting_id(now))
        wanted += _agreed(board, card, wanted, now)
        wanted += [write for tag in self.tags for write in given(card, spelled(board, tag))]
        writes = [write for write in wanted if write.before != write.after]
        if writes and not board.is_own(card, who.person) and card.word("heard_by") != who.person:
            writes.append(card.write("heard_by", who.person))
        return Change("card.edit", tuple(writes))

    def _speaker(self, board: Board, card: Card) -> str:
        return self.said if self.said in ("", card.said) else board.slug_for(self.said or "")

    def _words(self, board: Board, card: Card, who: Who) -> tuple[str | None, str | None]:
        """Return the words and the note to keep, None to leave them: what was not changed writes over nobody's.

        Raises:
            EditConflict: when somebody kept others since the editor opened.
        """
        text = None if self.text is None else clean_text(self.text, limit=CARD_LIMIT)
        note = None if self.note is None else clean_note(self.note)
        parts = (("text", text, self.seen or None), ("note", note, self.seen_note))
        met = tuple(
            part
            for part, wanted, seen in parts
            if seen is not None and wanted not in (None, seen) and card.word(part) not in (seen, wanted)
        )
        if met:
            raise EditConflict(card, board.name_of(_last_writer(card, who)), met)
        return None if text == self.seen else text, None if note == self.seen_note else note


def _slugs(board: Board, names: Iterable[str]) -> list[str]:
    return sorted({ROOM_KEPT if name == ROOM else board.slug_for(name) for name in names})


def _refuse_deciding_for_others(owners: Iterable[str], who: Who) -> None:
    if not Role(who.role).includes(Role.COFACILITATOR) and set(owners) - {who.person}:
        raise Refusal("deciding-for-others")


def _owners(board: Board, card: Card, names: tuple[str, ...] | None, who: Who, meeting: str) -> list[Write]:
    if names is None:
        return []
    # Who is an owner already stays one, also where another program wrote a slug that no name has.
    staying = [name for name in names if name in card.owners and name != ROOM_KEPT]
    after = sorted({*staying, *_slugs(board, (name for name in names if name not in staying))})
    _refuse_deciding_for_others(set(after) - set(card.owners), who)
    gone = [card.write(f"owner.{slug}", None) for slug in card.owners if slug not in after]
    return gone + [_will(card, slug, meeting) for slug in after]


def _will(card: Card, slug: str, meeting: str) -> Write:
    """Return the write by which somebody says "I will": on a card of an earlier meeting with the one in which they do.

    Nobody is asked after it in the same meeting. Who has said so already said it then.
    """
    field = f"owner.{slug}"
    return card.write(field, card.fields.get(field) or (True if meeting in ("", card.meeting) else meeting))


def _agreed(board: Board, card: Card, writes: Iterable[Write], now: int) -> tuple[Write, ...]:
    """Return what is agreed by these writes: "we here will" is, by those who are here, and is not once it is taken back."""
    owner = f"owner.{ROOM_KEPT}"
    said = [
        write for write in writes if write.entity == card.id and write.field == owner and write.before != write.after
    ]
    return (card.write("agreed", agreed_now(board, now) if said[-1].after else None),) if said else ()


def _last_writer(card: Card, who: Who) -> str:
    others = sorted(card.writers - {who.person})
    return card.last_by if card.last_by != who.person or not others else others[0]


@dataclass(frozen=True, slots=True)
class TakeCard(Command):
    """Says "I will", or "we here will", by a day."""

    card: CardId
    owner: str
    """A name, or `ROOM` for "we here will"."""
    when: str = ""
    newcomers: tuple[str, ...] = ()
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = card_on_wall(board, self.card)
        (slug,) = _slugs(board, (self.owner,))
        _refuse_deciding_for_others([slug], who)
        writes = [*coming(board, card, self.newcomers, now), _will(card, slug, board.meeting_id(now))]
        writes += _agreed(board, card, writes, now)
        if self.when:
            writes.append(card.write("when", clean_day(self.when)))
        return Change("card.take", tuple(write for write in writes if write.before != write.after))


@dataclass(frozen=True, slots=True)
class AddToNote(Command):
    """Adds words behind a card's note; what stands there stays."""

    card: CardId
    text: str
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = own_words(board, self.card, who)
        added = clean_text(self.text, limit=NOTE_LIMIT, lines=True)
        if f"\n{card.note}".endswith(f"\n{added}"):
            return Change("card.edit", ())
        return Change("card.edit", (card.write("note", clean_note(f"{card.note}\n{added}")),))
