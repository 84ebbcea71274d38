"""People: who is here, and what they bring."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, Json, Write
from cofacil.board.kinds import Role
from cofacil.board.look_alikes import look_alike
from cofacil.board.model import Board, Who
from cofacil.board.quiet import is_hidden
from cofacil.board.records import Meeting, Person, Record
from cofacil.board.slugs import HALL, SCREEN, folded, slug_of
from cofacil.board.stays import back_by_screen, begun, is_by_screen, moved, stays_at
from cofacil.board.text import NOTE_LIMIT, clean_name, clean_text, has_ink


def newcomers(board: Board, names: Iterable[str]) -> dict[str, str]:
    """Return names by the slugs of whom they mean here.

    Raises:
        Refusal: when nobody can have one of them, or one looks like the name of somebody else.
    """
    people = {board.slug_for(name): name for name in names}
    for slug, name in people.items():
        refuse_look_alike(board, slug, name)
    return people


def refuse_look_alike(board: Board, slug: str, name: str) -> None:
    """Refuse a new name that nobody could tell from another's: what one of them says would be the other's on every wall.

    Raises:
        Refusal: when it looks like somebody else's.
    """
    if board.person(slug) is not None:
        return
    for other in board.people:
        if other.slug != slug and look_alike(name, other.name):
            raise Refusal("name-looks-like", name=other.name)


def arrivals(
    board: Board, people: Mapping[str, str], now: int, how: str = HALL, *, was_by_screen: bool = False
) -> tuple[Write, ...]:
    """Return the writes that add people who are new, their names by their slugs, and say of all that they are here.

    Who was here by screen before is known by what is written down, or `was_by_screen`: of who only looks on nothing is.
    """
    writes: list[Write] = []
    meeting = board.meeting_at(now)
    for slug, name in people.items():
        writes += introduced(board, slug, name)
        if meeting and slug not in meeting.here:
            field = f"here.{slug}"
            was_there = was_by_screen or is_by_screen(meeting.fields.get(field))
            writes.append(meeting.write(field, begun(how, now, was_by_screen=was_there)))
    return tuple(writes)


def into_the_hall(board: Board, people: Collection[str], now: int) -> tuple[Write, ...]:
    """Return the writes that say of those who are written down as here by screen, and sit at none, that they are in the hall."""
    meeting = board.meeting_at(now)
    if meeting is None:
        return ()
    stays = (stay for stay in stays_at(board, meeting) if stay.person in people and stay.how == SCREEN)
    return tuple(meeting.write(stay.field, moved(stay.kept)) for stay in stays)


def coming(board: Board, record: Record, names: Iterable[str], now: int) -> tuple[Write, ...]:
    """Return the writes that add those whom a record names for the first time; what is hidden keeps them until it is shown."""
    if is_hidden(board, record.id):
        return tuple(record.write(field, name) for field, name in unheard(board, names).items())
    return arrivals(board, newcomers(board, names), now)


def unheard(board: Board, names: Iterable[str]) -> dict[str, str]:
    """Return the fields by which something hidden holds whom it names for the first time: a name would tell of it."""
    return {f"new.{slug}": clean_name(name) for slug, name in newcomers(board, names).items()}


def introduced(board: Board, slug: str, name: str) -> tuple[Write, ...]:
    """Return the write that makes somebody known here, or known again after that was undone; none for the rest."""
    person = board.person(slug)
    if person is None:
        return (board.new(f"person/{slug}", {"name": clean_name(name)}),)
    if not person.is_gone:
        return ()
    back = (person.write("gone", None), person.write("same", None), person.write("name", clean_name(name)))
    return tuple(write for write in back if write.before != write.after)


@dataclass(frozen=True, slots=True)
class AddPerson(Command):
    """Adds somebody who is here, with what they bring if they like to say."""

    name: str
    brings: str = ""
    how: str = HALL
    is_at_no_screen: bool = False
    """Whether they are seen to sit at no screen: who is written down as here by one is in the hall then."""
    was_by_screen: bool = False
    """Whether they were at a screen until their line broke."""
    role: ClassVar[Role] = Role.PARTICIPANT

    def is_coming(self, board: Board, who: Who) -> bool:
        return board.slug_for(self.name) == who.person

    def decide(self, board: Board, who: Who, now: int) -> Change:
        slug = board.slug_for(self.name)
        meeting = board.meeting_at(now)
        seen = into_the_hall(board, {slug}, now) if self.is_at_no_screen else ()
        if meeting and slug in meeting.here and not seen and not self.is_coming(board, who):
            raise Refusal("name-taken", name=board.name_of(slug))
        if not self.is_coming(board, who):
            refuse_look_alike(board, slug, self.name)
        came = arrivals(board, {slug: self.name}, now, self.how, was_by_screen=self.was_by_screen)
        writes = [*came, *seen]
        if has_ink(self.brings):
            brings = clean_text(self.brings, limit=NOTE_LIMIT)
            record = board.person(slug) or Record(f"person/{slug}", {})
            writes.append(record.write("brings", brings))
        return Change("person.add", tuple(writes))


@dataclass(frozen=True, slots=True)
class PersonLeft(Command):
    """Says that somebody has gone home."""

    person: str
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        if board.meeting is None or board.one(self.person) not in board.here:
            raise Refusal("person-not-here", name=board.name_of(self.person))
        return Change("person.left", _gone(board, board.meeting, self.person, now))


def _gone(board: Board, meeting: Meeting | None, person: str, now: int) -> tuple[Write, ...]:
    """Return the writes that end somebody's stay, under each name that was made one with theirs."""
    if meeting is None:
        return ()
    stays = (stay for stay in stays_at(board, meeting) if stay.person == board.one(person))
    return tuple(meeting.write(stay.field, {**stay.kept, "to": now}) for stay in stays)


@dataclass(frozen=True, slots=True)
class AtScreen(Command):
    """Says that who joined from another computer has left their screen, or is back at it.

    Where they did not come by screen, it says nothing: coming to look is no change. Who `is_out`, put out by somebody, has
    gone all the same, also where they stand among those in the hall.
    """

    is_there: bool
    is_out: bool = False
    role: ClassVar[Role] = Role.PARTICIPANT
    is_sitting: ClassVar[bool] = False
    types: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting, field = board.meeting_at(now), f"here.{who.person}"
        if self.is_out:
            return Change("person.left", _gone(board, meeting, who.person, now))
        stay = meeting.fields.get(field) if meeting else None
        op = "person.here" if self.is_there else "person.left"
        if meeting is None or not isinstance(stay, dict):
            return Change(op, ())
        after: dict[str, Json] = stay
        if self.is_there and is_by_screen(stay):
            after = back_by_screen(stay)
        elif not self.is_there and stay.get("how") == SCREEN and stay.get("to") is None:
            after = {**stay, "to": now}
        return Change(op, (meeting.write(field, after),) if after != stay else ())


@dataclass(frozen=True, slots=True)
class ChangePerson(Command):
    """Changes how somebody is called, or what they bring."""

    person: str
    name: str = ""
    brings: str | None = None

    def decide(self, board: Board, who: Who, now: int) -> Change:
        record = board.person(self.person)
        if record is None:
            raise Refusal("person-unknown", person=self.person)
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
        if other.id == record.id:
            continue
        if slug in (other.slug, folded(other.name)):
            raise Refusal("name-taken", name=other.name)
        if look_alike(name, other.name):
            raise Refusal("name-looks-like", name=other.name)
