"""The next meeting: what it is about, where it is, how people get in; and those of last time who are here again."""

from dataclasses import dataclass
from typing import ClassVar

from cofacil.board.commands.base import Command
from cofacil.board.commands.meetings import LINE_LIMIT
from cofacil.board.commands.people import arrivals, into_the_hall
from cofacil.board.errors import Refusal
from cofacil.board.events import Change
from cofacil.board.kinds import Role
from cofacil.board.model import Board, Who
from cofacil.board.stays import stays_at
from cofacil.board.text import clean_text, has_ink


@dataclass(frozen=True, slots=True)
class AboutMeeting(Command):
    """Says of this meeting what it is about, where it is, and how to get in; None leaves a part as it is.

    Where none is open it is the next one, also a moment after the last was closed.
    """

    purpose: str | None = None
    place: str | None = None
    access: str | None = None
    begins: ClassVar[bool] = True

    def is_coming(self, board: Board, who: Who) -> bool:
        return True

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting = board.meeting_at(now)
        if meeting is None:
            raise Refusal("no-meeting-open")
        parts = (
            ("purpose", self.purpose, board.purpose),
            ("place", self.place, board.place),
            ("access", self.access, ""),
        )
        writes = [
            meeting.write(field, None if _says_nothing_new(words, ours) else clean_text(words, limit=LINE_LIMIT))
            for field, words, ours in parts
            if words is not None
        ]
        return Change("meeting.about", tuple(write for write in writes if write.before != write.after))


def _says_nothing_new(words: str, ours: str) -> bool:
    return not has_ink(words) or words.strip() == ours


@dataclass(frozen=True, slots=True)
class ComeAgain(Command):
    """Says of several whom the board knows, and who sit at no screen, that they are here."""

    people: tuple[str, ...]
    role: ClassVar[Role] = Role.PARTICIPANT

    def decide(self, board: Board, who: Who, now: int) -> Change:
        known = [board.person(board.one(slug)) for slug in self.people]
        people = {person.slug: person.name for person in known if person is not None and not person.is_gone}
        return Change("person.again", (*arrivals(board, people, now), *into_the_hall(board, people, now)))


@dataclass(frozen=True, slots=True)
class NotHere(Command):
    """Takes back that somebody is here: they did not come, as another said, and have not gone home."""

    person: str

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting = board.meeting_at(now)
        stays = [stay for stay in stays_at(board, meeting) if stay.person == board.one(self.person)]
        if meeting is None or not stays:
            raise Refusal("person-not-here", name=board.name_of(self.person))
        return Change("person.not_here", tuple(meeting.write(stay.field, None) for stay in stays))
