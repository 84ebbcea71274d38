"""Who is not in the room: naming them, finding the bridge, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command, mark, readable_card
from cofacil.board.commands.people import arrivals, introduced, newcomers, unheard
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId, Write
from cofacil.board.kinds import AbsenceState, Role
from cofacil.board.model import Board, Who
from cofacil.board.quiet import is_hidden, seal_at
from cofacil.board.records import Absence, CardId
from cofacil.board.text import CARD_SHOWN, clean_day, clean_text, has_ink, shorten, strip_text

PLACE_LIMIT = 200


@dataclass(frozen=True, slots=True)
class NameAbsence(Command):
    """Names a group, or somebody, who is not here; the question that brought it up is kept with it."""

    id: EntityId
    who: str
    prompt: str = ""
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if self.id in board.records:
            return Change("absence.name", ())
        return Change(
            "absence.name", (_named(board, self.id, self.who, {"prompt": strip_text(self.prompt)[:CARD_SHOWN]}, now),)
        )


@dataclass(frozen=True, slots=True)
class CardToAbsence(Command):
    """Turns a card about people who are not here into an absence; the card's words are kept with it."""

    card: CardId
    id: EntityId

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if self.id in board.records:
            return Change("absence.name", ())
        card = readable_card(board, self.card, who)
        if is_hidden(board, card.id):
            raise Refusal("card-written-quietly", label=board.label_of(card))
        absence = _named(board, self.id, shorten(card.text, CARD_SHOWN), {"card": card.id}, now)
        return Change("absence.name", (absence, card.write("gone", mark(who, now))))


@dataclass(frozen=True, slots=True)
class SetAbsence(Command):
    """Says who knows one of them, who will ask, by when and where; None leaves a part as it is."""

    absence: EntityId
    who: str | None = None
    knows: str | None = None
    asks: str | None = None
    when: str | None = None
    where: str | None = None
    newcomers: tuple[str, ...] = ()
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        absence = _still_named(board, self.absence)
        # Who knows one of them is often exactly somebody who is not here either.
        new = newcomers(board, self.newcomers)
        wanted = [write for slug, name in new.items() for write in introduced(board, slug, name)]
        if is_hidden(board, absence.id):
            wanted = [absence.write(field, name) for field, name in unheard(board, self.newcomers).items()]
        if self.who is not None:
            wanted.append(absence.write("who", clean_text(self.who, limit=CARD_SHOWN)))
        wanted += self._who(board, absence, now)
        if self.when is not None:
            wanted.append(absence.write("when", clean_day(self.when) or None))
        if self.where is not None:
            wanted.append(
                absence.write("where", clean_text(self.where, limit=PLACE_LIMIT) if has_ink(self.where) else None)
            )
        if self.knows is not None and absence.state in (AbsenceState.NOTICED, AbsenceState.BRIDGED):
            state = AbsenceState.BRIDGED if self.knows else AbsenceState.NOTICED
            wanted.append(absence.write("state", str(state)))
        return Change("absence.set", tuple(write for write in wanted if write.before != write.after))

    def _who(self, board: Board, absence: Absence, now: int) -> Iterator[Write]:
        if self.knows is not None:
            yield absence.write("knows", board.slug_for(self.knows) if self.knows else None)
        if self.asks is None:
            return
        asks = absence.write("asks", board.slug_for(self.asks) if self.asks else None)
        yield asks
        if asks.before != asks.after:
            # Who says so now is not asked after it in the same meeting.
            yield absence.write("asks_in", (board.meeting_id(now) or None) if self.asks else None)


@dataclass(frozen=True, slots=True)
class AbsenceCame(Command):
    """Says how far the way to them has come.

    They are mostly a group, and no group is a person: only somebody the board knows by that name is here then too.
    """

    absence: EntityId
    state: AbsenceState

    def decide(self, board: Board, who: Who, now: int) -> Change:
        absence = _still_named(board, self.absence)
        if absence.is_standing:
            raise Refusal("not-born-yet")
        if absence.state is self.state:
            return Change("absence.state", ())
        writes = [absence.write("state", str(self.state))]
        known = board.known(absence.who)
        if self.state is AbsenceState.JOINED and known and not known.is_gone:
            writes += [*arrivals(board, {known.slug: known.name}, now), absence.write("person", known.slug)]
        return Change("absence.state", tuple(writes))


def standing_absence(board: Board, entity: EntityId, who: str, now: int) -> Write:
    """Return the write that names those not born yet, who are missing from every meeting; `who` is what they are called.

    Source: document 000, *respecting people present and absent, including future generations*.
    """
    return _named(board, entity, who, {"standing": True, "group": True}, now)


def _named(board: Board, entity: EntityId, who: str, more: dict[str, object], now: int) -> Write:
    fields: dict[str, object] = {
        "label": board.next_label("N"),
        "who": clean_text(who, limit=CARD_SHOWN),
        "state": str(AbsenceState.NOTICED),
        "meeting": board.meeting_id(now),
        "sealed": seal_at(board, now),
    }
    return board.new(entity, fields | more)


def _still_named(board: Board, absence: EntityId) -> Absence:
    found = board.absence(absence)
    if found.is_gone:
        raise Refusal("absence-put-away", label=board.label_of(found))
    return found
