"""People: who is here, and what they bring."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, Json, Write
from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who
from cofacil.board.records import Person, Record
from cofacil.board.slugs import HALL, slug_of
from cofacil.board.text import NOTE_LIMIT, clean_name, clean_text, has_ink


def arrivals(board: Board, names: Iterable[str], now: int, how: str = HALL) -> tuple[Write, ...]:
    """Return the writes that add people who are new, and say of all of them that they are here."""
    writes: list[Write] = []
    meeting = board.meeting_at(now)
    for slug, name in {slug_of(name): name for name in names}.items():
        writes += introduced(board, slug, name)
        if meeting and slug not in meeting.here:
            writes.append(meeting.write(f"here.{slug}", {"how": how, "from": now, "to": None}))
    return tuple(writes)


def introduced(board: Board, slug: str, name: str) -> tuple[Write, ...]:
    """Return the write that makes somebody known here, or known again after that was undone; none for the rest."""
    person = board.person(slug)
    if person is None:
        return (board.new(f"person/{slug}", {"name": clean_name(name)}),)
    return (person.write("gone", None),) if person.is_gone else ()


@dataclass(frozen=True, slots=True)
class AddPerson(Command):
    """Adds somebody who is here, with what they bring if they like to say."""

    name: str
    brings: str = ""
    how: str = HALL
    role: ClassVar[Role] = Role.PARTICIPANT

    def is_coming(self, who: Who) -> bool:
        return slug_of(self.name) == who.person

    def decide(self, board: Board, who: Who, now: int) -> Change:
        slug = slug_of(self.name)
        meeting = board.meeting_at(now)
        if meeting and slug in meeting.here and not self.is_coming(who):
            name = board.name_of(slug)
            raise Refusal(f"There is already somebody called {name} here: {name} H?")
        writes = list(arrivals(board, [self.name], now, self.how))
        if has_ink(self.brings):
            brings = clean_text(self.brings, limit=NOTE_LIMIT)
            record = board.person(slug) or Record(f"person/{slug}", {})
            writes.append(record.write("brings", brings))
        return Change("person.add", tuple(writes))


@dataclass(frozen=True, slots=True)
class PersonLeft(Command):
    """Says that somebody has gone home."""

    person: str

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if board.meeting is None or self.person not in board.here:
            raise Refusal(f"{board.name_of(self.person)} is not on the list of those here.")
        field = f"here.{self.person}"
        stay = board.meeting.fields[field]
        after: Json = {**stay, "to": now} if isinstance(stay, dict) else {"to": now}
        return Change("person.left", (board.meeting.write(field, after),))


@dataclass(frozen=True, slots=True)
class ChangePerson(Command):
    """Changes how somebody is called, or what they bring."""

    person: str
    name: str = ""
    brings: str | None = None

    def decide(self, board: Board, who: Who, now: int) -> Change:
        record = board.person(self.person)
        if record is None:
            raise Refusal(f"{self.person} is not somebody this board knows.")
        writes: list[Write] = []
        if has_ink(self.name):
            _refuse_twin(board, record, self.name)
            writes.append(record.write("name", clean_name(self.name)))
        if self.brings is not None:
            writes.append(
                record.write("brings", clean_text(self.brings, limit=NOTE_LIMIT) if has_ink(self.brings) else None)
            )
        return Change("person.set", tuple(write for write in writes if write.before != write.after))


def _refuse_twin(board: Board, record: Person, name: str) -> None:
    slug = slug_of(name)
    for other in board.people:
        if other.id != record.id and slug in (other.slug, slug_of(other.name)):
            raise Refusal(f"There is already somebody called {other.name} here: {other.name} H?")
