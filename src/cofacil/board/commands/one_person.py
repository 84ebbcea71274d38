"""Names put right: two that are one person's are made one, and a slip that nobody used is taken away."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command, mark
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId, Json, Write
from cofacil.board.model import Board, Who
from cofacil.board.quiet import hidden, hidden_from
from cofacil.board.records import Absence, Card, Meeting, Person, Record

_NAMED_IN = ("said", "heard_by", "knows", "asks", "speaks", "person")
"""Fields of cards and absences that hold a slug."""
_AMONG = ("owner", "finds_out")
"""Fields of them whose members are slugs."""


@dataclass(frozen=True, slots=True)
class MakeOne(Command):
    """Says that somebody is the same person as another, who stays: all that was theirs is that person's.

    What names them is written anew, so that a cofacil that knows nothing of this shows the same; and who they turned
    out to be is kept with them, for what they did themselves, and for copies that are merged later.
    """

    person: str
    same: str
    is_sitting: ClassVar[bool] = False

    def only_names(self) -> bool:
        return True

    def decide(self, board: Board, who: Who, now: int) -> Change:
        gone, stays = _known(board, board.one(self.person)), _known(board, board.one(self.same))
        if gone.slug == stays.slug:
            return Change("person.same", ())
        # Else whoever facilitates would see somebody's hidden words by being made one with them.
        if any(board.one(record.by) in {gone.slug, stays.slug} for record in hidden(board)):
            raise Refusal("person-writes-quietly")
        writes = [
            write for record in board.records.values() for write in _in_the_name_of(record, gone.slug, stays.slug)
        ]
        writes += [gone.write("same", stays.slug), gone.write("gone", mark(who, now)), stays.write("gone", None)]
        if not stays.brings and gone.brings:
            writes.append(stays.write("brings", gone.brings))
        return Change("person.same", tuple(write for write in writes if write.before != write.after))


@dataclass(frozen=True, slots=True)
class TakeAway(Command):
    """Takes a name off the list that was only a slip: nothing on the board is theirs."""

    person: str
    is_sitting: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        person = _known(board, self.person)
        if person.is_gone:
            return Change("person.away", ())
        kept = hidden_from(board, who)
        if person.slug in used(board, kept):
            raise Refusal("person-used", name=person.name)
        field = f"here.{person.slug}"
        writes = [meeting.write(field, None) for meeting in board.held if field in meeting.fields]
        cards = (card for card in board.records.values() if isinstance(card, Card) and card.id not in kept)
        writes += [write for card in cards for write in _agreed(card, person.slug)]
        return Change("person.away", (*writes, person.write("gone", mark(who, now))))


def used(board: Board, hidden_there: Container[EntityId] = ()) -> frozenset[str]:
    """Return the slugs of all whose name stands on anything that is not hidden, or who have done anything here."""
    slugs = _named(board, hidden_there)
    for record in board.records.values():
        slugs |= record.writers
        if isinstance(record, Person):
            slugs.add(record.same)
    return frozenset(slugs)


def only_behind_commands(board: Board) -> frozenset[str]:
    """Return the slugs of those who were never at a meeting here, and whom nothing names: a command wrote in their name.

    As a rule that is what an account is called, and nobody in the room.
    """
    named, wrote = _named(board), {slug for record in board.records.values() for slug in record.writers}
    stayed = {board.one(slug) for meeting in board.held for slug in meeting.members("here")}
    return frozenset(
        person.slug
        for person in board.people
        if person.slug in wrote and not person.brings and person.slug not in named and person.slug not in stayed
    )


def _named(board: Board, hidden_there: Container[EntityId] = ()) -> set[str]:
    """Return the slugs of all whose name stands on anything that is not hidden."""
    slugs: set[str] = set()
    for record in board.records.values():
        if isinstance(record, Card | Absence) and not (record.is_gone or record.id in hidden_there):
            slugs |= {record.word(field) for field in _NAMED_IN}
            slugs.update(slug for field in _AMONG for slug in record.members(field))
    return slugs


def _in_the_name_of(record: Record, gone: str, stays: str) -> Iterator[Write]:
    """Yield the writes by which a record names one person in place of another."""
    if isinstance(record, Card | Absence):
        yield from (record.write(field, stays) for field in _NAMED_IN if record.fields.get(field) == gone)
        if isinstance(record, Card):
            yield from _agreed(record, gone, stays)
        for field in _AMONG:
            if there := record.fields.get(f"{field}.{gone}"):
                yield record.write(f"{field}.{gone}", None)
                yield record.write(f"{field}.{stays}", record.fields.get(f"{field}.{stays}") or there)
    elif isinstance(record, Meeting) and (stay := record.fields.get(f"here.{gone}")) is not None:
        yield record.write(f"here.{gone}", None)
        yield record.write(f"here.{stays}", _both(record.fields.get(f"here.{stays}"), stay))


def _agreed(card: Card, gone: str, *stays: str) -> Iterator[Write]:
    """Yield the write by which one person is no longer counted among those who agreed, or is as another."""
    kept = card.fields.get("agreed")
    if isinstance(kept, dict) and isinstance(here := kept.get("here"), list) and gone in here:
        others = [slug for slug in here if slug != gone]
        yield card.write("agreed", {**kept, "here": [*others, *(slug for slug in stays if slug not in others)]})


def _both(stay: Json, other: Json) -> Json:
    """Return one stay for two of the same person: from the earlier to the later, and still here where either is."""
    if not isinstance(stay, dict) or not isinstance(other, dict):
        return stay if isinstance(stay, dict) else other
    begins = [at for at in (stay.get("from"), other.get("from")) if isinstance(at, int)]
    ends = [at for at in (stay.get("to"), other.get("to")) if isinstance(at, int)]
    last = stay if stay.get("to") is None or other.get("to") is not None else other
    return {**last, "from": min(begins, default=None), "to": max(ends) if len(ends) == 2 else None}


def _known(board: Board, slug: str) -> Person:
    person = board.person(slug)
    if person is None:
        raise Refusal("person-unknown", person=slug)
    return person
