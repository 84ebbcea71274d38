"""What is said as a meeting ends: what stays open and how, who finds out, who speaks for whom, what to change next time.

None of it opens a meeting: a late word belongs to the one that was closed a moment ago.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from cofacil.board.commands.base import Command, readable_card
from cofacil.board.commands.meetings import LINE_LIMIT
from cofacil.board.commands.people import arrivals, introduced, newcomers
from cofacil.board.errors import Refusal
from cofacil.board.events import Change, EntityId, Json
from cofacil.board.just_closed import just_closed
from cofacil.board.kinds import Mark, Role
from cofacil.board.model import Board, Who
from cofacil.board.records import LET_GO, CardId, Meeting
from cofacil.board.slugs import ROOM, ROOM_KEPT
from cofacil.board.text import clean_text, has_ink


class Stays(StrEnum):
    """What a group says of something that is open as it closes."""

    OPEN = "open"
    """It stays open, and no more is said of it."""
    WICKED = Mark.WICKED
    """It is bigger than us: it stays with the board."""
    EVIDENCE = Mark.EVIDENCE
    """Nobody here knows: somebody finds out."""
    LET_GO = "let_go"
    """It does not come back."""


_MARKS = (Mark.WICKED, Mark.EVIDENCE)
"""Those that are kept as marks of the card."""


@dataclass(frozen=True, slots=True)
class StayOpen(Command):
    """Says how something stays open, or that it is let go; one answer takes the place of the other.

    Source: document 000, *the wicked issues* and *seek further evidence*.
    """

    card: CardId
    stays: Stays
    is_sitting: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = readable_card(board, self.card, who)
        is_let_go = self.stays is Stays.LET_GO
        writes = [card.write(f"mark.{mark}", (mark.value == self.stays.value) or None) for mark in _MARKS]
        if self.stays is not Stays.EVIDENCE:
            writes += [card.write(f"finds_out.{slug}", None) for slug in card.finds_out]
        if is_let_go or card.is_let_go:
            done: Json = {"at": now, "how": LET_GO}
            writes.append(card.write("done", done if is_let_go else None))
        if is_let_go and card.is_let_go:
            writes = []
        op = "card.let_go" if is_let_go else "card.mark"
        return Change(op, tuple(write for write in writes if write.before != write.after))


@dataclass(frozen=True, slots=True)
class FindOut(Command):
    """Says who finds out, in place of whoever did: what nobody here knows needs evidence, and comes back until then."""

    card: CardId
    names: tuple[str, ...]
    """Their names; `ROOM` for all of us."""
    newcomers: tuple[str, ...] = ()
    role: ClassVar[Role] = Role.PARTICIPANT
    is_sitting: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        card = readable_card(board, self.card, who)
        wanted = sorted({ROOM_KEPT if name == ROOM else board.slug_for(name) for name in self.names})
        others = (set(wanted) ^ set(card.finds_out)) - {who.person}
        if others and not Role(who.role).includes(Role.COFACILITATOR):
            raise Refusal("deciding-for-others")
        writes = [*arrivals(board, newcomers(board, self.newcomers), now), card.write(f"mark.{Mark.EVIDENCE}", True)]
        writes.append(card.write(f"mark.{Mark.WICKED}", None))
        writes += [card.write(f"finds_out.{slug}", None) for slug in card.finds_out if slug not in wanted]
        writes += [card.write(f"finds_out.{slug}", True) for slug in wanted]
        return Change("card.find_out", tuple(write for write in writes if write.before != write.after))


@dataclass(frozen=True, slots=True)
class SpeakFor(Command):
    """Says who speaks next time for those who cannot come at all: those not born yet."""

    absence: EntityId
    name: str
    """"" for nobody any more."""
    newcomers: tuple[str, ...] = ()
    is_sitting: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        absence = board.absence(self.absence)
        if not absence.is_standing:
            raise Refusal("absence-speaks-itself", label=board.label_of(absence))
        writes = [
            write for slug, name in newcomers(board, self.newcomers).items() for write in introduced(board, slug, name)
        ]
        writes.append(absence.write("speaks", board.slug_for(self.name) if self.name else None))
        return Change("absence.speak", tuple(write for write in writes if write.before != write.after))


@dataclass(frozen=True, slots=True)
class AddNextTime(Command):
    """Keeps one thing to do differently next time: it is the first thing that the next meeting sees."""

    id: str
    """A ULID, made by the asker: kept twice, it is kept once."""
    text: str
    role: ClassVar[Role] = Role.PARTICIPANT
    is_sitting: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        meeting, field = closing_meeting(board, now), f"next_time.{self.id}"
        if field in meeting.fields:
            return Change("meeting.next_time", ())
        return Change("meeting.next_time", (meeting.write(field, clean_text(self.text, limit=LINE_LIMIT)),))


@dataclass(frozen=True, slots=True)
class SayNoneToday(Command):
    """Keeps why nobody will do anything before the next meeting: that is an answer too; "" takes it back."""

    why: str
    is_sitting: ClassVar[bool] = False

    def decide(self, board: Board, who: Who, now: int) -> Change:
        why = clean_text(self.why, limit=LINE_LIMIT) if has_ink(self.why) else None
        write = closing_meeting(board, now).write("none_today", why)
        return Change("meeting.none_today", (write,) if write.before != write.after else ())


def closing_meeting(board: Board, now: int) -> Meeting:
    """Return the meeting that is ending: the one that nobody has closed yet, or that was closed a moment ago.

    Raises:
        Refusal: when there is none.
    """
    meeting = board.meeting or just_closed(board, now)
    if meeting is None:
        raise Refusal("no-meeting-open")
    return meeting
